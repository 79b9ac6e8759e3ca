"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What sort of text was read."""

    ARTICLE = "article", _("bài báo")
    REPORT = "report", _("báo cáo")
    DECISION = "decision", _("quyết định")
    OTHER = "other", _("văn bản khác")
