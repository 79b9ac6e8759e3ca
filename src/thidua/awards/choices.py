"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AwardStatus(models.TextChoices):
    """Whether an award was made."""

    AWARDED = "awarded", _("đã tặng")
    PLANNED = "planned", _("dự kiến")


class RecipientKind(models.TextChoices):
    """Who may hold an award."""

    COLLECTIVE = "collective", _("tập thể")
    INDIVIDUAL = "individual", _("cá nhân")
    HOUSEHOLD = "household", _("hộ gia đình")
