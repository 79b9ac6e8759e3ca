"""The office that the demo shows: users, one a role, and the profile of its documents. All persons are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from thidua.config.beginning import DEMO_PASSWORD, INSTALLER
from thidua.core.actors import Role
from thidua.documents.commands import add_profile
from thidua.documents.rules import ProfileText, SignerText
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.models import Unit
from thidua.organisations.queries import parent_chain
from thidua.people.commands import create_user
from thidua.people.commands.accounts import NewUser
from thidua.people.models import User

OF_COMMITTEE = SignerText("PHÓ CHỦ TỊCH", "Đỗ Văn Khải", authority="KT.", on_behalf_of="CHỦ TỊCH")
"""Who signs what the chair of the committee decides; on papers of the steering board he signs as its deputy head."""
PROFILE_SINCE = date(2015, 1, 1)
ROLES_SINCE = date(2025, 7, 1)
_TERRITORY = {UnitKind.PROVINCE, UnitKind.CITY}


@dataclass(frozen=True)
class DemoUser:
    """A user of the demo; ``unit`` is the folded full name of the unit today."""

    username: str
    full_name: str
    address: str
    role: Role
    unit: str = "viet nam"
    post: str = ""


DEMO_USERS = (
    DemoUser("ha.tt", "Trần Thu Hà", "chị", Role.OFFICER, post="Cán bộ tổng hợp"),
    DemoUser("minh.lq", "Lê Quang Minh", "anh", Role.APPROVER, post="Phó trưởng phòng"),
    DemoUser("ngoc.pb", "Phạm Bích Ngọc", "chị", Role.COUNCIL_MEMBER, post="Thành viên Hội đồng"),
    DemoUser("khai.dv", "Đỗ Văn Khải", "anh", Role.LEADER, post="Phó Trưởng ban"),
    DemoUser("quan.tri", "Vũ Hoài An", "anh, chị", Role.ADMINISTRATOR, post="Quản trị phần mềm"),
    DemoUser("lan.vt", "Hoàng Thị Lan", "chị", Role.OFFICER, unit="xa vu thu", post="Cán bộ xã Vũ Thư"),
    DemoUser("hoa.hy", "Nguyễn Thị Hòa", "chị", Role.OFFICER, unit="tinh hung yen", post="Cán bộ tỉnh Hưng Yên"),
)


def country() -> Unit:
    """Return the root of the territory."""
    return Unit.objects.get(kind=UnitKind.COUNTRY)


@transaction.atomic
def make_office(*, at: datetime) -> list[User]:
    """Create the demo's users with the password that the demo prints; they need not change it."""
    made = []
    password = make_password(DEMO_PASSWORD)
    for demo_user in DEMO_USERS:
        unit = Unit.objects.get(folded=demo_user.unit, until__isnull=True)
        new = NewUser(
            username=demo_user.username, full_name=demo_user.full_name, unit=unit, role=demo_user.role,
            address=demo_user.address, post=demo_user.post,
        )  # fmt: skip
        user, _first_password = create_user(new=new, since=ROLES_SINCE, by=INSTALLER, at=at)
        user.password, user.must_change_password = password, False
        user.save(update_fields=["password", "must_change_password"])
        made.append(user)
    return made


def fill_profile(unit: Unit, *, on: date, at: datetime) -> None:
    """Give ``unit`` a sample office profile, so that the documents of the demo are complete."""
    above = parent_chain(unit, on=unit.until - timedelta(days=1) if unit.until else on)
    province = next((each for each in (unit, *above) if each.level == Level.PROVINCE and each.kind in _TERRITORY), None)
    place = province.name if province else "Hà Nội"
    if unit.kind in {UnitKind.POLICE, UnitKind.MINISTRY}:
        issuing, superior, symbol = unit.full_name, "Bộ Công an" if unit.kind == UnitKind.POLICE else "", "CA"
    else:
        committee = f" {unit.full_name}" if unit.kind != UnitKind.COUNTRY else ""
        issuing, superior, symbol = (
            f"Ban Chỉ đạo 138{committee}",
            "Ủy ban nhân dân" if committee else "Chính phủ",
            "BCĐ",
        )
        superior += committee
    text = ProfileText(
        issuing_body=issuing.upper(),
        superior_body=superior.upper(),
        symbol=symbol,
        place=place,
        recipients="Lãnh đạo cơ quan (để báo cáo);\nCác đơn vị liên quan;\nLưu: VT, TH.",
        contact="Bộ phận tổng hợp",
        signers=[SignerText("PHÓ TRƯỞNG BAN", "Đỗ Văn Khải", authority="KT.", on_behalf_of="TRƯỞNG BAN"), OF_COMMITTEE],
    )
    add_profile(unit=unit, since=PROFILE_SINCE, text=text, by=INSTALLER, at=at)
