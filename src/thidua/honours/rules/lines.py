"""Text as the ledger keeps it: one line, cut to its column."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 200
_UNSEEN = re.compile("[\0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Letters that take no room and turn the direction of others: a reason made of them says nothing."""


def line(text: str, most: int) -> str:
    r"""Return a text on one line, composed (NFC), without characters that nobody sees, cut to ``most`` characters.

    >>> line(" Lê Thị\n Hòa\0", 200), line("\u200b\u202e", 200)
    ('Lê Thị Hòa', '')
    """
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())[:most]
