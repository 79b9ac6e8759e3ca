"""What the page of one unit shows: the sentence at its head, the key, the halves of the matrix, the list of a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.office.filing import words
from thidua.office.filing.asked import Asked
from thidua.reports.queries.filing import FilingMatrix, FilingRow
from thidua.reports.rules.filing import Cell, CellState, Tally
from thidua.vietnamese.writing import number
from thidua.web.formats import day, distance

ONE_COLUMN = 30
"""Up to how many units stand in one column; more are parted into two."""
_FEW = 4
"""Up to how many periods have wide columns."""
_UNLINKED = frozenset({CellState.NOT_DUE, CellState.NOT_ASKED})
_SHORT = frozenset({CellState.MISSING, CellState.WAITING, CellState.RETURNED})


@dataclass(frozen=True)
class ShownCell:
    """A cell: the modifier of its box, its word, and where its detail is (blank where there is none)."""

    state: str
    word: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ShownRow:
    """A unit with its cells; ``here`` is the cell of the period that is looked at."""

    name: str
    uid: UUID
    cells: tuple[ShownCell, ...]
    here: ShownCell
    is_missing: bool
    missed: int


@dataclass(frozen=True)
class Head:
    """The head of a column."""

    text: str
    name: str
    number: int
    is_current: bool


@dataclass(frozen=True)
class Sum:
    """A line under the heads: for each period how many units, blank where the last day is not over."""

    word: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Half:
    """One of the tables that stand side by side."""

    rows: tuple[ShownRow, ...]
    sums: tuple[Sum, ...]


@dataclass(frozen=True)
class KeyItem:
    """One entry of the key. ``count`` is ``None`` for what is not counted there."""

    state: str
    word: str
    count: int | None


@dataclass(frozen=True)
class Segment:
    """One of the choices of which units are shown."""

    value: str
    word: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class MatrixPage:
    """The page of a unit under which the units are shown one by one."""

    heading: str
    lede: tuple[str, ...]
    period: str
    units_word: str
    whole_word: str
    heads: tuple[Head, ...]
    halves: tuple[Half, ...]
    key: tuple[KeyItem, ...]
    segments: tuple[Segment, ...]
    short: tuple[ShownRow, ...]
    short_word: str
    none: str
    goes_deeper: bool
    is_few: bool
    count: int


def matrix_page(matrix: FilingMatrix, asked: Asked) -> MatrixPage:
    """Put a matrix into the words and places of the page."""
    place = asked.place(matrix.current, len(matrix.columns))
    column, plan = matrix.columns[place], matrix.plan
    units_word = words.units_word(column.asking.level or min(plan.levels), column.asking.tree or max(plan.trees))
    addresses = Addresses(asked)
    chosen = matrix.in_state(place, asked.only) if asked.only else matrix.rows
    rows = [shown_row(row, place, addresses) for row in chosen]
    listed = asked.only or CellState.MISSING
    in_list = {row.uid for row in matrix.in_state(place, listed)}
    whole_word = words.whole_word(plan.unit.kind)
    return MatrixPage(
        heading=heading(column.tally, units_word, words.period_name(column.asking.span)),
        lede=_lede(matrix, place, asked.today),
        period=words.period_name(column.asking.span),
        units_word=units_word,
        whole_word=whole_word,
        heads=heads(matrix, place),
        halves=_halves(rows, matrix, whole_word),
        key=_key(column.tally),
        segments=_segments(matrix, place, whole_word, asked.only),
        short=tuple(row for row in rows if row.uid in in_list),
        short_word=str(words.STATES[listed]),
        none=words.none_sentence(listed, words.period_name(column.asking.span)),
        goes_deeper=plan.goes_deeper,
        is_few=len(matrix.columns) <= _FEW,
        count=len(matrix.rows),
    )


class Addresses:
    """The addresses of the details of cells, all on the same form, year and unit."""

    def __init__(self, asked: Asked) -> None:
        code = asked.form.code if asked.form else ""
        shared = {"bieu": code, "nam": str(asked.year)} | ({} if asked.is_own else {"don-vi": str(asked.unit.uid)})
        self._start = f"{reverse('office:filing_cell')}?{urlencode(shared)}"

    def of(self, uid: UUID, place: int) -> str:
        """Return the address of the detail of a unit's cell."""
        return f"{self._start}&ky={place + 1}&o={uid}"


def shown_row(row: FilingRow, place: int, addresses: Addresses) -> ShownRow:
    """Return a row as the page shows it."""
    cells = tuple(_shown_cell(cell, at, row.uid, place, addresses) for at, cell in enumerate(row.cells))
    is_missing = row.cells[place].state == CellState.MISSING
    return ShownRow(row.name, row.uid, cells, cells[place], is_missing, row.missed(place))


