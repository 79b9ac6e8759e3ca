"""Lists of past awards as offices keep them."""

import io
import zipfile

import openpyxl

HEADERS = (
    "Họ và tên",
    "Năm sinh",
    "Chức vụ",
    "Đơn vị công tác",
    "Danh hiệu",
    "Năm",
    "Số quyết định",
    "Ngày quyết định",
)
HUNG = (
    "Nguyễn Văn Hùng",
    1968,
    "Chủ tịch",
    "UBND xã An Bình",
    "Chiến sĩ thi đua cơ sở",
    2019,
    "12/QĐ-UBND",
    "05/06/2019",
)
HOA = ("Lê Thị Hòa", 1975, "Giáo viên", "Trường THPT An Bình", "Lao động tiên tiến", 2020, "34/QĐ-UBND", "01/07/2020")
TEAM = ("Phòng Tham mưu", "", "", "Công an tỉnh", "Tập thể lao động xuất sắc", 2020, "56/QĐ-UBND", "02/07/2020")


def list_of(*rows, headers=HEADERS, merged=()) -> bytes:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    for row in (headers, *rows) if headers else rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_number(content: bytes, number: int, written: str) -> bytes:
    """The workbook with something else where its sheet has a number: what no program of ours would write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as changed:
        for member in given.infolist():
            part = given.read(member)
            if member.filename.startswith("xl/worksheets/"):
                part = part.replace(f"<v>{number}</v>".encode(), f"<v>{written}</v>".encode())
            changed.writestr(member.filename, part)
    return out.getvalue()
