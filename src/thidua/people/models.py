"""Users, roles held, and persons named in public capacity."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record, Withdrawable
from thidua.organisations.models import Unit
from thidua.people.choices import Address, HeldRole


class UserManager(BaseUserManager["User"]):
    """Finds users by their sign-in name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user who signs in as ``username``."""
        return self.get(username=(username or "").strip().lower())


class User(Record, AbstractBaseUser):
    """Somebody who signs in. What they may do comes only from the roles they hold today."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    address = models.CharField(_("cách xưng hô"), max_length=10, choices=Address, default=Address.NEUTRAL)
    post = models.CharField(_("chức vụ"), max_length=120, blank=True)
    language = models.CharField(_("ngôn ngữ"), max_length=5, default="vi")
    is_active = models.BooleanField(_("đang dùng"), default=True)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=True)
    seen_until = models.DateTimeField(_("đã xem thay đổi đến lúc"), null=True, blank=True)
    working_unit = models.ForeignKey(
        Unit, verbose_name=_("đơn vị đang làm việc"), null=True, blank=True, on_delete=models.SET_NULL
    )

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering: ClassVar = ["username"]
        verbose_name = _("người dùng")

    def __str__(self) -> str:
        return self.full_name

    @property
    def given_name(self) -> str:
        """The last word of the name, by which Vietnamese people are greeted."""
        return self.full_name.split()[-1] if self.full_name.split() else self.username


class RoleGrant(Record):
    """One role at one unit, from a day until a day (exclusive)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("vai trò"), max_length=20, choices=HeldRole)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["since", "id"]
        verbose_name = _("vai trò được giao")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(since__lt=models.F("until")), name="grant_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.unit}"


class PublicPerson(Record, Withdrawable):
    """A person named in a public capacity: official, speaker, delegate, recipient. Nothing private is kept."""

    name = models.CharField(_("họ và tên"), max_length=120)
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    sort_key = models.CharField(max_length=300, editable=False)
    """By given name, then surname and middle names."""
    rank = models.CharField(_("cấp bậc hàm"), max_length=60, blank=True)
    posts = models.JSONField(_("chức vụ"), default=list)

    class Meta:
        ordering: ClassVar = ["sort_key", "id"]
        verbose_name = _("người được nêu tên")

    def __str__(self) -> str:
        return self.name
