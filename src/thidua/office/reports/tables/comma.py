"""A .csv as Excel or another program writes it: letters and separator are found out, rows read one by one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.office.reports.tables.opened import MAX_ROWS, TOO_LONG, Marks, Row

SHEET: Final = ""
"""A .csv has one sheet without a name."""
_SEPARATORS = (";", "\t", ",", "|")
_LOOKED_AT = 64 * 1024
_LONGEST_CELL = 20_000
_OTHER_LETTERS = _("Tệp CSV không theo bảng mã UTF-8 nên chữ Việt bị sai. Lưu lại bằng kiểu “CSV UTF-8” rồi chọn lại.")
_BROKEN = _("Tệp CSV hỏng ở hàng %(row)s. Sửa hàng ấy, hoặc lưu lại thành .xlsx.")


class Comma:
    """A file of separated values."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            begins = file.read(_LOOKED_AT)
        self._encoding = "utf-16" if begins[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        self._separator = _separator(begins.decode(self._encoding, "ignore"))

    def sheets(self) -> list[str]:
        """Return the one sheet's name."""
        return [SHEET]

    def rows(self, sheet: str) -> Iterator[Row]:  # noqa: ARG002 - there is one
        """Yield the rows."""
        number = 0
        try:
            with self._path.open(encoding=self._encoding, newline="") as file:
                for number, row in enumerate(csv.reader(file, delimiter=self._separator), start=1):
                    if number > MAX_ROWS:
                        raise Refused(TOO_LONG, most=f"{MAX_ROWS:,}".replace(",", "."))
                    yield row
        except UnicodeError as broken:
            raise Refused(_OTHER_LETTERS) from broken
        except csv.Error as broken:
            raise Refused(_BROKEN, row=number + 1) from broken

    def marks(self, sheet: str) -> Marks:  # noqa: ARG002 - there is one
        """Return none: a .csv has only values."""
        return {}


def _separator(text: str) -> str:
    r"""Return what separates the cells: what stands most often, outside of quotes, in the first lines.

    >>> _separator("Đơn vị;Số buổi\nAn Bình;1,5\n"), _separator("a,b\n\"1;2;3\",4\n")
    (';', ',')
    """
    outside = "".join(text.split('"')[::2])
    lines = [line for line in outside.splitlines()[:20] if line.strip()]
    return max(
        _SEPARATORS, key=lambda each: (sum(each in line for line in lines), lines[0].count(each) if lines else 0)
    )
