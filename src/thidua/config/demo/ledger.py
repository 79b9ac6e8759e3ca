"""Sample lists of past awards of a commune and its province, brought into their ledgers as offices bring theirs.

All persons, numbers and days are invented; that units are named says nothing of them. Some awards of the province
stand in both lists, as they do where a commune keeps what its people received.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from thidua.core.actors import Actor
from thidua.honours.choices import BatchState
from thidua.honours.commands.importing import choose_columns, move_batch, start_batch
from thidua.honours.models import ImportBatch
from thidua.office.honours_import.columns import columns_page, stated_columns
from thidua.office.honours_import.tasks import check_batch, write_some
from thidua.organisations.models import Unit
from thidua.people.models import User
from thidua.people.queries import actor_of

_HEADERS: Final = (
    "Đối tượng", "Họ tên, tên tập thể, hộ được khen", "Năm sinh", "Chức vụ", "Đơn vị công tác",
    "Danh hiệu, hình thức khen thưởng", "Loại hình", "Năm", "Số quyết định", "Ngày quyết định", "Cấp quyết định",
    "Thành tích",
)  # fmt: skip
_PERSON, _COLLECTIVE, _HOUSEHOLD = "Cá nhân", "Tập thể", "Hộ gia đình"
_WHOLE_YEAR, _DRIVE = "Công trạng và thành tích", "Phong trào thi đua"
_COMMUNE, _DISTRICT = "Chủ tịch UBND xã Vũ Thư", "Chủ tịch UBND huyện Vũ Thư"
_PROVINCE = "Chủ tịch UBND tỉnh Hưng Yên"
_WATCH, _WOMEN = "Tổ bảo vệ an ninh, trật tự xã Vũ Thư", "Hội Liên hiệp Phụ nữ xã Vũ Thư"
_VETERANS = "Hội Cựu chiến binh xã Vũ Thư"
_KEPT = "Giữ gìn an ninh, trật tự ở thôn"

Row = tuple[str, str, int | None, str, str, str, str, str, date | int, str, str]
"""Whom, name, born, post, body, form, type, number of the decision, its day (or how many days ago), giver, why."""

_OF_PROVINCE: Final[Sequence[Row]] = (
    (_PERSON, "Lương Thị Mơ", 1975, "Chi hội trưởng", _WOMEN, "Bằng khen", _DRIVE, "1862/QĐ-UBND", 60, _PROVINCE,
     _KEPT),
    (_PERSON, "Nghiêm Quang Bách", 1981, "Phó Chủ tịch", "UBND xã Vũ Thư", "Bằng khen", _DRIVE, "1862/QĐ-UBND", 60,
     _PROVINCE, "Chỉ đạo phong trào ở xã"),
    (_COLLECTIVE, _VETERANS, None, "", "", "Bằng khen", _DRIVE, "1862/QĐ-UBND", 60, _PROVINCE, "Hòa giải ở thôn"),
)  # fmt: skip
"""Awards of the province to people of the commune: they stand in both lists."""

_LISTS: Final[Mapping[str, Sequence[Row]]] = {
    "lan.vt": (
        (_PERSON, "Đặng Văn Tuyến", 1967, "Tổ trưởng", _WATCH, "Giấy khen", _DRIVE, "415/QĐ-UBND", date(2023, 11, 20),
         _DISTRICT, _KEPT),
        (_PERSON, "Đặng Văn Tuyến", 1967, "Tổ trưởng", _WATCH, "Giấy khen", _DRIVE, "508/QĐ-UBND", date(2024, 11, 18),
         _DISTRICT, _KEPT),
        (_PERSON, "Lại Thế Hùng", 1972, "Trưởng Công an", "Công an xã Vũ Thư", "Chiến sĩ thi đua cơ sở", _WHOLE_YEAR,
         "77/QĐ-UBND", date(2024, 12, 27), _DISTRICT, "Hoàn thành xuất sắc nhiệm vụ năm 2024"),
        (_PERSON, "Vương Thị Nết", 1988, "Công chức", "UBND xã Vũ Thư", "Lao động tiên tiến", _WHOLE_YEAR,
         "12/QĐ-UBND", 300, _COMMUNE, "Hoàn thành tốt nhiệm vụ"),
        (_PERSON, "Nghiêm Quang Bách", 1981, "Phó Chủ tịch", "UBND xã Vũ Thư", "Lao động tiên tiến", _WHOLE_YEAR,
         "12/QĐ-UBND", 300, _COMMUNE, "Hoàn thành tốt nhiệm vụ"),
        (_HOUSEHOLD, "Hộ ông Phí Văn Tạo", None, "", "", "Gia đình văn hóa", _DRIVE, "35/QĐ-UBND", 200, _COMMUNE, ""),
        (_COLLECTIVE, _WATCH, None, "", "", "Giấy khen", _DRIVE, "41/QĐ-UBND", 100, _COMMUNE, _KEPT),
        *_OF_PROVINCE,
    ),
    "hoa.hy": (
        *_OF_PROVINCE,
        (_PERSON, "Đặng Văn Tuyến", 1984, "Giáo viên", "Trường THPT Hưng Yên", "Bằng khen", _WHOLE_YEAR,
         "2210/QĐ-UBND", 130, _PROVINCE, "Đổi mới phương pháp dạy học"),
        (_PERSON, "Tô Thị Thoa", 1979, "Trưởng phòng", "Sở Nội vụ tỉnh Hưng Yên", "Chiến sĩ thi đua cấp tỉnh",
         _WHOLE_YEAR, "340/QĐ-UBND", 290, _PROVINCE, "Sáng kiến được áp dụng trong tỉnh"),
        (_PERSON, "Phạm Khắc Điền", 1970, "Giám đốc", "Công ty TNHH Dệt may Sông Luộc", "Bằng khen", _DRIVE,
         "2210/QĐ-UBND", 130, _PROVINCE, "Góp công sức làm đường giao thông nông thôn"),
        (_COLLECTIVE, "Công ty TNHH Dệt may Sông Luộc", None, "", "", "Cờ thi đua của Ủy ban nhân dân tỉnh",
         _WHOLE_YEAR, "345/QĐ-UBND", 290, "UBND tỉnh Hưng Yên", "Dẫn đầu khối thi đua doanh nghiệp"),
        (_COLLECTIVE, "Phòng Xây dựng chính quyền", None, "", "Sở Nội vụ tỉnh Hưng Yên", "Tập thể lao động xuất sắc",
         _WHOLE_YEAR, "340/QĐ-UBND", 290, _PROVINCE, "Hoàn thành xuất sắc nhiệm vụ"),
        (_HOUSEHOLD, "Hộ bà Quách Thị Lụa", None, "", "", "Bằng khen", _DRIVE, "1862/QĐ-UBND", 60, _PROVINCE,
         "Hiến đất mở đường thôn"),
    ),
}  # fmt: skip
"""The lists by whose they are."""


def make_ledger(*, at: datetime, today: date) -> list[ImportBatch]:
    """Bring the lists, take their columns as proposed, check and write them: by the commands of the product."""
    return [_bring(username, rows, at=at, today=today) for username, rows in _LISTS.items()]


def _bring(username: str, rows: Sequence[Row], *, at: datetime, today: date) -> ImportBatch:
    by = actor_of(User.objects.get(username=username), on=today)
    batch = start_batch(
        unit=Unit.objects.get(pk=by.grants[0].unit_id),
        content=_file(rows, today),
        file_name="khen-thuong-da-qua.csv",
        media_type="text/csv",
        by=by,
        at=at,
    )
    page = columns_page(batch)
    proposed = {column.name: str(column.part) for column in page.columns}
    check_batch(choose_columns(batch=batch, stated=stated_columns(page, proposed), by=by, at=at), by)
    batch.refresh_from_db()
    return _written(batch, by, at)


def _written(batch: ImportBatch, by: Actor, at: datetime) -> ImportBatch:
    batch = move_batch(batch=batch, to=BatchState.WRITING, by=by, at=at)
    while write_some(batch, by):
        batch.refresh_from_db()
    batch.refresh_from_db()
    return batch


def _file(rows: Sequence[Row], today: date) -> bytes:
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(_HEADERS)
    for whom, name, born, post, body, form, kind, number, decided, giver, why in rows:
        day = decided if isinstance(decided, date) else today - timedelta(days=decided)
        sheet.writerow([whom, name, born, post, body, form, kind, day.year, number, f"{day:%d/%m/%Y}", giver, why])
    return text.getvalue().encode()
