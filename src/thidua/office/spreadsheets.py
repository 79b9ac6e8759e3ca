"""What every file for a spreadsheet program needs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet program would carry out."""
FONT: Final = {"font_name": "Times New Roman", "font_size": 12}
RIGHT: Final = {"align": "right", "indent": 1}
"""How numbers stand, so that they do not touch the text of the next column."""
_LINE: Final = 16
_LETTER: Final = 0.95
"""How wide a letter of that font is, counted in digits."""
_A4: Final = 9
_MARGINS: Final = (0.6, 0.6, 0.6, 0.8)


def never_a_formula(text: str) -> str:
    """Return a text of a CSV file so that no spreadsheet program takes it for a formula.

    >>> never_a_formula("=1+1"), never_a_formula("xã Vũ Thư")
    ("'=1+1", 'xã Vũ Thư')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def row_height(cells: Iterable[tuple[str, float]]) -> int:
    """Return how high a row is whose texts wrap in columns of these widths: not every program finds out by itself.

    >>> row_height([("Bằng khen", 16), ("Chiến sĩ thi đua toàn quốc", 16)])
    32
    """
    lines = (math.ceil(len(text) * _LETTER / width) for text, width in cells)
    return _LINE * max([1, *lines])


def print_on_wide_pages(sheet: Any, *, head_row: int) -> None:
    """Print a sheet (of xlsxwriter) on A4 across, all columns beside each other, the head on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(*_MARGINS)
    sheet.repeat_rows(head_row)
    sheet.set_footer("&C&P/&N")
