r"""Tables in a text: every row a line, its cells parted by tabs, so that a place in a cell is a place in the text.

That is how ``reading.files`` writes the tables of Word, PDF and web pages, and what a copied table is when pasted.
A cell merged over several columns or rows stands in the first of them; the places that it covers are empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from thidua.reading.facts import Span
from thidua.reading.lexicon import alternation, lexicon
from thidua.vietnamese.letters import matching_form
from thidua.vietnamese.numbers import Number, find_numbers

WORDS = lexicon("tables")
MAX_ROWS, MAX_COLUMNS, MAX_HEADS = 5000, 100, 8
MAX_CELLS = 20_000
"""Of all tables of a text; those beyond are no tables any more."""

_LINE = re.compile(r"[^\n]++")
_INDEX = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.{1,30})?|\(\d{1,2}\)\s*=.{1,30}")
_YEAR = re.compile(r"(?:năm\s+)?(?:19|20)\d\d", re.IGNORECASE)
_ORDINAL_HEAD = re.compile(rf"{alternation(WORDS['ordinal'])}[.:]?")
_NOTE_HEAD = re.compile(rf"{alternation(WORDS['note'])}(?!\w)")
_VALUE = re.compile(r"[\d.,]*\d(?:[ \u00a0]?%| ?[^\W\d_][^\d\t]{0,30})?\s*")
_LONGEST_VALUE, _LONGEST_TITLE, _LONGEST_DIGITS = 48, 200, 5
_NARROW = 2  # columns
_BEFORE = 600  # characters before a table in which its title is looked for


@dataclass(frozen=True)
class Cell:
    """A cell; ``start`` and ``end`` index the text, the blanks around its words left out."""

    start: int
    end: int
    text: str
    number: Number | None = None
    """The number that the cell gives, its own places counted from 0; ``None`` where it is no value."""

    @property
    def low(self) -> str:
        """Its words in matching form, on one line."""
        return " ".join(matching_form(self.text).split())


@dataclass(frozen=True)
class Table:
    """A table with values in it.

    Attributes:
        number: which one of the text, from 1.
        start: first character of its first row.
        end: one past the last of its last row.
        rows: the cells of each row, all of one length.
        heads: how many rows at the top are heads.
        above: the few lines before it, where a title and a unit may stand.
    """

    number: int
    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    above: str

    def head(self, column: int) -> str:
        """Return what heads a column, the uppermost first; merged heads hold for all columns that they cover.

        The places that a merged head covers are empty, as are those below one that goes down; only the former have
        another head below.
        """
        parts: list[str] = []
        for place in range(self.heads):
            row = self.rows[place]
            if _numbers_columns(row):
                continue
            at = column
            while at > 0 and not row[at].text and self._has_head_below(place, at):
                at -= 1
            if row[at].text and (at == column or self._has_head_below(place, at)) and row[at].text not in parts:
                parts.append(" ".join(row[at].text.split()))
        return " ".join(parts)

    def lowest_head(self, column: int) -> str:
        """Return the head directly above a column; nothing where there is none of its own."""
        own = [row[column].text for row in self.rows[: self.heads] if row[column].text and not _numbers_columns(row)]
        return own[-1] if own else ""

    def _has_head_below(self, place: int, column: int) -> bool:
        below = (self.rows[each] for each in range(place + 1, self.heads))
        return any(row[column].text for row in below if not _numbers_columns(row))


def find_tables(text: str) -> tuple[Table, ...]:
    r"""Return the tables of ``text`` that hold values under or beside heads.

    >>> table, = find_tables("Đơn vị\tSố vụ\nXã Đông\t5\nXã Tây\t1.250\n")
    >>> table.heads, table.rows[2][1].number.value, table.head(1)
    (1, 1250, 'Số vụ')
    """
    if "\t" not in text:
        return ()
    return tuple(_tables(text))


def _tables(text: str) -> Iterator[Table]:
    number = cells = 0
    for start, end in _stretches(text):
        cells += text.count("\t", start, end)
        rows = _rows_of(text, start, end) if cells <= MAX_CELLS else []
        heads = _heads_of(rows) if rows else 0
        if heads < min(len(rows), MAX_HEADS + 1):
            number += 1
            yield Table(number, start, end, _valued(rows, heads), heads, _above(text, start))


def _stretches(text: str) -> Iterator[Span]:
    """Yield the stretches of at least two lines that follow each other and all have a tab."""
    begun, reached, count = 0, -1, 0
    for line in _LINE.finditer(text):
        start, end = line.span()
        has_tab = text.find("\t", start, end) >= 0
        if has_tab and start == reached + 1 and count:
            reached, count = end, count + 1
            continue
        if count > 1:
            yield begun, reached
        begun, reached, count = start, end, int(has_tab)
    if count > 1:
        yield begun, reached


def _rows_of(text: str, start: int, end: int) -> list[tuple[Cell, ...]]:
    """Return the rows, all of one length; none where there are more, or longer ones, than a report has."""
    rows: list[list[Cell]] = []
    position = start
    lines = text[start:end].split("\n")
    if len(lines) > MAX_ROWS or max(line.count("\t") for line in lines) >= MAX_COLUMNS:
        return []
    for line in lines:
        cells, at = [], position
        for words in line.split("\t"):
            bare = words.strip()
            begin = at + (words.index(bare) if bare else 0)
            cells.append(Cell(begin, begin + len(bare), bare))
            at += len(words) + 1
        rows.append(cells)
        position += len(line) + 1
    width = max(map(len, rows))
    return [(*row, *[Cell(row[-1].end, row[-1].end, "")] * (width - len(row))) for row in rows]


def _heads_of(rows: list[tuple[Cell, ...]]) -> int:
    """Return how many rows at the top are heads; all of them where nothing below is a value."""
    heads = next((place for place, row in enumerate(rows) if _is_body(row)), len(rows))
    if heads == len(rows):
        return heads
    while heads > 1 and _heads_a_group(rows[heads - 1]):
        heads -= 1
    return heads


def _heads_a_group(row: tuple[Cell, ...]) -> bool:
    """Whether a row without values only names the rows below it: «I. Công tác tuyên truyền»."""
    return len(row) > _NARROW and any(cell.text for cell in row[:2]) and not any(cell.text for cell in row[2:])


def _is_body(row: tuple[Cell, ...]) -> bool:
    """Whether a row holds values: a number that is neither a year nor the number of its column."""
    if _numbers_columns(row):
        return False
    return any(_value(cell.text) is not None and not _YEAR.fullmatch(cell.text) for cell in row[1:])


def _numbers_columns(row: tuple[Cell, ...]) -> bool:
    """Whether a row only numbers the columns: «A B 1 2 3=1+2»."""
    told = [cell.text for cell in row if cell.text]
    digits = [int(found.group()) for each in told if (found := re.match(r"\d+", each.lstrip("(")))]
    in_turn = len(digits) > 1 and all(after == before + 1 for before, after in pairwise(digits))
    return bool(told) and in_turn and digits[0] in {1, 2} and all(_INDEX.fullmatch(each) for each in told)


def _valued(rows: list[tuple[Cell, ...]], heads: int) -> tuple[tuple[Cell, ...], ...]:
    """Give the cells of the body their numbers, but those of columns that number rows or hold notes."""
    barred = {
        column
        for column in range(len(rows[0]))
        if any(_bars(rows[place][column]) for place in range(heads)) or (column == 0 and _counts_rows(rows[heads:]))
    }
    body = (
        tuple(
            cell if column in barred else Cell(cell.start, cell.end, cell.text, _value(cell.text))
            for column, cell in enumerate(row)
        )
        for row in rows[heads:]
    )
    return (*rows[:heads], *body)


def _bars(cell: Cell) -> bool:
    return bool(_ORDINAL_HEAD.fullmatch(cell.low) or _NOTE_HEAD.match(cell.low))


def _counts_rows(rows: list[tuple[Cell, ...]]) -> bool:
    """Whether the first column counts the rows: 1, 2, 3 … with words beside."""
    told = [row[0].text.rstrip(".") for row in rows if row[0].text]
    digits = [int(each) for each in told if each.isdecimal() and len(each) < _LONGEST_DIGITS]
    return len(digits) > 1 and digits == list(range(1, len(digits) + 1)) and any(_is_words(row[1]) for row in rows)


def _is_words(cell: Cell) -> bool:
    return bool(cell.text) and _value(cell.text) is None


def _value(text: str) -> Number | None:
    """Return the number that a cell gives, if it holds one number, perhaps with its unit, and nothing else."""
    if not text or len(text) > _LONGEST_VALUE or not text[0].isdigit() or not _VALUE.fullmatch(text):
        return None
    numbers = find_numbers(text)
    return numbers[0] if len(numbers) == 1 and numbers[0].start == 0 and numbers[0].of is None else None


def _above(text: str, start: int) -> str:
    """Return the last lines before a table, short ones only."""
    lines = text[max(0, start - _BEFORE) : start].split("\n")[-5:]
    return "\n".join(line.strip() for line in lines if line.strip() and len(line) < _LONGEST_TITLE)
