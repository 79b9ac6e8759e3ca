"""How much is read at a time. What is longer is refused before any work is done on it."""

from __future__ import annotations

import re
from typing import Final

from thidua.reading.files.refusals import Unreadable, gettext_noop

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_CHARACTERS: Final = 250_000
"""Some 100 pages: what the rules read within two seconds, however full of numbers it is."""

_TOO_LONG = gettext_noop(
    "Văn bản dài %(characters)s ký tự, quá giới hạn %(limit)s ký tự. Hãy tách thành từng bài rồi đưa vào lại."
)
_PILED = gettext_noop(
    "Văn bản có chữ mang hàng chục dấu chồng lên nhau (dòng %(line)s), không đọc được. "
    "Hãy sửa chữ đó hoặc lấy lại bản gốc rồi đưa vào lại."
)
# Putting marks in order takes the square of their number; no script puts more than a few on a letter.
_PILE = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    "{31}"
)


def check_length(characters: int) -> None:
    """Refuse a text of more than ``MAX_CHARACTERS``.

    Raises:
        Unreadable: it is longer; the sentence says by how much.
    """
    if characters > MAX_CHARACTERS:
        raise Unreadable(_TOO_LONG, characters=grouped(characters), limit=grouped(MAX_CHARACTERS))


def check_marks(text: str) -> None:
    """Refuse a text with letters under heaps of marks.

    Raises:
        Unreadable: there is such a letter; the sentence says in which line.
    """
    pile = None if text.isascii() else _PILE.search(text)
    if pile:
        raise Unreadable(_PILED, line=text.count("\n", 0, pile.start()) + 1)


def grouped(count: int) -> str:
    """Write ``count`` the Vietnamese way, a point between thousands."""
    return f"{count:,}".replace(",", ".")
