"""Forms on the wire."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from thidua.api.shapes.common import Shape
from thidua.reports.models import Form, FormEdition, FormLine, FormSection


class EditionRef(Shape):
    """An edition of a form, in force on the days from ``since`` until before ``until``."""

    number: int
    since: date | None
    until: date | None


class FormOut(Shape):
    """A form and its editions."""

    uid: UUID
    code: str
    name: str
    period_kind: str = Field(description="month, quarter, half, year.")
    basis: str = Field(description="The provision that asks for it.")
    is_own_draft: bool = Field(description="Whether the form was drafted with the software, not issued.")
    editions: list[EditionRef]


class LineOut(Shape):
    """A number that is asked for."""

    number: str = Field(description="Of the line, as printed.")
    code: str = Field(description="Of the indicator; cells are named by it.")
    name: str
    unit_of_measure: str
    decimals: int = Field(description="Values are integers scaled by it: 986 with 1 is 98.6.")
    is_required: bool
    takes_qualifier: bool = Field(description="Whether «at least», «almost» may be said.")
    over_units: str = Field(description="How it is added over units: sum, average, none.")
    over_time: str = Field(description="How it is added over time: sum, latest, none.")
    hint: str


class SectionOut(Shape):
    """A part of a form: lines, or one text."""

    order: int = Field(description="By which a text is named when it is written.")
    kind: str = Field(description="numbers, narrative.")
    title: str
    hint: str
    lines: list[LineOut]


class CheckOut(Shape):
    """A check of the form."""

    code: str
    severity: str = Field(description="stop, explain, notice.")


class EditionOut(Shape):
    """What a form asks on a day."""

    form: FormOut
    number: int
    since: date | None
    until: date | None
    days_to_file: int = Field(description="Days after the end of the period.")
    asked_since: date | None
    tree: str
    levels: list[int] = Field(description="Levels of the units that report.")
    sections: list[SectionOut]
    checks: list[CheckOut]


def form_out(form: Form) -> FormOut:
    """Return a form; its editions are those that were read with it."""
    return FormOut(
        uid=form.uid,
        code=form.code,
        name=form.name,
        period_kind=form.period_kind,
        basis=form.basis,
        is_own_draft=form.is_own_draft,
        editions=[EditionRef(number=each.number, since=each.since, until=each.until) for each in form.editions.all()],
    )


def edition_out(form: Form, edition: FormEdition) -> EditionOut:
    """Return what a form asks; four queries."""
    sections = edition.sections.prefetch_related("lines__indicator")
    return EditionOut(
        form=form_out(form),
        number=edition.number,
        since=edition.since,
        until=edition.until,
        days_to_file=edition.days_to_file,
        asked_since=edition.asked_since,
        tree=edition.tree,
        levels=sorted(each.level for each in edition.reporters.all()),
        sections=[_section(each) for each in sections],
        checks=[CheckOut(code=each.code, severity=each.severity) for each in edition.checks.all()],
    )


def _section(section: FormSection) -> SectionOut:
    return SectionOut(
        order=section.order,
        kind=section.kind,
        title=section.title,
        hint=section.hint,
        lines=[line_out(each) for each in section.lines.all()],
    )


def line_out(line: FormLine) -> LineOut:
    """Return a line; its indicator was read with it."""
    indicator = line.indicator
    return LineOut(
        number=line.number,
        code=indicator.code,
        name=indicator.name,
        unit_of_measure=indicator.unit_of_measure,
        decimals=indicator.decimals,
        is_required=line.is_required,
        takes_qualifier=line.takes_qualifier,
        over_units=indicator.over_units,
        over_time=indicator.over_time,
        hint=line.hint,
    )
