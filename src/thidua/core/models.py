"""What every row has, and the audit trail."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """A row that has an address of its own: a random ``uid`` in URLs, a ``version`` against stale saves."""

    uid = models.UUIDField(_("mã"), default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(_("phiên bản"), default=1, editable=False)
    created_at = models.DateTimeField(_("lúc tạo"))

    class Meta:
        abstract = True


class Dated(models.Model):
    """In force from ``since`` (``None``: beginning unknown) until ``until`` (exclusive; ``None``: still)."""

    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        abstract = True


M = TypeVar("M", bound=models.Model)


class WithdrawableQuerySet(models.QuerySet[M]):
    """Rows that may have been withdrawn."""

    def in_force(self) -> Self:
        """Only the rows that still stand."""
        return self.filter(withdrawn_at__isnull=True)


class Withdrawable(models.Model):
    """A row that is taken back by a mark, never deleted."""

    withdrawn_at = models.DateTimeField(_("lúc rút"), null=True, blank=True)
    withdrawn_by = models.CharField(_("người rút"), max_length=200, blank=True)
    withdrawn_reason = models.CharField(_("lý do rút"), max_length=500, blank=True)

    class Meta:
        abstract = True


class AuditEntry(models.Model):
    """One act: who, in which role, did what to what, with the values before and after.

    Plain values, no keys: the entry outlives the user and the object it names.
    """

    at = models.DateTimeField(_("lúc"), db_index=True)
    actor_uid = models.UUIDField(_("mã người làm"), null=True)
    actor_label = models.CharField(_("người làm"), max_length=200)
    actor_role = models.CharField(_("vai trò"), max_length=120)
    act = models.CharField(_("việc"), max_length=80)
    object_kind = models.CharField(_("loại đối tượng"), max_length=80)
    object_label = models.CharField(_("đối tượng"), max_length=500)
    object_uid = models.UUIDField(_("mã đối tượng"), null=True, db_index=True)
    unit_id_value = models.BigIntegerField(_("đơn vị"), null=True, db_index=True)
    before: models.JSONField[Any] = models.JSONField(_("trước"), default=dict)
    after: models.JSONField[Any] = models.JSONField(_("sau"), default=dict)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        verbose_name = _("dòng nhật ký")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.act} {self.object_label}"
