"""One figure as its units were, and on today's map: merged, divided with shares known or not, short of figures."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.reports import file_and_accept, make_form, make_indicator, make_report

from thidua.indicators.choices import Combination
from thidua.organisations.choices import Level, SuccessionKind, UnitKind
from thidua.organisations.commands import Heir, record_succession
from thidua.organisations.models import Unit
from thidua.reports.commands import ensure_span, settle_totals
from thidua.reports.models import FormLine
from thidua.reports.queries.two_maps import two_maps
from thidua.reports.rules.calendar import calendar_span

pytestmark = pytest.mark.django_db

JULY = date(2025, 7, 1)
TODAY = date(2026, 11, 20)
BEFORE = calendar_span("month", 2025, 3)


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def form():
    make_indicator("models", "Mô hình", over_time=Combination.LATEST)
    make_indicator("reach", "Độ phủ", over_units=Combination.AVERAGE, over_time=Combination.AVERAGE)
    made = make_form("sessions", "models", "reach")
    FormLine.objects.update(is_required=False)
    return made


@pytest.fixture
def merged(country):
    """Two provinces of one commune each became one province; the communes one and two communes."""
    old = [make_unit(name, under=country, until=JULY) for name in ("Hải Dương", "Hải Phòng")]
    new = make_unit("Hải Phòng", kind=UnitKind.CITY, under=country, since=JULY)
    for each in old:
        succeed(each, Heir(new))
    return *old, new


def succeed(old, *heirs):
    return record_succession(
        predecessor=old, heirs=heirs, on=JULY, legal_basis="Nghị quyết thử", by=process_actor(), at=AT
    )


def part(unit, permille=None):
    return Heir(unit, SuccessionKind.PART, permille)


def commune_of(name, old, *heirs):
    made = make_commune(name, under=old, until=JULY)
    succeed(made, *heirs)
    return made


def accept(form, unit, above, span=BEFORE, **texts):
    report = file_and_accept(make_report(form, unit, ensure_span(span=span), **texts), above=above)
    settle_totals(at=AT)
    return report


def look(form, unit, country, code="sessions", span=BEFORE):
    indicator = FormLine.objects.get(indicator__code=code).indicator
    return two_maps(make_actor(unit=country), form, indicator, unit, span, on=TODAY)


def numbers(found):
    """As it was: (unit, number, missing); today: (unit, least, most, values divided, missing)."""
    then = [(side.name, side.part.value if side.part else None, side.missing) for side in found.then]
    now = [
        (each.name, each.found.low.value, each.found.high.value, each.found.split, each.missing)
        if each.found
        else (each.name, None)
        for each in found.now
    ]
    return then, now


class TestMergedUnits:
    def test_the_figure_of_an_old_province_is_its_own_then_and_the_least_of_the_new_one_today(
        self, form, country, merged
    ):
        old, other, new = merged
        heir = make_commune("Thanh Hà", under=new, since=JULY)
        accept(form, commune_of("Thanh Tân", old, Heir(heir)), old, sessions="147")
        commune_of("Cát Hải", other, Heir(make_commune("Cát Hải", under=new, since=JULY)))

        found = look(form, old, country)

        assert numbers(found) == (
            [("tỉnh Hải Dương", 147, 0)],
            [("thành phố trực thuộc trung ương Hải Phòng", 147, 147, 0, 1)],
        )
        assert [(each.name, each.missing) for each in found.now[0].sources] == [
            ("tỉnh Hải Dương", 0),
            ("tỉnh Hải Phòng", 1),
        ]

    def test_the_new_province_is_seen_then_as_those_from_which_it_came_and_sums_add(self, form, country, merged):
        old, other, new = merged
        heirs = [make_commune(name, under=new, since=JULY) for name in ("Thanh Hà", "Cát Hải")]
        accept(form, commune_of("Thanh Tân", old, Heir(heirs[0])), old, sessions="147")
        accept(form, commune_of("Đồng Bài", other, Heir(heirs[1])), other, sessions="20")

        assert numbers(look(form, new, country)) == (
            [("tỉnh Hải Dương", 147, 0), ("tỉnh Hải Phòng", 20, 0)],
            [("thành phố trực thuộc trung ương Hải Phòng", 167, 167, 0, 0)],
        )

    def test_communes_put_together_have_the_sum_of_theirs(self, form, country, merged):
        old, _other, new = merged
        heir = make_commune("Thanh Hà", under=new, since=JULY)
        for name, number in (("Thanh Tân", "3"), ("Thanh Sơn", "4")):
            accept(form, commune_of(name, old, Heir(heir)), old, sessions=number)

        found = look(form, heir, country)

        assert numbers(found) == ([("xã Thanh Sơn", 4, 0), ("xã Thanh Tân", 3, 0)], [("xã Thanh Hà", 7, 7, 0, 0)])
        [change] = found.changes
        assert (set(change.before), change.after, change.is_known, change.value.value) == (
            {"xã Thanh Tân", "xã Thanh Sơn"},
            ("xã Thanh Hà",),
            True,
            7,
        )


class TestDividedUnits:
    @pytest.fixture
    def heirs(self, merged):
        return [make_commune(name, under=merged[2], since=JULY) for name in ("Gia Lộc", "Gia Phúc")]

    def test_without_known_shares_each_part_has_a_range_and_the_province_the_whole(self, form, country, merged, heirs):
        old, _other, new = merged
        accept(form, commune_of("Gia Lộc", old, *(part(each) for each in heirs)), old, sessions="12")

        assert numbers(look(form, heirs[0], country))[1] == [("xã Gia Lộc", 0, 12, 1, 0)]
        assert numbers(look(form, new, country))[1] == [("thành phố trực thuộc trung ương Hải Phòng", 12, 12, 0, 0)]

    def test_what_came_wholly_is_certain_beside_what_is_not(self, form, country, merged, heirs):
        old, *_others = merged
        accept(form, commune_of("Gia Lộc", old, *(part(each) for each in heirs)), old, sessions="12")
        accept(form, commune_of("Gia Tân", old, Heir(heirs[0])), old, sessions="5")

        found = look(form, heirs[0], country)

        assert numbers(found)[1] == [("xã Gia Lộc", 5, 17, 1, 0)]
        assert [(change.before, change.is_known, change.value.value) for change in found.changes] == [
            (("xã Gia Lộc",), False, 12),
            (("xã Gia Tân",), True, 5),
        ]

    def test_known_shares_are_taken(self, form, country, merged, heirs):
        old, *_others = merged
        accept(form, commune_of("Gia Lộc", old, part(heirs[0], 750), part(heirs[1], 250)), old, sessions="12")

        assert [numbers(look(form, each, country))[1][0][1:3] for each in heirs] == [(9, 9), (3, 3)]

    def test_a_divided_commune_itself_is_seen_as_all_that_it_became(self, form, country, merged, heirs):
        old, *_others = merged
        divided = commune_of("Gia Lộc", old, *(part(each) for each in heirs))
        accept(form, divided, old, sessions="12")

        then, now = numbers(look(form, divided, country))

        assert then == [("xã Gia Lộc", 12, 0)]
        assert now == [("xã Gia Lộc", 0, 12, 1, 0), ("xã Gia Phúc", 0, 12, 1, 0)]

    def test_ratios_of_divided_units_are_left_out(self, form, country, merged, heirs):
        old, *_others = merged
        accept(form, commune_of("Gia Lộc", old, *(part(each) for each in heirs)), old, reach="12/15")
        accept(form, commune_of("Gia Tân", old, Heir(heirs[0])), old, reach="1/5")

        found = look(form, heirs[0], country, "reach").now[0].found

        assert (found.low.value, found.low.of, found.high.value, found.split) == (1, 5, 1, 1)


class TestTime:
    def test_a_stock_of_an_old_commune_counts_in_the_year_until_its_heir_has_reported(self, form, country, merged):
        old, _other, new = merged
        heir = make_commune("Thanh Hà", under=new, since=JULY)
        accept(form, commune_of("Thanh Tân", old, Heir(heir)), old, models="7")
        year = calendar_span("year", 2025)
        before = numbers(look(form, new, country, "models", year))[1][0][1]

        accept(form, heir, new, calendar_span("month", 2025, 9), models="9")

        assert (before, numbers(look(form, new, country, "models", year))[1][0][1]) == (7, 9)

    def test_a_flow_of_the_year_adds_the_old_communes_and_the_new_one(self, form, country, merged):
        old, _other, new = merged
        heir = make_commune("Thanh Hà", under=new, since=JULY)
        accept(form, commune_of("Thanh Tân", old, Heir(heir)), old, sessions="7")
        accept(form, heir, new, calendar_span("month", 2025, 9), sessions="9")

        assert numbers(look(form, heir, country, span=calendar_span("year", 2025)))[1][0][:3] == ("xã Thanh Hà", 16, 16)

    def test_a_unit_that_nothing_happened_to_is_the_same_on_both_maps(self, form, country):
        province = make_unit("Thanh Hóa", under=country)
        accept(form, make_commune("Mường Lát", under=province), province, sessions="5")

        found = look(form, province, country)

        assert found.is_same_map
        assert numbers(found) == ([("tỉnh Thanh Hóa", 5, 0)], [("tỉnh Thanh Hóa", 5, 5, 0, 0)])


def test_a_unit_out_of_scope_is_not_shown(form, country, merged):
    other = make_unit("Thanh Hóa", under=country)
    indicator = FormLine.objects.get(indicator__code="sessions").indicator

    with pytest.raises(Unit.DoesNotExist):
        two_maps(make_actor(unit=other), form, indicator, merged[0], BEFORE, on=TODAY)


def test_it_takes_as_many_queries_for_twenty_communes_as_for_two(form, country, merged):
    old, _other, new = merged
    counted = []
    for numbers_of in (range(2), range(2, 20)):
        for number in numbers_of:
            heir = make_commune(f"Mới {number}", under=new, since=JULY)
            accept(form, commune_of(f"Cũ {number}", old, Heir(heir)), old, sessions="1")
        with CaptureQueriesContext(connection) as queries:
            look(form, new, country)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 40
