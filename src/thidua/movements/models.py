"""What is run, in which phases, by which documents, and what it sets itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record, Withdrawable, WithdrawableQuerySet
from thidua.indicators.models import Indicator
from thidua.movements.choices import AimKind, MovementCategory, Organisation, Scope
from thidua.organisations.models import Unit
from thidua.people.models import User
from thidua.sources.models import Citation
from thidua.vietnamese.writing import scaled


class Movement(Record):
    """An emulation movement, or a programme, directive or project run like one, at one unit."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("đơn vị phát động"), on_delete=models.PROTECT, related_name="movements"
    )
    category = models.CharField(_("loại"), max_length=20, choices=MovementCategory, default=MovementCategory.MOVEMENT)
    organisation = models.CharField(_("hình thức"), max_length=20, choices=Organisation, default=Organisation.THEMATIC)
    scope = models.CharField(_("phạm vi"), max_length=20, choices=Scope, blank=True)
    name = models.CharField(_("tên phong trào"), max_length=300)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    aim = models.TextField(_("mục đích, yêu cầu"), blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name = _("phong trào")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "folded"], name="movement_once_a_unit"),
        ]

    def __str__(self) -> str:
        return self.name


class Phase(Record):
    """A stretch of years of a movement. ``last_year`` ``None``: still open."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="phases")
    first_year = models.PositiveSmallIntegerField(_("từ năm"))
    last_year = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["first_year", "id"]
        verbose_name = _("giai đoạn")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(first_year__lte=F("last_year")), name="phase_years"
            ),
            models.UniqueConstraint(fields=["movement", "first_year", "last_year"], name="phase_once"),
        ]

    def __str__(self) -> str:
        if self.last_year == self.first_year:
            return str(self.first_year)
        return f"{self.first_year}–{self.last_year}" if self.last_year else f"từ {self.first_year}"


class GoverningDocument(Record, Withdrawable):
    """A document by which a movement is run: plan, directive, programme."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="governing_documents")
    title = models.CharField(_("tên văn bản"), max_length=400)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issuer = models.CharField(_("nơi ban hành"), max_length=200, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    citation = models.ForeignKey(Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = WithdrawableQuerySet["GoverningDocument"].as_manager()

    class Meta:
        ordering: ClassVar = ["title", "id"]
        verbose_name = _("văn bản chỉ đạo")

    def __str__(self) -> str:
        return self.title


class Aim(Record, Withdrawable):
    """A focus point, target or task of a phase. A target may carry an indicator and a value (scaled)."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="aims")
    kind = models.CharField(_("loại"), max_length=10, choices=AimKind)
    text = models.CharField(_("nội dung"), max_length=500)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="aims")
    value = models.BigIntegerField(_("mức phải đạt"), null=True, blank=True)
    owner = models.CharField(_("chủ trì"), max_length=200, blank=True)
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    assignee = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField(_("lúc xong"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    citation = models.ForeignKey(Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = WithdrawableQuerySet["Aim"].as_manager()

    class Meta:
        ordering: ClassVar = ["kind", "order", "id"]
        verbose_name = _("trọng tâm, chỉ tiêu, nhiệm vụ")

    def __str__(self) -> str:
        return self.text

    @property
    def level(self) -> str:
        """The level to reach as it is written; empty where there is none."""
        return scaled(self.value, self.indicator.decimals) if self.value is not None and self.indicator else ""
