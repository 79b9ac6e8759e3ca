"""What the page of one unit and year shows: the sentence at its head, the table, the units below and above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.indicators.choices import Combination
from thidua.office.filing.words import period_head, period_name
from thidua.office.totals import words
from thidua.office.totals.asked import Addresses, Asked
from thidua.office.totals.parts import ShownParts
from thidua.office.totals.published import NOTHING
from thidua.reports.queries.totals import PublishedNumbers, TotalCell, TotalColumn, TotalRow, TotalsTable, UnitAbove
from thidua.web.formats import instant

_FEW = 5
"""Up to how many columns fit whatever their numbers."""
_LARGE = len("1.000.000")
"""From how many characters on twelve numbers and a year do not fit beside each other at a desk."""


@dataclass(frozen=True)
class ShownCell:
    """A number of the table: no ``url`` where there can be none, no ``number`` where it is missing."""

    css: str
    url: str = ""
    word: str = ""
    number: str = ""
    missing: str = ""
    is_stale: bool = False
    is_open: bool = False
    was: str = ""
    """What was published of it, where it is another one now."""

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to say beside the number."""
        return self.number != "" and not (self.word or self.missing or self.is_stale or self.is_open or self.was)


@dataclass(frozen=True)
class ShownColumn:
    """The head of a column; ``css`` says what stands out of it, ``share`` of how many there are figures."""

    text: str
    name: str
    url: str
    share: str
    is_complete: bool
    is_current: bool
    css: str


@dataclass(frozen=True)
class ShownRow:
    """A line of the form with its numbers; ``parts`` of the one that is taken apart."""

    number: str
    name: str
    unit_word: str
    is_stock: bool
    is_added: bool
    cells: tuple[ShownCell, ...]
    parts: ShownParts | None


@dataclass(frozen=True)
class ShownSection:
    """A section of the form."""

    title: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class NamedLink:
    """A unit and the address of the page about it."""

    name: str
    url: str


@dataclass(frozen=True)
class Choice:
    """A form or a year that can be looked at instead."""

    word: str
    note: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class TotalsPage:
    """The page of a unit and a year. ``here`` is its address without the number that is taken apart."""

    heading: str
    lede: tuple[str, ...]
    unit_name: str
    units_word: str
    period: str
    columns: tuple[ShownColumn, ...]
    sections: tuple[ShownSection, ...]
    below: tuple[NamedLink, ...]
    above: tuple[NamedLink, ...]
    has_lines: bool
    is_empty: bool
    is_own: bool
    is_stale: bool
    is_restated: bool
    is_large: bool
    forms: tuple[Choice, ...]
    years: tuple[Choice, ...]
    here: str

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.columns) + 1


def totals_page(
    table: TotalsTable, asked: Asked, above: Sequence[UnitAbove], parts: ShownParts | None, published: PublishedNumbers
) -> TotalsPage:
    """Put a table into the words and places of the page."""
    place, addresses = asked.place(table), Addresses(asked)
    columns = _columns(table, asked, addresses, place)
    period = asked.period(table, place)
    drawing = _Drawing(table, columns, addresses, asked, parts, published)
    sections = tuple(
        ShownSection(section.title, tuple(drawing.row(row) for row in section.rows)) for section in table.sections
    )
    cells = [cell for section in sections for row in section.rows for cell in row.cells]
    goes_deeper = any(level > table.unit.level for level in table.levels)
    return TotalsPage(
        heading=words.heading(table, place, asked.code),
        lede=_lede(table, asked),
        unit_name=table.unit_name,
        units_word=words.units_of(table),
        period=period_name(table.columns[place].span),
        columns=columns,
        sections=sections,
        below=tuple(NamedLink(each.name, addresses.unit(each.uid, period)) for each in table.below)
        if goes_deeper
        else (),
        above=tuple(NamedLink(each.name, addresses.unit(each.uid, period, asked.code)) for each in above),
        has_lines=bool(sections),
        is_empty=table.is_empty,
        is_own=table.is_own,
        is_stale=any(cell.is_stale for cell in cells),
        is_restated=any(cell.was for cell in cells),
        is_large=len(columns) > _FEW and max((len(cell.number) for cell in cells), default=0) >= _LARGE,
        forms=tuple(
            Choice(each.name, each.get_period_kind_display(), addresses.form(each.code), each == asked.form)
            for each in asked.forms
        ),
        years=tuple(Choice(str(year), "", addresses.year(year), year == asked.year) for year in asked.years),
        here=addresses.column(period),
    )


