"""Nominations as rows of a file: what each column says."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.nominations.choices import State
from thidua.nominations.models import Nomination
from thidua.office.spreadsheets import Column
from thidua.web.formats import day


def columns() -> tuple[Column[Nomination], ...]:
    """Return the columns, with heads in the reader's language."""
    return (
        Column(_("Số hồ sơ"), lambda row: row.code),
        Column(_("Họ tên, tập thể, hộ"), lambda row: row.name, 32),
        Column(_("Là"), lambda row: row.get_kind_display()),
        Column(_("Chức vụ, đơn vị"), lambda row: row.post, 40),
        Column(_("Danh hiệu, hình thức"), lambda row: row.award_name, 40),
        Column(_("Năm"), lambda row: row.year, 8),
        Column(_("Thành tích"), lambda row: row.achievement, 50),
        Column(_("Đơn vị đề nghị"), lambda row: row.unit.full_name, 30),
        Column(_("Đợt xét"), lambda row: str(row.round), 34),
        Column(_("Bước"), lambda row: str(State(row.state).label)),
        Column(_("Từ ngày"), lambda row: day(row.moved_at), 12),
        Column(_("Điều kiện chưa đạt"), lambda row: row.not_met, 12),
        Column(_("Điều kiện cần người xét"), lambda row: row.to_judge, 12),
        Column(_("Tạm dừng xét đến ngày"), lambda row: day(row.held_until), 14),
    )
