"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundKind(models.TextChoices):
    """What a round collects nominations for."""

    YEARLY = "yearly", _("xét hằng năm")
    MOVEMENT = "movement", _("phong trào, chuyên đề")
    AD_HOC = "ad_hoc", _("đột xuất")


class State(models.TextChoices):
    """Where a nomination stands. The first eleven are the path; council and comment only where the award asks them."""

    DRAFT = "draft", _("lập hồ sơ")
    UNIT_REVIEW = "unit_review", _("đơn vị bình xét")
    SUBMITTED = "submitted", _("đã trình")
    APPRAISAL = "appraisal", _("thẩm định")
    COUNCIL = "council", _("hội đồng xét")
    PUBLIC_COMMENT = "public_comment", _("lấy ý kiến")
    TO_DECIDE = "to_decide", _("chờ quyết định")
    DECIDED = "decided", _("đã quyết định")
    ANNOUNCED = "announced", _("đã công bố, trao")
    PAID = "paid", _("đã chi thưởng")
    ARCHIVED = "archived", _("đã lưu hồ sơ")
    RETURNED = "returned", _("trả lại")
    NOT_AGREED = "not_agreed", _("hội đồng không đồng ý")
    PASSED_UP = "passed_up", _("đã chuyển cấp trên")
    WITHDRAWN = "withdrawn", _("đã rút")
    ANNULLED = "annulled", _("đã hủy quyết định")


class Act(models.TextChoices):
    """What moves a nomination from one state to the next."""

    CREATE = "create", _("lập hồ sơ")
    SEND_TO_REVIEW = "send_to_review", _("đưa ra bình xét")
    SUBMIT = "submit", _("trình cấp xét")
    RECALL = "recall", _("thu hồi")
    RECEIVE = "receive", _("nhận hồ sơ, thẩm định")
    RETURN = "return", _("trả lại")
    FINISH_APPRAISAL = "finish_appraisal", _("thẩm định xong")
    COUNCIL_AGREE = "council_agree", _("hội đồng đồng ý")
    COUNCIL_REFUSE = "council_refuse", _("hội đồng không đồng ý")
    COUNCIL_SUPPLEMENT = "council_supplement", _("hội đồng yêu cầu bổ sung")
    COUNCIL_LOWER = "council_lower", _("hội đồng đề nghị hình thức thấp hơn")
    COUNCIL_PASS_UP = "council_pass_up", _("hội đồng chuyển cấp trên")
    CLOSE_COMMENT = "close_comment", _("hết hạn lấy ý kiến")
    DECIDE = "decide", _("ra quyết định")
    ANNOUNCE = "announce", _("công bố, trao")
    PAY = "pay", _("chi tiền thưởng")
    UNPAY = "unpay", _("bỏ ghi chi tiền thưởng")
    ARCHIVE = "archive", _("lưu hồ sơ")
    WITHDRAW = "withdraw", _("rút đề nghị")
    ANNUL = "annul", _("hủy quyết định")
    HOLD = "hold", _("tạm dừng xét")
    RELEASE = "release", _("xét tiếp")


class Answer(models.TextChoices):
    """What a body that was asked for its opinion said."""

    AGREE = "agree", _("đồng ý")
    DISAGREE = "disagree", _("không đồng ý")
    OTHER = "other", _("ý kiến khác")


class ListPurpose(models.TextChoices):
    """What the rows of a list become."""

    NOMINATE = "nominate", _("đề nghị khen thưởng")
    REGISTER = "register", _("đăng ký danh hiệu")


class ListState(models.TextChoices):
    """How far a list of nominees is."""

    MAPPING = "mapping", _("chờ ghép cột")
    PREVIEW = "preview", _("chờ xem trước")
    DONE = "done", _("đã ghi")
    UNDONE = "undone", _("đã hoàn tác")
