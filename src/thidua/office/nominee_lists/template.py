"""The workbook that an office fills in: a column for each thing that a list may tell, with what may be chosen.

Its words are data, as those of law and forms are: they are Vietnamese in every language of the screen.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

import xlsxwriter

SHEET: Final = "Danh sách"
_HELP: Final = "Hướng dẫn"
_ROWS: Final = 2_000
_KINDS: Final = ("cá nhân", "tập thể", "hộ gia đình")
_RATINGS: Final = ("hoàn thành xuất sắc", "hoàn thành tốt", "hoàn thành", "không hoàn thành")
_YEARS_RATED: Final = 3
_WHO: Final = (
    ("Họ và tên, tên tập thể hoặc hộ", 32),
    ("Đối tượng", 13),
    ("Năm sinh", 10),
    ("Giới tính", 9),
    ("Chức vụ", 22),
    ("Đơn vị công tác", 30),
    ("Danh hiệu, hình thức khen thưởng", 30),
)
_WHAT: Final = (("Thành tích", 50), ("Từ ngày", 12), ("Đến ngày", 12))
_INNOVATIONS: Final = ("Sáng kiến, đề tài", 40)
_NOTES: Final = (
    "Mỗi hàng là một hồ sơ: một người, tập thể hoặc hộ, và một danh hiệu hoặc hình thức.",
    "Đối tượng: cá nhân, tập thể hoặc hộ gia đình. Để trống thì máy đoán theo tên và danh hiệu.",
    "Năm sinh chỉ ghi năm. Không ghi số căn cước, địa chỉ nhà, ngày sinh.",
    "Xếp loại: hoàn thành xuất sắc, hoàn thành tốt, hoàn thành, không hoàn thành. Không biết thì để trống.",
    "Sáng kiến, đề tài: mỗi cái một dòng trong ô, trong ngoặc ghi số giấy công nhận, năm, cấp.",
    "Thí dụ một sáng kiến: Số hóa hồ sơ một cửa (12/QĐ-UBND, 2025, cấp tỉnh).",
    "Từ ngày, đến ngày: khoảng thời gian của thành tích.",
)


def headers_of(year: int, *, for_registration: bool = False) -> tuple[tuple[str, int], ...]:
    """Return the headers of a template with their widths; a registration asks only who and which title."""
    if for_registration:
        return _WHO
    rated = tuple((f"Xếp loại năm {each}", 18) for each in range(year - _YEARS_RATED + 1, year + 1))
    return (*_WHO, *_WHAT, *rated, _INNOVATIONS)


def template(*, year: int, awards: Sequence[str], for_registration: bool = False) -> bytes:
    """Return an empty workbook for a list: headers, choices for kinds, awards and ratings, a sheet of explanations.

    Args:
        year: of the round, or of the registration.
        awards: the names that may be chosen.
        for_registration: only who, and which title.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet, told = book.add_worksheet(SHEET), book.add_worksheet(_HELP)
    head = book.add_format({"bold": True, "bg_color": "#F4F1EB", "bottom": 1, "text_wrap": True, "valign": "top"})
    _write_help(book, told, awards)
    for place, (name, width) in enumerate(headers_of(year, for_registration=for_registration)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, head)
        if choices := _choices(name, awards):
            sheet.data_validation(1, place, _ROWS, place, choices)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def _choices(header: str, awards: Sequence[str]) -> dict[str, Any] | None:
    if header.startswith("Danh hiệu"):
        # A list of names may be longer than a cell rule holds: it stands on the other sheet.
        source: Any = f"='{_HELP}'!$A$2:$A${len(awards) + 1}"
        return {"validate": "list", "source": source, "error_type": "warning"} if awards else None
    if header == "Đối tượng":
        return {"validate": "list", "source": list(_KINDS)}
    return {"validate": "list", "source": list(_RATINGS)} if header.startswith("Xếp loại") else None


def _write_help(book: Any, sheet: Any, awards: Sequence[str]) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "Danh hiệu, hình thức chọn được", bold)
    sheet.write_string(0, 1, "Cách ghi", bold)
    for number, name in enumerate(awards, start=1):
        sheet.write_string(number, 0, name, wrapped)
    for number, text in enumerate(_NOTES, start=1):
        sheet.write_string(number, 1, text, wrapped)
