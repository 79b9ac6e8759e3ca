"""Who has filed, on the wire."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from thidua.api.shapes.common import FormRef, PeriodOut, Shape, UnitRef, form_ref, period_out, unit_ref
from thidua.reports.queries.filing import FilingByChild, FilingChild, FilingCount, FilingMatrix, FilingRow, Plan
from thidua.reports.rules.filing import Cell


class FiledOut(Shape):
    """How far a unit is with its report for a period."""

    state: str = Field(
        description="received, late, waiting, returned, missing, entering, not_reached, not_asked.",
    )
    days: int = Field(description="Days after the last day it was filed or, of a missing one, have gone by.")
    due_on: date | None
    filed_on: date | None
    reason: str = Field(description="Why it was returned.")
    report: UUID | None


class FilerOut(Shape):
    """A unit with a state for each period of the year."""

    unit: UnitRef
    periods: list[FiledOut]


class CountOut(Shape):
    """Of how many units a report is asked, how many filed."""

    asked: int
    sent: int
    waiting: int = Field(description="Of those filed: not decided on.")
    missing: int = Field(description="Not filed though the last day is over.")
    due_on: date | None


class BelowOut(Shape):
    """A unit directly below, with a count for each period of the year."""

    unit: UnitRef
    periods: list[CountOut]


class FiledHead(Shape):
    """What is looked at."""

    form: FormRef
    unit: UnitRef
    year: int
    periods: list[PeriodOut]


class FilingOut(FiledHead):
    """Who under a unit has filed a form in a year."""

    units: list[FilerOut]


class FilingBelowOut(FiledHead):
    """How many under each unit directly below have filed a form in a year."""

    units: list[BelowOut]
    sums: list[CountOut]


def filing_out(found: FilingMatrix) -> FilingOut:
    """Return who has filed, unit by unit."""
    return FilingOut(**_head(found.plan), units=[_filer(each) for each in found.rows])


def filing_below_out(found: FilingByChild) -> FilingBelowOut:
    """Return who has filed, counted."""
    return FilingBelowOut(
        **_head(found.plan), units=[_below(each) for each in found.rows], sums=[_count(each) for each in found.sums]
    )


def _head(plan: Plan) -> dict[str, Any]:
    return {
        "form": form_ref(plan.form),
        "unit": unit_ref(plan.unit),
        "year": plan.year,
        "periods": [period_out(each.span) for each in plan.askings],
    }


def _filer(row: FilingRow) -> FilerOut:
    told = [_filed(cell, report) for cell, report in zip(row.cells, row.reports, strict=True)]
    return FilerOut(unit=UnitRef(uid=row.uid, name=row.name), periods=told)


def _filed(cell: Cell, report: UUID | None) -> FiledOut:
    return FiledOut(
        state=str(cell.state),
        days=cell.days,
        due_on=cell.due_on,
        filed_on=cell.filed_on,
        reason=cell.reason,
        report=report,
    )


def _below(child: FilingChild) -> BelowOut:
    return BelowOut(unit=UnitRef(uid=child.uid, name=child.name), periods=[_count(each) for each in child.counts])


def _count(count: FilingCount) -> CountOut:
    return CountOut(
        asked=count.asked, sent=count.sent, waiting=count.waiting, missing=count.missing, due_on=count.due_on
    )
