"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionKind(models.TextChoices):
    """What a decision does."""

    AWARD = "award", _("tặng, công nhận")
    ANNUL = "annul", _("hủy bỏ")
    REISSUE = "reissue", _("cấp đổi, cấp lại")


class DecisionState(models.TextChoices):
    """How far a decision is. A draft has no number; an annulled one has no award that stands any more."""

    DRAFT = "draft", _("dự thảo")
    ISSUED = "issued", _("đã ban hành")
    ANNULLED = "annulled", _("đã hủy bỏ")


class AnnulReason(models.TextChoices):
    """On which of the four grounds an award is annulled (Law 06/2022/QH15, Art. 93 clause 2); nothing more is kept."""

    FALSE_DECLARATION = "false_declaration", _("kê khai gian dối để được khen thưởng")
    FALSE_PAPERS = "false_papers", _("giấy tờ không đúng sự thật")
    UNLAWFUL_APPRAISAL = "unlawful_appraisal", _("thẩm định, xét, duyệt trái quy định của pháp luật")
    LATER_CONCLUSION = "later_conclusion", _("có kết luận sau đó là không bảo đảm tiêu chuẩn")


class BonusState(models.TextChoices):
    """Whether an award carries money."""

    DUE = "due", _("được thưởng")
    NOT_DUE = "not_due", _("không thưởng")
    ASKS = "asks", _("cần ghi số tiền")
    STATED = "stated", _("số tiền do người có thẩm quyền ghi")


class PaperKind(models.TextChoices):
    """What is printed of a decision."""

    DECISION = "decision", _("quyết định")
    PAYMENT_LIST = "payment_list", _("danh sách chi tiền thưởng")
    HANDOVER_SLIP = "handover_slip", _("biên bản giao nhận")


class EntryKind(models.TextChoices):
    """What moves a fund; all amounts are positive, the kind says which way."""

    ADDED = "added", _("bổ sung")
    REDUCED = "reduced", _("giảm")
    PAID = "paid", _("chi thưởng")
    RECOVERED = "recovered", _("thu hồi tiền thưởng")
    TAKEN_BACK = "taken_back", _("bỏ ghi chi thưởng")


class ReissueGround(models.TextChoices):
    """Why a certificate is exchanged or given again."""

    DAMAGED = "damaged", _("cấp đổi vì hư hỏng")
    LOST = "lost", _("cấp lại vì mất")


class Returned(models.TextChoices):
    """What became of the certificate or medal of an annulled award, which is called in."""

    HANDED_BACK = "handed_back", _("đã nộp lại")
    NOTHING = "nothing", _("không có gì để thu: chưa trao, hoặc chỉ có tiền")
    LOST = "lost", _("đã mất, không thu được")
