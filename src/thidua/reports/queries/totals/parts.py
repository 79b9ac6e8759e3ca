"""What a number consists of: the units directly below and their reports, or the shorter periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.core.actors import Actor
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.models import Form
from thidua.reports.queries.filing.plan import Names
from thidua.reports.queries.homes import ended_at_home, ended_with_values
from thidua.reports.queries.ladder import units_below
from thidua.reports.queries.totals.counted import (
    Accepted,
    Own,
    joined,
    known_as,
    over_time,
    own_values,
    stale_marks,
    totals_at,
)
from thidua.reports.queries.totals.reporters import Asking, asking_of, askings_inside, reporting
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part


@dataclass(frozen=True)
class TotalPart:
    """One part of a number: of a unit directly below (or the unit's own), or of a shorter period.

    Attributes:
        name: of the unit directly below, as it was called then; blank where it is the unit's own, or a period.
        span: the period from which it comes.
        part: ``None`` where there is nothing yet.
        expected: of how many values it would consist if nothing were missing.
        accepted: the report that it comes from; ``None`` of a total.
    """

    name: str
    unit: UUID
    span: Span
    part: Part | None
    expected: int = 1
    accepted: Accepted | None = None

    @property
    def missing(self) -> int:
        """How many values are missing in it."""
        return max(0, self.expected - (self.part.figures if self.part else 0))

    @property
    def word(self) -> str:
        """The word before the number, blank where it is exact."""
        return known_as(self.part, self.missing) if self.part else ""


@dataclass(frozen=True)
class TotalParts:
    """What a number consists of.

    Attributes:
        total: the number as it is kept, ``None`` where there is none.
        expected: of how many values it would consist if nothing were missing.
        parts: those that there are; they and ``elsewhere`` add up to the total.
        missing: units, or periods that are over, of which there is nothing yet.
        elsewhere: of units that stood below then and are another's today; they are not named.
        is_over_time: whether the parts are periods.
        is_stale: whether the number is being added anew, so that the parts may already say more.
    """

    form: Form
    indicator: Indicator
    unit: Unit
    unit_name: str
    span: Span
    total: Part | None
    expected: int
    parts: tuple[TotalPart, ...]
    missing: tuple[TotalPart, ...]
    elsewhere: Part | None
    is_over_time: bool
    is_stale: bool

    @property
    def word(self) -> str:
        """The word before the number, blank where it is exact."""
        return known_as(self.total, max(0, self.expected - self.total.figures)) if self.total else ""


@dataclass(frozen=True)
class _Asked:
    """What is taken apart. ``inside``: the periods of the form that make up ``span``, itself where it is one."""

    form: Form
    indicator: Indicator
    unit: Unit
    asking: Asking
    inside: tuple[Asking, ...]
    on: date

    @property
    def span(self) -> Span:
        """The period whose number is taken apart."""
        return self.asking.span

    @property
    def is_stock_over_time(self) -> bool:
        """Whether it is the latest of each unit in a longer period."""
        return self.span.kind != self.form.period_kind and self.indicator.over_time == Combination.LATEST

    @property
    def is_over_time(self) -> bool:
        """Whether it is added from shorter periods."""
        return self.span.kind != self.form.period_kind and self.indicator.over_time != Combination.LATEST


def parts_of(actor: Actor, form: Form, indicator: Indicator, unit: Unit, span: Span, *, on: date) -> TotalParts:
    """Return what the number of an indicator at and under a unit consists of; at most seventeen queries.

    Of a period of the form it is what the units directly below had accepted, and their totals. Of a longer one it is
    the shorter ones of a flow, of a stock the latest value of each unit.

    Raises:
        Unit.DoesNotExist: the unit is not one whose rows the actor may see.
    """
    unit = units_in_scope(actor, on=on).get(pk=unit.pk)
    asking = asking_of(form, span)
    asked = _Asked(form, indicator, unit, asking, askings_inside(form, asking), on)
    return _of_periods(asked) if asked.is_over_time else _of_units(asked, actor)


def _of_periods(asked: _Asked) -> TotalParts:
    """The parts of a flow over a longer period: one for each shorter one."""
    unit, indicator, spans = asked.unit, asked.indicator, [each.span for each in asked.inside]
    due = reporting([unit.pk], asked.inside)
    totals = totals_at([unit.pk], [*spans, asked.span], [indicator.pk])
    own = {each.key: each for each in own_values([unit.pk], spans, [indicator.pk])}
    found, is_added = [], indicator.over_time != Combination.NONE
    for place, asking in enumerate(asked.inside):
        mine, below = own.get(asking.span.key), totals.get((unit.pk, indicator.pk, asking.span.key))
        part = joined(mine.part if mine else None, below)
        accepted = mine.accepted if mine and not below else None
        if is_added and (part or asking.last_day < asked.on):
            found.append(TotalPart("", unit.uid, asking.span, part, due.of(unit.pk, place), accepted))
    own_part = over_time(indicator, [each.part for each in own.values()])
    return TotalParts(
        form=asked.form,
        indicator=indicator,
        unit=unit,
        unit_name=Names([unit.pk]).on(unit.pk, asked.asking.last_day),
        span=asked.span,
        total=joined(totals.get((unit.pk, indicator.pk, asked.span.key)), own_part),
        expected=sum(each.expected for each in found),
        parts=tuple(each for each in found if each.part),
        missing=tuple(each for each in found if each.part is None and each.expected),
        elsewhere=None,
        is_over_time=True,
        is_stale=_is_stale(asked),
    )


def _of_units(asked: _Asked, actor: Actor) -> TotalParts:
    """The parts over units: the unit's own value, then those of the units directly below, and their totals."""
    unit, indicator, asking = asked.unit, asked.indicator, asked.asking
    is_added = indicator.over_units != Combination.NONE
    below = units_below(unit.pk, asking.tree, asking.last_day) if is_added else []
    spans = [each.span for each in asked.inside]
    if is_added:
        which = ended_at_home if asked.is_stock_over_time else ended_with_values
        below += which(unit.pk, asking.tree, asking.last_day, spans, indicator.pk)
    ids = [unit.pk, *below]
    due = reporting(ids, [asking])
    own = {each.unit_id: each for each in own_values(ids, spans, [indicator.pk])}
    totals = {key[0]: part for key, part in totals_at(ids, [asking.span], [indicator.pk]).items()}
    seen = list(units_in_scope(actor, on=asked.on).filter(pk__in=below).order_by("sort_key", "pk"))
    names = Names([unit.pk, *(each.pk for each in seen)])
    named = _own_part(asked, own.get(unit.pk), is_due=due.counts_itself(unit, 0))
    for each in seen:
        name = names.on(each.pk, asking.last_day)
        named += _parts_of_unit(asked, name, each, own.get(each.pk), totals.get(each.pk), due.of(each.pk))
    hidden = set(below) - {each.pk for each in seen}
    mine = own.get(unit.pk)
    return TotalParts(
        form=asked.form,
        indicator=indicator,
        unit=unit,
        unit_name=names.on(unit.pk, asking.last_day),
        span=asking.span,
        total=joined(totals.get(unit.pk), mine.part if mine else None),
        expected=due.of(unit.pk) if is_added else int(due.counts_itself(unit, 0)),
        parts=tuple(each for each in named if each.part),
        missing=tuple(each for each in named if each.part is None),
        elsewhere=joined(*(own[pk].part for pk in hidden & set(own)), *(totals.get(pk) for pk in hidden)),
        is_over_time=False,
        is_stale=_is_stale(asked),
    )


def _is_stale(asked: _Asked) -> bool:
    return any(indicator == asked.indicator.pk for indicator, _key in stale_marks(asked.unit, asked.inside))


def _own_part(asked: _Asked, own: Own | None, *, is_due: bool) -> list[TotalPart]:
    """What the unit itself reported, or that it should have."""
    if own is None and not is_due:
        return []
    return _parts_of_unit(asked, "", asked.unit, own, None, 1)


def _parts_of_unit(
    asked: _Asked, name: str, unit: Unit, own: Own | None, total: Part | None, expected: int
) -> list[TotalPart]:
    """What a unit gives: its own value, or its total; both where it reported itself and others under it later."""
    found = []
    if own:
        spans = {each.span.key: each.span for each in asked.inside}
        found.append(TotalPart(name, unit.uid, spans[own.key], own.part, 1, own.accepted))
    if total or (expected and not own):
        found.append(TotalPart(name, unit.uid, asked.span, total, expected))
    return found
