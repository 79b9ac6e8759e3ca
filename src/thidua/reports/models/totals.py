"""What counts: accepted values, and the totals above them. Narrow rows, as a country has tens of millions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models import Indicator
from thidua.organisations.choices import Tree
from thidua.organisations.models import Unit
from thidua.reports.models.periods import Period
from thidua.reports.models.reports import Revision


class AcceptedValue(models.Model):
    """The value of an indicator that counts for a unit and a period: of the revision that was last accepted.

    ``qualifier`` holds bits (``totals.qualifiers``). The unique row is also the way in which it is found.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_index=False)
    value = models.BigIntegerField(_("số"))
    of = models.BigIntegerField(_("trên tổng số"), default=0)
    qualifier = models.PositiveSmallIntegerField(_("kiểu số"), default=0)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("số đã nhận")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "period", "indicator"], name="accepted_value_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.period_id}/{self.indicator_id}: {self.value}"


class Total(models.Model):
    """The sum at a unit of everything accepted under it, for one period.

    ``figures``: how many values it consists of; there is no row where there are none. ``qualifier`` holds bits.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_index=False)
    value = models.BigIntegerField(_("số"))
    of = models.BigIntegerField(_("trên tổng số"), default=0)
    figures = models.PositiveIntegerField(_("gồm mấy số"))
    qualifier = models.PositiveSmallIntegerField(_("kiểu số"), default=0)

    class Meta:
        verbose_name = _("tổng")
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "period", "indicator"], name="total_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.period_id}/{self.indicator_id}: {self.value}"


class TotalMark(models.Model):
    """A total that is to be added anew: what counts under ``unit`` in ``period`` has changed for ``indicator``.

    Written in the transaction of the change, removed in that of the adding.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_index=False)
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="+", db_index=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+", db_index=False)
    tree = models.CharField(_("cây"), max_length=20, choices=Tree, default=Tree.TERRITORY)
    marked_at = models.DateTimeField(_("lúc đánh dấu"))

    class Meta:
        verbose_name = _("dấu cộng lại")
        indexes: ClassVar = [models.Index(fields=["unit", "period"], name="total_mark_idx")]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.period_id}"


class TotalState(models.Model):
    """One row: whoever adds totals holds it, so that two never add the same unit from different parts.

    ``added_at``: when totals were last added. ``forest``: the state of the trees (``ForestState``) of the homes.
    """

    added_at = models.DateTimeField(_("lúc cộng"), null=True)
    forest = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("trạng thái của tổng")

    def __str__(self) -> str:
        return str(self.added_at)
