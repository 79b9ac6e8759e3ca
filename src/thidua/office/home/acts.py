"""The acts of the audit trail that the home page tells, in words. What is not here is not news."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Act:
    """How an act is told: once, with ``%(who)s`` and ``%(what)s``; several times in a day, with ``%(count)s``.

    ``address`` is the section where it can be looked at.
    """

    icon: str
    one: str | Promise
    many: str | Promise
    address: str


SECTION_LINKS: dict[str, str | Promise] = {
    "documents": _("Mở danh sách bài"),
    "movements": _("Mở các phong trào"),
    "awards": _("Mở sổ khen thưởng"),
    "conferences": _("Mở các hội nghị"),
    "people": _("Mở danh sách người dùng"),
    "filing": _("Mở Ai đã gửi"),
}

ACTS: dict[str, Act] = {
    "add_document": Act(
        "scan-text", _("%(who)s đưa vào bài “%(what)s”."), _("%(who)s đưa vào %(count)s bài, văn bản."), "documents"
    ),
    "accept_fact": Act(
        "check", _("%(who)s nhận dữ kiện “%(what)s”."), _("%(who)s nhận %(count)s dữ kiện."), "documents"
    ),
    "take_back_fact": Act(
        "undo-2", _("%(who)s rút lại dữ kiện “%(what)s”."), _("%(who)s rút lại %(count)s dữ kiện."), "documents"
    ),
    "answer_finding": Act(
        "scale", _("%(who)s trả lời chỗ cần xem: %(what)s."), _("%(who)s trả lời %(count)s chỗ cần xem."), "documents"
    ),
    "lock_document": Act("lock", _("%(who)s khóa bài “%(what)s”."), _("%(who)s khóa %(count)s bài."), "documents"),
    "unlock_document": Act(
        "lock-open", _("%(who)s mở lại bài “%(what)s”."), _("%(who)s mở lại %(count)s bài."), "documents"
    ),
    "publish_award": Act(
        "megaphone", _("%(who)s công bố: %(what)s."), _("%(who)s công bố %(count)s mục khen thưởng."), "awards"
    ),
    "unpublish_award": Act(
        "undo-2", _("%(who)s thôi công bố: %(what)s."), _("%(who)s thôi công bố %(count)s mục khen thưởng."), "awards"
    ),
    "open_review": Act(
        "file-text", _("%(who)s mở bản tổng kết “%(what)s”."), _("%(who)s mở %(count)s bản tổng kết."), "movements"
    ),
    "freeze_review": Act(
        "lock", _("%(who)s chốt số liệu “%(what)s”."), _("%(who)s chốt số liệu %(count)s bản tổng kết."), "movements"
    ),
    "make_pack": Act(
        "package", _("%(who)s lập gói hội nghị “%(what)s”."), _("%(who)s lập %(count)s gói hội nghị."), "conferences"
    ),
    "add_direction": Act(
        "list-plus", _("%(who)s thêm chỉ đạo: %(what)s."), _("%(who)s thêm %(count)s chỉ đạo."), "movements"
    ),
    "edit_direction": Act(
        "pencil", _("%(who)s sửa chỉ đạo: %(what)s."), _("%(who)s sửa %(count)s chỉ đạo."), "movements"
    ),
    "start_movement": Act(
        "flag", _("%(who)s phát động “%(what)s”."), _("%(who)s phát động %(count)s phong trào."), "movements"
    ),
    "edit_movement": Act(
        "pencil", _("%(who)s sửa phong trào “%(what)s”."), _("%(who)s sửa %(count)s phong trào."), "movements"
    ),
    "add_aim": Act(
        "target", _("%(who)s đặt ra: %(what)s."), _("%(who)s đặt ra %(count)s chỉ tiêu, nhiệm vụ."), "movements"
    ),
    "edit_aim": Act(
        "pencil", _("%(who)s sửa chỉ tiêu: %(what)s."), _("%(who)s sửa %(count)s chỉ tiêu, nhiệm vụ."), "movements"
    ),
    "close_period": Act("lock", _("%(who)s khóa kỳ: %(what)s."), _("%(who)s khóa %(count)s kỳ báo cáo."), "filing"),
    "reopen_period": Act(
        "lock-open", _("%(who)s mở lại kỳ: %(what)s."), _("%(who)s mở lại %(count)s kỳ báo cáo."), "filing"
    ),
    "create_user": Act(
        "user-plus", _("%(who)s thêm người dùng %(what)s."), _("%(who)s thêm %(count)s người dùng."), "people"
    ),
    "deactivate_user": Act(
        "user-x", _("%(who)s khóa tài khoản của %(what)s."), _("%(who)s khóa %(count)s tài khoản."), "people"
    ),
    "reset_password": Act(
        "key-round", _("%(who)s cấp mật khẩu mới cho %(what)s."), _("%(who)s cấp %(count)s mật khẩu mới."), "people"
    ),
    "end_role": Act(
        "user-minus", _("%(who)s thôi giao vai trò: %(what)s."), _("%(who)s thôi giao %(count)s vai trò."), "people"
    ),
}
