"""Users, roles held, keys of other machines, and persons named in public capacity."""

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
    """One role at one unit, from a day until a day (exclusive).

    Attributes:
        lent_by: the colleague whose role it is, where it was lent for the days that they are away. It counts only while
            they hold it themselves (``queries.grants_in_force``).
        taken_back_at: when a lent role was taken back before its time.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("vai trò"), max_length=20, choices=HeldRole)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    lent_by = models.ForeignKey(
        User, verbose_name=_("người ủy quyền"), null=True, blank=True, on_delete=models.PROTECT, related_name="lent"
    )
    taken_back_at = models.DateTimeField(_("lúc thu hồi"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["since", "id"]
        verbose_name = _("vai trò được giao")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(since__lt=models.F("until")), name="grant_span"
            ),
            models.CheckConstraint(
                condition=models.Q(lent_by__isnull=True) | models.Q(until__isnull=False), name="lent_grant_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.unit}"


class ApiToken(Record):
    """What lets another machine read or write in a user's name: one role at one unit, and never more than they hold.

    Attributes:
        digest: SHA-256 of the secret, which is shown once and kept nowhere.
        until: the first day on which it no longer opens anything.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("vai trò"), max_length=20, choices=HeldRole)
    name = models.CharField(_("tên máy"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    can_write = models.BooleanField(_("được ghi"), default=False)
    until = models.DateField(_("hết hạn từ ngày"))
    last_used_on = models.DateField(_("dùng gần nhất"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("lúc thu hồi"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("mã kết nối")

    def __str__(self) -> str:
        return self.name


class ApiAnswer(models.Model):
    """What a writing call was answered, so that the same call sent again gets the same answer and writes nothing.

    Attributes:
        key: as the caller chose it (``Idempotency-Key``).
        request: SHA-256 of method, address and body: the same key with another request is a mistake.
        body: JSON as it was sent; empty while the call is being done, within its transaction.
    """

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="answers", db_index=False)
    key = models.CharField(max_length=100)
    request = models.CharField(max_length=64)
    body = models.TextField()
    created_at = models.DateTimeField(_("lúc tạo"), db_index=True)

    class Meta:
        verbose_name = _("câu trả lời cho máy")
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "key"], name="api_answer_once")]

    def __str__(self) -> str:
        return self.key


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
