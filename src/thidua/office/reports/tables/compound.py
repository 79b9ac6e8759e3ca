"""The old container of Microsoft's files: one stream of it by name, with every chain bounded by the file's own size."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

_HEADER: Final = 512
_ENTRY: Final = 128
_NO_MORE: Final = 0xFFFFFFFA
"""Sector numbers from here on are ends and gaps."""
_ROOT, _STREAM = 5, 2


def stream_of(content: bytes, names: Sequence[str]) -> bytes | None:
    """Return the first stream that has one of ``names``, ``None`` where there is none.

    Raises:
        ValueError: the container is damaged.
    """
    try:
        return _Container(content).find(names)
    except (struct.error, IndexError) as broken:
        raise ValueError("the container is damaged") from broken


class _Container:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 30)[0]
        self._small = 1 << struct.unpack_from("<H", content, 32)[0]
        directory, _mark, self._cutoff, first_small = struct.unpack_from("<IIII", content, 48)
        if not 64 <= self._small <= self._size <= 1 << 12:  # noqa: PLR2004 - the format's own sizes
            raise ValueError("sectors of no known size")
        self._next = self._table()
        self._next_small = _numbers(self._chain(first_small)) if first_small < _NO_MORE else ()
        self._entries = self._chain(directory)

    def find(self, names: Sequence[str]) -> bytes | None:
        root: bytes | None = None
        for place in range(0, len(self._entries) - _ENTRY + 1, _ENTRY):
            entry = self._entries[place : place + _ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            start, size = struct.unpack_from("<II", entry, 116)
            if kind == _ROOT:
                root = self._chain(start) if start < _NO_MORE else b""
            if kind == _STREAM and entry[: max(0, length - 2)].decode("utf-16-le", "replace") in names:
                return self._chain(start)[:size] if size >= self._cutoff else self._in_root(root or b"", start)[:size]
        return None

    def _table(self) -> Sequence[int]:
        """Return for each sector which one follows it."""
        places = list(struct.unpack_from("<109I", self._content, 76))
        more = struct.unpack_from("<I", self._content, 68)[0]
        for _sector in range(len(self._content) // self._size):
            if more >= _NO_MORE:
                break
            told = _numbers(self._sector(more))
            places.extend(told[:-1])
            more = told[-1]
        return _numbers(b"".join(self._sector(place) for place in places if place < _NO_MORE))

    def _sector(self, number: int) -> bytes:
        start = _HEADER + number * self._size if self._size == _HEADER else (number + 1) * self._size
        return self._content[start : start + self._size]

    def _chain(self, first: int) -> bytes:
        found: list[bytes] = []
        number = first
        for _sector in range(len(self._content) // self._size + 1):
            if number >= _NO_MORE:
                return b"".join(found)
            found.append(self._sector(number))
            number = self._next[number]
        raise ValueError("a chain without an end")

    def _in_root(self, root: bytes, first: int) -> bytes:
        found: list[bytes] = []
        number = first
        for _sector in range(len(root) // self._small + 1):
            if number >= _NO_MORE:
                return b"".join(found)
            found.append(root[number * self._small : (number + 1) * self._small])
            number = self._next_small[number]
        raise ValueError("a chain without an end")


def _numbers(told: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(told) // 4}I", told[: len(told) // 4 * 4])
