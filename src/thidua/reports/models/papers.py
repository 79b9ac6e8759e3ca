"""Reports as documents: those made of a revision, and the signed sheets that came back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.documents.models import IssuedDocument
from thidua.reports.models.reports import Revision
from thidua.sources.models import StoredFile


class ReportPaper(Record):
    """A document made of a filed revision, in both formats. It stays when the revision is recalled or amended.

    Attributes:
        content: SHA-256 of what it says (``paper.fingerprint``); the same is not made twice.
        replaces: the report's document before it.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="papers")
    issued = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    content = models.CharField(max_length=64, editable=False)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("văn bản báo cáo")

    def __str__(self) -> str:
        return str(self.issued)


class SignedCopy(Record):
    """The signed sheet of a document as it was scanned. A later one replaces it; it stays in the history."""

    paper = models.ForeignKey(ReportPaper, on_delete=models.PROTECT, related_name="signed_copies")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    media_type = models.CharField(_("kiểu"), max_length=100)
    name = models.CharField(_("tên tệp"), max_length=255)
    brought_by = models.CharField(_("người tải lên"), max_length=200)
    replaced_at = models.DateTimeField(_("lúc thay"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("bản ký")

    def __str__(self) -> str:
        return self.name
