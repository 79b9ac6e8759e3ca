"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Qualifier(models.TextChoices):
    """How exactly a source states a number; values are those of the corpus schema."""

    EXACT = "exact", _("chính xác")
    AT_LEAST = "at_least", _("ít nhất")
    AT_MOST = "at_most", _("nhiều nhất")
    ALMOST = "almost", _("gần")
    APPROX = "approx", _("khoảng")


class FigureStatus(models.TextChoices):
    """Whether a figure is a result or a plan."""

    ACHIEVED = "achieved", _("đã đạt")
    TARGET = "target", _("kế hoạch")


class PeriodKind(models.TextChoices):
    """Length of a period."""

    MONTH = "month", _("tháng")
    QUARTER = "quarter", _("quý")
    HALF = "half", _("nửa năm")
    YEAR = "year", pgettext_lazy("period", "năm")
    PHASE = "phase", _("giai đoạn")
    UNDATED = "undated", _("không rõ năm")


class SectionKind(models.TextChoices):
    """What a section of a form asks for."""

    NUMBERS = "numbers", _("số liệu")
    NARRATIVE = "narrative", _("lời văn")


class Severity(models.TextChoices):
    """What a check that fails asks of the officer."""

    STOP = "stop", _("sai, phải sửa")
    EXPLAIN = "explain", _("cần lý do")
    NOTICE = "notice", _("lưu ý")


class ReportState(models.TextChoices):
    """Where a report stands on its way up."""

    DRAFT = "draft", _("Đang nhập")
    FILED = "filed", _("Chờ duyệt")
    RETURNED = "returned", _("Trả lại")
    ACCEPTED = "accepted", _("Đã nhận")


class BatchStage(models.TextChoices):
    """How far a ZIP of workbooks is: while it is read, written or undone the worker has work."""

    READING = "reading", _("Đang đọc")
    READ = "read", _("Đã đọc, chưa ghi")
    WRITING = "writing", pgettext_lazy("việc", "Đang ghi")
    WRITTEN = "written", _("Đã ghi")
    UNDOING = "undoing", _("Đang hoàn tác")
    UNDONE = "undone", _("Đã hoàn tác")

    @property
    def is_work(self) -> bool:
        """Whether the worker has something to do."""
        return self in {BatchStage.READING, BatchStage.WRITING, BatchStage.UNDOING}


class TableStage(models.TextChoices):
    """How far a table is: its columns are named, then as `BatchStage`."""

    MAPPING = "mapping", _("Chờ chọn cột")
    READING = "reading", _("Đang đọc")
    READ = "read", _("Đã đọc, chưa ghi")
    WRITING = "writing", pgettext_lazy("việc", "Đang ghi")
    WRITTEN = "written", _("Đã ghi")
    UNDOING = "undoing", _("Đang hoàn tác")
    UNDONE = "undone", _("Đã hoàn tác")

    @property
    def is_work(self) -> bool:
        """Whether the worker has something to do."""
        return self in {TableStage.READING, TableStage.WRITING, TableStage.UNDOING}


class WorkbookOutcome(models.TextChoices):
    """What became of one workbook of a ZIP."""

    WAITING = "waiting", _("Chờ đọc")
    READY = "ready", _("Ghi được")
    ASKED = "asked", _("Cần xem")
    SAME = "same", _("Không đổi")
    REFUSED = "refused", _("Không nhận")
    WRITTEN = "written", _("Đã ghi")
    UNDONE = "undone", _("Đã hoàn tác")
    KEPT = "kept", _("Không hoàn tác được")
