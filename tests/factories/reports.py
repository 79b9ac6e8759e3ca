"""Forms, reports and what is typed in them, by the product's commands."""

import itertools
from datetime import UTC, datetime

from tests.factories.organisations import AT
from tests.factories.people import process_actor

from thidua.indicators.choices import Combination
from thidua.indicators.commands import load_indicators
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level
from thidua.reports.choices import SectionKind
from thidua.reports.commands import (
    CellEntry,
    accept_report,
    ensure_span,
    file_report,
    load_forms,
    open_report,
    return_report,
    save_cells,
)
from thidua.reports.models import Form, FormCheck, FormEdition, FormLine, FormReporter, FormSection, Report
from thidua.reports.rules.calendar import calendar_span
from thidua.vietnamese.fold import fold

_numbers = itertools.count(1)
LATER = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def make_indicator(code="sessions", name="", *, over_time=Combination.SUM, **fields):
    """An indicator that is counted monthly and added over units."""
    told = {"phrase": code, "unit_of_measure": "buổi", "group": "Thử", "order": next(_numbers)} | fields
    name = name or f"Chỉ tiêu {code}"
    return Indicator.objects.create(code=code, name=name, folded=fold(name), over_time=over_time, created_at=AT, **told)


def make_form(*codes, name="Báo cáo tháng", kind="month", levels=(Level.COMMUNE,), checks=(), qualifiers=True):
    """A form with a line for each indicator (made if there is none) and these checks, for all time."""
    number = next(_numbers)
    form = Form.objects.create(code=f"form_{number}", name=name, period_kind=kind, order=number, created_at=AT)
    edition = FormEdition.objects.create(form=form, number=1, days_to_file=5, content="thử", created_at=AT)
    FormReporter.objects.bulk_create(FormReporter(edition=edition, level=level) for level in levels)
    section = FormSection.objects.create(edition=edition, order=1, kind=SectionKind.NUMBERS, title="Tuyên truyền")
    for place, code in enumerate(codes, start=1):
        indicator = Indicator.objects.filter(code=code).first() or make_indicator(code)
        FormLine.objects.create(
            section=section, order=place, number=str(place), indicator=indicator, takes_qualifier=qualifiers
        )
    for place, check in enumerate(checks, start=1):
        FormCheck.objects.create(edition=edition, order=place, **check)
    return form


def month(number=10, year=2026):
    """The row of a month."""
    return ensure_span(span=calendar_span("month", year, number))


def make_report(form, unit, period=None, **texts):
    """A report of ``unit``, with ``texts`` typed in the cells of these indicators."""
    report = open_report(form=form, unit=unit, period=period or month(), by=process_actor(unit), at=AT)
    return type_in(report, **texts)


def type_in(report, **texts):
    """Type texts over whatever stands in the cells; return the report as it is now."""
    from thidua.reports.queries.entry import read_entry

    rows = {row.code: row for row in read_entry(report).rows}
    entries = {rows[code].line.pk: CellEntry(text, rows[code].text) for code, text in texts.items()}
    save_cells(report=report, entries=entries, by=process_actor(report.unit), at=AT)
    return Report.objects.get(pk=report.pk)


def file_and_accept(report, *, above):
    """File a report and let the unit above accept it."""
    file_report(report=report, by=process_actor(report.unit), at=AT)
    return accept_report(report=report, by=process_actor(above), at=LATER)


def add_passage_section(form, title="Nhận xét"):
    """A section of the form's first edition that asks for text."""
    edition = form.editions.get(number=1)
    order = edition.sections.count() + 1
    return FormSection.objects.create(edition=edition, order=order, kind=SectionKind.NARRATIVE, title=title)


def file_and_return(report, *, above, reason="Thiếu lời văn"):
    """File a report and let the unit above send it back."""
    file_report(report=report, by=process_actor(report.unit), at=AT)
    return return_report(report=report, reason=reason, by=process_actor(above), at=LATER)


def load_shipped_forms():
    """The shipped indicators, then the shipped forms; return what the loading of the forms found."""
    load_indicators(by=process_actor(), at=AT)
    return load_forms(by=process_actor(), at=AT)
