"""Text as the ledger keeps it: one line, cut to its column."""

from __future__ import annotations

LONGEST_NAME = 200


def line(text: str, most: int) -> str:
    r"""Return a text on one line, without null characters, cut to ``most`` characters.

    >>> line(" Lê Thị\n Hòa\0", 200)
    'Lê Thị Hòa'
    """
    return " ".join(text.replace("\0", "").split())[:most]
