"""What was read from a document and what became of it; and many documents brought in at once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.intake.choices import Answer, FactKind, FactState, FileOutcome, FindingKind
from thidua.organisations.models import Unit
from thidua.people.models import User
from thidua.sources.models import Citation, Document, StoredFile


class ProposedFact(Record):
    """One fact as read (``read_value``, never changed) and as the officer has it (``value``)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(_("loại"), max_length=10, choices=FactKind)
    number = models.PositiveIntegerField(_("số thứ tự trong bài"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    also = models.JSONField(default=list)
    read_value = models.JSONField(_("như máy đọc"), default=dict)
    value = models.JSONField(_("như đã xem"), default=dict)
    rule = models.CharField(_("quy tắc đọc"), max_length=80)
    confidence_percent = models.PositiveSmallIntegerField(_("độ chắc, %"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=FactState, default=FactState.WAITING)
    decided_by_label = models.CharField(_("người xem"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("lúc xem"), null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    set_aside_at = models.DateTimeField(_("để xem riêng lúc"), null=True, blank=True)
    """When a person took it out of its paragraph's confirmation: since then it is looked at alone."""
    citation = models.ForeignKey(Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Set while accepted; everything written to the registry carries it."""

    class Meta:
        ordering: ClassVar = ["document_id", "number"]
        verbose_name = _("dữ kiện")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="fact_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state="accepted") | models.Q(citation__isnull=False),
                name="accepted_fact_has_citation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Finding(Record):
    """A check that failed on some facts of a document. Nothing is changed unasked."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(_("loại"), max_length=15, choices=FindingKind)
    key = models.CharField(max_length=200)
    """Which check on which facts, so that checking again finds the same finding."""
    fact_ids = models.JSONField(default=list)
    """Every fact that the check looked at, as ``ProposedFact`` keys."""
    in_question = models.JSONField(default=list)
    """Those of them that may be wrong: not accepted unless a person says so."""
    message = models.CharField(_("điều tìm thấy"), max_length=600)
    """A msgid with ``%(name)s`` places that ``values`` fill."""
    values = models.JSONField(default=dict)
    other = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The document that this one is held against: the same story, or the one that gave another number."""
    provision = models.CharField(_("căn cứ"), max_length=300, blank=True)
    caution = models.CharField(_("điều chưa đối chiếu"), max_length=600, blank=True)
    answer = models.CharField(_("trả lời"), max_length=20, choices=Answer, blank=True)
    answered_by_label = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["document_id", "id"]
        verbose_name = _("chỗ cần xem")
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "key"], name="finding_once")]

    def __str__(self) -> str:
        return self.message


class Batch(Record):
    """A ZIP of many files that is brought in by the worker, one file after the other."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="batches")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(_("tên tệp"), max_length=255)
    brought_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    brought_by_label = models.CharField(_("người đưa vào"), max_length=200)
    moved_at = models.DateTimeField(_("lúc xong tệp gần nhất"))
    finished_at = models.DateTimeField(_("lúc xong"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("tệp nhiều bài")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "file"], condition=models.Q(finished_at__isnull=True), name="batch_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BatchFile(models.Model):
    """One file of a batch, and what became of it."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="files")
    place = models.PositiveIntegerField(_("thứ tự trong tệp ZIP"))
    name = models.CharField(_("tên tệp"), max_length=500)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=FileOutcome, default=FileOutcome.WAITING)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    message = models.CharField(_("lý do"), max_length=600, blank=True)
    """A msgid with ``%(name)s`` places that ``values`` fill."""
    values = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["batch_id", "place"]
        verbose_name = _("tệp trong tệp ZIP")
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "place"], name="batch_file_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def because(self) -> str:
        """Why it was refused, or what was done to it on the way, in the reader's language."""
        text = gettext(self.message) if self.message else ""
        return text % self.values if self.values else text
