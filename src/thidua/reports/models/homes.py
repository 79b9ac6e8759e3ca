"""Where the figures of units count: worked out from the trees, so that totals are added in one question."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Dated
from thidua.organisations.choices import Tree
from thidua.organisations.models import Unit


class Home(Dated):
    """Under which node a unit's figures count in one tree, for a span of days.

    While it lives, the unit above it; after its end the nearest one above all that came from it. Kept by
    ``refresh_homes`` whenever the trees change. ``heirs``: of a unit that ended, who came from it (``rules.homes``).
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="homes", db_index=False)
    node = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_index=False)
    tree = models.CharField(_("cây"), max_length=20, choices=Tree)
    heirs = models.TextField(blank=True)

    class Meta:
        verbose_name = _("nơi tính số")
        indexes: ClassVar = [
            models.Index(fields=["node", "tree"], name="home_node_idx"),
            models.Index(fields=["unit", "tree"], name="home_unit_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.node_id}"
