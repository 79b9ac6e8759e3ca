"""What pages share that take in a list, each row about somebody: saying what its columns are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from thidua.core.errors import Refused
from thidua.honours.rules.importing.headers import LOOKED_AT, NO_PART, Header, header_at
from thidua.office.brought_tables import SAMPLES, ShownColumn, first_filled, shown_columns, shown_rows
from thidua.office.reports.tables.opened import EMPTY, Row
from thidua.office.reports.tables.opening import opened, sheet_of
from thidua.reports.rules.tables.headers import Proposal, header_texts
from thidua.sources.queries import path_of
from thidua.web.requests import whole_number

Words = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Whole:
    """Something that may be said once of the whole list: typed, or one of ``choices`` where there are any."""

    part: str
    words: str
    text: str
    choices: Words = ()

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"all-{self.part}"


@dataclass(frozen=True)
class Top:
    """The beginning of a sheet: the names of all sheets, its own, its first rows, where the headers are."""

    sheets: Sequence[str]
    sheet: str
    rows: Sequence[Row]
    header: Header

    @property
    def above(self) -> list[Sequence[str]]:
        """The texts of the rows above the headers."""
        return [header_texts(each) for each in self.rows[: self.header.row - 1]]


@dataclass(frozen=True)
class ColumnsPage:
    """Everything that the page of the columns shows.

    Attributes:
        rows: the first rows of the sheet as (number, text), of which one begins the headers.
        parts: what a column may be, with the words.
        is_remembered: whether these headers were read before.
    """

    sheets: Sequence[str]
    sheet: str
    rows: Sequence[tuple[int, str]]
    header: Header
    columns: Sequence[ShownColumn]
    parts: Words
    whole: Sequence[Whole]
    is_remembered: bool


def top_of(
    sha256: str, *, sheet_name: str, row: str, find_header: Callable[[Sequence[Sequence[object]]], Header]
) -> Top:
    """Return the beginning of a sheet, with the row of the headers that was chosen, or that is found.

    Raises:
        Refused: the file cannot be opened, or is empty.
    """
    with opened(path_of(sha256)) as source:
        sheet = sheet_of(source, sheet_name or first_filled(source))
        top = sheet.top(LOOKED_AT + SAMPLES + 2)
        names = source.sheets()
    if not any(header_texts(each) for each in top):
        raise Refused(EMPTY)
    named = whole_number(row) or 0
    header = header_at(top, named) if 0 < named <= min(LOOKED_AT, len(top)) else find_header(top)
    return Top(names, sheet.name, top, header)


def page_of(
    top: Top, found: Sequence[Proposal], *, parts: Words, whole: Sequence[Whole], is_remembered: bool
) -> ColumnsPage:
    """Return the page of the columns with what is proposed for each."""
    return ColumnsPage(
        sheets=top.sheets,
        sheet=top.sheet,
        rows=shown_rows(top.rows),
        header=top.header,
        columns=shown_columns(top.header.texts, top.rows[top.header.below - 1 :], found),
        parts=parts,
        whole=whole,
        is_remembered=is_remembered,
    )


def as_sent(page: ColumnsPage, answers: Mapping[str, str]) -> ColumnsPage:
    """Return the page with what somebody had chosen when something was missing."""
    columns = [replace(each, part=answers.get(each.name, each.part), why="") for each in page.columns]
    return replace(page, columns=columns, whole=[replace(each, text=answers.get(each.name, "")) for each in page.whole])


def stated_parts(page: ColumnsPage, answers: Mapping[str, str]) -> list[str]:
    """Return of each column what the form says that it is; what is none of the parts is nothing."""
    known = {value for value, _words in page.parts}
    parts = [answers.get(column.name, "") for column in page.columns]
    return [part if part in known else NO_PART for part in parts]
