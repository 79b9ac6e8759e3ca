"""Cases that a legal officer writes in Vietnamese YAML and the engine answers: ``thidua law check``."""

from thidua.law.cases.checking import Answer, check_case, check_file

__all__ = ["Answer", "check_case", "check_file"]