def _columns(table: TotalsTable, asked: Asked, addresses: Addresses, place: int) -> tuple[ShownColumn, ...]:
    last = len(table.columns) - 1
    found = []
    for at, column in enumerate(table.columns):
        is_year = table.has_year and at == last
        marks = (("is-current", at == place), ("is-year", is_year), ("is-to-come", not _is_begun(column)))
        found.append(
            ShownColumn(
                text=_("Cả năm") if is_year else period_head(column.span),
                name=period_name(column.span),
                url=addresses.column(asked.period(table, at)),
                share=words.share_of(column),
                is_complete=column.units >= column.expected,
                is_current=at == place,
                css=" ".join(name for name, holds in marks if holds),
            )
        )
    return tuple(found)


def _is_begun(column: TotalColumn) -> bool:
    return column.is_over or column.units > 0


@dataclass(frozen=True)
class _Drawing:
    """What the cells have in common."""

    table: TotalsTable
    columns: tuple[ShownColumn, ...]
    addresses: Addresses
    asked: Asked
    parts: ShownParts | None
    published: PublishedNumbers

    def row(self, row: TotalRow) -> ShownRow:
        """Return a line as the page shows it."""
        indicator = row.line.indicator
        is_open = self.parts is not None and indicator.code == self.asked.code
        return ShownRow(
            number=row.line.number,
            name=indicator.name,
            unit_word=indicator.unit_of_measure,
            is_stock=indicator.over_time == Combination.LATEST,
            is_added=row.is_added or self.table.is_own,
            cells=tuple(self._cell(row, cell, at, is_open=is_open) for at, cell in enumerate(row.cells)),
            parts=self.parts if is_open else None,
        )

    def _cell(self, row: TotalRow, cell: TotalCell, at: int, *, is_open: bool) -> ShownCell:
        column, indicator = self.columns[at], row.line.indicator
        url = self.addresses.cell(indicator.code, self.asked.period(self.table, at))
        opened = is_open and column.is_current
        was = self._was(row, cell, at)
        if cell.part:
            number = words.value_in_words(indicator, cell.part)
            missing = words.missing_word(cell.missing) if row.is_added else ""
            return ShownCell(column.css, url, cell.word, number, missing, cell.is_stale, opened, was)
        if was or self._is_missing(row, cell, at):
            return ShownCell(column.css, url, is_stale=cell.is_stale, is_open=opened, was=was)
        return ShownCell(column.css)

    def _was(self, row: TotalRow, cell: TotalCell, at: int) -> str:
        """Write what was published of a number that is another one now, without the word before it."""
        key = self.table.columns[at].span.key
        old = self.published.restated(row.line.indicator_id, key, cell.part, cell.expected)
        if old is None:
            return ""
        return words.value_in_words(row.line.indicator, old.part) if old.part else NOTHING

    def _is_missing(self, row: TotalRow, cell: TotalCell, at: int) -> bool:
        """Whether there should be a number: of a period that has begun, of what is added over units and over time."""
        is_year = self.table.has_year and at == len(self.columns) - 1
        if is_year and row.line.indicator.over_time == Combination.NONE:
            return False
        is_wanted = row.is_added or self.table.is_own
        return is_wanted and cell.expected > 0 and _is_begun(self.table.columns[at])


def _lede(table: TotalsTable, asked: Asked) -> tuple[str, ...]:
    newest = table.newest
    is_told = not asked.is_whole_year and not table.is_own and _is_begun(newest)
    missing = words.missing_sentence(table.missing, newest.expected - newest.units) if is_told else ""
    added = _("Chỉ gồm số đã được nhận, cộng lần cuối %(at)s.") % {"at": instant(table.added_at)}
    return tuple(filter(None, (missing, added if table.added_at and not table.is_empty else "")))
