"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MovementCategory(models.TextChoices):
    """What is run; the corpus schema's categories."""

    MOVEMENT = "movement", _("phong trào thi đua")
    PROGRAMME = "programme", _("chương trình phối hợp")
    DIRECTIVE = "directive", _("chỉ thị")
    PROJECT = "project", _("đề án")
    AWARD_SCHEME = "award_scheme", _("giải thưởng")


class Organisation(models.TextChoices):
    """Forms of organisation (Law 06/2022/QH15, Art. 16(1))."""

    REGULAR = "regular", _("thường xuyên")
    THEMATIC = "thematic", _("theo chuyên đề")


class Scope(models.TextChoices):
    """Within what a movement is run, as form 0601 asks (Circular 02/2023/TT-BNV)."""

    NATIONAL = "national", _("toàn quốc")
    SECTOR = "sector", _("bộ, ban, ngành, đoàn thể, địa phương")
    CLUSTER = "cluster", _("cụm, khối thi đua")
    UNIT = "unit", _("cơ quan, tổ chức, đơn vị")


class AimKind(models.TextChoices):
    """What a phase sets itself."""

    FOCUS = "focus", _("trọng tâm, đột phá")
    TARGET = "target", _("chỉ tiêu")
    TASK = "task", _("nhiệm vụ, giải pháp")
