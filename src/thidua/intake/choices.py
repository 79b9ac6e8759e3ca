"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FactKind(models.TextChoices):
    """Kinds of fact: those of the corpus schema, documents that a text cites, and what a leader asked for."""

    EVENT = "event", pgettext_lazy("fact", "Hội nghị")
    FIGURE = "figure", pgettext_lazy("fact", "Số liệu")
    AWARD = "award", pgettext_lazy("fact", "Khen thưởng")
    PERSON = "person", _("Người giữ chức vụ")
    TARGET = "target", _("Chỉ tiêu, nhiệm vụ")
    DOCUMENT = "document", _("Văn bản")
    DIRECTION = "direction", _("Chỉ đạo")


class FactState(models.TextChoices):
    """What a person said of it."""

    WAITING = "waiting", _("Chờ xem")
    ACCEPTED = "accepted", _("Đã nhận")
    REJECTED = "rejected", _("Đã bỏ")


class FindingKind(models.TextChoices):
    """What a check found."""

    SUM = "sum", _("Tổng không khớp")
    RECIPIENT = "recipient", _("Trái quy định")
    CONTRADICTION = "contradiction", _("Khác số đã nhận")
    DUPLICATE = "duplicate", _("Giống bài đã đọc")
    PLACE = "place", _("Chưa rõ đơn vị")
    RATIO = "ratio", _("Tỷ lệ quá 100%")
    DATE = "date", _("Ngày và kỳ không khớp")


class Answer(models.TextChoices):
    """What the officer answered to a finding."""

    DIFFERENT_SCOPE = "different_scope", _("Hai số khác phạm vi")
    SOURCE_ERROR = "source_error", _("Bài ghi nhầm")
    KEEP_AS_PRINTED = "keep_as_printed", _("Giữ như bài in")
    CORRECTED = "corrected", _("Đã sửa")
    NOT_RECORDED = "not_recorded", _("Không đưa vào sổ")
    ASK_PUBLISHER = "ask_publisher", _("Hỏi lại nơi đăng")
    SAME_STORY = "same_story", _("Cùng một bài: chỉ tính một lần")
    LATER = "later", _("Để xem sau")


class FileOutcome(models.TextChoices):
    """What became of a file that came in with others."""

    WAITING = "waiting", _("Chờ đọc")
    READ = "read", _("Đã đọc")
    PRESENT = "present", _("Đã có từ trước")
    REFUSED = "refused", _("Không đọc được")
