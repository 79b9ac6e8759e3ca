"""The acts of the audit trail that the home page tells, in words. What is not here is not news."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Act:
    """How an act is told: ``%(who)s`` and ``%(what)s`` are filled in; ``address`` is where it can be looked at."""

    icon: str
    sentence: str | Promise
    address: str = ""


ACTS: dict[str, Act] = {
    "add_document": Act("scan-text", _("%(who)s đưa vào bài “%(what)s”."), "documents"),
    "accept_fact": Act("check", _("%(who)s nhận dữ kiện “%(what)s”."), "documents"),
    "take_back_fact": Act("undo-2", _("%(who)s rút lại dữ kiện “%(what)s”."), "documents"),
    "answer_finding": Act("scale", _("%(who)s trả lời chỗ cần xem: %(what)s"), "documents"),
    "lock_document": Act("lock", _("%(who)s khóa bài “%(what)s”."), "documents"),
    "record_figure": Act("hash", _("%(who)s ghi số liệu: %(what)s."), "movements"),
    "withdraw_figure": Act("undo-2", _("%(who)s rút số liệu: %(what)s."), "movements"),
    "record_award": Act("award", _("%(who)s ghi vào sổ khen thưởng: %(what)s."), "awards"),
    "withdraw_award": Act("undo-2", _("%(who)s rút khỏi sổ khen thưởng: %(what)s."), "awards"),
    "publish_award": Act("megaphone", _("%(who)s công bố: %(what)s."), "awards"),
    "unpublish_award": Act("undo-2", _("%(who)s thôi công bố: %(what)s."), "awards"),
    "record_conference": Act("presentation", _("%(who)s ghi hội nghị “%(what)s”."), "conferences"),
    "withdraw_conference": Act("undo-2", _("%(who)s rút hội nghị “%(what)s”."), "conferences"),
    "open_review": Act("file-text", _("%(who)s mở bản tổng kết “%(what)s”."), "movements"),
    "freeze_review": Act("lock", _("%(who)s chốt số liệu “%(what)s”."), "movements"),
    "make_pack": Act("package", _("%(who)s lập gói hội nghị “%(what)s”."), "conferences"),
    "add_direction": Act("list-plus", _("%(who)s thêm chỉ đạo: %(what)s."), "conferences"),
    "edit_direction": Act("pencil", _("%(who)s sửa chỉ đạo: %(what)s."), "conferences"),
    "start_movement": Act("flag", _("%(who)s phát động “%(what)s”."), "movements"),
    "edit_movement": Act("pencil", _("%(who)s sửa phong trào “%(what)s”."), "movements"),
    "add_aim": Act("target", _("%(who)s đặt ra: %(what)s."), "movements"),
    "edit_aim": Act("pencil", _("%(who)s sửa chỉ tiêu, nhiệm vụ: %(what)s."), "movements"),
    "create_user": Act("user-plus", _("%(who)s thêm người dùng %(what)s."), "people"),
    "deactivate_user": Act("user-x", _("%(who)s khóa tài khoản của %(what)s."), "people"),
    "reset_password": Act("key-round", _("%(who)s cấp mật khẩu mới cho %(what)s."), "people"),
    "give_role": Act("user-check", _("%(who)s giao vai trò: %(what)s."), "people"),
    "end_role": Act("user-minus", _("%(who)s thôi giao vai trò: %(what)s."), "people"),
}
