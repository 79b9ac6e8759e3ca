"""The list of users as a workbook: the form to fill in, and reading it back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter import Workbook

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.office.people.forms import find_unit
from thidua.organisations.models import Unit
from thidua.people.choices import Address, HeldRole
from thidua.people.commands.accounts import NewUser
from thidua.people.rules import is_username
from thidua.vietnamese.fold import same_form

COLUMNS = ("Tên đăng nhập", "Họ và tên", "Cách xưng hô", "Chức vụ", "Đơn vị hoặc mã", "Vai trò")
LIMIT = 2 * 1024 * 1024
"""Bytes; a list of 10,000 users is a fifth of it."""


@dataclass(frozen=True)
class RowFault:
    """What is wrong in one row (its number as the sheet shows it)."""

    row: int
    sentence: str


def empty_form() -> bytes:
    """Return an .xlsx with the heads, drop-downs for address and role, and nothing else."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Người dùng")
        head = book.add_format({"bold": True, "bg_color": "#F4F1EB", "border": 1})
        for column, title in enumerate(COLUMNS):
            sheet.write(0, column, title, head)
        sheet.set_column(0, len(COLUMNS) - 1, 26)
        sheet.freeze_panes(1, 0)
        sheet.data_validation(1, 2, 5000, 2, {"validate": "list", "source": [str(value) for value in Address.values]})
        sheet.data_validation(1, 5, 5000, 5, {"validate": "list", "source": [str(label) for label in HeldRole.labels]})
    return out.getvalue()


def read(content: bytes, *, scope: QuerySet[Unit]) -> tuple[list[NewUser], list[RowFault]]:
    """Return the users that the sheet lists and every fault in it; units are looked up in ``scope``.

    Raises:
        Refused: it is no workbook, too large, or its columns are not those of the form.
    """
    if len(content) > LIMIT:
        raise Refused(gettext_noop("Tệp lớn hơn 2 MB. Chia danh sách thành nhiều tệp."))
    try:
        rows = (
            CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
        )
    except (CalamineError, IndexError, ValueError, OSError) as broken:
        raise Refused(gettext_noop("Không mở được tệp này như bảng tính. Tải mẫu Excel rồi điền lại.")) from broken
    if not rows or tuple(str(cell).strip() for cell in rows[0][: len(COLUMNS)]) != COLUMNS:
        raise Refused(gettext_noop("Hàng đầu của bảng không đúng mẫu. Tải mẫu Excel rồi dán danh sách vào."))
    if not any(True for _row in _filled(rows)):
        raise Refused(gettext_noop("Tệp chưa có người dùng nào. Điền từ hàng thứ hai."))
    users: list[NewUser] = []
    faults: list[RowFault] = []
    for number, cells in _filled(rows):
        outcome = _user(cells, scope)
        if isinstance(outcome, NewUser):
            users.append(outcome)
        else:
            faults.append(RowFault(number, outcome))
    return users, faults


def _filled(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows[1:], start=2):
        cells = [_as_text(cell) for cell in row[: len(COLUMNS)]]
        if any(cells):
            yield number, cells + [""] * (len(COLUMNS) - len(cells))


def _as_text(cell: object) -> str:
    # A code typed as a number comes back as 33.0.
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _user(cells: list[str], scope: QuerySet[Unit]) -> NewUser | str:
    username, full_name, address, post, unit_text, role_text = cells
    if not is_username(username.lower()):
        return _("Tên đăng nhập “%(text)s” chưa dùng được: viết chữ thường không dấu, chữ số, dấu chấm.") % {
            "text": username
        }
    if not full_name:
        return _("Thiếu họ và tên.")
    role = next((role for role in HeldRole if same_form(role_text) in {same_form(str(role.label)), role.value}), None)
    if role is None:
        return _("Không có vai trò “%(text)s”. Chọn trong danh sách của ô.") % {"text": role_text}
    unit = find_unit(unit_text, scope)
    if isinstance(unit, str):
        return unit
    known = address if address in Address.values else str(Address.NEUTRAL)
    return NewUser(username=username, full_name=full_name, unit=unit, role=Role(role.value), address=known, post=post)
