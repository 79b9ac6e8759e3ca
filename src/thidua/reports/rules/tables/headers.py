"""What the columns of a table are: proposed from what was said of the same headers before, from codes, from names."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thidua.reports.rules.sheet import Problem, as_text
from thidua.vietnamese.fold import fold

MOST_COLUMNS = 60
LOOKED_AT = 20
"""Rows from the top among which the headers are."""
LINE = "line:"
"""Begins what a column with the numbers of one indicator is; its code follows."""
_NO_LETTERS = re.compile(r"[^a-z0-9_%]+")
_LEADING_NUMBER = re.compile(r"^\W*\d+(?:\.\d+)*[.)\s:-]+")
_ALIKE = 0.6
"""The share of words that a header and an indicator's name have in common, from which it is proposed."""


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


_NO_UNIT = gettext_noop("Chưa có cột đơn vị. Chọn cột ghi tên hoặc mã đơn vị.")
_NO_VALUES = gettext_noop("Chưa có cột số. Chọn chỉ tiêu cho ít nhất một cột, hoặc chọn cột chỉ tiêu và cột giá trị.")
_HALF_LONG = gettext_noop("Bảng dọc cần cả cột chỉ tiêu và cột giá trị. Chọn cột còn thiếu.")
_BOTH = gettext_noop("Đã chọn cột giá trị thì không chọn chỉ tiêu cho cột khác. Bỏ một trong hai cách.")
_TWICE = gettext_noop("Hai cột %(one)s và %(other)s cùng được chọn là một thứ. Giữ một cột, cột kia chọn “Bỏ qua”.")
_NO_PERIOD = gettext_noop("Chưa biết số của kỳ nào. Chọn kỳ báo cáo, hoặc chọn cột ghi kỳ.")


class Part(StrEnum):
    """What a column tells of its rows."""

    NOTHING = ""
    UNIT = "unit"
    CODE = "code"
    ABOVE = "above"
    PERIOD = "period"
    INDICATOR = "indicator"
    VALUE = "value"


class Why(StrEnum):
    """From what a column's part was proposed."""

    UNKNOWN = ""
    REMEMBERED = "remembered"
    CODE = "code"
    NAME = "name"


_CALLED = {
    Part.UNIT: (
        "don vi", "ten don vi", "don vi bao cao", "xa", "phuong", "xa phuong", "ten xa", "ten xa phuong", "ten phuong",
        "xa phuong dac khu", "dia phuong", "ten dia phuong", "dia ban", "don vi hanh chinh", "thon", "ten thon",
        "thon to dan pho", "co quan", "co quan don vi", "unit", "noi bao cao",
    ),
    Part.CODE: (
        "ma", "ma don vi", "ma xa", "ma xa phuong", "ma dvhc", "ma don vi hanh chinh", "ma dia phuong", "ma co quan",
        "ma thon", "unit_code", "code",
    ),
    Part.ABOVE: ("tinh", "tinh thanh pho", "tinh thanh", "huyen", "thuoc", "truc thuoc", "don vi cap tren", "cap tren"),
    Part.PERIOD: (
        "ky", "ky bao cao", "thang", "quy", "nam", "thang nam", "quy nam", "thoi gian", "ngay", "thang bao cao",
        "period",
    ),
    Part.INDICATOR: ("chi tieu", "ten chi tieu", "ma chi tieu", "tieu chi", "noi dung", "indicator"),
    Part.VALUE: ("gia tri", "so lieu", "so luong", "ket qua", "thuc hien", "ket qua thuc hien", "value"),
}  # fmt: skip
_PART_OF = {name: part for part, names in _CALLED.items() for name in names}


@dataclass(frozen=True)
class Named:
    """An indicator as headers may call it."""

    code: str
    name: str
    short: str = ""


@dataclass(frozen=True)
class Proposal:
    """What a column may be: a `Part`, or ``LINE`` with an indicator's code; and why it is thought so."""

    part: str
    why: Why = Why.UNKNOWN


