"""A year of monthly reports in an office with the whole country in it: who has filed, and the values of one province.

Every commune of the country has a report of every month, most of them accepted, some waiting, sent back or missing;
all of the province's are accepted, with a value for each of 60 indicators, and so are its totals.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from random import Random

from thidua.config.beginning import INSTALLER, load_catalogues
from thidua.core.actors import Role
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries import in_force
from thidua.people.commands import create_user
from thidua.people.commands.accounts import NewUser
from thidua.people.models import User
from thidua.reports.choices import ReportState, SectionKind
from thidua.reports.commands import ensure_span
from thidua.reports.models import (
    AcceptedValue,
    Form,
    FormEdition,
    FormLine,
    FormReporter,
    FormSection,
    Period,
    Report,
    Revision,
    Total,
)
from thidua.reports.queries.figures import span
from thidua.reports.rules import Span
from thidua.reports.rules.adding import periods_to_add
from thidua.reports.rules.calendar import periods_of_year

SEED = 20260701
INDICATORS, SECTIONS = 60, 6
PROVINCE = "tinh hung yen"
FORM = "bench_month"
_AT_ONCE = 2_000
_ACCEPTED, _FILED, _RETURNED = 92, 95, 97
"""Of a hundred reports so many are accepted, filed at all, sent back; the rest are missing."""


def fill(year: int, *, on: date, at: datetime) -> tuple[User, User]:
    """Fill an empty office; return an officer of the country and one of the province."""
    load_catalogues(at=at)
    country = Unit.objects.get(kind=UnitKind.COUNTRY)
    province = Unit.objects.get(folded=PROVINCE, until__isnull=True)
    edition = _form(at)
    periods = [ensure_span(span=each) for each in periods_of_year("month", year)]
    below = Lineage.objects.filter(in_force(on), ancestor=country, descendant__level=Level.COMMUNE)
    own = set(_under(province, on))
    reports = _reports(edition, sorted(set(below.values_list("descendant", flat=True))), own, periods, at)
    _values(edition, province, [each for each in reports if each.unit_id in own])
    return tuple(officer(unit, on, at) for unit in (country, province))  # type: ignore[return-value]


def _under(unit: Unit, on: date) -> list[int]:
    rows = Lineage.objects.filter(in_force(on), ancestor=unit, descendant__level=Level.COMMUNE, depth__gt=0)
    return list(rows.values_list("descendant", flat=True))


def _form(at: datetime) -> FormEdition:
    form = Form.objects.create(code=FORM, name="Báo cáo tháng", period_kind="month", order=0, created_at=at)
    edition = FormEdition.objects.create(form=form, number=1, days_to_file=5, content="bench", created_at=at)
    FormReporter.objects.create(edition=edition, level=Level.COMMUNE)
    for number in range(INDICATORS):
        name = f"Chỉ tiêu thứ {number + 1} của phong trào"
        indicator = Indicator.objects.create(
            code=f"bench_{number:02}", name=name, folded=name.casefold(), phrase="buổi", unit_of_measure="buổi",
            group="Thử", order=number, created_at=at,
        )  # fmt: skip
        section, _made = FormSection.objects.get_or_create(
            edition=edition, order=1 + number * SECTIONS // INDICATORS, kind=SectionKind.NUMBERS, title="Phần"
        )
        FormLine.objects.create(section=section, order=number + 1, number=str(number + 1), indicator=indicator)
    return edition


def _reports(
    edition: FormEdition, units: list[int], own: set[int], periods: list[Period], at: datetime
) -> list[Report]:
    random = Random(SEED)  # noqa: S311 - sample data, not a secret
    reports = []
    for period in periods:
        due = (span(period).until or at.date()) + timedelta(days=4)
        for unit in units:
            drawn = 0 if unit in own else random.randrange(100)
            if drawn >= _RETURNED:
                continue
            is_accepted = drawn < _ACCEPTED
            state = ReportState.ACCEPTED if is_accepted else ReportState.FILED
            if drawn >= _FILED:
                state = ReportState.RETURNED
            reports.append(
                Report(
                    form=edition.form,
                    edition=edition,
                    unit_id=unit,
                    period=period,
                    state=state,
                    due_on=due,
                    accepted_number=1 if is_accepted else None,
                    filed_on=due,
                    created_at=at,
                )
            )
    Report.objects.bulk_create(reports, batch_size=_AT_ONCE)
    Revision.objects.bulk_create(
        (Revision(report=each, number=1, state=each.state, created_at=at) for each in reports), batch_size=_AT_ONCE
    )
    return reports


def _values(edition: FormEdition, province: Unit, reports: list[Report]) -> None:
    random = Random(SEED)  # noqa: S311
    indicators = [line.indicator_id for line in FormLine.objects.filter(section__edition=edition)]
    revisions = dict(Revision.objects.filter(report__in=reports).values_list("report", "pk"))
    values = []
    totals: dict[tuple[Span, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for report in reports:
        for indicator in indicators:
            value = random.randrange(400)
            values.append(
                AcceptedValue(
                    unit_id=report.unit_id,
                    period=report.period,
                    indicator_id=indicator,
                    value=value,
                    revision_id=revisions[report.pk],
                )
            )
            for each in periods_to_add(span(report.period)):
                sum_so_far, figures = totals[each, indicator]
                totals[each, indicator] = sum_so_far + value, figures + 1
    AcceptedValue.objects.bulk_create(values, batch_size=_AT_ONCE)
    periods = {each: ensure_span(span=each) for each, _indicator in totals}
    Total.objects.bulk_create(
        (
            Total(unit=province, period=periods[each], indicator_id=indicator, value=value, figures=figures)
            for (each, indicator), (value, figures) in totals.items()
        ),
        batch_size=_AT_ONCE,
    )


def officer(unit: Unit, on: date, at: datetime) -> User:
    """Make an officer of a unit who may sign in at once."""
    new = NewUser(
        username=f"can.bo.{unit.pk}", full_name="Cán bộ", unit=unit, role=Role.OFFICER, address="anh, chị", post="",
    )  # fmt: skip
    user, _password = create_user(new=new, since=on, by=INSTALLER, at=at)
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    return user
