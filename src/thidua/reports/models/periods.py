"""Periods: names for spans of days."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from thidua.reports.choices import PeriodKind


class Period(models.Model):
    """A span of days that figures are for. ``until`` is exclusive; ``None`` ends are unknown or open."""

    kind = models.CharField(_("loại"), max_length=10, choices=PeriodKind)
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    label = models.CharField(_("tên kỳ"), max_length=60)
    key = models.CharField(max_length=100, unique=True, editable=False)
    """Kind, days and (where there are none) label, so that one period is one row on every database."""

    class Meta:
        ordering: ClassVar = [F("since").asc(nulls_first=True), "label"]
        verbose_name = _("kỳ")

    def __str__(self) -> str:
        return self.label
