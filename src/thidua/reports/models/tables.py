"""Tables that are none of our forms: what their headers mean, and what each brought into which unit's report."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.organisations.models import Unit
from thidua.people.models import User
from thidua.reports.choices import TableStage, WorkbookOutcome
from thidua.reports.models.forms import Form
from thidua.reports.models.periods import Period
from thidua.reports.models.reports import Report
from thidua.sources.models import StoredFile


class HeaderMapping(Record):
    """What a unit said the last time of a table with these headers.

    Attributes:
        signature: of the headers in whatever order (``rules.tables.headers``).
        parts: what each column is, by the header's key.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="header_mappings")
    signature = models.CharField(max_length=64, editable=False)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    parts: models.JSONField[dict[str, str]] = models.JSONField(_("cột"), default=dict)
    said_by_label = models.CharField(_("người chọn"), max_length=200)
    said_at = models.DateTimeField(_("lúc chọn"))

    class Meta:
        verbose_name = _("cách hiểu tiêu đề cột")
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "signature"], name="header_mapping_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.signature[:8]}"


class TableImport(Record):
    """A table that a unit brought, and how far it is. The same bytes again are the same import.

    Attributes:
        sheet: the name of the sheet, empty in a file that has only one.
        header_row: in which row (from 1) the headers stand.
        parts: what each column is, in their order.
        period: of the whole table, where no column says one.
        run: which reading this is; what an earlier one still writes does not count.
        with_computed: whether the results of formulas are written too.
        with_changed: whether numbers that the reports have already are replaced.
        message: why it could not be read: a msgid with places that ``values`` fill.
        faults: cells that cannot be taken (``rules.tables.reading``); ``wrong`` counts all.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="table_imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=255)
    stage = models.CharField(_("bước"), max_length=10, choices=TableStage, default=TableStage.MAPPING)
    acting = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    brought_by_label = models.CharField(_("người đưa vào"), max_length=200)
    moved_at = models.DateTimeField(_("lúc xong phần gần nhất"))
    sheet = models.CharField(_("trang"), max_length=100, blank=True)
    header_row = models.PositiveIntegerField(_("hàng tiêu đề"), default=1)
    form = models.ForeignKey(Form, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parts: models.JSONField[list[str]] = models.JSONField(_("cột"), default=list)
    run = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(_("hàng đã đọc"), default=0)
    skipped = models.PositiveIntegerField(_("hàng bỏ qua"), default=0)
    wrong = models.PositiveIntegerField(_("ô không nhận"), default=0)
    faults: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    message = models.CharField(_("lý do"), max_length=600, blank=True)
    values: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    with_computed = models.BooleanField(_("ghi cả số do công thức tính"), default=False)
    with_changed = models.BooleanField(_("thay cả số đã có"), default=False)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("bảng số liệu nhập từ tệp")
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "file"], name="table_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        """Whether the worker has something to do."""
        return TableStage(self.stage).is_work


class TablePart(models.Model):
    """What a table says of one unit and period: what changes in that report, and what became of it.

    Attributes:
        report: ``None`` while nobody began it.
        revision: of the report, when the table was read.
        message: why it is not written: a msgid with places that ``values`` fill.
        changes: the cells with the values before and after (``rules.tables.changes``).
        fresh: how many cells were empty; ``changed``: had another number; ``same``: had this one.
        computed: how many of the fresh and changed ones a formula gave.
        written: how many cells were written or, after an undo, written back.
        left: how many were left as somebody typed there meanwhile.
    """

    table = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_index=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveSmallIntegerField(_("bản số"), default=0)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=WorkbookOutcome, default=WorkbookOutcome.READY)
    message = models.CharField(_("lý do"), max_length=600, blank=True)
    values: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    changes: models.JSONField[list[list[Any]]] = models.JSONField(default=list)
    fresh = models.PositiveIntegerField(_("ô mới"), default=0)
    changed = models.PositiveIntegerField(_("ô khác số đã có"), default=0)
    same = models.PositiveIntegerField(_("ô không đổi"), default=0)
    computed = models.PositiveIntegerField(_("ô do công thức tính"), default=0)
    written = models.PositiveIntegerField(_("ô đã ghi"), default=0)
    left = models.PositiveIntegerField(_("ô giữ nguyên"), default=0)

    class Meta:
        ordering: ClassVar = ["table_id", "id"]
        verbose_name = _("phần của bảng số liệu")
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "unit", "period"], name="table_part_once")]
        indexes: ClassVar = [models.Index(fields=["table", "outcome"], name="table_part_waiting")]

    def __str__(self) -> str:
        return f"{self.table_id}: {self.unit_id}, {self.period_id}"
