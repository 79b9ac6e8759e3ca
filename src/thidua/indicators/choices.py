"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    COUNT = "count", _("đếm số đơn vị có")
    NONE = "none", _("không gộp")


class ReportingPeriod(models.TextChoices):
    """For which periods an indicator is reported; longer ones are added from these."""

    MONTH = "month", _("tháng")
    QUARTER = "quarter", _("quý")
    HALF = "half", _("nửa năm")
    YEAR = "year", pgettext_lazy("period", "năm")
    PHASE = "phase", _("giai đoạn")
