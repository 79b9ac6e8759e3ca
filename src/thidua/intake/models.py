"""What was read from a document and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record
from thidua.intake.choices import Answer, FactKind, FactState, FindingKind
from thidua.sources.models import Citation, Document


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
