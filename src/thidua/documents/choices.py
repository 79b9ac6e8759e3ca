"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SigningAuthority(models.TextChoices):
    """In what capacity somebody signs (Decree 30/2020/NĐ-CP, Art. 13)."""

    HEAD = "", _("trực tiếp")
    Q = "Q.", _("quyền")
    KT = "KT.", _("ký thay cấp trưởng")
    TL = "TL.", _("ký thừa lệnh")
    TUQ = "TUQ.", _("ký thừa ủy quyền")


class IssuedKind(models.TextChoices):
    """What the project makes."""

    REVIEW_REPORT = "review_report", _("báo cáo tổng kết")
    PRESS_RELEASE = "press_release", _("thông cáo báo chí")
    UNIT_REPORT = "unit_report", _("báo cáo của đơn vị")
    COUNCIL_MINUTES = "council_minutes", _("biên bản họp hội đồng")
    VOTE_SHEET = "vote_sheet", _("biên bản kiểm phiếu")
    AWARD_DECISION = "award_decision", _("quyết định khen thưởng")
    ANNUL_DECISION = "annul_decision", _("quyết định hủy bỏ khen thưởng")
    REISSUE_DECISION = "reissue_decision", _("quyết định cấp đổi, cấp lại")
    PAYMENT_LIST = "payment_list", _("danh sách chi tiền thưởng")
    HANDOVER_SLIP = "handover_slip", _("biên bản giao nhận")
