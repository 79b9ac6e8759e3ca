"""Text as the ledger keeps it: one line, cut to its column."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 200


def line(text: str, most: int) -> str:
    r"""Return a text on one line, composed (NFC), without null characters, cut to ``most`` characters.

    >>> line(" Lê Thị\n Hòa\0", 200)
    'Lê Thị Hòa'
    """
    return " ".join(unicodedata.normalize("NFC", text).replace("\0", "").split())[:most]
