"""Totals on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from thidua.api.shapes.common import FormRef, PeriodOut, Shape, UnitRef, form_ref, period_out
from thidua.api.shapes.forms import LineOut, line_out
from thidua.reports.queries.totals import (
    Cause,
    Published,
    PublishedNumbers,
    TotalCell,
    TotalColumn,
    TotalPart,
    TotalParts,
    TotalRow,
    TotalsTable,
)
from thidua.reports.rules.adding import Part
from thidua.totals.qualifiers import bits, word

WHOLE_YEAR = "year"


class NumberOut(Shape):
    """A number that was added, and of how many it consists."""

    value: int | None = Field(description="Scaled by the line's decimals; null where there is no number.")
    of: int | None = Field(description="Of a ratio the whole, scaled alike.")
    qualifier: str | None = Field(description="exact, at_least (also where some are missing), at_most, almost, approx.")
    figures: int = Field(description="Of how many values it consists.")
    expected: int = Field(description="Of how many it would consist if nothing were missing.")


class PublishedOut(NumberOut):
    """What was made known of a number."""

    edition: int = Field(description="Number of the publication, from 1.")
    published_at: datetime
    published_by: UnitRef = Field(description="The unit that made it known: its own or one above.")
    map_on: date = Field(description="The day on which the tree of units was looked at.")
    is_restated: bool = Field(description="Whether the number is another one now; «total_parts» says why.")


class TotalOut(NumberOut):
    """A number of the table."""

    is_stale: bool = Field(description="Whether it is being added anew.")
    published: PublishedOut | None = Field(description="Null where its period was not published.")


class ColumnOut(Shape):
    """A period of the table."""

    key: str = Field(description="Number of the period in the year, or «year» for the year that adds them up.")
    period: PeriodOut
    expected: int = Field(description="How many units report for it.")
    units: int = Field(description="Of how many there are figures.")
    is_over: bool


class RowOut(Shape):
    """A line of the form with a number for each column."""

    line: LineOut
    is_added: bool = Field(description="Whether it is added over units at all.")
    totals: list[TotalOut]


class TotalsOut(Shape):
    """What was accepted at and under a unit on a form in a year."""

    form: FormRef
    unit: UnitRef
    year: int
    columns: list[ColumnOut]
    rows: list[RowOut]
    below: list[UnitRef] = Field(description="The units directly below, in scope.")
    added_at: datetime | None = Field(description="When totals were last added.")


class PartOfTotal(NumberOut):
    """One part of a number: of a unit, or of a shorter period."""

    unit: UUID
    name: str = Field(description="Of the unit below; empty where it is the unit's own.")
    period: PeriodOut
    report: UUID | None = Field(description="The report that it comes from; null of a total.")
    revision: int | None
    accepted_at: datetime | None


class CauseOut(Shape):
    """Something that happened to a number since it was published."""

    kind: str = Field(description="late, amended (reports); moved, moved_back (reorganisations of units).")
    at: datetime
    period: PeriodOut
    name: str = Field(description="Of the unit or the reorganisation; empty where it is out of scope.")
    report: UUID | None = Field(description="The report that was accepted; null otherwise and out of scope.")
    revision: int | None
    reason: str = Field(description="What the officer wrote; of a reorganisation its legal basis.")
    before: int | None = Field(description="What the report said before, scaled; null where it said nothing.")
    after: int | None


class PartsOut(Shape):
    """What a number consists of."""

    form: FormRef
    unit: UnitRef
    line: LineOut
    period: PeriodOut
    total: NumberOut
    parts: list[PartOfTotal]
    missing: list[PartOfTotal] = Field(description="Units, or periods that are over, of which there is nothing yet.")
    elsewhere: NumberOut = Field(description="Of units that stood below then and are another's today.")
    is_over_time: bool
    is_stale: bool
    published: PublishedOut | None = Field(description="Null where its period was not published.")
    causes: list[CauseOut] = Field(description="Why it is another one now, the earliest first.")


def totals_out(table: TotalsTable, published: PublishedNumbers) -> TotalsOut:
    """Return the table, with what was made known of its numbers."""
    return TotalsOut(
        form=form_ref(table.form),
        unit=UnitRef(uid=table.unit.uid, name=table.unit_name),
        year=table.year,
        columns=[_column(table, place, each) for place, each in enumerate(table.columns)],
        rows=[_row(table, row, published) for section in table.sections for row in section.rows],
        below=[UnitRef(uid=each.uid, name=each.name) for each in table.below],
        added_at=table.added_at,
    )


def parts_out(
    found: TotalParts, row: TotalRow, cell: TotalCell, old: Published | None, causes: Sequence[Cause]
) -> PartsOut:
    """Return what a number of a row consists of, and what was made known of it."""
    return PartsOut(
        form=form_ref(found.form),
        unit=UnitRef(uid=found.unit.uid, name=found.unit_name),
        line=line_out(row.line),
        period=period_out(found.span),
        total=NumberOut(**_number(found.total, found.expected)),
        parts=[_part(each) for each in found.parts],
        missing=[_part(each) for each in found.missing],
        elsewhere=NumberOut(**_number(found.elsewhere, found.elsewhere.figures if found.elsewhere else 0)),
        is_over_time=found.is_over_time,
        is_stale=found.is_stale,
        published=_published(old, cell) if old else None,
        causes=[_cause(each) for each in causes],
    )


def key_of(table: TotalsTable, place: int) -> str:
    """Return by which a column is asked for."""
    return WHOLE_YEAR if table.has_year and place == len(table.columns) - 1 else str(place + 1)


def _column(table: TotalsTable, place: int, column: TotalColumn) -> ColumnOut:
    return ColumnOut(
        key=key_of(table, place),
        period=period_out(column.span),
        expected=column.expected,
        units=column.units,
        is_over=column.is_over,
    )


def _row(table: TotalsTable, row: TotalRow, published: PublishedNumbers) -> RowOut:
    keys = [column.span.key for column in table.columns]
    old = [published.of(row.line.indicator_id, key) for key in keys]
    totals = [_total(cell, each) for cell, each in zip(row.cells, old, strict=True)]
    return RowOut(line=line_out(row.line), is_added=row.is_added, totals=totals)


def _total(cell: TotalCell, old: Published | None) -> TotalOut:
    known = _published(old, cell) if old else None
    return TotalOut(**_number(cell.part, cell.expected), is_stale=cell.is_stale, published=known)


def _published(old: Published, cell: TotalCell) -> PublishedOut:
    edition = old.edition
    return PublishedOut(
        **_number(old.part, old.expected),
        edition=edition.number,
        published_at=edition.at,
        published_by=UnitRef(uid=edition.unit, name=edition.unit_name),
        map_on=edition.map_on,
        is_restated=old.differs(cell.part, cell.expected),
    )


def _cause(cause: Cause) -> CauseOut:
    is_report = cause.number > 0
    return CauseOut(
        kind=cause.kind,
        at=cause.at,
        period=period_out(cause.span),
        name=cause.name,
        report=cause.uid if is_report else None,
        revision=cause.number or None,
        reason=cause.reason,
        before=cause.before.value if cause.before else None,
        after=cause.after.value if cause.after else None,
    )


def _part(part: TotalPart) -> PartOfTotal:
    source = part.accepted
    return PartOfTotal(
        **_number(part.part, part.expected),
        unit=part.unit,
        name=part.name,
        period=period_out(part.span),
        report=source.report if source else None,
        revision=source.number if source else None,
        accepted_at=source.accepted_at if source else None,
    )


def _number(part: Part | None, expected: int) -> dict[str, Any]:
    """Return a number; of a sum in which some are missing it is known that it is at least so much."""
    if part is None:
        return {"value": None, "of": None, "qualifier": None, "figures": 0, "expected": expected}
    is_short = part.figures < expected and not part.of
    held = part.qualifier | (bits("at_least") if is_short else 0)
    return {
        "value": part.value,
        "of": part.of or None,
        "qualifier": word(held),
        "figures": part.figures,
        "expected": expected,
    }
