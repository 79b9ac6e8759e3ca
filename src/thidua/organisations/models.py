"""Units, their dated descriptions and places, and their successions. Spans are half-open local dates."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Dated, Record
from thidua.organisations.choices import Level, ReorganisationState, SuccessionKind, Tree, UnitKind


class Unit(Record, Dated):
    """A body with a life of its own. A merged unit is a new one even where name and code stay.

    ``name``, ``full_name``, ``kind`` and ``code`` repeat the newest description, for lists and search.
    """

    name = models.CharField(_("tên"), max_length=200)
    full_name = models.CharField(_("tên đầy đủ"), max_length=300)
    kind = models.CharField(_("loại"), max_length=30, choices=UnitKind)
    level = models.PositiveSmallIntegerField(_("cấp"), choices=Level)
    code = models.CharField(_("mã chính thức"), max_length=20, blank=True, db_index=True)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)
    latitude_e5 = models.IntegerField(_("vĩ độ ×100.000"), null=True, blank=True)
    longitude_e5 = models.IntegerField(_("kinh độ ×100.000"), null=True, blank=True)
    load_key = models.CharField(  # noqa: DJ001 - unique where there is one, and null is unlike null
        max_length=60, unique=True, null=True, editable=False
    )
    """Where the row comes from in the shipped data, so that loading twice changes nothing."""

    class Meta:
        ordering: ClassVar = ["level", "sort_key", "id"]
        verbose_name = _("đơn vị")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lt=F("until")), name="unit_span"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def name_in_sentence(self) -> str:
        """The full name as it stands inside a sentence: «tỉnh Hưng Yên», but «Công an tỉnh Hưng Yên»."""
        return self.full_name[:1].lower() + self.full_name[1:] if self.full_name != self.name else self.full_name


class UnitDescription(Dated):
    """What a unit was called, of what kind and under which code, for a span of days."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="descriptions")
    name = models.CharField(_("tên"), max_length=200)
    full_name = models.CharField(_("tên đầy đủ"), max_length=300)
    kind = models.CharField(_("loại"), max_length=30, choices=UnitKind)
    code = models.CharField(_("mã chính thức"), max_length=20, blank=True, db_index=True)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    legal_basis = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["unit_id", F("since").asc(nulls_first=True)]
        verbose_name = _("tên gọi của đơn vị")

    def __str__(self) -> str:
        return self.full_name


class Placement(Dated):
    """Under which parent a unit hangs in one tree, for a span of days."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="child_placements")
    tree = models.CharField(_("cây"), max_length=20, choices=Tree, default=Tree.TERRITORY)
    legal_basis = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("vị trí trong cây")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(unit=F("parent")), name="placement_not_under_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.parent_id}"


class Lineage(Dated):
    """A closure row: ``descendant`` stands ``depth`` steps under ``ancestor`` for a span of days (0: itself).

    Kept by the commands that place units. A unit's own row (depth 0) is in every tree in which it stands, and always
    in ``TERRITORY``.
    """

    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="lineage_down")
    descendant = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="lineage_up")
    tree = models.CharField(max_length=20, choices=Tree, default=Tree.TERRITORY)
    depth = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["ancestor", "tree", "depth"], name="lineage_down_idx"),
            models.Index(fields=["descendant", "tree", "depth"], name="lineage_up_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.descendant_id} ({self.depth})"


class Succession(models.Model):
    """``predecessor`` became ``successor``, wholly or in part, on a day.

    ``share_permille`` is the part of the predecessor that went there, in thousandths; ``None`` is undetermined.
    """

    predecessor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="became")
    successor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="came_from")
    on = models.DateField(_("ngày"))
    kind = models.CharField(_("phần"), max_length=10, choices=SuccessionKind)
    share_permille = models.PositiveSmallIntegerField(_("phần nghìn"), null=True, blank=True)
    legal_basis = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kế thừa")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class ForestState(models.Model):
    """One row: which state of the trees this is. Every command that changes them gives it a new random value.

    What was worked out from the trees under one value holds as long as the value stands. Random, not counted: a number
    that a rolled-back change had used would come again and stand for other trees.
    """

    state = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = _("trạng thái của các cây")

    def __str__(self) -> str:
        return str(self.state)


class Reorganisation(Record):
    """Mergers, splits and moves of units under one, planned together, done in one go on a day, and reversible.

    Attributes:
        unit: at and under which the units stand.
        on: the first day of the new state.
        steps: ``plans.Step`` as JSON.
        journal: once applied, the rows before and after, for the way back.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reorganisations")
    title = models.CharField(_("tên đợt sắp xếp"), max_length=200)
    legal_basis = models.CharField(_("căn cứ"), max_length=300, blank=True)
    on = models.DateField(_("có hiệu lực từ"))
    steps: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ReorganisationState, default=ReorganisationState.DRAFT
    )
    journal: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    drafted_by = models.CharField(_("người lập"), max_length=200)
    applied_at = models.DateTimeField(_("lúc áp dụng"), null=True, blank=True)
    applied_by = models.CharField(_("người áp dụng"), max_length=200, blank=True)
    reversed_at = models.DateTimeField(_("lúc hoàn tác"), null=True, blank=True)
    reversed_by = models.CharField(_("người hoàn tác"), max_length=200, blank=True)
    reason = models.CharField(_("lý do hoàn tác"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-on", "-id"]
        verbose_name = _("đợt sắp xếp đơn vị")

    def __str__(self) -> str:
        return self.title
