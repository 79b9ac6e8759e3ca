"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HolderKind(models.TextChoices):
    """Who may hold an honour (Law 06/2022/QH15, Art. 8)."""

    INDIVIDUAL = "individual", _("cá nhân")
    COLLECTIVE = "collective", _("tập thể")
    HOUSEHOLD = "household", _("hộ gia đình")


class CommendationKind(models.TextChoices):
    """The six types of commendation (Law 06/2022/QH15, Art. 8)."""

    MERIT = "merit", _("công trạng")
    AD_HOC = "ad_hoc", _("đột xuất")
    MOVEMENT = "movement", _("phong trào")
    SERVICE_HISTORY = "service_history", _("cống hiến")
    SENIORITY = "seniority", _("niên hạn")
    EXTERNAL_AFFAIRS = "external_affairs", _("đối ngoại")


class Gender(models.TextChoices):
    """Asked only where a form of award has different years for women and men."""

    FEMALE = "female", _("nữ")
    MALE = "male", _("nam")


class BatchState(models.TextChoices):
    """How far an import of past awards is."""

    MAPPING = "mapping", _("chờ ghép cột")
    CHECKING = "checking", _("đang kiểm tra")
    PREVIEW = "preview", _("chờ xem trước")
    WRITING = "writing", _("đang ghi vào sổ")
    DONE = "done", _("đã ghi vào sổ")
    UNDOING = "undoing", _("đang hoàn tác")
    UNDONE = "undone", _("đã hoàn tác")

    @property
    def is_work(self) -> bool:
        """Whether the worker has something to do."""
        return self in {BatchState.CHECKING, BatchState.WRITING, BatchState.UNDOING}
