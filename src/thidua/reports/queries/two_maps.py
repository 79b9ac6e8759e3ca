"""One figure on two maps: as its units were at the end of its period, and as they are today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from thidua.core.actors import Actor
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level
from thidua.organisations.models import Lineage, Succession, Unit
from thidua.organisations.queries import in_force, living_heirs, units_in_scope, with_predecessors
from thidua.reports.models import Form
from thidua.reports.queries.changes import Change, changes_of
from thidua.reports.queries.filing.plan import Names
from thidua.reports.queries.totals.counted import joined, known_as, over_time, own_values, totals_at
from thidua.reports.queries.totals.reporters import Asking, Reporting, asking_of, askings_inside, reporting
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part
from thidua.reports.rules.homes import is_succeeded
from thidua.reports.rules.two_maps import Became, Reckoned, Step, reckoned


@dataclass(frozen=True)
class Side:
    """A unit as it was, with its number.

    Attributes:
        code: its official code then.
        on: the day on which it is looked at: the last of the period.
        expected: of how many values the number would consist if nothing were missing.
        whole: how many communes of it went wholly to one other, or stayed; ``split``: were divided among several.
    """

    pk: int
    uid: UUID
    name: str
    code: str
    level: int
    on: date
    part: Part | None
    expected: int
    whole: int = 0
    split: int = 0

    @property
    def missing(self) -> int:
        """How many values are missing."""
        return max(0, self.expected - (self.part.figures if self.part else 0))

    @property
    def word(self) -> str:
        """The word before the number, blank where it is exact."""
        return known_as(self.part, self.missing) if self.part else ""


@dataclass(frozen=True)
class Today:
    """A unit of today, with what was reported then and belongs to it now.

    Attributes:
        found: ``None`` where nothing of it was reported.
        sources: what it was made of, as that was then.
        communes: how many stand under it, by kind.
    """

    pk: int
    uid: UUID
    name: str
    level: int
    found: Reckoned | None
    sources: tuple[Side, ...]
    communes: tuple[tuple[str, int], ...] = ()

    @property
    def expected(self) -> int:
        """Of how many values the number would consist if nothing were missing."""
        return sum(each.expected for each in self.sources)

    @property
    def missing(self) -> int:
        """How many values are missing of those that should be there."""
        return sum(each.missing for each in self.sources)


@dataclass(frozen=True)
class TwoMaps:
    """One figure on two maps.

    Attributes:
        then: the units that the figure is asked of, as they were at the end of the period.
        now: what they are today.
        changes: what became of the communes, or of the units themselves where these are communes.
        is_added: whether the indicator is added over units at all.
    """

    indicator: Indicator
    span: Span
    then: tuple[Side, ...]
    now: tuple[Today, ...]
    changes: tuple[Change, ...]
    is_added: bool
    today: date

    @property
    def is_same_map(self) -> bool:
        """Whether the units are the same on both maps."""
        before, after = {each.pk for each in self.then}, {each.pk for each in self.now}
        return before == after and not self.changes


@dataclass(frozen=True)
class _Ground:
    """What everything is looked up in."""

    indicator: Indicator
    asking: Asking
    inside: tuple[Asking, ...]
    today: date
    became: Became
    values: dict[int, Part]

    @property
    def day(self) -> date:
        """The last day of the period."""
        return self.asking.last_day

    @property
    def spans(self) -> list[Span]:
        """The periods of the form that make it up."""
        return [each.span for each in self.inside]


def two_maps(actor: Actor, form: Form, indicator: Indicator, unit: Unit, span: Span, *, on: date) -> TwoMaps:
    """Return one figure of a unit as it was in a period and on the map of ``on``; some 35 queries.

    The unit may be one that is no more (then it is seen as what it became, too) or one that was not there yet (then as
    those from which it came).

    Raises:
        Unit.DoesNotExist: the unit is not one whose rows the actor may see.
    """
    unit = units_in_scope(actor, on=on).get(pk=unit.pk)
    asking = asking_of(form, span)
    now = living_heirs(unit, on=on)
    # Nothing leaves a country or comes to it: its total is what it is, and its ten thousand units need no looking up.
    is_country = unit.level == Level.COUNTRY
    below = {each.pk: {each.pk} if is_country else _below(each.pk, asking.tree, on) for each in now}
    every = with_predecessors({unit.pk, *(pk for ids in below.values() for pk in ids)})
    inside = askings_inside(form, asking)
    became = _became(every)
    values = _values(every, indicator, [each.span for each in inside], became)
    ground = _Ground(indicator, asking, inside, on, became, values)
    stood = {each.pk: each for each in _standing(every, asking)}
    sources = {each.pk: _sources(each, stood.values()) for each in now}
    then = _sources(unit, stood.values())
    sides = _sides({each.pk: each for each in [*then, *(s for found in sources.values() for s in found)]}, ground)
    is_added = indicator.over_units != Combination.NONE
    return TwoMaps(
        indicator=indicator,
        span=span,
        then=tuple(sides[each.pk] for each in then),
        now=tuple(_today(each, below[each.pk], sources[each.pk], sides, ground) for each in now),
        changes=changes_of(_divided(sides.values(), ground), values, on=on),
        is_added=is_added,
        today=on,
    )


def _below(unit_id: int, tree: str, day: date) -> set[int]:
    rows = Lineage.objects.filter(in_force(day), ancestor=unit_id, tree=tree)
    return {unit_id, *rows.values_list("descendant", flat=True)}


def _became(unit_ids: Collection[int]) -> Became:
    """Who came from these units, however long after."""
    steps: dict[int, list[Step]] = defaultdict(list)
    known, fresh = set(unit_ids), set(unit_ids)
    ends: dict[int, date] = {}
    while fresh:
        ended = Unit.objects.filter(pk__in=fresh, until__isnull=False).values_list("pk", "until")
        ends |= {pk: until for pk, until in ended if until}
        rows = Succession.objects.filter(predecessor__in=fresh & ends.keys()).order_by("pk")
        heirs = set()
        for before, after, day, permille in rows.values_list("predecessor", "successor", "on", "share_permille"):
            steps[before].append(Step(after, day, permille))
            heirs.add(after)
        fresh = heirs - known
        known |= fresh
    return Became(steps, ends)


def _values(unit_ids: Collection[int], indicator: Indicator, spans: Sequence[Span], became: Became) -> dict[int, Part]:
    """What units reported themselves, put together over the periods.

    Of a stock over several periods not what a unit said whose heirs have all said it since.
    """
    series: dict[int, list[Part]] = defaultdict(list)
    ends, reported = {span.key: span.until for span in spans}, {}
    for own in own_values(unit_ids, spans, [indicator.pk]):
        series[own.unit_id].append(own.part)
        reported[own.unit_id] = ends[own.key] or date.max
    if len(spans) == 1:
        return {unit: parts[0] for unit, parts in series.items()}
    heirs = {unit: [(step.heir, step.on) for step in steps] for unit, steps in became.steps.items()}
    is_stock = indicator.over_time == Combination.LATEST
    found = {
        unit: over_time(indicator, parts)
        for unit, parts in series.items()
        if not (is_stock and is_succeeded(unit, heirs, reported))
    }
    return {unit: part for unit, part in found.items() if part is not None}


def _standing(unit_ids: Collection[int], asking: Asking) -> list[Unit]:
    """Those of some units that lived on the last day of the period."""
    return list(Unit.objects.filter(in_force(asking.last_day), pk__in=unit_ids))


def _sources(unit: Unit, stood: Iterable[Unit]) -> list[Unit]:
    """Return what a unit was at the end of the period: itself, or those of its level that it came from."""
    every = {each.pk: each for each in stood}
    if unit.pk in every:
        return [unit]
    before = with_predecessors({unit.pk})
    return sorted((each for each in every.values() if each.pk in before), key=lambda each: each.sort_key)


def _sides(units: dict[int, Unit], ground: _Ground) -> dict[int, Side]:
    """The units as they were, each with its number and what became of its communes."""
    indicator, span = ground.indicator, ground.asking.span
    totals = totals_at(units, [span], [indicator.pk])
    due = reporting(list(units), ground.inside)
    communes = _communes(units.values(), ground)
    names = Names(list(units))
    found = {}
    for pk, unit in units.items():
        fates = [len(ground.became.living(each, ground.today)) for each in communes.get(pk, ())]
        found[pk] = Side(
            pk=pk,
            uid=unit.uid,
            name=names.on(pk, ground.day),
            code=unit.code,
            level=unit.level,
            on=ground.day,
            part=joined(totals.get((pk, indicator.pk, span.key)), ground.values.get(pk)),
            expected=_expected(pk, due, indicator, is_longer=len(ground.inside) > 1),
            whole=sum(count == 1 for count in fates),
            split=sum(count > 1 for count in fates),
        )
    return found


def _expected(unit_id: int, due: Reporting, indicator: Indicator, *, is_longer: bool) -> int:
    """Of how many values a number consists: of a stock over a longer period one of each that stands at its end."""
    places = range(len(due.askings))
    if not is_longer or indicator.over_time == Combination.LATEST:
        return due.of(unit_id, len(due.askings) - 1)
    return sum(due.of(unit_id, place) for place in places)


def _communes(units: Iterable[Unit], ground: _Ground) -> dict[int, list[int]]:
    """The communes under each unit on its last day that is no later than today, by unit."""
    found: dict[int, list[int]] = {}
    days: dict[date, list[int]] = defaultdict(list)
    for unit in units:
        if unit.level == Level.COMMUNE:
            found[unit.pk] = [unit.pk]
        elif unit.level < Level.COMMUNE:
            ended = unit.until if unit.until and unit.until <= ground.today else None
            days[ended - timedelta(days=1) if ended else ground.day].append(unit.pk)
    for day, ids in days.items():
        rows = Lineage.objects.filter(
            in_force(day), ancestor__in=ids, tree=ground.asking.tree, descendant__level=Level.COMMUNE
        )
        for above, commune in rows.values_list("ancestor", "descendant"):
            found.setdefault(above, []).append(commune)
    return found


def _today(
    unit: Unit, below: Collection[int], sources: Sequence[Unit], sides: dict[int, Side], ground: _Ground
) -> Today:
    """A unit of today with what belongs to it of all that was reported."""
    if unit.level == Level.COUNTRY:
        part = sides[unit.pk].part if unit.pk in sides else None
        found = Reckoned(part, part) if part else None
        return Today(unit.pk, unit.uid, unit.full_name, unit.level, found, tuple(sides.values()))
    is_ratio = ground.indicator.over_units == Combination.AVERAGE
    parts = [(part, ground.became.share(pk, ground.today, below.__contains__)) for pk, part in ground.values.items()]
    kinds: dict[str, int] = defaultdict(int)
    rows = Unit.objects.filter(pk__in=below, level=Level.COMMUNE).exclude(pk=unit.pk)
    for kind in rows.order_by("kind").values_list("kind", flat=True):
        kinds[kind] += 1
    return Today(
        pk=unit.pk,
        uid=unit.uid,
        name=Names([unit.pk]).on(unit.pk, ground.today),
        level=unit.level,
        found=reckoned(parts, is_ratio=is_ratio),
        sources=tuple(sides[each.pk] for each in sources),
        communes=tuple(sorted(kinds.items(), key=lambda each: -each[1])),
    )


def _divided(sides: Iterable[Side], ground: _Ground) -> list[int]:
    """The communes, or units that are communes, whose fate is told: those that are no more; not all of a country."""
    ids = [each.pk for each in sides if Level.COUNTRY < each.level <= Level.COMMUNE]
    units = Unit.objects.filter(pk__in=ids)
    communes = _communes(units, ground)
    return sorted({pk for ids in communes.values() for pk in ids if pk in ground.became.ends})
