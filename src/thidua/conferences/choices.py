"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConferenceKind(models.TextChoices):
    """Kinds of the corpus schema."""

    INTERIM_REVIEW = "so_ket", _("sơ kết")
    FINAL_REVIEW = "tong_ket", _("tổng kết")
    HONOUR = "bieu_duong", _("biểu dương, gặp mặt điển hình")
    LAUNCH = "phat_dong", _("phát động")
    ROLL_OUT = "trien_khai", _("triển khai")
    AWARDING = "trao_thuong", _("trao thưởng")
    SIGNING = "ky_ket", _("ký kết")
    FESTIVAL = "ngay_hoi", _("ngày hội")
    ANNIVERSARY = "ky_niem", _("kỷ niệm")
    CONGRESS = "dai_hoi", _("đại hội")
    OTHER = "khac", _("hoạt động khác")


class ParticipationRole(models.TextChoices):
    """What somebody did there; roles of the corpus schema."""

    CHAIR = "chair", _("chủ trì")
    ATTEND = "attend", _("dự")
    SPEAK = "speak", _("phát biểu")
    PRESENT_AWARD = "present_award", _("trao thưởng")
    RECEIVE_AWARD = "receive_award", _("nhận thưởng")
    LAUNCH = "launch", _("phát động")
    REPORT = "report", _("báo cáo")
    QUOTED = "quoted", _("trả lời báo chí")
    MENTIONED = "mentioned", _("được nêu tên")


class DirectionState(models.TextChoices):
    """How far a direction has come."""

    NOT_ASSIGNED = "not_assigned", _("Chưa giao")
    ASSIGNED = "assigned", _("Đã giao")
    DONE = "done", _("Đã xong")
