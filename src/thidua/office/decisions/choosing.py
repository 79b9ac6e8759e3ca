"""Nominations of a round that wait for a decision, as the page of a draft lets one choose them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from thidua.decisions.queries.decisions import waiting_for_decision
from thidua.decisions.queries.fitness import Unfit, refusals
from thidua.nominations.models import Nomination, Round
from thidua.office.decisions.words import counted

ALL, SOME, NONE = "ca-nhom", "chon", "de-lai"


@dataclass(frozen=True)
class Group:
    """Nominations of one award and one kind of recipient, all of them clear or none.

    ``asked`` is what of it goes into the draft: all, those that are ticked, or none.
    """

    code: str
    kind: str
    is_clear: bool
    rows: tuple[Nomination, ...]
    asked: str
    ticked: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The name of its choice in the form."""
        return f"nhom-{self.code}-{self.kind}-{'du' if self.is_clear else 'vuong'}"

    @property
    def award_name(self) -> str:
        """The award, as its nominations name it."""
        return self.rows[0].award_name

    @property
    def recipients(self) -> str:
        """How many there are, in words."""
        return counted(self.kind, len(self.rows))

    @property
    def shown(self) -> list[tuple[Nomination, bool]]:
        """Each nomination, and whether it is ticked."""
        return [(row, str(row.uid) in self.ticked) for row in self.rows]

    @property
    def chosen(self) -> tuple[Nomination, ...]:
        """What goes into the draft."""
        if self.asked == ALL:
            return self.rows
        return tuple(row for row in self.rows if str(row.uid) in self.ticked) if self.asked == SOME else ()


@dataclass(frozen=True)
class ShownUnfit:
    """A nomination that cannot go into a decision of this unit, and why."""

    nomination: Nomination
    unfit: Unfit


@dataclass(frozen=True)
class Choice:
    """What waits in a round: groups to choose from, and what cannot go in."""

    groups: tuple[Group, ...]
    unfit: tuple[ShownUnfit, ...]

    @property
    def chosen(self) -> list[Nomination]:
        """Everything that goes into the draft."""
        return [row for group in self.groups for row in group.chosen]

    @property
    def clear(self) -> int:
        """How many could go in now with nothing in their way."""
        return sum(len(group.rows) for group in self.groups if group.is_clear)

    @property
    def stuck(self) -> int:
        """How many still have a condition in their way."""
        return sum(len(group.rows) for group in self.groups if not group.is_clear)


def choice_of(round_: Round, asked: QueryDict | None, *, on: date) -> Choice:
    """Return what waits in a round, chosen as a form asks; at first all that is clear."""
    rows = list(waiting_for_decision(round_))
    unfit = {each.key: each for each in refusals(round_.unit, rows, on=on)}
    fit = [row for row in rows if row.pk not in unfit]
    groups: dict[tuple[str, str, bool], list[Nomination]] = {}
    for row in fit:
        groups.setdefault((row.award_code, row.kind, not (row.not_met or row.to_judge)), []).append(row)
    ordered = sorted(groups.items(), key=lambda each: not each[0][2])
    return Choice(
        tuple(_group(*key, mine, asked) for key, mine in ordered),
        tuple(ShownUnfit(row, unfit[row.pk]) for row in rows if row.pk in unfit),
    )


def _group(code: str, kind: str, is_clear: bool, rows: Sequence[Nomination], asked: QueryDict | None) -> Group:  # noqa: FBT001 - a part of the group's key
    bare = Group(code, kind, is_clear, tuple(rows), ALL if is_clear else NONE)
    if asked is None:
        return bare
    said = asked.get(bare.key, NONE)
    return Group(code, kind, is_clear, tuple(rows), said, frozenset(asked.getlist("hs")))
