"""A province with villages and a monthly form: what the table of ``benchmarks.importing`` is brought into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from thidua.core.actors import Actor, Grant, Role
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.organisations.models import Lineage, Placement, Unit, UnitDescription
from thidua.people.models import RoleGrant, User
from thidua.reports.choices import SectionKind
from thidua.reports.models import Form, FormEdition, FormLine, FormReporter, FormSection
from thidua.vietnamese.fold import fold, sort_key

AT = datetime(2026, 11, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """The province, an officer of it, and the form that its villages fill in."""

    unit: Unit
    actor: Actor
    form: Form


def load(*, units: int, lines: int) -> Place:
    """Fill the empty database."""
    province = _unit("Hưng Yên", "tỉnh Hưng Yên", UnitKind.PROVINCE, Level.PROVINCE, "33")
    province.save()
    villages = [
        _unit(str(number), f"Thôn {number}", UnitKind.VILLAGE, Level.VILLAGE, f"V{number}") for number in range(units)
    ]
    Unit.objects.bulk_create(villages)
    UnitDescription.objects.bulk_create(
        UnitDescription(
            unit=each, name=each.name, full_name=each.full_name, kind=each.kind, code=each.code, folded=each.folded
        )
        for each in [province, *villages]
    )
    Placement.objects.bulk_create(Placement(unit=each, parent=province) for each in villages)
    rows = [(each, each, 0) for each in [province, *villages]] + [(province, each, 1) for each in villages]
    Lineage.objects.bulk_create(
        Lineage(ancestor=a, descendant=d, depth=depth, tree=Tree.TERRITORY) for a, d, depth in rows
    )
    user = User.objects.create(username="can.bo", full_name="Trần Thu Hà", working_unit=province, created_at=AT)
    RoleGrant.objects.create(user=user, unit=province, role=Role.OFFICER, since=date(2020, 1, 1), created_at=AT)
    actor = Actor(user.uid, user.full_name, (Grant(Role.OFFICER, province.pk),), province.pk, user.pk)
    return Place(province, actor, _form(lines))


def _unit(name: str, full_name: str, kind: str, level: int, code: str) -> Unit:
    return Unit(
        name=name, full_name=full_name, kind=kind, level=level, code=code, folded=fold(full_name),
        sort_key=sort_key(name), created_at=AT,
    )  # fmt: skip


def _form(lines: int) -> Form:
    form = Form.objects.create(code="monthly", name="Báo cáo tháng", period_kind="month", created_at=AT)
    edition = FormEdition.objects.create(form=form, number=1, days_to_file=5, content="benchmark", created_at=AT)
    FormReporter.objects.create(edition=edition, level=Level.VILLAGE)
    section = FormSection.objects.create(edition=edition, order=1, kind=SectionKind.NUMBERS, title="Số liệu")
    for number in range(lines):
        name = f"Chỉ tiêu số {number}"
        indicator = Indicator.objects.create(
            code=f"line_{number}", name=name, folded=fold(name), over_time=Combination.SUM, phrase=name,
            unit_of_measure="buổi", group="Thử", order=number, created_at=AT,
        )  # fmt: skip
        FormLine.objects.create(section=section, order=number, number=str(number + 1), indicator=indicator)
    return form
