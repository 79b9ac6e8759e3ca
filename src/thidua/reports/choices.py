"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Qualifier(models.TextChoices):
    """How exactly a source states a number; values are those of the corpus schema."""

    EXACT = "exact", _("chính xác")
    AT_LEAST = "at_least", _("ít nhất")
    AT_MOST = "at_most", _("nhiều nhất")
    ALMOST = "almost", _("gần")
    APPROX = "approx", _("khoảng")


class FigureStatus(models.TextChoices):
    """Whether a figure is a result or a plan."""

    ACHIEVED = "achieved", _("đã đạt")
    TARGET = "target", _("kế hoạch")


class PeriodKind(models.TextChoices):
    """Length of a period."""

    MONTH = "month", _("tháng")
    QUARTER = "quarter", _("quý")
    YEAR = "year", pgettext_lazy("period", "năm")
    PHASE = "phase", _("giai đoạn")
    UNDATED = "undated", _("không rõ năm")
