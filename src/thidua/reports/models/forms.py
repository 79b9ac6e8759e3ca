"""Forms: what is asked, of whom, until when. Versioned and dated; loaded from data, never edited in place."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Dated, Record
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level, Tree
from thidua.reports.choices import PeriodKind, SectionKind, Severity


class Form(Record):
    """A form of report («Báo cáo tháng …»). What it asks stands in its editions."""

    code = models.CharField(_("mã"), max_length=60, unique=True)
    name = models.CharField(_("tên biểu"), max_length=200)
    period_kind = models.CharField(_("kỳ báo cáo"), max_length=10, choices=PeriodKind)
    basis = models.CharField(_("căn cứ"), max_length=300, blank=True)
    is_own_draft = models.BooleanField(_("biểu do phần mềm soạn"), default=False)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    class Meta:
        ordering: ClassVar = ["order", "code"]
        verbose_name = _("biểu báo cáo")

    def __str__(self) -> str:
        return self.name


class FormEdition(Record, Dated):
    """What a form asks from a day on. A new circular is a new edition; old periods keep the old one.

    Attributes:
        days_to_file: days after the end of the period, within which a report is filed in time.
        tree: along which tree of units a report goes up.
        asked_since: reports for periods that ended before this day may be made, but nobody waits for them; ``None``:
            all are waited for.
        content: a fingerprint of the lines, sections and checks, so that loading twice changes nothing.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("bản số"))
    days_to_file = models.PositiveSmallIntegerField(_("số ngày để gửi"))
    tree = models.CharField(_("cây"), max_length=20, choices=Tree, default=Tree.TERRITORY)
    asked_since = models.DateField(_("giao báo cáo từ ngày"), null=True, blank=True)
    content = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering: ClassVar = ["form_id", "number"]
        verbose_name = _("bản của biểu")
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "number"], name="form_edition_once")]

    def __str__(self) -> str:
        return f"{self.form_id}.{self.number}"


class FormReporter(models.Model):
    """A level of units that report on an edition."""

    edition = models.ForeignKey(FormEdition, on_delete=models.CASCADE, related_name="reporters")
    level = models.PositiveSmallIntegerField(_("cấp"), choices=Level)

    class Meta:
        verbose_name = _("cấp báo cáo")
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "level"], name="form_reporter_once")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.level}"


class FormSection(models.Model):
    """A part of a form: lines of numbers, or one place for text."""

    edition = models.ForeignKey(FormEdition, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    kind = models.CharField(_("loại"), max_length=10, choices=SectionKind)
    title = models.CharField(_("tên phần"), max_length=200)
    hint = models.CharField(_("gợi ý"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["edition_id", "order"]
        verbose_name = _("phần của biểu")

    def __str__(self) -> str:
        return self.title


class FormLine(models.Model):
    """One number that is asked for."""

    section = models.ForeignKey(FormSection, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    number = models.CharField(_("số dòng"), max_length=10)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="form_lines")
    is_required = models.BooleanField(_("bắt buộc"), default=True)
    takes_qualifier = models.BooleanField(_("cho ghi trên, gần, khoảng"), default=False)
    hint = models.CharField(_("cách đếm"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["section__order", "order"]
        verbose_name = _("dòng của biểu")

    def __str__(self) -> str:
        return self.number


class FormCheck(models.Model):
    """A check of an edition, as data (see ``reports.rules.checks``)."""

    edition = models.ForeignKey(FormEdition, on_delete=models.CASCADE, related_name="checks")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    code = models.CharField(_("mã"), max_length=60)
    severity = models.CharField(_("mức"), max_length=10, choices=Severity)
    terms: models.JSONField[dict[str, Any]] = models.JSONField(_("điều kiện"))
    message = models.CharField(_("câu báo"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["edition_id", "order"]
        verbose_name = _("phép kiểm tra")
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "code"], name="form_check_once")]

    def __str__(self) -> str:
        return self.code


class CutOff(Dated):
    """From which day of the month a unit and those under it count, for periods that end on or after ``since``.

    ``first_day`` 15: the month of October runs from 15 September until 15 October (exclusive). 1: the calendar's.
    """

    unit = models.ForeignKey("organisations.Unit", on_delete=models.CASCADE, related_name="cut_offs")
    first_day = models.PositiveSmallIntegerField(_("ngày đầu kỳ"))
    basis = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ngày chốt kỳ")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(first_day__gte=1) & models.Q(first_day__lte=28), name="cut_off_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.first_day}"
