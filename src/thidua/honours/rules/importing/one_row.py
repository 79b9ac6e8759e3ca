"""One row of a list of past awards: what it says, or every cell of it that cannot be taken."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from thidua.honours.choices import HolderKind
from thidua.honours.rules.importing import cells
from thidua.honours.rules.importing.headers import Columns, Part, letters
from thidua.law.catalogue import recognise_form
from thidua.reports.rules.sheet import Mark, Problem, as_text, unreadable
from thidua.vietnamese.fold import fold

_SHOWN = 60
_LONGEST = {Part.NAME: 200, Part.FORM: 300, Part.NUMBER: 100, Part.BODY: 300, Part.TITLE: 200, Part.AUTHORITY: 300}
_LONGEST_REASON = 600
_BY_SIGN = (("ttg", "Thủ tướng Chính phủ"), ("ctn", "Chủ tịch nước"))


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


_NO_NAME = gettext_noop("Ô %(place)s: chưa có tên. Ghi họ tên, tên tập thể hoặc chủ hộ.")
_NO_FORM = gettext_noop("Ô %(place)s: chưa có danh hiệu, hình thức. Ghi như trong quyết định.")
_TWO_FORMS = gettext_noop("Ô %(place)s: hàng này có hai danh hiệu, hình thức. Tách thành hai hàng.")
_TWO_NAMES = gettext_noop("Ô %(place)s: hàng này có cả tên người và tên tập thể hoặc hộ. Tách thành hai hàng.")
_YEAR_MISSING = gettext_noop("Ô %(place)s: chưa có năm. Ghi năm khen thưởng hoặc ngày quyết định.")
_YEAR_OUT = gettext_noop("Ô %(place)s: năm %(text)s không thể có. Ghi năm từ 1900 đến nay.")
_FUTURE = gettext_noop("Ô %(place)s: ngày %(text)s chưa đến. Xem lại ngày quyết định.")
_AFTER = gettext_noop("Ô %(place)s: năm %(text)s sau ngày quyết định. Xem lại năm hoặc ngày.")
_BIRTH_OUT = gettext_noop("Ô %(place)s: năm sinh %(text)s không thể có. Ghi năm từ 1900, trước năm được khen.")
_TOO_LONG = gettext_noop("Ô %(place)s: dài quá %(most)s chữ. Ghi gọn lại.")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says: one award that somebody received. ``number`` is the row's own (from 1)."""

    number: int
    kind: str
    name: str
    folded: str
    birth_year: int | None
    gender: str
    title: str
    body: str
    form_code: str
    form_name: str
    type: str
    year: int
    decision_number: str
    decided_on: date | None
    authority: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken: its row and place, a msgid and what fills it."""

    row: int
    place: str
    message: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class About:
    """What holds for all rows of a list.

    Attributes:
        columns: where what stands.
        whole: what was said of the whole list, taken where a cell is empty.
        today: no award is of a later day.
    """

    columns: Columns
    whole: Mapping[Part, str]
    today: date

    @cached_property
    def first(self) -> dict[Part, int]:
        """The column of each part, of the form the first."""
        return {part: places[0] for part, places in self.columns.items()}

    @cached_property
    def _places(self) -> tuple[int, ...]:
        return tuple(sorted({place for places in self.columns.values() for place in places}))

    def texts_of(self, row: Sequence[object]) -> dict[int, str]:
        """Return the texts of the columns that are read."""
        return {place: text_at(row, place) for place in self._places}


@dataclass
class Section:
    """What a line between the rows says of those below it."""

    kind: str = ""
    form: str = ""


class RowParts:
    """One row while it is read."""

    def __init__(self, about: About, section: Section, row: Sequence[object], number: int) -> None:
        self._list, self._section, self._row, self._number = about, section, row, number
        self._texts = about.texts_of(row)
        self._faults: list[Fault] = []

    def result(self) -> Row | list[Fault]:
        """Return what the row says, or all its faults."""
        name, kind = self._holder()
        form_name = self._form()
        number, decided = self._decision()
        year = self._year(decided)
        birth, gender = self._birth(year)
        title, body = self._post()
        authority = self._long(Part.AUTHORITY)
        kind_of = self._cell(Part.TYPE, cells.read_type)
        form_code, form_kind = _form_of(form_name, authority or _by_sign(number), decided or date(year or 2000, 1, 1))
        if self._faults:
            return self._faults
        kind = kind or form_kind or cells.kind_by_word(name) or HolderKind.INDIVIDUAL
        is_person = kind == HolderKind.INDIVIDUAL
        return Row(
            number=self._number,
            kind=str(kind),
            name=name,
            folded=fold(name)[:200],
            birth_year=birth if is_person else None,
            gender=str(gender) if is_person else "",
            title=title if is_person else "",
            body=body,
            form_code=form_code,
            form_name=form_name,
            type=str(kind_of or ""),
            year=year,
            decision_number=number,
            decided_on=decided,
            authority=authority,
            reason=self._reason(),
        )

    def _holder(self) -> tuple[str, str]:
        person, collective, household = (self._text(part) for part in (Part.NAME, Part.COLLECTIVE, Part.HOUSEHOLD))
        said = str(self._cell(Part.KIND, cells.read_kind) or "")
        named = [each for each in (person, collective, household) if each]
        if len(named) > 1:
            self._fault(self._list.first[Part.NAME if person else Part.COLLECTIVE], Problem(_TWO_NAMES))
        if not named:
            parts = (Part.NAME, Part.COLLECTIVE, Part.HOUSEHOLD)
            self._fault(next(self._list.first[part] for part in parts if part in self._list.first), Problem(_NO_NAME))
            return "", ""
        column = Part.NAME if person else (Part.COLLECTIVE if collective else Part.HOUSEHOLD)
        self._refuse_long(named[0], Part.NAME, self._list.first[column])
        own = {Part.COLLECTIVE: HolderKind.COLLECTIVE, Part.HOUSEHOLD: HolderKind.HOUSEHOLD}.get(column, "")
        return named[0], str(said or own or cells.kind_by_word(named[0]) or self._section.kind)

    def _form(self) -> str:
        places = self._list.columns.get(Part.FORM, ())
        told = [(place, self._texts[place]) for place in places if self._texts[place]]
        if len(told) > 1:
            self._fault(told[1][0], Problem(_TWO_FORMS))
        text = told[0][1] if told else self._section.form or self._list.whole.get(Part.FORM, "")
        if not text:
            self._fault(places[0] if places else 0, Problem(_NO_FORM))
        elif told:
            self._refuse_long(text, Part.FORM, told[0][0])
        return text[:300]

    def _decision(self) -> tuple[str, date | None]:
        number, day = self._long(Part.NUMBER), None
        if both := self._text(Part.DECISION):
            said, day = cells.read_decision(both)
            number = number or said[:100]
        stated = self._cell(Part.DATE, cells.read_date)
        day = stated if isinstance(stated, date) else day
        if day and day > self._list.today:
            place = self._list.first.get(Part.DATE, self._list.first.get(Part.DECISION, 0))
            self._fault(place, Problem(_FUTURE, {"text": f"{day:%d/%m/%Y}"}))
        return cells.read_number(number), day

    def _year(self, decided: date | None) -> int:
        first, whole = self._list.first, self._list.whole
        before = len(self._faults)
        said = self._cell(Part.YEAR, cells.read_year)
        place = first.get(Part.YEAR, first.get(Part.DATE, first.get(Part.DECISION, 0)))
        if said is None and decided is None and Part.DATE in {*first, *whole}:
            told = cells.read_year(self._value(Part.DATE))  # of the day a list may know only the year
            said = told if isinstance(told, int) else None
        year = said if isinstance(said, int) else decided.year if decided else 0
        if not year:
            if len(self._faults) == before and not self._has_faulty(Part.DATE):
                self._fault(place, Problem(_YEAR_MISSING))
        elif not cells.FIRST_YEAR <= year <= self._list.today.year:
            self._fault(place, Problem(_YEAR_OUT, {"text": year}))
        elif decided and year > decided.year:
            self._fault(place, Problem(_AFTER, {"text": year}))
        return year if cells.FIRST_YEAR <= year <= self._list.today.year else 0

    def _birth(self, year: int) -> tuple[int | None, str]:
        gender = str(self._cell(Part.GENDER, cells.read_gender) or "")
        for part, meant in ((Part.BIRTH, ""), (Part.BIRTH_OF_MAN, "male"), (Part.BIRTH_OF_WOMAN, "female")):
            said = self._cell(part, cells.read_birth)
            if not isinstance(said, int):
                continue
            if not cells.FIRST_YEAR <= said <= (year or self._list.today.year):
                self._fault(self._list.first[part], Problem(_BIRTH_OUT, {"text": said}))
            return said, gender or meant
        return None, gender

    def _post(self) -> tuple[str, str]:
        title, body = self._long(Part.TITLE), self._long(Part.BODY)
        both = title if title and not body else self._text(Part.POST)
        if both:
            head, tail = cells.split_post(both)
            title, body = title if body else head, body or tail
        return title[:200], body[:300]

    def _reason(self) -> str:
        reason, note = self._text(Part.REASON), self._text(Part.NOTE)
        told = f"{reason} ({note})" if reason and note else reason or note
        return told if len(told) <= _LONGEST_REASON else f"{told[: _LONGEST_REASON - 1]}…"

    def _text(self, part: Part) -> str:
        place = self._list.first.get(part)
        return (self._texts[place] if place is not None else "") or self._list.whole.get(part, "")

    def _value(self, part: Part) -> object:
        place = self._list.first.get(part)
        if place is not None and self._texts[place]:
            return self._row[place]
        return self._list.whole.get(part, "")

    def _long(self, part: Part) -> str:
        """Return a text, refused where it is longer than what keeps it."""
        text, place = self._text(part), self._list.first.get(part)
        if place is not None:
            self._refuse_long(text, part, place)
        return text

    def _cell(self, part: Part, read: Callable[..., object]) -> object:
        """Return what a cell says; nothing where it cannot be taken, which is noted."""
        value = self._value(part) if part in {Part.DATE, Part.YEAR} | _BIRTHS else self._text(part)
        if value == "":
            return None
        said = read(value)
        if isinstance(said, Problem):
            self._fault(self._list.first.get(part, 0), said)
            return None
        return said

    def _refuse_long(self, text: str, part: Part, place: int) -> None:
        if len(text) > _LONGEST[part]:
            self._fault(place, Problem(_TOO_LONG, {"most": _LONGEST[part]}))

    def refuse_marked(self, marks: Mapping[tuple[int, int], Mark]) -> None:
        """Refuse cells whose formula has no result, or an error."""
        for place in self._texts:
            mark = marks.get((self._number, place))
            if mark is not None and (problem := unreadable(mark, "")):
                self._fault(place, problem)

    def _has_faulty(self, part: Part) -> bool:
        place = self._list.first.get(part)
        return place is not None and any(each.place == f"{letters(place)}{self._number}" for each in self._faults)

    def _fault(self, column: int, problem: Problem) -> None:
        place = f"{letters(column)}{self._number}"
        self._faults.append(Fault(self._number, place, problem.message, {**problem.values, "place": place}))


_BIRTHS = {Part.BIRTH, Part.BIRTH_OF_MAN, Part.BIRTH_OF_WOMAN}


def text_at(row: Sequence[object], place: int) -> str:
    """Return a cell as a text in one line."""
    value = row[place] if place < len(row) else ""
    if value.__class__ is str:
        text = str(value)
        return " ".join(text.replace("\0", "").split()) if text else ""
    return "" if value is None else " ".join(as_text(value).split())


@lru_cache(maxsize=1 << 16)
def _form_of(form_name: str, authority: str, on: date) -> tuple[str, str]:
    """Return the code of a form in the law's catalogue and who alone may receive it, each empty where not known."""
    form = recognise_form(form_name, authority or None, on) if form_name else None
    if form is None:
        return "", ""
    kinds = form.recipient_kinds
    return sys.intern(form.code), str(next(iter(kinds))) if len(kinds) == 1 else ""


@lru_cache(maxsize=1 << 14)
def _by_sign(number: str) -> str:
    """Return who signs decisions with such a number, where only one does."""
    flat = fold(number)
    return next((name for sign, name in _BY_SIGN if re.search(rf"qd-{sign}\b", flat)), "")
