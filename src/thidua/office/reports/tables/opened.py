"""A table file opened within bounds: its sheets, their rows one after the other, which cells are formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from django.utils.translation import gettext_noop as _

from thidua.reports.rules.sheet import Mark
from thidua.reports.rules.tables.headers import MOST_COLUMNS

LIMIT: Final = 20 * 1024 * 1024
"""Bytes of a file."""
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_ROWS: Final = 200_000
Row = Sequence[object]
Marks = Mapping[tuple[int, int], Mark]
"""By row (from 1) and column (from 0)."""

TOO_BIG = _("Tệp lớn hơn 20 MB. Tách thành nhiều tệp, hoặc bỏ bớt trang và hình.")
UNPACKS = _("Tệp bung ra lớn bất thường nên không mở. Chép riêng bảng số sang một tệp mới rồi chọn lại.")
DAMAGED = _("Không mở được tệp này như bảng tính. Mở bằng Excel hoặc LibreOffice, lưu thành .xlsx rồi chọn lại.")
UNKNOWN = _("Tệp này không phải bảng tính. Chọn tệp .xlsx, .xls, .ods hoặc .csv.")
TOO_WIDE = _("Trang «%(sheet)s» có chữ ở ô %(place)s, xa ngoài bảng. Xóa phần thừa rồi chọn lại.")
TOO_LONG = _("Bảng dài quá %(most)s hàng. Tách thành nhiều tệp.")
EMPTY = _("Tệp này không có bảng nào. Chọn tệp khác.")


class Source(Protocol):
    """A kind of file, opened."""

    def sheets(self) -> list[str]:
        """Return the names of the sheets, in order."""

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a sheet from the first on, without a gap; an empty cell is an empty text."""

    def marks(self, sheet: str) -> Marks:
        """Return which cells are formulas, or errors."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of an opened file."""

    source: Source
    name: str

    def rows(self) -> Iterator[Row]:
        """Yield the rows, at most ``MOST_COLUMNS`` cells of each."""
        for row in self.source.rows(self.name):
            yield row[:MOST_COLUMNS]

    def top(self, most: int) -> list[Row]:
        """Return the first rows."""
        return [row for row, _number in zip(self.rows(), range(most), strict=False)]
