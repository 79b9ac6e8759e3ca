"""A filled-in workbook against the report: what it changes, what must be asked, what cannot be taken. Plain rows in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum

from thidua.reports.choices import Qualifier
from thidua.reports.rules.stamps import NOT_OURS
from thidua.reports.rules.typed import TOO_LARGE, CellKind, Typed, shown, typed

FORM_SHEET, PASSAGE_SHEET, HIDDEN_SHEET = "Biểu", "Lời văn", "_thidua"
WORDS = ("trên", "gần", "dưới", "khoảng")
"""What may be chosen in the column of the word."""
LONGEST_NOTE, LONGEST_PASSAGE = 500, 20_000
LINE_MARK, PASSAGE_MARK = "o", "v"
"""What a row of the hidden sheet begins with: then the id, the row (from 1), and what stood there when it was made."""

_TOO_LARGE = 10**16
_LONGEST_NUMBER = 200
"""Characters of a text in a cell of numbers that are looked at and shown again."""
_LONGEST_ID = 18
_ANY_KIND = CellKind()


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


MOVED = gettext_noop(
    "Hàng %(row)s của trang «%(sheet)s» đã bị dời hoặc sửa chữ, không còn đúng chỗ của “%(name)s”. "
    "Tải lại biểu Excel rồi dán số vào."
)
NO_SHEET = gettext_noop("Tệp này thiếu trang «%(sheet)s». Tải lại biểu Excel rồi dán số vào.")
_UNCOMPUTED = gettext_noop(
    "Ô %(place)s: công thức chưa có kết quả. Mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi chọn lại."
)
_ERROR = gettext_noop("Ô %(place)s: công thức báo lỗi. Sửa công thức hoặc ghi số vào ô.")
_DATE = gettext_noop("Ô %(place)s: Excel đã đổi thành ngày tháng. Gõ dấu nháy đơn ' trước rồi ghi lại.")
_LOGICAL = gettext_noop("Ô %(place)s: đây là TRUE, FALSE của Excel, không phải là số. Ghi số vào ô.")
_NEGATIVE = gettext_noop("Ô %(place)s: số âm. Số trong báo cáo từ 0 trở lên.")
_NO_SUCH_WORD = gettext_noop("Ô %(place)s: không có chữ “%(word)s”. Chọn trên, gần, dưới hoặc khoảng.")
_WORD_ALONE = gettext_noop("Ô %(place)s ghi “%(word)s” mà ô %(number)s trống. Ghi số, hoặc xóa chữ ấy.")
_TWO_WORDS = gettext_noop("Ô %(number)s và ô %(place)s ghi hai chữ khác nhau. Giữ một chữ.")
_LONG = gettext_noop("Ô %(place)s dài %(n)s ký tự, quá %(most)s. Rút gọn lại.")


class Column(IntEnum):
    """The columns of the sheet «Biểu»."""

    NUMBER = 0
    NAME = 1
    MEASURE = 2
    BEFORE = 3
    HERE = 4
    WORD = 5
    NOTE = 6


PASSAGE_COLUMN = 1


class Field(StrEnum):
    """What of a report a file may fill."""

    NUMBER = "number"
    NOTE = "note"
    PASSAGE = "passage"


class Mark(StrEnum):
    """What a cell is beside its value, which the reader of values does not tell."""

    COMPUTED = "computed"
    UNCOMPUTED = "uncomputed"
    ERROR = "error"


class Outcome(StrEnum):
    """What becomes of a cell of the file."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ASKED = "asked"
    REFUSED = "refused"


@dataclass(frozen=True)
class Problem:
    """Why something is refused: a msgid and what fills its places."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Slot:
    """A place of the report that a file may fill.

    Attributes:
        id: of the line, or of the narrative section.
        number: the line's number, as in the first column.
        name: what stands beside the cell in the sheet.
        now: what the report has there, as text.
    """

    field: Field
    id: int
    name: str
    number: str = ""
    now: str = ""
    kind: CellKind = _ANY_KIND


@dataclass(frozen=True)
class Grid:
    """A sheet as plain rows, with the marks of its cells by place («E12»)."""

    rows: Sequence[Sequence[object]] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def at(self, row: int, column: int) -> object:
        """Return the value in a row (from 1) and column (from 0), an empty text where there is none."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return cells[column] if column < len(cells) else ""


