"""A strict reader of YAML mappings: every key known, every value of its type, every error says where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from thidua.law.nearest import perhaps
from thidua.law.yaml_text import LARGEST_FILE, LawFileError, entries, kind_of, parse, read_text, shown

__all__ = [
    "LARGEST_FILE",
    "LawFileError",
    "Reader",
    "possible_values",
    "read_yaml",
    "read_yaml_list",
    "read_yaml_text",
    "shown",
]
_Choice = TypeVar("_Choice", bound=StrEnum)
_DAYS = (
    re.compile(r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})\Z"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\Z"),
)
YEARS = range(1900, 2201)
_ANY_COMMON_YEAR = 2023
MOST_DAYS = 60  # days of change in one pack: every award is told on each; no real pack has a tenth of them
_MONEY = range(1, 10**12)
_POSSIBLE = {"%": range(101), "năm": range(101), "phần": range(1, 1001), "phần mười": range(1, 1001)}
_POSSIBLE |= {"đồng": _MONEY, "đồng/tháng": _MONEY}


class Reader:
    """Takes the values out of one mapping by name and, at the end, refuses what nobody asked for."""

    def __init__(self, mapping: object, where: str) -> None:
        if not isinstance(mapping, dict):
            raise LawFileError(f"{where}: phải là các mục có tên, lại thấy {kind_of(mapping)}")
        self.where = where
        self._left: dict[str, Any] = dict(mapping)

    def text(self, key: str) -> str:
        """Return a text that must be there and not be blank."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"{key} phải là chữ, lại thấy {shown(value)}")
        return " ".join(value.split())

    def optional_text(self, key: str) -> str:
        """Return a text, or "" when the key is absent."""
        return self.text(key) if key in self._left else ""

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Return true or false; the key may be absent only where a default is given."""
        if default is not None and key not in self._left:
            return default
        value = self._take(key)
        if not isinstance(value, bool):
            raise self.error(f"{key} phải là true hoặc false, lại thấy {shown(value)}")
        return value

    def whole_number(self, key: str) -> int:
        """Return a whole number that is not negative."""
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(f"{key} phải là số nguyên không âm, lại thấy {shown(value)}")
        return value

    def day(self, key: str) -> date | None:
        """Return a day, or None where the file says ``null``: unknown, or open. The key itself must be there."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, str) and (
            written := next(filter(None, (each.match(value.strip()) for each in _DAYS)), None)
        ):
            try:
                return date(int(written["year"]), int(written["month"]), int(written["day"]))
            except ValueError:
                raise self.error(f"{key}: không có ngày {value.strip()}") from None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(f"{key} phải là ngày như 2024-01-01 hoặc null, lại thấy {shown(value)}")
        return value

    def optional_day(self, key: str) -> date | None:
        """Return a day, or None when the key is absent or null."""
        return self.day(key) if key in self._left else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts without repetition, empty when the key is absent."""
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(f"{key} phải là danh sách chữ, lại thấy {shown(value)}")
        if len(set(value)) != len(value):
            raise self.error(f"{key} ghi hai lần cùng một thứ")
        return tuple(value)

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """Return one of the texts known, or "" when the key is absent."""
        value = self.optional_text(key)
        if value and value not in known:
            raise self.error(f"{key} phải là một trong: {', '.join(known)}; lại thấy {shown(value)}")
        return value

    def named_texts(self, key: str) -> dict[str, str]:
        """Return a mapping of texts by name, empty when the key is absent."""
        value = self._left.pop(key, {})
        if not isinstance(value, dict) or not all(isinstance(each, str) for pair in value.items() for each in pair):
            raise self.error(f"{key} phải đặt tên cho các đoạn chữ, lại thấy {shown(value)}")
        return value

    def text_of(self, key: str) -> str:
        """Return the text under a key that ``keys_left`` gave: YAML may have read the key as a number."""
        name = next(each for each in self._left if str(each) == key)
        return Reader({key: self._left.pop(name)}, self.where).text(key)

    def years(self, key: str) -> tuple[int, ...]:
        """Return a list of years."""
        value = self._take(key)
        if not isinstance(value, list) or not value:
            raise self.error(f"{key} phải là danh sách năm")
        return tuple(Reader({key: each}, self.where).year(key) for each in value)

    def plain(self, key: str) -> object:
        """Return what stands under a key as YAML read it; it must be there."""
        return self._take(key)

    def text_or_nothing(self, key: str) -> str | None:
        """Return a text, or None where the file says ``null``; the key itself must be there."""
        return self.text(key) if self._left.get(key) is not None else self._take(key)

    def holds_text(self, key: str) -> bool:
        """Tell whether what stands under a key is a text."""
        return isinstance(self._left.get(key), str)

    def month_and_day(self) -> tuple[int, int]:
        """Return ``month`` and ``day``, of a day that every year has."""
        month, day = self.whole_number("month"), self.whole_number("day")
        try:
            date(_ANY_COMMON_YEAR, month, day)
        except ValueError:
            raise self.error(f"không có ngày {day}-{month}") from None
        return month, day

    def year(self, key: str) -> int:
        """Return a year of living memory or near future."""
        value = self.whole_number(key)
        if value not in YEARS:
            raise self.error(f"{key} phải là một năm, lại thấy {value}")
        return value

    def has(self, key: str) -> bool:
        """Tell whether the key is there and was not read yet."""
        return key in self._left

    def optional_parts(self, key: str) -> Iterator[Reader]:
        """Yield the readers of a list of mappings, none when the key is absent or the list is empty."""
        if key in self._left and self._left[key] == []:
            del self._left[key]
        elif key in self._left:
            yield from self.parts(key)

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        """Return one member of an enumeration."""
        return self._member(key, self._take(key), choices)

    def choices(self, key: str, choices: type[_Choice]) -> tuple[_Choice, ...]:
        """Return members of an enumeration."""
        return tuple(self._member(key, value, choices) for value in self.texts(key))

    def part(self, key: str) -> Reader:
        """Return the reader of a mapping within this one."""
        return Reader(self._take(key), f"{self.where}: {key}")

    def parts(self, key: str) -> Iterator[Reader]:
        """Yield the readers of a list of mappings that must not be empty."""
        value = self._take(key)
        if not isinstance(value, list) or not value:
            raise self.error(f"{key} phải là danh sách có ít nhất một mục")
        for place, item in enumerate(value, start=1):
            yield Reader(item, f"{self.where}: {key} thứ {place}")

    def keys_left(self) -> list[str]:
        """Return the keys that were not read yet, for mappings whose keys are not fixed."""
        return [str(key) for key in self._left]

    def only(self, known: Collection[str]) -> None:
        """Refuse every key that is not among those known, with the nearest that is."""
        unknown = [key for key in self.keys_left() if key not in known]
        if unknown:
            raise self.error(f"không có mục nào tên {', '.join(unknown)}{perhaps(unknown[0], known)}")

    def close(self) -> None:
        """Refuse every key that was not read."""
        if self._left:
            unknown = ", ".join(sorted(map(str, self._left)))
            raise self.error(f"không có mục nào tên {unknown}")

    def error(self, message: str) -> LawFileError:
        """Return an error that names this place."""
        return LawFileError(f"{self.where}: {message}")

    def _take(self, key: str) -> Any:
        if key not in self._left:
            raise self.error(f"thiếu {key}")
        return self._left.pop(key)

    def _member(self, key: str, value: Any, choices: type[_Choice]) -> _Choice:
        try:
            return choices(value)
        except ValueError:
            known = ", ".join(choices)
            raise self.error(f"{key} phải là một trong: {known}; lại thấy {shown(value)}") from None


def read_yaml_list(file: Traversable) -> list[object]:
    """Return the entries of a YAML file that holds one list, as YAML reads them.

    Raises:
        LawFileError: the file is no UTF-8 text, not YAML, or holds something else.
    """
    found = entries(file)
    for entry in found:
        if entry.fault:
            raise LawFileError(f"{file.name}, {entry.fault}")
    return [entry.value for entry in found]


def read_yaml(file: Traversable) -> Reader:
    """Return the reader of a YAML file that holds one mapping.

    Raises:
        LawFileError: the file is not YAML, or a key stands twice in it.
    """
    return Reader(parse(read_text(file), file.name), file.name)


def read_yaml_text(text: str, name: str) -> Reader:
    """Return the reader of a YAML text as ``read_yaml`` does of a file; ``name`` is what errors call it."""
    return Reader(parse(text, name), name)


def possible_values(unit: str) -> range:
    """Return the whole numbers that a quantity of this unit can be at all; what the law says is in the files."""
    return _POSSIBLE.get(unit, range(10_001))