def _shown_cell(cell: Cell, at: int, uid: UUID, place: int, addresses: Addresses) -> ShownCell:
    url = "" if cell.state in _UNLINKED else addresses.of(uid, at)
    return ShownCell(cell.state.value, words.word_of(cell), url, is_current=at == place)


def heads(matrix: FilingMatrix, place: int) -> tuple[Head, ...]:
    """Return the heads of the columns."""
    spans = [column.asking.span for column in matrix.columns]
    return tuple(
        Head(words.period_head(span), words.period_name(span), at + 1, at == place) for at, span in enumerate(spans)
    )


def heading(counted: Tally, units_word: str, period: str) -> str:
    """Say the result: how many have filed, and how many should have."""
    unbroken = period.replace(" ", "\xa0")
    values = {"sent": number(counted.sent), "asked": number(counted.asked), "units": units_word, "period": unbroken}
    if not counted.asked:
        return _("Chưa có nơi nào phải gửi báo cáo %(period)s") % values
    if counted.sent == counted.asked:
        return _("Cả %(asked)s %(units)s đã gửi báo cáo %(period)s") % values
    missing = counted.of(CellState.MISSING)
    if not missing:
        return _("%(sent)s/%(asked)s %(units)s đã gửi báo cáo %(period)s") % values
    sentence = ngettext(
        "%(sent)s/%(asked)s %(units)s đã gửi báo cáo %(period)s; %(missing)s nơi chưa gửi",
        "%(sent)s/%(asked)s %(units)s đã gửi báo cáo %(period)s; %(missing)s nơi chưa gửi",
        missing,
    )
    return sentence % (values | {"missing": number(missing)})


def due_sentence(due_on: date | None, period: str, today: date) -> str:
    """Say until when the reports of a period are in time."""
    if due_on is None:
        return ""
    values = {"period": period, "day": day(due_on), "distance": distance(due_on, today).lower()}
    if due_on < today:
        return _("Hạn của %(period)s là %(day)s.") % values
    return _("Hạn của %(period)s là %(day)s, %(distance)s.") % values


def _lede(matrix: FilingMatrix, place: int, today: date) -> tuple[str, ...]:
    column = matrix.columns[place]
    missed = [row.name for row in matrix.missed_twice(place)]
    twice = ""
    if missed:
        values = {"names": words.names_in_words(missed), "twice": words.twice_word(column.asking.span.kind)}
        twice = _("%(names)s %(twice)s.") % values
    due = due_sentence(column.due_on, words.period_name(column.asking.span), today)
    return tuple(filter(None, (twice, due)))


def _halves(rows: Sequence[ShownRow], matrix: FilingMatrix, whole_word: str) -> tuple[Half, ...]:
    over = [column.tally.of(CellState.MISSING) + column.tally.sent > 0 for column in matrix.columns]
    missing, late = (
        Sum(
            f"{whole_word}, {word}",
            tuple(
                column.tally.of(state) if is_over else None
                for column, is_over in zip(matrix.columns, over, strict=True)
            ),
        )
        for word, state in ((_("còn thiếu"), CellState.MISSING), (_("nhận muộn"), CellState.LATE))
    )
    if len(rows) <= ONE_COLUMN:
        return (Half(tuple(rows), (missing, late)),)
    middle = (len(rows) + 1) // 2
    return Half(tuple(rows[:middle]), (missing,)), Half(tuple(rows[middle:]), (late,))


def _key(counted: Tally) -> tuple[KeyItem, ...]:
    counts: dict[CellState, int | None] = {state: counted.of(state) for state in _SHORT}
    counts[CellState.RECEIVED] = counted.accepted
    return tuple(
        KeyItem(state.value, str(word), counts.get(state))
        for state, word in words.STATES.items()
        if state != CellState.NOT_ASKED
    )


def _segments(matrix: FilingMatrix, place: int, whole_word: str, only: CellState | None) -> tuple[Segment, ...]:
    counted = matrix.columns[place].tally
    choices = (
        ("", whole_word, len(matrix.rows), None),
        ("thieu", _("Còn thiếu"), counted.of(CellState.MISSING), CellState.MISSING),
        ("cho", _("Chờ duyệt"), counted.of(CellState.WAITING), CellState.WAITING),
        ("tra-lai", _("Trả lại"), counted.of(CellState.RETURNED), CellState.RETURNED),
    )
    return tuple(Segment(value, word, count, state == only) for value, word, count, state in choices)
