"""What happened to a nomination, line by line: steps, conclusions, and checks that found something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thidua.nominations.choices import Act
from thidua.nominations.models import Check, Conclusion, Step
from thidua.web.formats import day


@dataclass(frozen=True)
class Line:
    """A line of the log."""

    at: datetime
    text: str
    reason: str = ""


def log(steps: Iterable[Step], conclusions: Iterable[Conclusion], checks: Sequence[Check]) -> list[Line]:
    """Return the lines in the order of time; ``checks`` oldest first."""
    every = [*map(_of_step, steps), *_of_conclusions(conclusions), *_of_checks(checks)]
    return sorted(every, key=lambda line: line.at)


def _of_step(step: Step) -> Line:
    return Line(step.at, _("%(who)s %(act)s") % {"who": step.made_by, "act": Act(step.act).label}, step.reason)


def _of_conclusions(rows: Iterable[Conclusion]) -> Iterator[Line]:
    for row in rows:
        yield Line(row.created_at, _concluded(row), row.reason)
        if row.withdrawn_at is not None:
            told = {"who": row.withdrawn_by, "requirement": row.requirement}
            yield Line(row.withdrawn_at, _("%(who)s rút kết luận về “%(requirement)s”") % told)


def _concluded(row: Conclusion) -> str:
    told = {"who": row.concluded_by, "requirement": row.requirement}
    if row.is_override:
        return _("%(who)s cho qua điều kiện chưa đạt “%(requirement)s”") % told
    if row.is_met:
        return _("%(who)s kết luận đạt “%(requirement)s”") % told
    return _("%(who)s kết luận chưa đạt “%(requirement)s”") % told


def _of_checks(checks: Sequence[Check]) -> Iterator[Line]:
    """Yield the checks whose outcome or law is another than that of the one before."""
    before = None
    for check in checks:
        found = (check.outcome, check.law_day)
        if before is not None and found != before:
            said = _("Máy xét lại điều kiện theo luật có hiệu lực ngày %(day)s")
            yield Line(check.at, said % {"day": day(check.law_day)})
        before = found
