"""Files that prove or explain a number: they lie beside a cell of a revision."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record, Withdrawable, WithdrawableQuerySet
from thidua.reports.models.forms import FormLine
from thidua.reports.models.reports import Revision
from thidua.sources.models import StoredFile


class CellFile(Record, Withdrawable):
    """A file beside a cell. One that is taken away is withdrawn and stays in the history of its revision.

    ``created_at``: when it was attached, also where a later revision took it over from the one before.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="cell_files")
    line = models.ForeignKey(FormLine, on_delete=models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    media_type = models.CharField(_("kiểu"), max_length=100)
    name = models.CharField(_("tên tệp"), max_length=255)
    attached_by = models.CharField(_("người đính kèm"), max_length=200)

    objects = WithdrawableQuerySet["CellFile"].as_manager()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        verbose_name = _("tệp kèm ô số")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "line", "file"], condition=Q(withdrawn_at__isnull=True), name="cell_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
