"""Conferences, reviews of a movement, and what is made for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.awards.models import Award
from thidua.conferences.choices import DirectionState
from thidua.core.models import Record, Withdrawable, WithdrawableQuerySet
from thidua.documents.models import IssuedDocument
from thidua.movements.models import Movement
from thidua.organisations.models import Unit
from thidua.people.models import PublicPerson
from thidua.reports.models import Period
from thidua.sources.models import Citation


class Conference(Record, Withdrawable):
    """A gathering as its source tells of it. ``date_text`` is ISO, perhaps only ``2018-11`` or ``XXXX-06-12``."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="conferences")
    movement = models.ForeignKey(Movement, null=True, blank=True, on_delete=models.PROTECT, related_name="conferences")
    period = models.ForeignKey(Period, null=True, blank=True, on_delete=models.PROTECT, related_name="conferences")
    name = models.CharField(_("tên"), max_length=400)
    kinds = models.JSONField(_("loại"), default=list)
    date_text = models.CharField(_("ngày như nguồn"), max_length=10, blank=True)
    held_on = models.DateField(_("ngày"), null=True, blank=True)
    part = models.CharField(_("buổi"), max_length=10, blank=True)
    place = models.CharField(_("nơi họp"), max_length=200, blank=True)
    organisers = models.JSONField(_("đơn vị tổ chức"), default=list)
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="conferences")

    objects = WithdrawableQuerySet["Conference"].as_manager()

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]
        verbose_name = _("hội nghị")

    def __str__(self) -> str:
        return self.name


class Participation(Record, Withdrawable):
    """Somebody at a conference, with rank and posts as its source prints them."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(
        Conference, null=True, blank=True, on_delete=models.PROTECT, related_name="participations"
    )
    person = models.ForeignKey(PublicPerson, on_delete=models.PROTECT, related_name="participations")
    rank = models.CharField(_("cấp bậc hàm"), max_length=60, blank=True)
    posts = models.JSONField(_("chức vụ"), default=list)
    roles = models.JSONField(_("vai trò"), default=list)
    order = models.PositiveSmallIntegerField(default=0)
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="participations")

    objects = WithdrawableQuerySet["Participation"].as_manager()

    class Meta:
        ordering: ClassVar = ["order", "id"]
        verbose_name = _("người dự")

    def __str__(self) -> str:
        return str(self.person)


class AwardOnStage(models.Model):
    """An award given at a conference, in the order of the stage."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="awards_on_stage")
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["conference", "award"], name="award_once_on_stage")]

    def __str__(self) -> str:
        return f"{self.order}. {self.award_id}"


class Review(Record):
    """The review of a movement at a unit for a period. ``frozen_at`` set: its data cut is fixed in ``frozen``."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="reviews")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reviews")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reviews")
    title = models.CharField(_("tên"), max_length=300)
    data_until = models.DateField(_("số liệu đến hết ngày"))
    frozen_at = models.DateTimeField(_("lúc chốt số"), null=True, blank=True)
    frozen = models.JSONField(_("số đã chốt"), default=dict)

    class Meta:
        ordering: ClassVar = ["-data_until", "-id"]
        verbose_name = _("bản tổng kết")
        constraints: ClassVar = [models.UniqueConstraint(fields=["movement", "unit", "period"], name="review_once")]

    def __str__(self) -> str:
        return self.title


class ConferenceDirection(Record, Withdrawable):
    """Something a leader asked for at a conference, with an owner and a deadline once given."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="directions")
    text = models.CharField(_("nội dung"), max_length=600)
    owner = models.CharField(_("chủ trì"), max_length=200, blank=True)
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=15, choices=DirectionState, default=DirectionState.NOT_ASSIGNED
    )
    citation = models.ForeignKey(Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    objects = WithdrawableQuerySet["ConferenceDirection"].as_manager()

    class Meta:
        ordering: ClassVar = ["order", "id"]
        verbose_name = _("chỉ đạo tại hội nghị")

    def __str__(self) -> str:
        return self.text


class ConferencePack(Record):
    """What one press made from a review: report and press release, each as DOCX and PDF."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="packs")
    report = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    failed_because = models.CharField(_("chưa lập được vì"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("lúc lập xong"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("gói hội nghị")

    def __str__(self) -> str:
        return f"{self.review}"

    @property
    def issued(self) -> list[IssuedDocument]:
        """The documents made, the report first."""
        return [document for document in (self.report, self.release) if document is not None]
