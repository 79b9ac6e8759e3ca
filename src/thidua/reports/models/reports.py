"""Reports of units: a form filled in for a period, its revisions, its cells."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.organisations.models import Unit
from thidua.reports.choices import Qualifier, ReportState
from thidua.reports.models.forms import Form, FormEdition, FormLine, FormSection
from thidua.reports.models.periods import Period

LONGEST_PASSAGE = 20_000
"""Characters of a narrative section."""


class Report(Record):
    """What one unit reports on one form for one period.

    Attributes:
        state: of the newest revision.
        number: of the newest revision.
        accepted_number: of the revision whose values count, ``None`` while none does.
        due_on: the last day on which filing is in time.
        filed_on: the day on which it was first filed.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="reports")
    edition = models.ForeignKey(FormEdition, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(_("trạng thái"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    number = models.PositiveSmallIntegerField(_("bản số"), default=1)
    accepted_number = models.PositiveSmallIntegerField(_("bản đã nhận"), null=True, blank=True)
    due_on = models.DateField(_("hạn gửi"))
    filed_on = models.DateField(_("ngày gửi lần đầu"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-period__since", "form__order", "id"]
        verbose_name = _("báo cáo")
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "period", "unit"], name="report_once")]
        indexes: ClassVar = [models.Index(fields=["unit", "period"], name="report_of_unit")]

    def __str__(self) -> str:
        return f"{self.form}, {self.unit}, {self.period}"


class Revision(Record):
    """One version of a report: as it was typed, filed, decided. A later one never changes an earlier one."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("bản số"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    reason = models.CharField(_("lý do sửa"), max_length=500, blank=True)
    """Why an accepted report is amended; empty in the first revision."""
    filed_at = models.DateTimeField(_("lúc gửi"), null=True, blank=True)
    filed_by = models.CharField(_("người gửi"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("lúc duyệt"), null=True, blank=True)
    decided_by = models.CharField(_("người duyệt"), max_length=200, blank=True)
    decision = models.CharField(_("lý do trả lại"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["report_id", "number"]
        verbose_name = _("bản báo cáo")
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.report_id}.{self.number}"


class Cell(models.Model):
    """One number of a revision. An empty cell has no row, unless a note was written there.

    ``value`` is scaled by the indicator's decimals; ``of`` is a ratio's whole.
    """

    # The index of the constraint below begins with it.
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="cells", db_index=False)
    line = models.ForeignKey(FormLine, on_delete=models.PROTECT, related_name="+", db_index=False)
    value = models.BigIntegerField(_("số"), null=True)
    of = models.BigIntegerField(_("trên tổng số"), null=True, blank=True)
    qualifier = models.CharField(_("kiểu số"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("ô số")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "line"], name="cell_once"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="cell_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}/{self.line_id}: {self.value}"


class Explanation(models.Model):
    """What the officer answered to a check that asks for a reason; it stays with the revision."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="explanations")
    check_code = models.CharField(_("phép kiểm tra"), max_length=60)
    cell_code = models.CharField(_("ô"), max_length=60)
    text = models.CharField(_("lý do"), max_length=500)

    class Meta:
        verbose_name = _("lý do của ô")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "check_code", "cell_code"], name="explanation_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Passage(models.Model):
    """The text of a narrative section of a revision."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="passages")
    section = models.ForeignKey(FormSection, on_delete=models.PROTECT, related_name="+", db_index=False)
    text = models.TextField(_("lời văn"), max_length=LONGEST_PASSAGE)

    class Meta:
        verbose_name = _("đoạn văn")
        constraints: ClassVar = [models.UniqueConstraint(fields=["revision", "section"], name="passage_once")]

    def __str__(self) -> str:
        return self.text[:60]
