"""Keys under which retellings of one achievement are found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.nominations.models.nominations import Nomination


class AchievementKey(models.Model):
    """A key under which likely retellings of an achievement are found (``rules.achievements.keys``).

    Of a nomination or of an honour. The honour is kept as a number, not as a relation: the ledger decides alone whether
    a record of it may go, and what is gone is not found.
    """

    key = models.BigIntegerField()
    honour = models.BigIntegerField(null=True)
    nomination = models.ForeignKey(Nomination, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("khóa so thành tích")
        indexes: ClassVar = [models.Index(fields=["key", "honour", "nomination"], name="achievement_key_idx")]


class AchievementMark(models.Model):
    """How far the ledger was gone through for keys: its one row is the lock of who goes on.

    ``gaps`` are numbers below ``last_honour`` that were not there yet ([first, last, when they were missed]): of two
    who write at the same time the one with smaller numbers may be done later.
    """

    last_honour = models.BigIntegerField(default=0)
    gaps: models.JSONField[list[tuple[int, int, str]]] = models.JSONField(default=list)

    class Meta:
        verbose_name = _("mức đã lập khóa so thành tích")
