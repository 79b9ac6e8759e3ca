"""The page on which somebody says what the columns of a table are: what is proposed, what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext_lazy, gettext_noop

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.office.brought_tables import SAMPLES, ShownColumn, first_filled, shown_columns, shown_rows
from thidua.office.reports.tables.opened import EMPTY, Row
from thidua.office.reports.tables.opening import opened, sheet_of
from thidua.reports.commands import ensure_span
from thidua.reports.commands.tables.starting import TableColumns
from thidua.reports.models import Form, HeaderMapping, TableImport
from thidua.reports.queries.tables.around import forms_to_import, named_lines
from thidua.reports.queries.tables.progress import remembered_rows
from thidua.reports.rules.amounts import Span
from thidua.reports.rules.calendar import period_before, period_on
from thidua.reports.rules.tables.headers import (
    LINE,
    LOOKED_AT,
    Named,
    Part,
    header_row,
    header_texts,
    propose,
)
from thidua.sources.queries import path_of

NO_FORM: Final = gettext_noop("Không đơn vị nào trong phạm vi của anh, chị có biểu báo cáo theo kỳ.")
_PERIODS_BACK: Final = 36
PART_WORDS: Final = {
    Part.NOTHING: gettext_lazy("Bỏ qua"),
    Part.UNIT: gettext_lazy("Tên đơn vị"),
    Part.CODE: gettext_lazy("Mã đơn vị"),
    Part.ABOVE: gettext_lazy("Đơn vị cấp trên (để phân biệt)"),
    Part.PERIOD: gettext_lazy("Kỳ hoặc ngày trong kỳ"),
    Part.INDICATOR: gettext_lazy("Tên hoặc mã chỉ tiêu (bảng dọc)"),
    Part.VALUE: gettext_lazy("Giá trị (bảng dọc)"),
}


@dataclass(frozen=True)
class Choices:
    """What was asked for in an address or sent by a form, as it came: a sheet, a row, a form."""

    sheet: str = ""
    row: str = ""
    form: str = ""


@dataclass(frozen=True)
class ColumnsPage:
    """Everything that the page of the columns shows.

    Attributes:
        rows: the first rows of the sheet as (number, text), of which one has the headers.
        mapping: what was said of these headers before, ``None`` where nothing was.
    """

    sheets: Sequence[str]
    sheet: str
    rows: Sequence[tuple[int, str]]
    row: int
    forms: Sequence[Form]
    form: Form
    periods: Sequence[Span]
    columns: Sequence[ShownColumn]
    named: Sequence[Named]
    mapping: HeaderMapping | None
    period: str = ""

    @property
    def headers(self) -> list[str]:
        """The headers in their order."""
        return [each.header for each in self.columns]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What a column may be, beside indicators, with the words."""
        return [(str(part), str(words)) for part, words in PART_WORDS.items()]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The indicators that a column may hold, with their names."""
        return [(LINE + each.code, each.name) for each in self.named]


def columns_page(table: TableImport, actor: Actor, choices: Choices) -> ColumnsPage:
    """Return the page of the columns with what is proposed.

    Raises:
        Refused: the file cannot be opened, is empty, or no unit in scope has a form.
    """
    forms = forms_to_import(actor, on=clock.today())
    if not forms:
        raise Refused(NO_FORM)
    with opened(path_of(table.file.sha256)) as source:
        sheet = sheet_of(source, choices.sheet or first_filled(source))
        top = sheet.top(LOOKED_AT + SAMPLES)
        names = source.sheets()
    if not any(header_texts(row) for row in top):
        raise Refused(EMPTY)
    row, form, mapping = _chosen(table, forms, top, choices)
    named = named_lines(form)
    found = propose(header_texts(top[row - 1]), named, mapping.parts if mapping else {})
    return ColumnsPage(
        sheets=names,
        sheet=sheet.name,
        rows=shown_rows(top),
        row=row,
        forms=forms,
        form=form,
        periods=_periods(form),
        columns=shown_columns(header_texts(top[row - 1]), top[row:], found),
        named=named,
        mapping=mapping,
    )


def as_sent(page: ColumnsPage, answers: Mapping[str, str]) -> ColumnsPage:
    """Return the page with what somebody had chosen when something was missing."""
    columns = [replace(each, part=answers.get(each.name, each.part), why="") for each in page.columns]
    return replace(page, columns=columns, period=answers.get("period", ""))


def said_columns(page: ColumnsPage, answers: Mapping[str, str]) -> TableColumns:
    """Return what the form says: of each column what it is, and the period of the whole table."""
    known = {value for value, _words in (*page.parts, *page.lines)}
    parts = [answers.get(column.name, "") for column in page.columns]
    span = next((each for each in page.periods if each.key == answers.get("period")), None)
    return TableColumns(
        sheet=page.sheet,
        header_row=page.row,
        headers=page.headers,
        parts=[part if part in known else "" for part in parts],
        form=page.form,
        period=ensure_span(span=span) if span and Part.PERIOD not in parts else None,
    )


def _chosen(
    table: TableImport, forms: Sequence[Form], top: Sequence[Row], choices: Choices
) -> tuple[int, Form, HeaderMapping | None]:
    """Return the row of the headers, the form, and what was said of these headers before."""
    headers = {number: header_texts(row) for number, row in enumerate(top[:LOOKED_AT], start=1)}
    known = remembered_rows(table.unit_id, headers)
    wanted = next((each for each in forms if each.code == choices.form), None)
    if choices.row.isdecimal() and int(choices.row) in headers:
        row = int(choices.row)
    elif known:
        row = min(known)
    else:
        row = header_row(top, [each for form in ([wanted] if wanted else forms) for each in named_lines(form)])
    mapping = known.get(row)
    if wanted is None and mapping is not None and mapping.form in forms:
        wanted = mapping.form
    return row, wanted or _likeliest(forms, headers[row]), mapping


def _likeliest(forms: Sequence[Form], headers: Sequence[str]) -> Form:
    """Return the form with most of whose indicators the headers agree."""

    def agreeing(form: Form) -> int:
        return sum(each.part.startswith(LINE) for each in propose(headers, named_lines(form), {}))

    return max(forms, key=agreeing)


def _periods(form: Form) -> list[Span]:
    """Return the periods that may be said of a whole table, the newest first."""
    found = [period_on(form.period_kind, clock.today())]
    while len(found) < _PERIODS_BACK:
        found.append(period_before(found[-1]))
    return found