@dataclass(frozen=True)
class ReadCell:
    """One cell of the file.

    Attributes:
        place: where it stands, «E12».
        text: of a changed cell what would be kept; else what stands in the file.
        asked: the ways in which it can be read, or why it cannot, in the words of ``rules.typed``.
        problem: why it cannot be taken, where that is not of the number itself.
        is_computed: whether a formula gave the value.
        is_newer: whether the report has another value than when the file was made: somebody typed it since.
    """

    slot: Slot
    place: str
    outcome: Outcome
    text: str = ""
    asked: Typed | None = None
    problem: Problem | None = None
    is_computed: bool = False
    is_newer: bool = False


@dataclass(frozen=True)
class _Place:
    """A row of the hidden sheet."""

    mark: str
    id: int
    row: int
    was: str
    note_was: str


def read_sheets(
    form: Grid, passages: Grid, hidden: Sequence[Sequence[object]], slots: Iterable[Slot]
) -> tuple[ReadCell, ...] | Problem:
    """Return what every cell of the file means for the report, in the order of the file.

    A cell that the officer did not touch since the download changes nothing, whatever was typed in the report since.
    What refuses the whole file comes back as a `Problem`.
    """
    here = {(slot.field, slot.id): slot for slot in slots}
    places = [_place(row) for row in hidden if any(as_text(each) for each in row)]
    found: list[ReadCell] = []
    for place in places:
        if place is None:
            return Problem(NOT_OURS)
        read = _read_place(place, form, passages, here)
        if isinstance(read, Problem):
            return read
        found.extend(read)
    known = [(cell.slot.field, cell.slot.id) for cell in found]
    return tuple(found) if len(known) == len(here) and set(known) == set(here) else Problem(NOT_OURS)


def letter(column: int) -> str:
    """Return the letter of one of the first 26 columns.

    >>> letter(Column.HERE)
    'E'
    """
    return chr(ord("A") + column)


def as_text(value: object) -> str:
    r"""Return a value of a sheet as a person wrote it.

    >>> as_text(33.0), as_text(1.5), as_text(" x\r\n"), as_text(date(2026, 12, 5))
    ('33', '1,5', 'x', '05/12/2026')
    """
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _plain(value)
    return str(value).replace("_x000D_", "").replace("\r", "").strip()


def _place(row: Sequence[object]) -> _Place | None:
    mark, of, at, was, note_was, *_more = [*(as_text(each) for each in row), "", "", "", "", ""]
    is_whole = all(each.isascii() and each.isdigit() and len(each) <= _LONGEST_ID for each in (of, at))
    return _Place(mark, int(of), int(at), was, note_was) if is_whole and mark in {LINE_MARK, PASSAGE_MARK} else None


def _read_place(
    place: _Place, form: Grid, passages: Grid, here: Mapping[tuple[Field, int], Slot]
) -> list[ReadCell] | Problem:
    if place.mark == PASSAGE_MARK:
        slot, grid, sheet, names = here.get((Field.PASSAGE, place.id)), passages, PASSAGE_SHEET, [0]
    else:
        slot, grid, sheet, names = here.get((Field.NUMBER, place.id)), form, FORM_SHEET, [Column.NUMBER, Column.NAME]
    if slot is None:
        return Problem(NOT_OURS)
    beside = [as_text(grid.at(place.row, each)) for each in names]
    if beside != [as_text(each) for each in (slot.number, slot.name)][-len(names) :]:
        return Problem(MOVED, {"row": place.row, "sheet": sheet, "name": slot.name})
    if place.mark == PASSAGE_MARK:
        return [_read_text(slot, grid, place.row, PASSAGE_COLUMN, place.was)]
    number = _read_number(slot, grid, place.row, place.was)
    note = here.get((Field.NOTE, place.id))
    return [number, _read_text(note, grid, place.row, Column.NOTE, place.note_was)] if note else [number]


def _read_text(slot: Slot, grid: Grid, row: int, column: int, was: str) -> ReadCell:
    """Read a note or a passage."""
    at = f"{letter(column)}{row}"
    if fault := _unreadable(grid, at):
        return ReadCell(slot, at, Outcome.REFUSED, problem=fault)
    text = as_text(grid.at(row, column))
    most = LONGEST_PASSAGE if slot.field == Field.PASSAGE else LONGEST_NOTE
    if len(text) > most:
        problem = Problem(_LONG, {"place": at, "n": _plain(len(text)), "most": _plain(most)})
        return ReadCell(slot, at, Outcome.REFUSED, text[:most], problem=problem)
    return _compared(ReadCell(slot, at, Outcome.CHANGED, text, is_computed=at in grid.marks), was)