@dataclass(frozen=True)
class Columns:
    """Where in a row what stands (from 0); ``lines``: the columns of numbers with their indicators' codes."""

    unit: int | None = None
    code: int | None = None
    above: int | None = None
    period: int | None = None
    indicator: int | None = None
    value: int | None = None
    lines: tuple[tuple[int, str], ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether each row has one number, beside the name of what it counts."""
        return self.value is not None


def letters(column: int) -> str:
    """Return a column's letters as spreadsheets write them.

    >>> letters(0), letters(25), letters(26), letters(59)
    ('A', 'Z', 'AA', 'BH')
    """
    told = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(ord("A") + rest) + told
    return told


def header_texts(row: Sequence[object]) -> list[str]:
    """Return a row's cells as headers: one line each, without the empty ones at the end."""
    told = [" ".join(as_text(each).split())[:200] for each in row[:MOST_COLUMNS]]
    while told and not told[-1]:
        told.pop()
    return told


def keys_of(headers: Iterable[str]) -> list[str]:
    """Return a key for each header: folded, counted where it comes again, empty where there is none.

    >>> keys_of(["Đơn vị", "Số buổi", "", "số  BUỔI"])
    ['don vi', 'so buoi', '', 'so buoi#2']
    """
    seen: Counter[str] = Counter()
    found = []
    for header in headers:
        key = _bare(header)
        seen[key] += 1
        found.append(key if not key or seen[key] == 1 else f"{key}#{seen[key]}")
    return found


def signature(headers: Iterable[str]) -> str:
    """Return what is equal for two tables with the same headers, in whatever order they stand.

    >>> signature(["Đơn vị", "Số buổi"]) == signature(["SỐ BUỔI", "", "don vi"])
    True
    """
    return hashlib.sha256("\n".join(sorted(key for key in keys_of(headers) if key)).encode()).hexdigest()


def propose(headers: Sequence[str], named: Sequence[Named], remembered: Mapping[str, str]) -> list[Proposal]:
    """Return what each column may be. What was said of these headers before comes first, then codes, then names."""
    keys = keys_of(headers)
    known = {each.code for each in named}
    found = [Proposal(Part.NOTHING) for _key in keys]
    for place, key in enumerate(keys):
        said = remembered.get(key, "") if key else ""
        if said in set(Part) - {Part.NOTHING} or (said.startswith(LINE) and said.removeprefix(LINE) in known):
            found[place] = Proposal(said, Why.REMEMBERED)
    if remembered and any(each.part for each in found):
        return found
    _propose_parts(keys, found)
    if not {Part.INDICATOR, Part.VALUE} <= {each.part for each in found}:
        _propose_lines(headers, keys, named, found)
    return found


def header_row(rows: Sequence[Sequence[object]], named: Sequence[Named]) -> int:
    """Return in which row (from 1) the headers stand: where most columns are known; else the first with two texts."""
    most, best = 0, 0
    for number, row in enumerate(rows[:LOOKED_AT], start=1):
        known = sum(bool(each.part) for each in propose(header_texts(row), named, {}))
        if known > most:
            most, best = known, number
    if best:
        return best
    filled = (number for number, row in enumerate(rows[:LOOKED_AT], start=1) if sum(map(bool, header_texts(row))) > 1)
    return next(filled, 1)


def columns_of(parts: Sequence[str], *, has_period: bool) -> Columns | Problem:
    """Return where what stands, or what is missing; ``has_period``: a period was chosen for the whole table."""
    if twice := _twice(parts):
        return twice
    places = {part: place for place, part in enumerate(parts) if part}
    lines = tuple((place, part.removeprefix(LINE)) for part, place in places.items() if part.startswith(LINE))
    single = {name: places.get(Part(name)) for name in ("unit", "code", "above", "period", "indicator", "value")}
    columns = Columns(**single, lines=tuple(sorted(lines)))
    if columns.unit is None and columns.code is None:
        return Problem(_NO_UNIT)
    if fault := _shape_fault(columns):
        return Problem(fault)
    if columns.period is None and not has_period:
        return Problem(_NO_PERIOD)
    return columns


def _shape_fault(columns: Columns) -> str:
    if (columns.indicator is None) != (columns.value is None):
        return _HALF_LONG
    if columns.is_long and columns.lines:
        return _BOTH
    return "" if columns.is_long or columns.lines else _NO_VALUES


def _twice(parts: Sequence[str]) -> Problem | None:
    first: dict[str, int] = {}
    for place, part in enumerate(parts):
        if part and part in first:
            return Problem(_TWICE, {"one": letters(first[part]), "other": letters(place)})
        first.setdefault(part, place)
    return None


def _propose_parts(keys: Sequence[str], found: list[Proposal]) -> None:
    taken = {each.part for each in found}
    for place, key in enumerate(keys):
        part = _PART_OF.get(key)
        if part is not None and part not in taken:
            taken.add(part)
            found[place] = Proposal(part, Why.NAME)


def _propose_lines(headers: Sequence[str], keys: Sequence[str], named: Sequence[Named], found: list[Proposal]) -> None:
    """Give each indicator at most one column, the likeliest pair first."""
    codes = {_bare(each.code): each.code for each in named}
    pairs = []
    for place, (header, key) in enumerate(zip(headers, keys, strict=True)):
        if not key or found[place].part:
            continue
        if key in codes:
            pairs.append((2.0, place, codes[key], Why.CODE))
            continue
        words = _words(header)
        for each in named:
            share = max(_shared(words, _words(each.name)), _shared(words, _words(each.short)))
            if share >= _ALIKE:
                pairs.append((share, place, each.code, Why.NAME))
    taken: set[str] = set()
    for _share, place, code, why in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if code not in taken and not found[place].part:
            taken.add(code)
            found[place] = Proposal(LINE + code, why)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(_bare(_LEADING_NUMBER.sub("", text)).split())


def _bare(text: str) -> str:
    return " ".join(_NO_LETTERS.sub(" ", fold(text)).split())
