"""What a new installation begins with: the catalogues and its first administrator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor, Role
from thidua.core.errors import Refused
from thidua.honours.commands import tie_bodies
from thidua.indicators.commands import load_indicators
from thidua.organisations.commands import load_units
from thidua.organisations.models import Unit
from thidua.organisations.queries import describe_all, in_force, units_named
from thidua.organisations.records import read_units
from thidua.people.commands import create_user
from thidua.people.commands.accounts import NewUser
from thidua.people.models import RoleGrant, User
from thidua.reports.commands import load_forms

Progress = Callable[[str, int, int], None]

INSTALLER = Actor(uid=None, label="Lệnh thidua trên máy chủ")
DEMO_PASSWORD = "thi-dua-2026"  # noqa: S105 - printed on the screen of the demo, refused anywhere but on localhost


def load_catalogues(*, at: datetime, progress: Progress | None = None) -> None:
    """Load units, indicators and forms that ship with the product; what is there already stays.

    Bodies of the ledger that were named before their unit was there are tied to it.
    """
    load_units(records=read_units(), by=INSTALLER, at=at, progress=progress)
    tie_bodies(by=INSTALLER, at=at)
    load_indicators(by=INSTALLER, at=at)
    load_forms(by=INSTALLER, at=at)


@transaction.atomic
def first_administrator(*, unit_name: str, username: str, full_name: str, on: date, at: datetime) -> tuple[User, str]:
    """Create the first administrator at the unit of that name or code; return the user and first password.

    Raises:
        Refused: there is an administrator already, or the unit is unknown or not the only one of its name.
    """
    if RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise Refused(_("Nơi này đã có người quản trị. Đăng nhập rồi thêm người dùng ở mục “Đơn vị, người dùng”."))
    by_code = Unit.objects.filter(in_force(on), code=unit_name).exclude(code="")
    matches = describe_all(list(by_code), on=on) or units_named(unit_name, on=on)
    if not matches:
        raise Refused(
            _("Không có đơn vị “%(name)s” hôm nay. Ghi tên đầy đủ, ví dụ “xã Vũ Thư”, hoặc mã."), name=unit_name
        )
    if len(matches) > 1:
        shown = "; ".join(f"{match.full_name} ({match.code}), {', '.join(match.chain)}" for match in matches[:6])
        raise Refused(
            _("Có nhiều đơn vị tên “%(name)s”: %(shown)s. Ghi mã của đơn vị mình."), name=unit_name, shown=shown
        )
    new = NewUser(username=username, full_name=full_name, unit=matches[0].unit, role=Role.ADMINISTRATOR)
    return create_user(new=new, since=on, by=INSTALLER, at=at)


def users_with_demo_password() -> list[str]:
    """Return the sign-in names of active users whose password is the demo's."""
    return [user.username for user in User.objects.filter(is_active=True) if user.check_password(DEMO_PASSWORD)]
