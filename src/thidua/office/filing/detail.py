"""The detail of one cell, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.office.filing import words
from thidua.reports.queries.filing import FilingMatrix, FilingRow
from thidua.reports.rules import Span
from thidua.reports.rules.filing import Cell, CellState
from thidua.web.formats import day, distance


@dataclass(frozen=True)
class Detail:
    """What is said of one unit and one period.

    Attributes:
        chip: a state of ``web.states``, shown with ``word``.
        report: the uid of the report, where there is one.
    """

    name: str
    uid: UUID
    period: str
    number: int
    chip: str
    word: str
    sentences: tuple[str, ...]
    report: UUID | None


def detail_of(matrix: FilingMatrix, row: FilingRow, place: int, today: date) -> Detail:
    """Return the detail of a row's cell."""
    cell, span = row.cells[place], matrix.columns[place].asking.span
    before = matrix.plan.every[place].span  # one place further back: the year before begins the list
    return Detail(
        name=row.name,
        uid=row.uid,
        period=words.period_with_year(span).replace(" ", "\xa0"),
        number=place + 1,
        chip=words.CHIPS[cell.state],
        word=words.word_of(cell),
        sentences=tuple(filter(None, (*_sentences(cell, today), _also(row, place, span, before)))),
        report=row.reports[place],
    )


def _sentences(cell: Cell, today: date) -> tuple[str, ...]:
    due = day(cell.due_on)
    if cell.filed_on:
        filed = _("Gửi lần đầu ngày %(day)s, hạn %(due)s.") % {"day": day(cell.filed_on), "due": due}
        reason = _("Lý do trả lại: %(reason)s") % {"reason": cell.reason} if cell.reason else ""
        return filed, reason
    begun = _("Đã nhập dở, chưa gửi.") if cell.is_begun and cell.state == CellState.MISSING else ""
    if cell.due_on and cell.due_on >= today:
        left = distance(cell.due_on, today).lower()
        return (_("Hạn %(due)s, %(left)s.") % {"due": due, "left": left}, begun)
    return _("Hạn %(due)s.") % {"due": due}, begun


def _also(row: FilingRow, place: int, span: Span, before: Span) -> str:
    """Say that the period before was missed, too."""
    if row.missed(place) <= 1:
        return ""
    same_year = span.since and before.since and span.since.year == before.since.year
    name = words.period_name(before) if same_year else words.period_with_year(before)
    return _("%(period)s cũng chưa gửi.") % {"period": capfirst(name)}
