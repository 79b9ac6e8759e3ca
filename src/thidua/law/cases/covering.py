"""Which conditions the cases of a folder reach, and with what outcome: for ``make law-coverage``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable

from thidua.law.cases.questions import assessment_of, followed_by
from thidua.law.catalogue import NotInForceError
from thidua.law.packs import Pack
from thidua.law.strict import Reader, read_yaml_list
from thidua.law.verdicts import Outcome

Reached = Counter[tuple[str, str, str, Outcome]]


def reached_by(files: Iterable[Traversable], packs: Mapping[str, Pack]) -> Reached:
    """Return how often the cases reach (award, code of the condition, provision) with each outcome.

    Raises:
        LawFileError: a file or a case is not as it must be.
    """
    found: Reached = Counter()
    for file in files:
        for case in read_yaml_list(file):
            reader = Reader(case, file.name)
            if not reader.has("hồ sơ"):
                continue
            try:
                assessed = assessment_of(reader, followed_by(reader, packs))
            except NotInForceError:
                continue
            for verdict in assessed.verdicts:
                found[assessed.award, verdict.code, verdict.provision, verdict.outcome] += 1
    return found
