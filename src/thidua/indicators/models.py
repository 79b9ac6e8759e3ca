"""What is counted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.core.models import Dated, Record
from thidua.indicators.choices import Combination, Direction, ReportingPeriod


class Indicator(Record, Dated):
    """One quantity that units report. Never about crime (see the boundary in README)."""

    code = models.CharField(_("mã"), max_length=60, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    folded = models.CharField(max_length=200, db_index=True, editable=False)
    phrase = models.CharField(_("cách viết sau con số"), max_length=200)
    """What follows the number in a sentence: «vụ hòa giải thành»."""
    unit_of_measure = models.CharField(_("đơn vị tính"), max_length=40)
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=0)
    direction = models.CharField(
        pgettext_lazy("indicator", "chiều"), max_length=10, choices=Direction, default=Direction.UP
    )
    over_units = models.CharField(_("gộp theo đơn vị"), max_length=10, choices=Combination, default=Combination.SUM)
    over_time = models.CharField(_("gộp theo thời gian"), max_length=10, choices=Combination, default=Combination.SUM)
    period = models.CharField(_("kỳ báo cáo"), max_length=10, choices=ReportingPeriod, default=ReportingPeriod.MONTH)
    short = models.CharField(_("tên ngắn"), max_length=80, blank=True)
    group = models.CharField(_("nhóm"), max_length=60)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    basis = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "code"]
        verbose_name = _("chỉ tiêu thống kê")

    def __str__(self) -> str:
        return self.name
