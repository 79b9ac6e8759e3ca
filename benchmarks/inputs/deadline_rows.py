"""What the deadline needs beside the national data: a form of 40 indicators for communes, and a token at all of them.

Call after ``django.setup()`` in a database that ``national_rows.load`` has filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from secrets import token_hex

from benchmarks.inputs.deadline_plan import CODE, Plan
from benchmarks.inputs.national import PROVINCES
from benchmarks.inputs.national_rows import AT, National
from thidua.core import clock
from thidua.core.actors import Role
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level
from thidua.people.models import ApiToken, RoleGrant, User
from thidua.people.rules import digest
from thidua.reports.choices import SectionKind, Severity
from thidua.reports.models import Form, FormCheck, FormEdition, FormLine, FormReporter, FormSection

LINES, STOCKS, CHECKS = 40, 8, 5


def prepare(national: National) -> Plan:
    """Create the form, users and their tokens."""
    indicators = _indicators()
    first = 1 + PROVINCES
    of_provinces = _tokens(national.nodes[1:first], Role.APPROVER)
    of_communes = _tokens(national.nodes[first:], Role.OFFICER)
    above = [int(each) - 1 for each in national.country.above[first:]]
    last_month = clock.today().replace(day=1) - timedelta(days=1)
    return Plan(
        period=(last_month.year, last_month.month),
        indicators=indicators,
        communes=list(zip(of_communes, above, strict=True)),
        provinces=of_provinces,
    )


def _indicators() -> list[str]:
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
    FormLine.objects.bulk_create(
        FormLine(section=section, order=place, number=str(place), indicator=indicator)
        for place, indicator in enumerate(indicators, start=1)
    )
    FormCheck.objects.bulk_create(
        FormCheck(
            edition=edition, order=place, code=f"part_{place}", severity=Severity.STOP, message="",
            terms={"kind": "bounds", "cell": indicators[place].code, "max": 1_000_000},
        )
        for place in range(CHECKS)
    )  # fmt: skip
    return [each.code for each in indicators]


def _tokens(units: Sequence[int], role: Role) -> list[str]:
    """Return the secret of one token at each unit, of a user who holds the role there."""
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
    secrets, until = [token_hex(16) for _user in users], clock.today() + timedelta(days=30)
    ApiToken.objects.bulk_create(
        ApiToken(
            user=user, unit_id=unit, role=role, name="phần mềm", digest=digest(secret),
            can_write=True, until=until, created_at=AT,
        )
        for user, unit, secret in zip(users, units, secrets, strict=True)
    )  # fmt: skip
    return secrets
