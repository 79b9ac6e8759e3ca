"""A normalised copy of a text that remembers where each of its characters came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# One character for one character, so that only NFC composition changes lengths.
_SIGN = {
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u200b": " ", "\ufeff": " ", "\t": " ", "\r": " ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    **dict.fromkeys("\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", " "),
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
}  # fmt: skip

_CHANGED = re.compile("[" + "".join(map(re.escape, _SIGN)) + "]")
# Papers that print headlines with 'single quotes' mean the same.
_IN_SINGLE_QUOTES = re.compile(r"(?<![\w'])'(?=[^\s'])([^'\n]{2,120}?)(?<=[^\s'])'(?![\w'])")
# Putting n marks on one letter in order takes n² steps; no language writes more than a few.
_MOST_MARKS = 16
_PILED_UP = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{17}")
_SEVERAL_BLANKS = re.compile("  +")


def _plain(text: str) -> str:
    """Return ``text`` with plain signs; where they are few, far quicker than translating each letter."""
    return _CHANGED.sub(lambda sign: _SIGN[sign[0]], text)


def _in_double_quotes(plain: str) -> str:
    return _IN_SINGLE_QUOTES.sub(r'"\1"', plain) if "'" in plain else plain


@dataclass(frozen=True)
class Text:
    """A text as it was given and as the rules read it.

    Attributes:
        raw: the text as given; spans of facts index this.
        norm: NFC, plain blanks (never two together), plain dashes and quotes; the rules match on this.
        origin: for each index of ``norm``, and one past its end, the index in ``raw``.
    """

    raw: str
    norm: str
    origin: Sequence[int]

    @classmethod
    def of(cls, raw: str) -> Text:
        """Normalise ``raw``.

        >>> text = Text.of("Hoa\u0300 giải\u00a02.822 vụ")
        >>> text.norm, text.raw_span(4, 8)
        ('Hoà giải 2.822 vụ', (5, 9))
        """
        if not _PILED_UP.search(raw) and unicodedata.is_normalized("NFC", raw):
            return cls._of_plain(raw, _plain(raw), range(len(raw) + 1))
        pieces: list[str] = []
        origin: list[int] = []
        position, size = 0, len(raw)
        while position < size:
            end = position + 1
            while end < size and end - position <= _MOST_MARKS and unicodedata.combining(raw[end]):
                end += 1
            composed = unicodedata.normalize("NFC", raw[position:end]) if end > position + 1 else raw[position]
            composed = _plain(composed)
            pieces.append(composed)
            origin.extend([position] * len(composed))
            position = end
        origin.append(size)
        return cls._of_plain(raw, "".join(pieces), origin)

    @classmethod
    def _of_plain(cls, raw: str, plain: str, origin: Sequence[int]) -> Text:
        """Make one blank of several («của  Chủ tịch»), as editors and no-break blanks leave them."""
        plain = _in_double_quotes(plain)
        if "  " not in plain:
            return cls(raw=raw, norm=plain, origin=origin if isinstance(origin, range) else tuple(origin))
        kept: list[int] = []
        done = 0
        for blanks in _SEVERAL_BLANKS.finditer(plain):
            kept.extend(origin[done : blanks.start() + 1])
            done = blanks.end()
        kept.extend(origin[done:])
        return cls(raw=raw, norm=_SEVERAL_BLANKS.sub(" ", plain), origin=tuple(kept))

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in ``raw`` of ``norm[start:end]``."""
        return self.origin[start], self.origin[end]
