"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", _("càng nhiều càng tốt")
    DOWN = "down", _("càng ít càng tốt")
    NEUTRAL = "neutral", _("không so")


class Combination(models.TextChoices):
    """How values combine over units or over time."""

    SUM = "sum", _("cộng")
    LATEST = "latest", _("số mới nhất")
    AVERAGE = "average", _("bình quân của tỷ lệ")
    NONE = "none", _("không gộp")
