"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HeldRole(models.TextChoices):
    """Roles that can be given to a user; the public needs none. Values are those of ``core.actors.Role``."""

    OFFICER = "officer", _("cán bộ nhập, xử lý")
    APPROVER = "approver", _("người duyệt")
    COUNCIL_MEMBER = "council_member", _("thành viên hội đồng")
    LEADER = "leader", _("lãnh đạo")
    ADMINISTRATOR = "administrator", _("người quản trị")


class Address(models.TextChoices):
    """How the screen addresses a user."""

    OLDER_BROTHER = "anh", _("anh")
    OLDER_SISTER = "chị", _("chị")
    NEUTRAL = "anh, chị", _("anh, chị")
