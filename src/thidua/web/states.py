"""The states that a chip can show: one icon, one tone and one word for each, the same everywhere (look.md, 3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class State:
    """How a state looks. ``tone`` is a modifier of ``.chip``: ok, son, judge, gold, dashed, or blank."""

    word: str | Promise
    icon: str
    tone: str = ""


STATES: dict[str, State] = {
    "met": State(_("Đạt"), "circle-check", "ok"),
    "received": State(_("Đã nhận"), "circle-check", "ok"),
    "done": State(_("Đã xong"), "circle-check", "ok"),
    "complete": State(_("Đủ số liệu"), "circle-check", "ok"),
    "in_force": State(_("Đang có hiệu lực"), "circle-check", "ok"),
    "not_met": State(_("Chưa đạt"), "circle-x", "son"),
    "overdue": State(_("Quá hạn"), "alarm-clock", "son"),
    "missing": State(_("Chưa gửi"), "x", "son"),
    "against_rule": State(_("Trái quy định"), "circle-x", "son"),
    "judge": State(_("Cần người xét"), "scale", "judge"),
    "watch": State(_("Lưu ý"), "info", "judge"),
    "sum_differs": State(_("Tổng không khớp"), "scale", "judge"),
    "returned": State(_("Trả lại"), "undo-2", "judge"),
    "partial": State(_("Mới có một phần"), "scale", "judge"),
    "waiting": State(_("Chờ xem"), "circle-dot"),
    "entering": State(_("Đang nhập"), "pencil"),
    "frozen": State(_("Đã chốt"), "lock"),
    "locked": State(_("Đã khóa"), "lock"),
    "assigned": State(_("Đã giao"), "circle-play"),
    "withdrawn": State(_("Đã rút"), "undo-2"),
    "rejected": State(_("Đã bỏ"), "x"),
    "ended": State(_("Không còn"), "circle-slash"),
    "draft": State(_("Dự thảo"), "file-pen-line"),
    "not_reached": State(_("Chưa tới bước"), "circle-dashed", "dashed"),
    "not_assigned": State(_("Chưa giao"), "circle-dashed", "dashed"),
    "unknown": State(_("Chưa có số"), "circle-dashed", "dashed"),
    "award": State(_("Khen thưởng"), "award", "gold"),
}