def _read_number(slot: Slot, grid: Grid, row: int, was: str) -> ReadCell:
    at, word_at = f"{letter(Column.HERE)}{row}", f"{letter(Column.WORD)}{row}"
    value, word = grid.at(row, Column.HERE), as_text(grid.at(row, Column.WORD))
    text = as_text(value)[:_LONGEST_NUMBER]
    own_word = typed(text, replace(slot.kind, takes_qualifier=True)).qualifier
    fault = _unreadable(grid, at) or _unreadable(grid, word_at) or no_number(value, at)
    if fault := fault or _bad_word(word, own_word, row, is_alone=not text):
        return ReadCell(slot, at, Outcome.REFUSED, text, problem=fault)
    qualified = f"{word} {text}" if word and own_word == Qualifier.EXACT else text
    said = typed(qualified, slot.kind)
    if isinstance(value, int | float) and value >= _TOO_LARGE:
        said = Typed(problem=TOO_LARGE)
    is_computed = at in grid.marks or word_at in grid.marks
    read = ReadCell(slot, at, Outcome.ASKED, qualified, asked=said, is_computed=is_computed)
    if said.is_settled:
        kept = shown(said.value, slot.kind, of=said.of, qualifier=said.qualifier)
        compared = _compared(replace(read, outcome=Outcome.CHANGED, text=kept, asked=None), was)
        if compared.outcome == Outcome.UNCHANGED or not is_small_share(value, slot.kind):
            return compared
    if is_small_share(value, slot.kind):
        read = replace(read, asked=_both_shares(Decimal(str(value)), word, slot.kind))
    return read if read.asked and read.asked.choices else replace(read, outcome=Outcome.REFUSED)


def _compared(read: ReadCell, was: str) -> ReadCell:
    """Return the cell as changed, or as unchanged where the report has it already or the file was not touched there."""
    was, now = as_text(was), as_text(read.slot.now)
    if read.text in {now, was}:
        return replace(read, outcome=Outcome.UNCHANGED, text=read.slot.now)
    return replace(read, is_newer=now != was)


def _unreadable(grid: Grid, at: str) -> Problem | None:
    return unreadable(grid.marks.get(at, Mark.COMPUTED), at)


def unreadable(mark: Mark, at: str) -> Problem | None:
    """Refuse a cell whose formula has no result or an error."""
    sentence = {Mark.UNCOMPUTED: _UNCOMPUTED, Mark.ERROR: _ERROR}.get(mark)
    return Problem(sentence, {"place": at}) if sentence else None


def no_number(value: object, at: str) -> Problem | None:
    """Refuse what Excel keeps as something else than a text or a number that can stand in a report."""
    if isinstance(value, bool):
        return Problem(_LOGICAL, {"place": at})
    if isinstance(value, date | time | timedelta):
        return Problem(_DATE, {"place": at})
    if isinstance(value, int | float) and not math.isfinite(value):
        return Problem(_ERROR, {"place": at})
    return Problem(_NEGATIVE, {"place": at}) if isinstance(value, int | float) and value < 0 else None


def _bad_word(word: str, own: str, row: int, *, is_alone: bool) -> Problem | None:
    """Refuse a word in the column beside that is none, has no number, or says another thing than the number's own."""
    if not word:
        return None
    told = typed(f"{word} 1", CellKind(takes_qualifier=True)).qualifier
    values = {"place": f"{letter(Column.WORD)}{row}", "word": word[:20], "number": f"{letter(Column.HERE)}{row}"}
    if told == Qualifier.EXACT:
        return Problem(_NO_SUCH_WORD, values)
    if is_alone:
        return Problem(_WORD_ALONE, values)
    return Problem(_TWO_WORDS, values) if own not in {Qualifier.EXACT, told} else None


def is_small_share(value: object, kind: CellKind) -> bool:
    """Tell whether a number in a cell of per cent may be 50 or 0,5: Excel keeps «50%» as 0.5."""
    return kind.is_share and isinstance(value, int | float) and 0 < value <= 1


def _both_shares(value: Decimal, word: str, kind: CellKind) -> Typed:
    texts = [f"{word} {_plain(each)}".strip() for each in (value * 100, value)]
    read = [(text, typed(text, kind)) for text in texts]
    choices = tuple(text for text, said in read if said.is_settled)
    return Typed(choices=choices) if choices else read[0][1]


def _plain(value: float | Decimal) -> str:
    """Return a number as it is typed, without what a float has beyond its fifteen digits."""
    if not isinstance(value, Decimal) and not math.isfinite(value):
        return str(value)
    return format(Decimal(format(value + 0, ".15g")).normalize(), "f").replace(".", ",")
