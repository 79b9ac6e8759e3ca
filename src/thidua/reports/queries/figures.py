"""Reading figures: what stands for a unit, a movement and a period, and how it was stated before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from thidua.core.actors import Actor
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports import rules
from thidua.reports.models import Figure, Period
from thidua.reports.rules import Amount, Span, Statement
from thidua.vietnamese.writing import scaled


@dataclass(frozen=True)
class FigureLine:
    """One number of one indicator, with the figures that state it.

    ``units``: those added up; one unit where it is the unit's own number. ``left_out``: units under it whose documents
    disagree, so that nothing of theirs could be added. ``is_disputed``: another document says another number.
    """

    indicator: Indicator
    amount: Amount
    figures: tuple[Figure, ...]
    units: tuple[Unit, ...]
    left_out: tuple[Unit, ...] = field(default=())
    is_disputed: bool = False
    is_one_of_several: bool = False

    @property
    def quote(self) -> str:
        """The words of the first source."""
        return self.figures[0].citation.quote

    @property
    def qualifier(self) -> str:
        """The word before the number, as the source has it."""
        return rules.qualifier_word(self.amount.qualifier, self.quote if len(self.units) == 1 else "")

    @property
    def number(self) -> str:
        """The number as it is written, without the word before it: «1.600», «63/63», «100%»."""
        decimals = self.indicator.decimals
        text = scaled(self.amount.value, decimals)
        if self.amount.value_max is not None:
            text = f"{text}–{scaled(self.amount.value_max, decimals)}"
        if self.amount.of is not None:
            text = f"{text}/{scaled(self.amount.of, decimals)}"
        return f"{text}%" if self.is_share else text

    @property
    def text(self) -> str:
        """The number with the word before it: «trên 1.600»."""
        return f"{self.qualifier} {self.number}".strip()

    @property
    def label(self) -> str:
        """What is counted, as it follows the number."""
        first = self.figures[0]
        if self.indicator.code == PUBLISHED_AGGREGATE:
            return _as_published(first)
        if self.is_one_of_several and first.measure:
            return _as_published(first)
        return self.indicator.phrase

    @property
    def is_share(self) -> bool:
        """Whether the number is a percentage."""
        return "%" in (self.figures[0].printed_unit, self.indicator.unit_of_measure)

    @property
    def is_published_aggregate(self) -> bool:
        """Whether it is kept only as its source states it."""
        return self.indicator.code == PUBLISHED_AGGREGATE

    @property
    def period(self) -> Period:
        """The period that the source gives."""
        return self.figures[0].period


def figures(actor: Actor, *, on: date) -> QuerySet[Figure]:
    """Return the figures that ``actor`` may see on the day ``on``, those in force."""
    return _with_sources(Figure.objects.in_force().filter(unit__in=units_in_scope(actor, on=on)))


def span(period: Period) -> Span:
    """Return a period as the plain value that rules decide on."""
    return Span(period.kind, period.since, period.until, period.label)


def figures_of_movement(movement_id: int, unit_id: int) -> list[Figure]:
    """Return every figure in force of a movement at a unit and under it, all periods."""
    below = Lineage.objects.filter(ancestor=unit_id).values("descendant")
    rows = Figure.objects.in_force().filter(Q(unit=unit_id) | Q(unit__in=below), movement=movement_id)
    return list(_with_sources(rows).order_by("indicator__order", "id"))


def figures_with_ids(ids: Iterable[int]) -> list[Figure]:
    """Return these figures with their sources, withdrawn ones too: a fixed data cut keeps what it had."""
    return list(_with_sources(Figure.objects.filter(pk__in=list(ids))).order_by("indicator__order", "id"))


def of_period(rows: Iterable[Figure], period: Period, *, told_elsewhere: Collection[int] = ()) -> list[Figure]:
    """Return the figures that count in a review of ``period``.

    A figure whose source gives no years counts with the conference that its document tells of; ``told_elsewhere`` are
    the documents (ids) that tell only of conferences of other periods.
    """
    review = span(period)
    return [row for row in rows if counts_in(row.period, row.citation.document_id, review, told_elsewhere)]


def counts_in(period: Period | None, document_id: int, review: Span, told_elsewhere: Collection[int]) -> bool:
    """Whether what a document says of ``period`` (``None``: it says no period) counts in a review."""
    if period is not None and period.since is not None:
        return rules.belongs_to(span(period), review)
    if period is not None and span(period).key == review.key:
        return True
    return document_id not in told_elsewhere


def of_previous_period(rows: Sequence[Figure], period: Period) -> list[Figure]:
    """Return, for each indicator, the figures of the latest earlier period that has any."""
    review = span(period)
    latest: dict[int, list[Figure]] = {}
    for row in rows:
        if not rules.is_before(span(row.period), review):
            continue
        known = latest.get(row.indicator_id, [])
        if not known or (row.period.until or date.min) > (known[0].period.until or date.min):
            latest[row.indicator_id] = [row]
        elif row.period_id == known[0].period_id:
            known.append(row)
    return [row for kept in latest.values() for row in kept]


def lines(rows: Sequence[Figure], unit_id: int) -> tuple[FigureLine, ...]:
    """Put the figures of one unit and those under it together, indicator by indicator, in order.

    The unit's own figures go before sums over the units under it; published aggregates are never added.
    """
    by_indicator: dict[int, list[Figure]] = defaultdict(list)
    for row in rows:
        by_indicator[row.indicator_id].append(row)
    ordered = sorted(by_indicator.values(), key=lambda group: (group[0].indicator.order, group[0].indicator_id))
    return tuple(line for group in ordered for line in _lines_of_indicator(group, unit_id))


def _lines_of_indicator(group: list[Figure], unit_id: int) -> tuple[FigureLine, ...]:
    own = [row for row in group if row.unit_id == unit_id]
    indicator = group[0].indicator
    if indicator.code == PUBLISHED_AGGREGATE:
        return tuple(FigureLine(indicator, _amount(row), (row,), (row.unit,)) for row in own)
    if own:
        return _stated(own)
    if indicator.over_units != Combination.SUM:
        return ()
    return _added(group)


def _stated(rows: list[Figure]) -> tuple[FigureLine, ...]:
    known = {row.pk: row for row in rows}
    found = rules.lines([Statement(row.pk, row.citation.document_id, _amount(row)) for row in rows])
    return tuple(
        FigureLine(
            indicator=rows[0].indicator,
            amount=line.amount,
            figures=tuple(known[pk] for pk in line.figure_ids),
            units=(rows[0].unit,),
            is_disputed=bool(line.rivals),
            is_one_of_several=len(found) > 1 and not line.rivals,
        )
        for line in found
    )


def _added(rows: list[Figure]) -> tuple[FigureLine, ...]:
    """Add up the topmost units that reported; a unit under another one that reported is in that one's number."""
    by_unit: dict[int, list[Figure]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit_id].append(row)
    inner = Lineage.objects.filter(ancestor__in=by_unit, descendant__in=by_unit, depth__gt=0)
    covered = set(inner.values_list("descendant", flat=True))
    stated = {unit_id: _stated(kept) for unit_id, kept in by_unit.items() if unit_id not in covered}
    counted = [found[0] for found in stated.values() if len(found) == 1]
    left_out = tuple(found[0].units[0] for found in stated.values() if len(found) > 1)
    if not counted:
        return ()
    amount = rules.total(line.amount for line in counted)
    if left_out:
        amount = Amount(amount.value, rules.joint(amount.qualifier, "at_least"))
    return (
        FigureLine(
            indicator=rows[0].indicator,
            amount=amount,
            figures=tuple(row for line in counted for row in line.figures),
            units=tuple(line.units[0] for line in counted),
            left_out=left_out,
        ),
    )


def _amount(row: Figure) -> Amount:
    return Amount(row.value, row.qualifier, row.of, row.value_max)


def _as_published(row: Figure) -> str:
    """Return what a figure counts in the words of its source."""
    unit, measure = row.printed_unit.strip(), row.measure.strip()
    if unit == "%":
        return measure
    if not measure or measure.casefold().startswith(unit.casefold()):
        return measure or unit
    return f"{unit} {measure}".strip()


def _with_sources(rows: QuerySet[Figure]) -> QuerySet[Figure]:
    return rows.select_related("indicator", "unit", "period", "citation", "citation__document")
