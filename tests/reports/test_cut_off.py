"""From which day of the month a unit counts: set from a day on, by who may, without touching old periods."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import make_form, make_report, month

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.reports.commands import set_cut_off
from thidua.reports.models import CutOff
from thidua.reports.queries.cut_off import cut_off_over
from thidua.reports.queries.due import reports_due
from thidua.reports.queries.ladder import first_day_of_months

pytestmark = pytest.mark.django_db

DECEMBER = date(2026, 12, 1)
JANUARY = date(2027, 1, 1)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


def put(unit, first_day=15, since=DECEMBER, *, by=None, basis="Công văn 12"):
    return set_cut_off(unit=unit, first_day=first_day, since=since, basis=basis, by=by or process_actor(unit), at=AT)


def kept(unit):
    return list(CutOff.objects.filter(unit=unit).order_by("since").values_list("first_day", "since", "until"))


def test_it_counts_for_the_unit_and_all_under_it_from_the_day_on_and_not_before(province, commune):
    put(province)

    days = [
        first_day_of_months(unit.pk, "territory", day)
        for unit in (province, commune)
        for day in (date(2026, 11, 30), date(2026, 12, 31))
    ]

    assert days == [1, 15, 1, 15]


def test_a_later_one_ends_the_one_before(province):
    put(province)
    put(province, 20, date(2027, 3, 1))

    assert kept(province) == [(15, DECEMBER, date(2027, 3, 1)), (20, date(2027, 3, 1), None)]


def test_one_from_the_same_day_is_written_over(province):
    put(province, 15)
    put(province, 20)

    assert kept(province) == [(20, DECEMBER, None)]


def test_the_same_again_changes_nothing_and_is_not_audited_twice(province):
    put(province)
    put(province, since=JANUARY)

    assert (kept(province), AuditEntry.objects.filter(act="set_cut_off").count()) == ([(15, DECEMBER, None)], 1)


def test_it_is_audited_with_what_held_before(province, commune):
    put(province)
    put(commune, 20, by=process_actor(province))

    entries = AuditEntry.objects.filter(act="set_cut_off").order_by("pk")
    by_province = {"unit": "tỉnh Hưng Yên", "first_day": 15, "since": "2026-12-01", "basis": "Công văn 12"}
    assert [(entry.before, entry.after) for entry in entries] == [
        ({"first_day": 1}, by_province),
        (by_province, by_province | {"unit": "xã Vũ Thư", "first_day": 20}),
    ]


def test_an_old_period_keeps_its_days_and_its_last_day_of_filing(province, commune):
    make_form("sessions", name="Báo cáo tháng")
    put(province, since=date(2026, 11, 1))

    dues = {each.period.label: each.due_on for each in reports_due(commune, on=date(2026, 11, 20))}

    assert (dues["tháng 10/2026"], dues["tháng 11/2026"]) == (date(2026, 11, 5), date(2026, 11, 19))


class TestRefusals:
    @pytest.mark.parametrize("first_day", [0, 29, -1])
    def test_a_day_that_not_every_month_has(self, province, first_day):
        with pytest.raises(Refused, match="từ 1 đến 28"):
            put(province, first_day)

    def test_a_unit_that_is_not_under_the_actors(self, province, commune):
        for other in (process_actor(commune), process_actor(make_unit("Quảng Trị")), process_actor()):
            with pytest.raises(Refused, match="cho đơn vị mình và các đơn vị bên dưới"):
                put(province, by=other)

    def test_a_unit_does_not_depart_from_what_the_one_above_set(self, province, commune):
        put(province)

        with pytest.raises(Refused, match="do tỉnh Hưng Yên đặt chung"):
            put(commune, 20)
        assert put(commune, 20, by=process_actor(province)).unit == commune

    def test_a_period_of_which_a_report_was_begun(self, province, commune):
        make_report(make_form("sessions"), commune, month(12))

        with pytest.raises(Refused, match=r"Đã có báo cáo tháng 12/2026\. Chọn ngày sau 31/12/2026"):
            put(province, since=date(2026, 12, 31))
        assert put(province, since=JANUARY).since == JANUARY

    def test_a_day_before_what_is_set_already(self, province):
        put(province, since=JANUARY)

        with pytest.raises(Refused, match="Đã đặt ngày đầu kỳ từ 01/01/2027"):
            put(province, 20, DECEMBER)


def test_the_nearest_setting_holds_and_says_whose_it_is(province, commune):
    put(province)
    by_province = cut_off_over(commune, date(2026, 12, 31))
    put(commune, 20, JANUARY, by=process_actor(province))

    found = [cut_off_over(commune, day) for day in (date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31))]

    assert by_province.unit == province
    assert [each and (each.unit, each.first_day) for each in found] == [None, (province, 15), (commune, 20)]
