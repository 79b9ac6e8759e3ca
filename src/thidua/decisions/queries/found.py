"""Decisions as a list asks for them: by award, number and recipient too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thidua.core.actors import Actor
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.decisions.queries.decisions import Filters, decisions
from thidua.vietnamese.fold import fold


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """What a list of decisions shows; empty values show all.

    ``text`` is a number or words of the title, ``award`` a code, ``name`` part of a recipient's name with or without
    marks.
    """

    year: int | None = None
    kind: str = ""
    state: str = ""
    award: str = ""
    text: str = ""
    name: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it shows all."""
        return self == DecisionFilter()


def decisions_found(actor: Actor, asked: DecisionFilter, *, on: date) -> QuerySet[AwardDecision]:
    """Return the decisions in scope that are asked for, as ``decisions`` has them, drafts first, then the newest."""
    filters = Filters(state=asked.state, kind=asked.kind, year=asked.year, text=asked.text)
    found = decisions(actor, filters, on=on)
    if asked.award:
        found = found.filter(Exists(_lines().filter(award_code=asked.award)))
    if name := fold(asked.name.strip()):
        named = Q(holder__folded__contains=name) | Q(nomination__folded__contains=name)
        found = found.filter(Exists(_lines().filter(named)))
    return found.order_by(F("dated_on").desc(nulls_first=True), "-pk")


def recipients_counted(decisions_: Iterable[AwardDecision]) -> dict[int, dict[str, int]]:
    """Return how many recipients of each kind decisions name, by the decision's key; one query."""
    keys = [each.pk for each in decisions_]
    rows = DecisionLine.objects.in_force().filter(decision__in=keys).order_by().values_list("decision", "kind")
    found: dict[int, dict[str, int]] = {}
    for key, kind, count in rows.annotate(count=Count("pk")):
        found.setdefault(key, {})[kind] = count
    return found


def state_counts(actor: Actor, asked: DecisionFilter, *, on: date) -> dict[str, int]:
    """Return how many of the decisions asked for are in each state."""
    rows = AwardDecision.objects.filter(pk__in=decisions_found(actor, asked, on=on).values("pk")).order_by()
    return dict(rows.values_list("state").annotate(count=Count("pk")))


def _lines() -> QuerySet[DecisionLine]:
    return DecisionLine.objects.in_force().filter(decision=OuterRef("pk"))


def decision_numbered(decision: AwardDecision, year: int, number: int) -> AwardDecision | None:
    """Return the decision of the same unit and symbol that has a number in a year; None where it is free."""
    rows = AwardDecision.objects.filter(unit=decision.unit_id, symbol=decision.symbol, year=year, number=number)
    return rows.exclude(pk=decision.pk).first()
