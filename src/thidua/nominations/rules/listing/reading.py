"""Rows of a list of nominees, from the first on: what each says, or every cell of it that cannot be taken.

Names, posts, kinds and awards are read as in a list of past awards (``honours.rules.importing``), the lines between the
rows («II. Cá nhân») too; ratings, the achievement, its days and innovations are read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from thidua.honours.rules.importing.headers import Part, letters
from thidua.honours.rules.importing.one_row import Fault, Row, text_at
from thidua.honours.rules.importing.reading import RowReader
from thidua.law.record import Rating
from thidua.nominations.rules.listing.cells import (
    BACKWARDS,
    ListedInnovation,
    award_meant,
    award_name,
    read_end,
    read_innovations,
    read_rating,
    read_ratings,
    read_span,
    told_as,
)
from thidua.nominations.rules.listing.headers import ListColumns, ListPart
from thidua.reports.rules.sheet import Mark, Problem, unreadable

_LONGEST = 1000
Marks = Mapping[tuple[int, int], Mark]


@dataclass(frozen=True, slots=True)
class About:
    """What holds for a whole list.

    Attributes:
        codes: of the awards that may be named; where it is one alone, a list need not name it.
        authority: who decides in the round; it tells «Bằng khen» of one level from that of another.
        whole: what was said of the whole list, taken where a cell is empty.
    """

    codes: tuple[str, ...]
    year: int
    today: date
    authority: str = ""
    whole: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NomineeRow:
    """What a row says: ``base`` is who, where and which award, as in a list of past awards."""

    base: Row
    award_code: str
    award_name: str
    achievement: str
    since: date | None
    until: date | None
    ratings: tuple[tuple[int, Rating], ...]
    innovations: tuple[ListedInnovation, ...]

    @property
    def number(self) -> int:
        """The row's own number (from 1)."""
        return self.base.number

    @property
    def post(self) -> str:
        """Post and body in one line, as documents print them."""
        return ", ".join(filter(None, (self.base.title, self.base.body)))


class NomineeReader:
    """Reads the rows of one list, from the first on: a line between them may say whose or which awards follow."""

    def __init__(self, columns: ListColumns, about: About) -> None:
        self._columns, self._about = columns, about
        told = {part.value: text for part in (ListPart.AWARD, ListPart.TYPE) if (text := about.whole.get(part))}
        if len(about.codes) == 1:
            told.setdefault(Part.FORM.value, award_name(about.codes[0], about.today))
        if (award := told.get(Part.FORM.value)) in about.codes:
            told[Part.FORM.value] = award_name(award, about.today)
        told |= {Part.YEAR.value: str(min(about.year, about.today.year)), Part.AUTHORITY.value: about.authority}
        self._reader = RowReader(columns.of_ledger(), told, today=about.today)

    def read(self, row: Sequence[object], number: int, marks: Marks) -> NomineeRow | list[Fault] | None:
        """Return what a row says, its faults, or ``None`` where it names nobody: empty, a sum, a heading."""
        base = self._reader.read(row, number, marks)
        if base is None:
            return None
        cells = _Cells(self._columns, self._about, row, number, marks)
        rest = cells.rest_of(base.form_name if isinstance(base, Row) else cells.award_told())
        faults = [*(base if isinstance(base, list) else ()), *cells.faults]
        if faults or not isinstance(base, Row):
            return faults
        return NomineeRow(base, *rest)


_Rest = tuple[str, str, str, date | None, date | None, tuple[tuple[int, Rating], ...], tuple[ListedInnovation, ...]]


class _Cells:
    """The cells of one row that a list of past awards does not have."""

    def __init__(self, columns: ListColumns, about: About, row: Sequence[object], number: int, marks: Marks) -> None:
        self._columns, self._about, self._row, self._number = columns, about, row, number
        self.faults: list[Fault] = []
        for place in columns.own():
            mark = marks.get((number, place))
            if mark is not None and (problem := unreadable(mark, "")):
                self._fault(place, problem)

    def rest_of(self, award: str) -> _Rest:
        """Return code and name of the award, achievement, days, ratings and innovations; note what is faulty."""
        code = self._award(award) if award else ""
        since, until = self._days()
        return (
            code,
            award_name(code, self._about.today) if code else "",
            self._text(ListPart.ACHIEVEMENT)[:_LONGEST],
            since,
            until,
            self._ratings(),
            self._innovations(),
        )

    def award_told(self) -> str:
        """Return what the row itself calls the award, empty where it does not."""
        told = (text_at(self._row, place) for place in self._columns.places.get(ListPart.AWARD, ()))
        return next(filter(None, told), "")

    def _award(self, text: str) -> str:
        meant = award_meant(text, self._about.codes, authority=self._about.authority, on=self._about.today)
        if isinstance(meant, Problem):
            filled = (place for place in self._columns.places.get(ListPart.AWARD, ()) if text_at(self._row, place))
            self._fault(next(filled, 0), meant)
            return ""
        return meant

    def _days(self) -> tuple[date | None, date | None]:
        span = self._columns.first(ListPart.SPAN)
        if span is not None and text_at(self._row, span):
            said = read_span(self._text(ListPart.SPAN))
            if isinstance(said, Problem):
                self._fault(span, said)
            elif said is not None:
                return said
        since, until = self._end(ListPart.SINCE, is_last=False), self._end(ListPart.UNTIL, is_last=True)
        if since and until and until < since:
            self._fault(self._columns.first(ListPart.UNTIL) or 0, Problem(BACKWARDS))
        return since, until

    def _end(self, part: ListPart, *, is_last: bool) -> date | None:
        place = self._columns.first(part)
        value: object = self._row[place] if place is not None and text_at(self._row, place) else ""
        if value == "":
            value = self._about.whole.get(part, "")
        said = read_end(value, is_last=is_last)
        if isinstance(said, Problem):
            self._fault(place or 0, said)
            return None
        return said

    def _ratings(self) -> tuple[tuple[int, Rating], ...]:
        found: dict[int, Rating] = {}
        several = self._columns.first(ListPart.RATINGS)
        if several is not None:
            told = read_ratings(told_as(self._value(several)))
            if isinstance(told, Problem):
                self._fault(several, told)
            else:
                found |= dict(told)
        for place, year in self._columns.rated.items():
            said = read_rating(text_at(self._row, place))
            if isinstance(said, Problem):
                self._fault(place, said)
            elif said is not None:
                found[year] = said
        return tuple(sorted(found.items()))

    def _innovations(self) -> tuple[ListedInnovation, ...]:
        found: dict[tuple[str, int], ListedInnovation] = {}
        for place in self._columns.places.get(ListPart.INNOVATIONS, ()):
            for each in read_innovations(told_as(self._value(place)), year=self._about.year):
                found.setdefault((each.name.casefold(), each.year), each)
        return tuple(found.values())

    def _text(self, part: ListPart) -> str:
        place = self._columns.first(part)
        return "" if place is None else text_at(self._row, place)

    def _value(self, place: int) -> object:
        return self._row[place] if place < len(self._row) else ""

    def _fault(self, column: int, problem: Problem) -> None:
        place = f"{letters(column)}{self._number}"
        self.faults.append(Fault(self._number, place, problem.message, {**problem.values, "place": place}))
