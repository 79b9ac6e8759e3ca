"""What every file for a spreadsheet program needs."""

from __future__ import annotations

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet program would carry out."""


def never_a_formula(text: str) -> str:
    """Return a text of a CSV file so that no spreadsheet program takes it for a formula.

    >>> never_a_formula("=1+1"), never_a_formula("xã Vũ Thư")
    ("'=1+1", 'xã Vũ Thư')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
