"""Packs that a unit follows, and dated values of its own; nothing is edited, only added or withdrawn."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record, Withdrawable, WithdrawableQuerySet
from thidua.organisations.models import Unit


class FollowedPack(Record, Withdrawable):
    """A pack that a unit and all under it follow: one that comes with the software, or a YAML text of their own."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="followed_packs")
    code = models.CharField(_("mã gói"), max_length=80)
    name = models.CharField(_("tên gói"), max_length=300)
    text = models.TextField(_("nội dung"), blank=True)

    objects = WithdrawableQuerySet["FollowedPack"].as_manager()

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        verbose_name = _("gói quy định")

    def __str__(self) -> str:
        return self.name


class LocalValue(Record, Withdrawable):
    """A quantity of the law as a unit has it from a day on, with the document that says so and where it was seen.

    ``value`` is the number, or the place of a choice among the quantity's choices.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="local_values")
    parameter = models.CharField(_("mức"), max_length=80)
    value = models.PositiveBigIntegerField(_("giá trị"))
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    document_number = models.CharField(_("số văn bản"), max_length=100)
    document_title = models.CharField(_("tên văn bản"), max_length=300, blank=True)
    article = models.CharField(_("điều khoản"), max_length=200, blank=True)
    source = models.CharField(_("thấy ở đâu"), max_length=500)
    is_verified = models.BooleanField(_("đã đối chiếu với văn bản"), default=False)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    objects = WithdrawableQuerySet["LocalValue"].as_manager()

    class Meta:
        ordering: ClassVar = ["parameter", "since", "pk"]
        verbose_name = _("mức của đơn vị")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="local_value_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(document_number="") & ~Q(source=""), name="local_value_has_a_document_and_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} {self.since:%d/%m/%Y}"
