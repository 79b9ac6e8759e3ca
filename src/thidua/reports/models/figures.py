"""Figures that a document states: value, qualifier, indicator, unit, period, citation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record, Withdrawable, WithdrawableQuerySet
from thidua.indicators.models import Indicator
from thidua.movements.models import Movement
from thidua.organisations.models import Unit
from thidua.reports import rules
from thidua.reports.choices import FigureStatus, Qualifier
from thidua.reports.models.periods import Period
from thidua.sources.models import Citation
from thidua.vietnamese.writing import scaled


class Figure(Record, Withdrawable):
    """One number with its source. ``value`` is scaled by the indicator's decimals; ``of`` is a ratio's whole."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="figures")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="figures")
    movement = models.ForeignKey(Movement, null=True, blank=True, on_delete=models.PROTECT, related_name="figures")
    value = models.BigIntegerField(_("số"))
    value_max = models.BigIntegerField(_("số trên của khoảng"), null=True, blank=True)
    of = models.BigIntegerField(_("trên tổng số"), null=True, blank=True)
    qualifier = models.CharField(_("kiểu số"), max_length=10, choices=Qualifier)
    status = models.CharField(
        _("kết quả hay kế hoạch"), max_length=10, choices=FigureStatus, default=FigureStatus.ACHIEVED
    )
    printed_unit = models.CharField(_("đơn vị tính như in"), max_length=200)
    measure = models.CharField(_("đếm cái gì, như nguồn nói"), max_length=300, blank=True)
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="figures")

    objects = WithdrawableQuerySet["Figure"].as_manager()

    class Meta:
        ordering: ClassVar = ["indicator__order", "-period__since", "id"]
        verbose_name = _("số liệu")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value_max__isnull=True) | Q(value_max__gte=F("value")), name="figure_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"

    @property
    def text(self) -> str:
        """The number as it is read, with the word that its source puts before it."""
        number = scaled(self.value, self.indicator.decimals)
        return f"{rules.qualifier_word(self.qualifier, self.citation.quote)} {number}".strip()
