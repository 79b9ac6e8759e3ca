"""Periods that are closed, and reminders of what was not filed. Both are history: rows are never deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.organisations.models import Unit
from thidua.reports.models.forms import Form
from thidua.reports.models.periods import Period


class PeriodClosing(Record):
    """A form's period, closed by a unit for all under it, until it is reopened (``rules.closing``).

    Closing again after that is another row. ``created_at``: when it was closed.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="closings")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="closings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="closings")
    closed_by = models.CharField(_("người khóa"), max_length=200)
    reopened_at = models.DateTimeField(_("lúc mở lại"), null=True, blank=True)
    reopened_by = models.CharField(_("người mở lại"), max_length=200, blank=True)
    reason = models.CharField(_("lý do mở lại"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("kỳ đã khóa")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "period", "unit"], condition=Q(reopened_at__isnull=True), name="closed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}, {self.period}, {self.unit}"


class Reminder(Record):
    """A unit was asked once more for a report that is late. At most one a day for each report.

    Attributes:
        unit: who is reminded.
        sender: the unit in whose name it was done; ``by`` the person.
        on: the legal day.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="reminders")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reminders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reminders")
    sender = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(_("người nhắc"), max_length=200)
    on = models.DateField(_("ngày nhắc"))
    text = models.CharField(_("lời nhắc"), max_length=500)

    class Meta:
        ordering: ClassVar = ["-on", "-id"]
        verbose_name = _("lời nhắc")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "form", "period", "on"], name="reminded_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.text
