"""Lists of nominees, or of registered titles, that were brought as spreadsheets."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.nominations.choices import ListPurpose, ListState
from thidua.nominations.models.nominations import Nomination, Registration, Round
from thidua.organisations.models import Unit
from thidua.sources.models import StoredFile


class NomineeList(Record):
    """A spreadsheet of nominees of a round, or of titles registered for a year: its file, columns, what it brought.

    Attributes:
        header_row: in which row (from 1) the headers begin; ``first_row`` is the first below them.
        mapping: what each column is, by its letters.
        whole: what was said of the whole list.
        chosen: by the number of a row the uid of the record that it means, or ``new``.
        written, added: nominations or registrations, and records of the ledger, that it wrote.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nominee_lists")
    purpose = models.CharField(_("để làm gì"), max_length=12, choices=ListPurpose)
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="lists")
    year = models.PositiveSmallIntegerField(_("năm"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="nominee_lists")
    name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=ListState, default=ListState.MAPPING)
    sheet = models.CharField(_("trang"), max_length=100, blank=True)
    header_row = models.PositiveIntegerField(_("hàng tiêu đề"), default=1)
    first_row = models.PositiveIntegerField(_("hàng đầu"), default=2)
    headers: models.JSONField[list[str]] = models.JSONField(_("tiêu đề cột"), default=list)
    mapping: models.JSONField[dict[str, str]] = models.JSONField(_("ghép cột"), default=dict)
    whole: models.JSONField[dict[str, str]] = models.JSONField(_("của cả danh sách"), default=dict)
    chosen: models.JSONField[dict[str, str]] = models.JSONField(_("người đã chọn"), default=dict)
    written = models.PositiveIntegerField(_("hồ sơ đã ghi"), default=0)
    added = models.PositiveIntegerField(_("người, tập thể đã thêm"), default=0)
    brought_by = models.CharField(_("người đưa lên"), max_length=200)
    done_at = models.DateTimeField(_("lúc ghi"), null=True, blank=True)
    undone_at = models.DateTimeField(_("lúc hoàn tác"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name = _("danh sách đề nghị")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(purpose=ListPurpose.REGISTER) | Q(round__isnull=False), name="nominee_list_has_its_round"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.file.name


class ListedRow(models.Model):
    """A row of a list (from 1) and what it became."""

    listing = models.ForeignKey(NomineeList, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("dòng"))
    nomination = models.OneToOneField(
        Nomination, null=True, blank=True, on_delete=models.CASCADE, related_name="listed"
    )
    registration = models.OneToOneField(
        Registration, null=True, blank=True, on_delete=models.CASCADE, related_name="listed"
    )

    class Meta:
        verbose_name = _("dòng của danh sách")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["listing", "number"], name="listed_row_once"),
            models.CheckConstraint(
                condition=Q(nomination__isnull=False, registration__isnull=True)
                | Q(nomination__isnull=True, registration__isnull=False),
                name="listed_row_became_one_thing",
            ),
        ]


class ListColumns(models.Model):
    """How a unit read the columns of a list with these headers the last time."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)
    mapping: models.JSONField[dict[str, str]] = models.JSONField(_("ghép cột"), default=dict)

    class Meta:
        verbose_name = _("cách ghép cột đã nhớ")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "signature"], name="list_columns_once"),
        ]
