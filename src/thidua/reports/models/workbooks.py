"""Many filled-in workbooks in one ZIP: read one after the other, shown, written when a person says so, undone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.organisations.models import Unit
from thidua.people.models import User
from thidua.reports.choices import BatchStage, WorkbookOutcome
from thidua.reports.models.reports import Report
from thidua.sources.models import StoredFile


class WorkbookBatch(Record):
    """A ZIP of workbooks.

    Attributes:
        acting: the user in whose name the worker goes on.
        with_computed: whether the results of formulas are written too.
        moved_at: when the worker last finished a file.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="workbook_batches")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=255)
    stage = models.CharField(_("bước"), max_length=10, choices=BatchStage, default=BatchStage.READING)
    acting = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    brought_by_label = models.CharField(_("người đưa vào"), max_length=200)
    with_computed = models.BooleanField(_("ghi cả số do công thức tính"), default=False)
    moved_at = models.DateTimeField(_("lúc xong tệp gần nhất"))

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("tệp nhiều biểu Excel")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "file"], condition=Q(stage="reading"), name="workbooks_read_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        """Whether the worker has something to do."""
        return BatchStage(self.stage).is_work


class WorkbookFile(models.Model):
    """One workbook of a batch, and what became of it.

    Attributes:
        revision: of the report, when the file was read.
        message: why it was refused: a msgid with places that ``values`` fill.
        changes: what it changes (``rules.changes``); once it is written, what was.
        faults: cells that are asked or refused: ``place``, ``title``, ``message``, ``values``.
        written: how many changes were written or, after an undo, written back.
        left: how many changes were left as somebody typed there meanwhile.
    """

    batch = models.ForeignKey(WorkbookBatch, on_delete=models.CASCADE, related_name="files")
    place = models.PositiveIntegerField(_("thứ tự trong tệp ZIP"))
    name = models.CharField(_("tên tệp"), max_length=500)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=WorkbookOutcome, default=WorkbookOutcome.WAITING)
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveSmallIntegerField(_("bản số"), default=0)
    message = models.CharField(_("lý do"), max_length=600, blank=True)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    sound = models.PositiveIntegerField(_("ô ghi được"), default=0)
    computed = models.PositiveIntegerField(_("ô do công thức tính"), default=0)
    asked = models.PositiveIntegerField(_("ô cần chọn"), default=0)
    refused = models.PositiveIntegerField(_("ô cần sửa"), default=0)
    written = models.PositiveIntegerField(_("ô đã ghi"), default=0)
    left = models.PositiveIntegerField(_("ô giữ nguyên"), default=0)

    class Meta:
        ordering: ClassVar = ["batch_id", "place"]
        verbose_name = _("biểu Excel trong tệp ZIP")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "place"], name="workbook_file_once"),
        ]

    def __str__(self) -> str:
        return self.name
