"""What was made known of totals, to be laid beside what they are now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from thidua.organisations.models import Unit
from thidua.reports.models import Form, Publication, PublishedTotal
from thidua.reports.queries.totals.counted import known_as
from thidua.reports.queries.totals.table import TotalCell, TotalsTable
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part


@dataclass(frozen=True)
class Edition:
    """One publication.

    Attributes:
        unit: in whose name it was made, the one looked at or one above; ``unit_name`` inside a sentence.
        map_on: the day on which the tree was looked at.
        withdrawn_at: when it was taken back, ``None`` while it stands.
    """

    pk: int
    uid: UUID
    number: int
    at: datetime
    by: str
    unit_id: int
    unit: UUID
    unit_name: str
    map_on: date
    is_from_closing: bool
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""


@dataclass(frozen=True)
class Published:
    """What an edition says of a number: ``part`` is ``None`` where there was none yet."""

    edition: Edition
    part: Part | None
    expected: int

    @property
    def missing(self) -> int:
        """How many values were missing in it."""
        return max(0, self.expected - (self.part.figures if self.part else 0))

    @property
    def word(self) -> str:
        """The word before the number, blank where it was exact."""
        return known_as(self.part, self.missing) if self.part else ""

    def differs(self, part: Part | None, expected: int) -> bool:
        """Whether the number is another one now, or of other values."""
        if self.part is None or part is None:
            return self.part != part
        return (self.part, self.missing) != (part, max(0, expected - part.figures))


@dataclass(frozen=True)
class PublishedNumbers:
    """The newest standing edition of each period, by its key, and what it says of one unit."""

    editions: Mapping[str, Edition] = field(default_factory=dict)
    numbers: Mapping[tuple[int, str], Published] = field(default_factory=dict)

    def of(self, indicator_id: int, key: str) -> Published | None:
        """Return what was published of an indicator for a period, ``None`` where nothing was published for it."""
        if key not in self.editions:
            return None
        return self.numbers.get((indicator_id, key)) or Published(self.editions[key], None, 0)

    def restated(self, indicator_id: int, key: str, part: Part | None, expected: int) -> Published | None:
        """Return what was published of a number where it is another one now."""
        found = self.of(indicator_id, key)
        return found if found and found.differs(part, expected) else None

    def restated_in(self, table: TotalsTable) -> dict[tuple[int, str], Published]:
        """Return what was published of the numbers of a table that are others now, by indicator and key."""
        found = {}
        for indicator, column, cell in cells_of(table):
            old = self.restated(indicator, column.key, cell.part, cell.expected)
            if old:
                found[indicator, column.key] = old
        return found


def cells_of(table: TotalsTable) -> list[tuple[int, Span, TotalCell]]:
    """Return every number of a table with the id of its indicator and its period, line by line."""
    rows = [row for section in table.sections for row in section.rows]
    return [
        (row.line.indicator_id, column.span, cell)
        for row in rows
        for cell, column in zip(row.cells, table.columns, strict=True)
    ]


def published_numbers(unit: Unit, form: Form, spans: Sequence[Span]) -> PublishedNumbers:
    """Return what was published of a unit's numbers for periods, by it or by a unit above it; two queries."""
    editions = _newest(unit, form, [span.key for span in spans])
    if not editions:
        return PublishedNumbers()
    keys = {edition.pk: key for key, edition in editions.items()}
    numbers = {}
    for publication, indicator, value, of, figures, qualifier, expected in _rows(unit, keys):
        key = keys[publication]
        numbers[indicator, key] = Published(editions[key], Part(value, of, figures, qualifier), expected)
    return PublishedNumbers(editions, numbers)


def editions_of(unit: Unit, form: Form, span: Span) -> list[Edition]:
    """Return every edition that a unit itself published for a period, also those taken back, the newest first."""
    rows = Publication.objects.filter(unit=unit, form=form, period__key=span.key).select_related("unit")
    return [edition_of(row) for row in rows.order_by("-number")]


def numbers_of(unit: Unit, edition: Edition) -> dict[int, Published]:
    """Return what an edition says of a unit, by indicator; one query."""
    return {
        indicator: Published(edition, Part(value, of, figures, qualifier), expected)
        for _publication, indicator, value, of, figures, qualifier, expected in _rows(unit, [edition.pk])
    }


def edition_of(row: Publication) -> Edition:
    """Return a row as a plain value."""
    return Edition(
        pk=row.pk,
        uid=row.uid,
        number=row.number,
        at=row.created_at,
        by=row.published_by,
        unit_id=row.unit_id,
        unit=row.unit.uid,
        unit_name=row.unit.name_in_sentence,
        map_on=row.map_on,
        is_from_closing=row.closing_id is not None,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
        withdrawn_reason=row.withdrawn_reason,
    )


def _newest(unit: Unit, form: Form, keys: Collection[str]) -> dict[str, Edition]:
    above = "unit__lineage_down__"
    begun = Q(**{f"{above}since__isnull": True}) | Q(**{f"{above}since__lte": F("map_on")})
    lasts = Q(**{f"{above}until__isnull": True}) | Q(**{f"{above}until__gt": F("map_on")})
    rows = Publication.objects.in_force().filter(
        begun, lasts, form=form, period__key__in=keys, **{f"{above}descendant": unit, f"{above}tree": F("tree")}
    )
    found = {}
    for row in rows.order_by("created_at", "pk").select_related("unit", "period"):
        found[row.period.key] = edition_of(row)
    return found


def _rows(unit: Unit, publications: Collection[int]) -> list[tuple[int, ...]]:
    rows = PublishedTotal.objects.filter(unit=unit, publication__in=publications)
    fields = ("publication", "indicator", "value", "of", "figures", "qualifier", "expected")
    return list(rows.values_list(*fields))
