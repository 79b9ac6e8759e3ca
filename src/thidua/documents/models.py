"""Who issues documents from which day, who signs, and what was issued."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Dated, Record
from thidua.documents.choices import IssuedKind, SigningAuthority
from thidua.organisations.models import Unit
from thidua.sources.models import StoredFile


class OfficeProfile(Record, Dated):
    """What surrounds the text of a unit's documents, for a span of days. Documents take the one of their day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="office_profiles")
    superior_body = models.CharField(_("cơ quan chủ quản"), max_length=200, blank=True)
    issuing_body = models.CharField(_("cơ quan ban hành"), max_length=200)
    symbol = models.CharField(_("chữ viết tắt trong ký hiệu"), max_length=40)
    place = models.CharField(_("địa danh"), max_length=100)
    recipients = models.TextField(_("nơi nhận, mỗi dòng một nơi"), blank=True)
    contact = models.CharField(_("nơi liên hệ"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["unit_id", "since"]
        verbose_name = _("hồ sơ cơ quan")

    def __str__(self) -> str:
        return self.issuing_body


class Signer(models.Model):
    """One who signs under a profile, in order of preference."""

    profile = models.ForeignKey(OfficeProfile, on_delete=models.CASCADE, related_name="signers")
    collective = models.CharField(_("thay mặt tập thể (TM.)"), max_length=200, blank=True)
    """The collective body in whose name the office signs, «Ủy ban nhân dân»; blank where the head signs as such."""
    authority = models.CharField(_("quyền hạn ký"), max_length=5, choices=SigningAuthority, blank=True)
    on_behalf_of = models.CharField(_("ký thay ai"), max_length=200, blank=True)
    office = models.CharField(_("chức vụ"), max_length=200)
    name = models.CharField(_("họ và tên"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.office} {self.name}"


class IssuedDocument(Record):
    """A document made here, in both formats from one model."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="issued_documents")
    kind = models.CharField(_("loại"), max_length=30, choices=IssuedKind)
    title = models.CharField(_("trích yếu"), max_length=400)
    dated_on = models.DateField(_("ngày văn bản"))
    is_draft = models.BooleanField(_("dự thảo"))
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("văn bản đã lập")

    def __str__(self) -> str:
        return self.title
