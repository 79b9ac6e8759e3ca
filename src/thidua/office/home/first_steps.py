"""The three steps by which a new office begins, and the places that are still empty."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.core.actors import Actor
from thidua.insights.beginnings import Beginnings
from thidua.vietnamese.writing import number
from thidua.web.addresses import address, first_address


@dataclass(frozen=True)
class Step:
    """One of the steps: ``state`` is done, now or later."""

    number: int
    state: str
    title: str
    text: str
    url: str
    label: str


@dataclass(frozen=True)
class Place:
    """A section that is still empty: what is missing, when it will appear, one action (or none)."""

    icon: str
    title: str
    text: str
    url: str
    label: str


def first_steps(start: Beginnings, *, for_actor: Actor) -> list[Step]:
    """Return the steps; the first that is not done is the one to take now. The last one ends the beginning."""
    done = (start.communes > 0, start.users > 1, False)
    now = next(place for place, is_done in enumerate(done) if not is_done)
    states = ["done" if is_done else "now" if place == now else "later" for place, is_done in enumerate(done)]
    people = first_address("office:add_person", "office:people", for_actor=for_actor)
    return [
        Step(
            1,
            states[0],
            _("Đơn vị của mình"),
            _units(start),
            first_address("office:people", for_actor=for_actor),
            _("Xem lại"),
        ),
        Step(
            2,
            states[1],
            _("Người dùng"),
            _("Thêm ít nhất một người nhập báo cáo và một lãnh đạo ký duyệt."),
            people,
            _("Thêm người dùng"),
        ),
        Step(
            3,
            states[2],
            _("Phong trào đầu tiên"),
            _("Phát động phong trào mới, hoặc ghi phong trào cấp trên đã giao."),
            first_address("office:add_movement", "office:movements", for_actor=for_actor),
            _("Tạo phong trào"),
        ),
    ]


def _units(start: Beginnings) -> str:
    if not start.communes:
        return _("Chưa nạp danh mục tỉnh, xã. Người cài đặt chạy lệnh thidua units load.")
    return _("Đã nạp %(provinces)s tỉnh, thành phố và %(communes)s xã, phường, đặc khu, cùng bản đồ cũ.") % {
        "provinces": number(start.provinces),
        "communes": number(start.communes),
    }


def empty_places(actor: Actor) -> list[Place]:
    """Return the empty sections with what the actor may do about each."""
    return [
        Place(
            "flag",
            _("Chưa có phong trào nào"),
            _("Phong trào, chỉ tiêu và nhiệm vụ hiện ra ở đây khi được phát động hoặc đọc từ bài báo."),
            address("office:movements", for_actor=actor),
            _("Mở phần Phong trào"),
        ),
        Place(
            "scan-text",
            _("Chưa đọc bài nào"),
            _("Dán một bài báo hoặc báo cáo. Phần mềm tìm số liệu, anh, chị nhận hoặc bỏ từng câu."),
            first_address("office:new_document", "office:documents", for_actor=actor, default=""),
            _("Dán bài đầu tiên"),
        ),
        Place(
            "award",
            _("Sổ khen thưởng còn trống"),
            _("Mỗi hình thức khen đọc được và được nhận sẽ vào sổ, kèm câu gốc."),
            address("office:awards", for_actor=actor),
            _("Mở sổ khen thưởng"),
        ),
    ]
