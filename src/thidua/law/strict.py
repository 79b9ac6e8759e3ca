"""A strict reader of YAML mappings: every key known, every value of its type, every error says where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml

_Choice = TypeVar("_Choice", bound=StrEnum)


class LawFileError(ValueError):
    """A file of the law is not as it must be. The message names the file, the place and what is wrong."""


class _UniqueKeyLoader(yaml.SafeLoader):
    """The safe loader, refusing a key that stands twice in one mapping (plain YAML keeps the last in silence)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {key!r} stands twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


class Reader:
    """Takes the values out of one mapping by name and, at the end, refuses what nobody asked for."""

    def __init__(self, mapping: object, where: str) -> None:
        if not isinstance(mapping, dict):
            raise LawFileError(f"{where}: expected named values, found {type(mapping).__name__}")
        self.where = where
        self._left: dict[str, Any] = dict(mapping)

    def text(self, key: str) -> str:
        """Return a text that must be there and not be blank."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"{key} must be a text, found {value!r}")
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
            raise self.error(f"{key} must be true or false, found {value!r}")
        return value

    def whole_number(self, key: str) -> int:
        """Return a whole number that is not negative."""
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(f"{key} must be a whole number, found {value!r}")
        return value

    def day(self, key: str) -> date | None:
        """Return a day, or None where the file says ``null``: unknown, or open. The key itself must be there."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(f"{key} must be a day such as 2024-01-01 or null, found {value!r}")
        return value

    def optional_day(self, key: str) -> date | None:
        """Return a day, or None when the key is absent or null."""
        return self.day(key) if key in self._left else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts without repetition, empty when the key is absent."""
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(f"{key} must be a list of texts, found {value!r}")
        if len(set(value)) != len(value):
            raise self.error(f"{key} names something twice")
        return tuple(value)

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
            raise self.error(f"{key} must be a list with at least one entry")
        for place, item in enumerate(value, start=1):
            yield Reader(item, f"{self.where}: {key} no. {place}")

    def keys_left(self) -> list[str]:
        """Return the keys that were not read yet, for mappings whose keys are not fixed."""
        return [str(key) for key in self._left]

    def close(self) -> None:
        """Refuse every key that was not read."""
        if self._left:
            unknown = ", ".join(sorted(map(str, self._left)))
            raise self.error(f"unknown key {unknown}")

    def error(self, message: str) -> LawFileError:
        """Return an error that names this place."""
        return LawFileError(f"{self.where}: {message}")

    def _take(self, key: str) -> Any:
        if key not in self._left:
            raise self.error(f"{key} is missing")
        return self._left.pop(key)

    def _member(self, key: str, value: Any, choices: type[_Choice]) -> _Choice:
        try:
            return choices(value)
        except ValueError:
            known = ", ".join(choices)
            raise self.error(f"{key} must be one of {known}; found {value!r}") from None


def read_yaml(file: Traversable) -> Reader:
    """Return the reader of a YAML file that holds one mapping.

    Raises:
        LawFileError: the file is not YAML, or a key stands twice in it.
    """
    loader = _UniqueKeyLoader(file.read_text(encoding="utf-8"))
    try:
        return Reader(loader.get_single_data(), file.name)
    except yaml.YAMLError as error:
        raise LawFileError(f"{file.name}: not readable as YAML: {error}") from error
    finally:
        loader.dispose()
