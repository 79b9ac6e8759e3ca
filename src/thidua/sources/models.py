"""Files kept by their content, the texts read from them, and places in those texts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.organisations.models import Unit
from thidua.people.models import User
from thidua.sources.choices import DocumentKind


class StoredFile(Record):
    """The bytes of one file, once, named by their SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("cỡ, byte"))
    media_type = models.CharField(_("kiểu"), max_length=100)
    name = models.CharField(_("tên tệp"), max_length=255)

    class Meta:
        verbose_name = _("tệp")

    def __str__(self) -> str:
        return self.name


class Document(Record):
    """A text that was read: an article, a report. It belongs to the unit in whose name it was brought in."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("loại"), max_length=20, choices=DocumentKind, default=DocumentKind.ARTICLE)
    title = models.CharField(_("tên bài"), max_length=400)
    folded = models.CharField(max_length=400, db_index=True, editable=False)
    publisher = models.CharField(_("nơi đăng"), max_length=200, blank=True)
    published = models.CharField(_("ngày đăng"), max_length=10, blank=True)
    """``2020-06-05`` or ``2020-06``; blank where neither the text nor its source says."""
    text = models.TextField(_("nguyên văn"))
    text_sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    noise = models.JSONField(_("phần ngoài bài"), default=list)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    brought_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    locked_at = models.DateTimeField(_("lúc khóa"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("bài, văn bản")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "text_sha256"], name="document_once_a_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class TextMark(models.Model):
    """One mark by which texts like a document's are found (`vietnamese.likeness`); made anew from the text at will.

    ``key`` is even for a mark of its words, odd for one of its numbers.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="marks")
    key = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("dấu nhận bài")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.key}"


class Citation(Record):
    """The exact place that states something, and who accepted it when. ``quote`` is the text there."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="citations")
    start = models.PositiveIntegerField(_("từ ký tự"))
    end = models.PositiveIntegerField(_("đến ký tự"))
    quote = models.TextField(_("nguyên văn"))
    sentence = models.TextField(_("cả câu"))
    cell: models.JSONField[Any] = models.JSONField(_("ô trong bảng"), null=True, blank=True)
    """Where it is a cell of a table: ``table``, ``row``, ``column`` from 1, and ``row_label``, ``column_label``."""
    accepted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_by_label = models.CharField(_("người nhận"), max_length=200)
    accepted_at = models.DateTimeField(_("lúc nhận"))
    restates = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="restated_by")
    """The citation whose rows this one only bears out: another text told the same, and it is counted once."""

    class Meta:
        verbose_name = _("trích dẫn")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="citation_span"),
        ]

    def __str__(self) -> str:
        return self.quote[:80]

    @property
    def cell_name(self) -> str:
        """Which cell of which table it is, for the reader; empty where it stands in no table."""
        return gettext("bảng %(table)s, hàng %(row)s, cột %(column)s") % self.cell if self.cell else ""
