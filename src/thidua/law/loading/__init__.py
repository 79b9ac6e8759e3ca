"""The files of the law, read once and checked. Errors are ``LawFileError`` and say where."""

from thidua.law.loading.catalogue import load_awards, load_instruments, load_parameters, load_sources
from thidua.law.loading.common import slug

__all__ = ["load_awards", "load_instruments", "load_parameters", "load_sources", "slug"]
