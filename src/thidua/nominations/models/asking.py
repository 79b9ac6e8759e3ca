"""Who is asked about nominations: other bodies, and the public."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.nominations.choices import Answer
from thidua.nominations.models.nominations import Nomination, Round
from thidua.sources.models import StoredFile


class Opinion(Record):
    """A body that was asked about a nomination: by when, and what it answered."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="opinions")
    body = models.CharField(_("cơ quan được hỏi"), max_length=300)
    asked_on = models.DateField(_("ngày hỏi"))
    due_on = models.DateField(_("hạn trả lời"))
    asked_by = models.CharField(_("người hỏi"), max_length=200)
    answer = models.CharField(_("trả lời"), max_length=10, choices=Answer, blank=True)
    answer_text = models.CharField(_("nội dung trả lời"), max_length=1000, blank=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        verbose_name = _("ý kiến cơ quan khác")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="opinion_due_after_asking"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="opinion_answered_with_day",
            ),
        ]


class Notice(Record):
    """A public page that asks what people say of nominations of a round, for the days that the law gives."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="notices")
    title = models.CharField(_("tiêu đề"), max_length=300)
    opened_on = models.DateField(_("từ ngày"))
    closes_on = models.DateField(_("đến hết ngày"))
    days = models.PositiveSmallIntegerField(_("số ngày"))
    is_working_days = models.BooleanField(_("ngày làm việc"), default=False)
    provision = models.CharField(_("căn cứ"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("lúc đóng"), null=True, blank=True)
    comments_deleted_at = models.DateTimeField(_("lúc xóa ý kiến"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-opened_on", "-pk"]
        verbose_name = _("đợt lấy ý kiến")

    def __str__(self) -> str:
        return self.title


class NoticeLine(models.Model):
    """A nomination on a public page."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="lines")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="notice_lines")

    class Meta:
        ordering: ClassVar = ["nomination__sort_key", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["notice", "nomination"], name="noticed_once")]


class Comment(models.Model):
    """What somebody wrote on a public page. Without a name; seen only by the appraiser, deleted after the term."""

    line = models.ForeignKey(NoticeLine, on_delete=models.CASCADE, related_name="comments")
    text = models.CharField(_("ý kiến"), max_length=2000)
    written_on = models.DateField(_("ngày"))

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("ý kiến của người dân")
