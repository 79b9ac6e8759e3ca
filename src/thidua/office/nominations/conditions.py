"""The conditions of a nomination as rows of its page, with what may be done about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from thidua.law.verdicts import Outcome
from thidua.nominations.models import Check, Conclusion, Nomination
from thidua.nominations.rules.own_rows import PAPERS, REGISTERED
from thidua.nominations.rules.verdict_rows import VerdictRow

CHIPS = {
    Outcome.NOT_MET: "not_met",
    Outcome.TO_JUDGE: "judge",
    Outcome.NOT_YET: "not_reached",
    Outcome.MET: "met",
}
"""States of ``web.states`` by outcome, in the order in which rows are read."""
_WATCH = "watch"
"""What is met, but has something to watch for: a title that was not registered, an innovation used before."""


@dataclass(frozen=True)
class Powers:
    """What the reader may do about conditions: conclude, let one pass, put papers in."""

    judge: bool = False
    override: bool = False
    attach: bool = False


@dataclass(frozen=True)
class ShownCondition:
    """A condition as its row shows it.

    Attributes:
        chip: the state of ``web.states``.
        seen: what was found, in one or two sentences.
        law_url: the standard of the award on the day whose law was applied; blank where it is no rule of law.
        doubt: why the rule itself is not sure, and what to look up.
        warning: what to watch for, though the rule is sure.
        conclusion: what a person concluded of it.
        act: what may be done: ``judge``, ``override``, ``attach`` or nothing.
    """

    row: VerdictRow
    chip: str
    seen: str
    law_url: str
    doubt: str
    warning: str
    conclusion: Conclusion | None
    act: str = ""

    @property
    def anchor(self) -> str:
        """The id of the row in the page."""
        return f"dieu-kien-{self.row.code}"

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way: not met and nobody let it pass, or nobody judged it."""
        is_let_pass = self.conclusion is not None and self.conclusion.is_override
        return self.row.outcome is Outcome.TO_JUDGE or (self.row.outcome is Outcome.NOT_MET and not is_let_pass)


def shown_conditions(
    one: Nomination, check: Check, rows: Sequence[VerdictRow], conclusions: Sequence[Conclusion], powers: Powers
) -> list[ShownCondition]:
    """Return the rows of a check, what stands in the way first, each with what may be done about it."""
    said = {each.condition: each for each in conclusions if each.withdrawn_at is None}
    return [_shown(one, check, row, said.get(row.code), powers) for row in rows]


def counted(rows: Sequence[VerdictRow]) -> list[tuple[str, str]]:
    """Return how many conditions came out how, as chips with their words: those that are met first."""
    count = Counter(_chip(row) for row in rows)
    words = {
        "met": ngettext("%(n)s đạt", "%(n)s đạt", count["met"]),
        _WATCH: ngettext("%(n)s lưu ý", "%(n)s lưu ý", count[_WATCH]),
        "not_met": ngettext("%(n)s chưa đạt", "%(n)s chưa đạt", count["not_met"]),
        "judge": ngettext("%(n)s cần người xét", "%(n)s cần người xét", count["judge"]),
        "not_reached": ngettext("%(n)s chưa tới bước", "%(n)s chưa tới bước", count["not_reached"]),
    }
    return [(chip, words[chip] % {"n": count[chip]}) for chip in words if count[chip]]


def _chip(row: VerdictRow) -> str:
    return _WATCH if row.outcome is Outcome.MET and row.verified and row.caution else CHIPS[row.outcome]


def _shown(
    one: Nomination, check: Check, row: VerdictRow, conclusion: Conclusion | None, powers: Powers
) -> ShownCondition:
    url = reverse("office:standard", args=[one.award_code])
    return ShownCondition(
        row=row,
        chip=_chip(row),
        seen=_seen(row),
        law_url="" if row.code == REGISTERED else f"{url}?ngay={check.law_day:%Y-%m-%d}",
        doubt="" if row.verified else row.caution,
        warning=row.caution if row.verified else "",
        conclusion=conclusion,
        act=_act(row, conclusion, powers),
    )


def _seen(row: VerdictRow) -> str:
    """Return what was found; of what is in the way also what was looked at, where the sentence does not say it.

    What is missing stands in the box below.
    """
    if row.missing and row.missing in row.reason:
        return row.observed
    looked_at = row.observed.rstrip(".")
    if row.outcome not in {Outcome.NOT_MET, Outcome.TO_JUDGE} or not looked_at or looked_at in row.reason:
        return row.reason
    return f"{row.reason} {looked_at[:1].upper()}{looked_at[1:]}."


def _act(row: VerdictRow, conclusion: Conclusion | None, powers: Powers) -> str:
    if row.outcome is Outcome.TO_JUDGE and powers.judge:
        return "judge"
    if row.outcome is not Outcome.NOT_MET:
        return ""
    if row.code == PAPERS and powers.attach:
        return "attach"
    is_let_pass = conclusion is not None and conclusion.is_override
    return "override" if powers.override and not is_let_pass else ""
