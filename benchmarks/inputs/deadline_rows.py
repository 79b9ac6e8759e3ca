"""What the deadline needs beside the national data: a form of 40 indicators for communes, and users at all of them.

Call after ``django.setup()`` in a database that ``national_rows.load`` has filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from secrets import token_hex

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from benchmarks.inputs.deadline_plan import CODE, Plan
from benchmarks.inputs.national import PROVINCES
from benchmarks.inputs.national_rows import AT, National
from thidua.core import clock
from thidua.core.actors import Role
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level
from thidua.people.models import RoleGrant, User
from thidua.reports.choices import SectionKind
from thidua.reports.models import Form, FormEdition, FormLine, FormReporter, FormSection
from thidua.reports.rules.calendar import period_before, period_on

LINES, STOCKS = 40, 8


def prepare(national: National) -> Plan:
    """Create form, users and their sessions."""
    lines = _lines()
    first = 1 + PROVINCES
    of_provinces = _sessions(national.nodes[1:first], Role.APPROVER)
    of_communes = _sessions(national.nodes[first:], Role.OFFICER)
    above = [int(each) - 1 for each in national.country.above[first:]]
    return Plan(
        period=period_before(period_on("month", clock.today())).key,
        lines=lines,
        communes=list(zip(of_communes, above, strict=True)),
        provinces=of_provinces,
    )


def _lines() -> list[int]:
    form = Form.objects.create(code=CODE, name="Báo cáo tháng của xã", period_kind="month", order=2, created_at=AT)
    edition = FormEdition.objects.create(form=form, number=1, days_to_file=20, content=CODE, created_at=AT)
    FormReporter.objects.create(edition=edition, level=Level.COMMUNE)
    section = FormSection.objects.create(edition=edition, order=1, kind=SectionKind.NUMBERS, title="Số liệu")
    indicators = Indicator.objects.bulk_create(
        Indicator(
            code=f"{CODE}_{number}",
            name=f"Chỉ tiêu hạn {number}",
            folded=f"chi tieu han {number}",
            phrase="lượt",
            unit_of_measure="lượt",
            over_time=Combination.LATEST if number < STOCKS else Combination.SUM,
            group="Thử",
            order=1000 + number,
            created_at=AT,
        )
        for number in range(LINES)
    )
    made = FormLine.objects.bulk_create(
        FormLine(section=section, order=place, number=str(place), indicator=indicator)
        for place, indicator in enumerate(indicators, start=1)
    )
    return [line.pk for line in made]


def _sessions(units: Sequence[int], role: Role) -> list[str]:
    """Return the session keys of one signed-in user at each unit."""
    users = User.objects.bulk_create(
        User(
            username=f"{role}.{unit}", full_name=f"Cán bộ {unit}", password=f"!{token_hex(8)}",
            working_unit_id=unit, must_change_password=False, created_at=AT,
        )
        for unit in units
    )  # fmt: skip
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, unit_id=unit, role=role, since=date(2020, 1, 1), created_at=AT)
        for user, unit in zip(users, units, strict=True)
    )
    keys = [token_hex(16) for _user in users]
    store = SessionStore()
    until = timezone.now() + timedelta(hours=12)
    Session.objects.bulk_create(
        Session(
            session_key=key,
            expire_date=until,
            session_data=store.encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1],
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                }
            ),
        )
        for key, user in zip(keys, users, strict=True)
    )
    return keys
