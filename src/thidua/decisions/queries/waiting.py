"""What waits for a decision at a unit, by round, award and kind of recipient."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from thidua.decisions.choices import DecisionKind
from thidua.decisions.models import DecisionLine
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination, Round


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Nominations of one award and one kind of recipient that wait and stand in no draft."""

    award_code: str
    award_name: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class WaitingRound:
    """A round with what waits in it: ``groups`` stand in no draft yet, ``drafted`` nominations do."""

    round: Round
    groups: tuple[WaitingGroup, ...]
    drafted: int

    @property
    def count(self) -> int:
        """How many stand in no draft yet."""
        return sum(group.count for group in self.groups)


def waiting_counts(unit_id: int | None) -> list[tuple[int, int]]:
    """Return (round, how many nominations wait for a decision) of a unit's rounds, drafted ones too; one query."""
    rows = _waiting(unit_id).order_by("round").values_list("round").annotate(count=Count("pk"))
    return list(rows)


def waiting_rounds(unit_id: int | None) -> tuple[WaitingRound, ...]:
    """Return the rounds of a unit in which nominations wait for a decision, the newest first; two queries."""
    in_draft = DecisionLine.objects.in_force().filter(
        nomination=OuterRef("pk"), does=DecisionKind.AWARD, annulled_at=None
    )
    rows = _waiting(unit_id).annotate(is_drafted=Exists(in_draft)).order_by("award_code", "kind")
    counted = rows.values_list("round", "award_code", "award_name", "kind", "is_drafted").annotate(count=Count("pk"))
    groups: dict[int, list[WaitingGroup]] = {}
    drafted: dict[int, int] = {}
    for key, code, name, kind, is_drafted, count in counted:
        mine = groups.setdefault(key, [])
        if is_drafted:
            drafted[key] = drafted.get(key, 0) + count
        else:
            mine.append(WaitingGroup(code, name, kind, count))
    rounds = Round.objects.filter(pk__in=groups).select_related("unit")
    return tuple(WaitingRound(each, tuple(groups[each.pk]), drafted.get(each.pk, 0)) for each in rounds)


def _waiting(unit_id: int | None) -> QuerySet[Nomination]:
    return Nomination.objects.filter(round__unit=unit_id or 0, state=State.TO_DECIDE)
