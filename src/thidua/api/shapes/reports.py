"""Reports on the wire, as they are read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from pydantic import Field

from thidua.api.shapes.common import FormRef, PeriodOut, Shape, UnitRef, form_ref, period_out, unit_ref
from thidua.reports.models import Report, Revision
from thidua.reports.queries.due import DueReport
from thidua.reports.queries.entry import Entry, EntryRow, EntrySection
from thidua.reports.rules.checks import Finding
from thidua.reports.rules.ladder import Act


class DueOut(Shape):
    """A report that the unit has to make."""

    form: FormRef
    period: PeriodOut
    due_on: date
    state: str = Field(description="draft, filed, returned, accepted; empty where nobody has begun it.")
    is_waited_for: bool = Field(description="Whether its period is over and it is not filed.")
    is_late: bool
    report: UUID | None = Field(description="Null where nobody has begun it: open it by POST /reports.")


class ReportHead(Shape):
    """A report in a list."""

    uid: UUID
    version: int = Field(description="Goes up with every step of the ladder; a step names the one it was decided on.")
    revision: int = Field(description="Of the newest revision, from 1; amending begins another.")
    accepted_revision: int | None = Field(description="The revision whose numbers count.")
    state: str = Field(description="draft, filed, returned, accepted.")
    unit: UnitRef
    form: FormRef
    period: PeriodOut
    due_on: date
    filed_on: date | None = Field(description="The day on which it was first filed.")


class AcceptedOut(Shape):
    """What became of reports that were to be accepted together."""

    accepted: list[UUID]
    left: list[UUID] = Field(description="Those that had changed, or do not wait for this token's unit.")


class FindingOut(Shape):
    """A check that does not hold."""

    check: str
    cell: str = Field(description="Code of the line that shows it.")
    other_cell: str | None
    severity: str = Field(description="stop, explain (needs a reason), notice.")
    sentence: str
    reason: str = Field(description="What the officer answered.")


class CellOut(Shape):
    """A line with its cell."""

    number: str
    code: str
    name: str
    unit_of_measure: str
    decimals: int
    is_required: bool
    text: str = Field(description="What stands in the cell: «1.600». Sent back as «was» when the cell is written.")
    value: int | None = Field(description="Scaled by the decimals; null where the cell is empty.")
    of: int | None = Field(description="The whole of a ratio, scaled alike.")
    qualifier: str | None = Field(description="exact, at_least, at_most, almost, approx.")
    note: str
    previous: str = Field(description="What was reported for the period before, as text.")
    last_year: str
    so_far: str
    state: str = Field(description="empty, stop, explain, notice, ok.")


class PartOut(Shape):
    """A section of a report: cells, or a text."""

    order: int
    kind: str
    title: str
    text: str
    cells: list[CellOut]


class StepsOut(Shape):
    """When and by whom the newest revision was filed and decided on."""

    reason: str = Field(description="Why an accepted report is amended.")
    filed_at: datetime | None
    filed_by: str
    decided_at: datetime | None
    decided_by: str
    decision: str = Field(description="Why it was returned.")


class ReportOut(ReportHead):
    """A report with its cells, and what the checks say of them."""

    edition: int
    steps: StepsOut
    acts: list[str] = Field(description="What this token's unit may do now: edit, file, recall, accept, return, amend.")
    sections: list[PartOut]
    findings: list[FindingOut]
    missing: list[str] = Field(description="Codes of the lines that must be filled in and are not.")
    may_be_filed: bool


def due_out(due: DueReport, today: date) -> DueOut:
    """Return what is due."""
    return DueOut(
        form=form_ref(due.edition.form),
        period=period_out(due.period),
        due_on=due.due_on,
        state=due.state,
        is_waited_for=due.is_waited_for(today),
        is_late=due.is_late(today),
        report=due.report.uid if due.report else None,
    )


def heads(rows: Iterable[Report]) -> list[ReportHead]:
    """Return reports of a list; form, unit and period were read with them."""
    return [ReportHead(**_head(each)) for each in rows]


def report_out(entry: Entry, may: Iterable[Act]) -> ReportOut:
    """Return a report with everything that its page shows."""
    report = entry.report
    reasons = {(check, row.code): text for row in entry.rows for check, text in row.reasons.items()}
    return ReportOut(
        **_head(report),
        edition=report.edition.number,
        steps=_steps(entry.revision),
        acts=sorted(map(str, may)),
        sections=[_part(entry, each) for each in entry.sections],
        findings=[_finding(each, reasons.get((each.check, each.cell), "")) for each in entry.findings],
        missing=[row.code for row in entry.missing],
        may_be_filed=entry.may_be_filed,
    )


def _head(report: Report) -> dict[str, Any]:
    return {
        "uid": report.uid,
        "version": report.version,
        "revision": report.number,
        "accepted_revision": report.accepted_number,
        "state": report.state,
        "unit": unit_ref(report.unit),
        "form": form_ref(report.form),
        "period": period_out(report.period),
        "due_on": report.due_on,
        "filed_on": report.filed_on,
    }


def _steps(revision: Revision) -> StepsOut:
    names = ("reason", "filed_at", "filed_by", "decided_at", "decided_by", "decision")
    return StepsOut(**{name: getattr(revision, name) for name in names})


def _part(entry: Entry, part: EntrySection) -> PartOut:
    section = part.section
    cells = [_cell(entry, row) for row in part.rows]
    return PartOut(order=section.order, kind=section.kind, title=section.title, text=part.text, cells=cells)


def _cell(entry: Entry, row: EntryRow) -> CellOut:
    indicator, kept = row.line.indicator, entry.desk.around.cells.get(row.code)
    return CellOut(
        number=row.line.number,
        code=row.code,
        name=indicator.name,
        unit_of_measure=indicator.unit_of_measure,
        decimals=indicator.decimals,
        is_required=row.line.is_required,
        text=row.text,
        value=kept.value if kept else None,
        of=kept.of if kept else None,
        qualifier=str(kept.qualifier) if kept else None,
        note=row.note,
        previous=row.previous,
        last_year=row.last_year,
        so_far=row.so_far,
        state=row.state,
    )


def _finding(found: Finding, reason: str) -> FindingOut:
    return FindingOut(
        check=found.check,
        cell=found.cell,
        other_cell=found.jump_to,
        severity=found.severity,
        sentence=gettext(found.message) % found.values,
        reason=reason,
    )
