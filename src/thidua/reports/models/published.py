"""Totals as they were made known on a day. They stay as they were, whatever is mended later."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record, Withdrawable, WithdrawableQuerySet
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Tree
from thidua.organisations.models import Unit
from thidua.reports.models.closings import PeriodClosing
from thidua.reports.models.forms import Form
from thidua.reports.models.periods import Period


class Publication(Record, Withdrawable):
    """A form's numbers of a period, made known by a unit: its own totals and those of every unit under it.

    Publishing again is another edition; one that is taken back stays as history. ``created_at``: when it was published.

    Attributes:
        number: of the edition, from 1.
        map_on: the day on which the tree was looked at, ``tree`` which one.
        closing: that of the period, where the numbers were published by closing it.
        totals: how many numbers it has.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="publications")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="publications")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField(_("bản số"))
    map_on = models.DateField(_("theo bản đồ ngày"))
    tree = models.CharField(_("cây"), max_length=20, choices=Tree, default=Tree.TERRITORY)
    closing = models.ForeignKey(
        PeriodClosing, on_delete=models.PROTECT, related_name="publications", null=True, blank=True
    )
    published_by = models.CharField(_("người công bố"), max_length=200)
    totals = models.PositiveIntegerField(_("gồm mấy số"), default=0)

    objects = WithdrawableQuerySet["Publication"].as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("lần công bố số liệu")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "period", "unit", "number"], name="publication_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="publication_withdrawn_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}, {self.period}, {self.unit}, {self.number}"


class PublishedTotal(models.Model):
    """The number of an indicator at a unit, as it was published. Narrow, as a province publishes thousands.

    Attributes:
        of: of a ratio the whole, else 0; scaled as ``value``.
        figures: of how many values it consisted.
        expected: of how many it would have consisted if nothing had been missing.
        qualifier: bits (``totals.qualifiers``).
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="rows", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_index=False)
    value = models.BigIntegerField(_("số"))
    of = models.BigIntegerField(_("trên tổng số"), default=0)
    figures = models.PositiveIntegerField(_("gồm mấy số"))
    expected = models.PositiveIntegerField(_("phải có mấy số"))
    qualifier = models.PositiveSmallIntegerField(_("kiểu số"), default=0)

    class Meta:
        verbose_name = _("số đã công bố")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "unit", "indicator"], name="published_total_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}/{self.unit_id}/{self.indicator_id}: {self.value}"

    @property
    def missing(self) -> int:
        """How many values were missing."""
        return max(0, self.expected - self.figures)
