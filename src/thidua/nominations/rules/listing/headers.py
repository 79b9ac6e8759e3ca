"""What the columns of a list of nominees are: proposed as headers like these were read before, or from words.

What a list of past awards has, too, is known by the same words (``honours.rules.importing.headers``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.honours.rules.importing import headers as of_ledger
from thidua.honours.rules.importing.headers import LOOKED_AT, Header, Part, Proposal, Why, header_at, keys_of, letters
from thidua.reports.rules.sheet import Problem
from thidua.reports.rules.tables.headers import header_texts

NO_PART = of_ledger.NO_PART
_YEAR = re.compile(r"(?:19|20)\d\d")


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


_NO_NAME = gettext_noop("Chưa có cột tên. Chọn cột ghi họ tên, tên tập thể hoặc hộ gia đình.")
_NO_AWARD = gettext_noop("Chưa có cột danh hiệu, hình thức. Chọn cột ấy, hoặc ghi danh hiệu của cả danh sách.")
_TWICE = gettext_noop("Hai cột %(one)s và %(other)s cùng được chọn là một thứ. Giữ một cột, cột kia chọn “Bỏ qua”.")
_SAME_YEAR = gettext_noop("Hai cột %(one)s và %(other)s cùng là xếp loại năm %(year)s. Giữ một cột.")


class ListPart(StrEnum):
    """What a column tells of its rows. Those that a list of past awards has, too, have the same value there."""

    NAME = "name"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    KIND = "kind"
    BIRTH = "birth"
    BIRTH_OF_MAN = "birth_of_man"
    BIRTH_OF_WOMAN = "birth_of_woman"
    GENDER = "gender"
    TITLE = "title"
    BODY = "body"
    POST = "post"
    AWARD = "form"
    TYPE = "type"
    ACHIEVEMENT = "achievement"
    SINCE = "since"
    UNTIL = "until"
    SPAN = "span"
    RATING = "rating"
    RATINGS = "ratings"
    INNOVATIONS = "innovations"


OF_ALL = (ListPart.AWARD, ListPart.TYPE, ListPart.SINCE, ListPart.UNTIL)
"""What may be said once of a whole list."""
_MANY = frozenset({ListPart.AWARD, ListPart.RATING, ListPart.INNOVATIONS})
_OF_LEDGER = {part.value: part for part in Part}
_SHARED = {_OF_LEDGER[part.value]: part for part in ListPart if part.value in _OF_LEDGER}
_CALLED = (
    (ListPart.SPAN, r"(?:thoi gian|giai doan|thanh tich)\b.*\btu\b.*\bden\b|^tu.*\bden\b|^giai doan|^thoi gian lap"),
    (ListPart.SINCE, r"^(?:thanh tich |thoi gian |tinh )?tu(?: (?:ngay|thang|nam)\b.*)?$|^ngay bat dau"),
    (ListPart.UNTIL, r"^(?:thanh tich |thoi gian |tinh )?den(?: (?:ngay|thang|nam|het)\b.*)?$|^ngay ket thuc"),
    (ListPart.RATINGS, r"(?:xep loai|danh gia|hoan thanh).*(?:cac nam|hang nam|tung nam|nam lien)"),
    (ListPart.RATING, r"^(?:ket qua )?(?:xep loai|danh gia|muc do|hoan thanh)"),
    (ListPart.INNOVATIONS, r"sang kien|de tai|de an|giai phap"),
    (ListPart.ACHIEVEMENT, r"thanh tich|ly do|^noi dung(?! khen)"),
)
_PATTERNS = tuple((part, re.compile(pattern)) for part, pattern in _CALLED)


@dataclass(frozen=True, slots=True)
class ListColumns:
    """Where in a row what stands (from 0); ``rated`` are the columns of ratings with the year of each."""

    places: Mapping[ListPart, tuple[int, ...]]
    rated: Mapping[int, int] = field(default_factory=dict)

    def first(self, part: ListPart) -> int | None:
        """Return the first column of a part."""
        return next(iter(self.places.get(part, ())), None)

    def of_ledger(self) -> dict[Part, tuple[int, ...]]:
        """Return the columns that a list of past awards has, too."""
        return {_OF_LEDGER[part]: places for part, places in self.places.items() if part.value in _OF_LEDGER}

    def own(self) -> tuple[int, ...]:
        """Return the columns that only a list of nominees has."""
        return tuple(place for part, places in self.places.items() if part.value not in _OF_LEDGER for place in places)


def propose(texts: Sequence[str], remembered: Mapping[str, str]) -> list[Proposal]:
    """Return what each column may be: what was said of these headers before, else by their words."""
    keys = keys_of(texts)
    if remembered:
        parts = set(ListPart)
        said = [remembered.get(key, NO_PART) if key else NO_PART for key in keys]
        return [Proposal(each, Why.REMEMBERED) if each in parts else Proposal(NO_PART) for each in said]
    known = of_ledger.propose(texts, {})
    taken: set[ListPart] = set()
    found = []
    for key, proposal in zip(keys, known, strict=True):
        part = _called(key, proposal)
        if part is None or (part in taken and part not in _MANY):
            found.append(Proposal(NO_PART))
            continue
        taken.add(part)
        found.append(Proposal(part, Why.NAME))
    return found


def find_header(rows: Sequence[Sequence[object]]) -> Header:
    """Return the headers of a list: where most columns are known; titles above and a second row of headers are seen."""
    most, best = 0, None
    for number in range(1, min(len(rows), LOOKED_AT) + 1):
        header = header_at(rows, number)
        known = sum(bool(each.part) for each in propose(header.texts, {}))
        if known > most:
            most, best = known, header
    if best is not None:
        return best
    filled = (number for number, row in enumerate(rows[:LOOKED_AT], start=1) if sum(map(bool, header_texts(row))) > 1)
    return header_at(rows, next(filled, 1))


def columns_of(
    parts: Sequence[str], texts: Sequence[str], whole: Mapping[str, str], *, year: int
) -> ListColumns | Problem:
    """Return where what stands, or what is missing.

    Args:
        parts: what each column is.
        texts: the headers; of a column of ratings it has the year, else that is the one of the list.
        whole: what was said of the whole list.
        year: the year of the list.
    """
    found: dict[ListPart, tuple[int, ...]] = {}
    rated: dict[int, int] = {}
    for place, told in enumerate(parts):
        if not told:
            continue
        part = ListPart(told)
        known = found.get(part, ())
        if known and part not in _MANY:
            return Problem(_TWICE, {"one": letters(known[0]), "other": letters(place)})
        found[part] = (*known, place)
        if part is ListPart.RATING:
            rated[place] = _year_in(texts[place] if place < len(texts) else "") or year
    if same := _same_year(rated):
        return same
    if not {ListPart.NAME, ListPart.COLLECTIVE, ListPart.HOUSEHOLD} & found.keys():
        return Problem(_NO_NAME)
    if ListPart.AWARD not in found and not whole.get(ListPart.AWARD):
        return Problem(_NO_AWARD)
    return ListColumns(found, rated)


def _called(key: str, proposal: Proposal) -> ListPart | None:
    """Return what a header is by its words; what only a list of past awards has is nothing here."""
    bare = key.partition("#")[0]
    own = next((part for part, pattern in _PATTERNS if bare and pattern.search(bare)), None)
    if own is not None:
        return own
    return _SHARED.get(Part(proposal.part)) if proposal.part else None


def _same_year(rated: Mapping[int, int]) -> Problem | None:
    seen: dict[int, int] = {}
    for place, year in rated.items():
        if year in seen:
            return Problem(_SAME_YEAR, {"one": letters(seen[year]), "other": letters(place), "year": year})
        seen[year] = place
    return None


def _year_in(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[0]) if found else None
