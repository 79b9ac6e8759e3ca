"""Totals through moves, mergers, splits and what is told of them afterwards."""

from datetime import date, timedelta

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_indicator, make_report, month, type_in

from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level, SuccessionKind, UnitKind
from thidua.organisations.commands import Heir, create_unit, end_unit, move_unit, place_unit, record_succession
from thidua.organisations.models import Unit
from thidua.reports.commands import amend_report, ensure_span, settle_totals
from thidua.reports.models import FormLine, Report, Total, TotalMark
from thidua.reports.queries.ladder import unit_above
from thidua.reports.queries.totals import parts_of
from thidua.reports.rules.calendar import calendar_span

pytestmark = pytest.mark.django_db
BY = process_actor()
JULY = date(2026, 7, 1)
YEAR = calendar_span("year", 2026)


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def provinces(country):
    return [make_unit(name, under=country) for name in ("Hưng Yên", "Thái Bình")]


@pytest.fixture
def form():
    make_indicator("models", over_time=Combination.LATEST)
    made = make_form("sessions", "models")
    FormLine.objects.update(is_required=False)
    return made


def new_commune(name, *, under, since):
    unit = create_unit(
        name=name, full_name=f"xã {name}", kind=UnitKind.COMMUNE, level=Level.COMMUNE, since=since, by=BY, at=AT
    )
    place_unit(unit=unit, under=under, since=since, by=BY, at=AT)
    return unit


def merge(*units, into, on):
    for unit in units:
        end_unit(unit=unit, on=on, by=BY, at=AT)
        record_succession(predecessor=unit, heirs=[Heir(into)], on=on, by=BY, at=AT)


def split(unit, *heirs, on):
    end_unit(unit=unit, on=on, by=BY, at=AT)
    parts = [Heir(each, SuccessionKind.PART) for each in heirs]
    record_succession(predecessor=unit, heirs=parts, on=on, by=BY, at=AT)


def accept(form, unit, number, year=2026, above=None, **texts):
    """File a report of a month, or amend it, and let whoever stands above then accept it."""
    period = month(number, year)
    known = Report.objects.filter(form=form, unit=unit, period=period).first()
    if known:
        amend_report(report=known, reason="Đính chính", by=process_actor(unit), at=AT)
        report = type_in(Report.objects.get(pk=known.pk), **texts)
    else:
        report = make_report(form, unit, period, **texts)
    above = above or Unit.objects.get(pk=unit_above(unit.pk, "territory", period.until - timedelta(days=1)))
    return file_and_accept(report, above=above)


def total(unit, span, code="sessions"):
    row = Total.objects.filter(unit=unit, period__key=span.key, indicator__code=code).first()
    return (row.value, row.figures) if row else None


def settled(*units, span=YEAR, code="sessions"):
    settle_totals(at=LATER)
    return [total(unit, span, code) for unit in units]


# --- What a change of the trees does ----------------------------------------------------------------------------------


def test_what_was_counted_before_a_move_stays_where_it_was_and_what_comes_after_goes_to_the_new_place(form, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    accept(form, commune, 6, sessions="3")
    move_unit(unit=commune, under=new, on=JULY, by=BY, at=AT)
    accept(form, commune, 7, sessions="5")

    assert settled(old, new) == [(3, 1), (5, 1)]


def test_a_move_told_afterwards_takes_what_was_already_counted_along(form, country, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    for number, text in ((6, "3"), (8, "5")):
        accept(form, commune, number, sessions=text)
    before = settled(old, new, country)

    move_unit(unit=commune, under=new, on=JULY, by=BY, at=AT)

    assert (before, settled(old, new, country)) == ([(8, 2), None, (8, 2)], [(3, 1), (5, 1), (8, 2)])


def test_a_stock_goes_with_its_unit_into_the_year_in_which_it_moves(form, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    accept(form, commune, 3, models="7")
    settled(old, new, code="models")

    move_unit(unit=commune, under=new, on=JULY, by=BY, at=AT)

    assert settled(old, new, code="models") == [None, (7, 1)]
    assert settled(old, new, span=calendar_span("half", 2026, 1), code="models") == [(7, 1), None]


def test_of_merged_units_the_stocks_are_added_until_the_new_unit_reports_then_its_own_counts_alone(form, provinces):
    province = provinces[0]
    one, other = make_commune("Một", under=province), make_commune("Hai", under=province)
    for unit, text in ((one, "7"), (other, "4")):
        accept(form, unit, 3, models=text)
    joined = new_commune("Chung", under=province, since=JULY)
    merge(one, other, into=joined, on=JULY)
    before = settled(province, code="models")

    accept(form, joined, 8, models="10")

    assert (before, settled(province, code="models")) == ([(11, 2)], [(10, 1)])


def test_a_stock_split_among_two_provinces_is_kept_above_both_until_both_parts_have_reported(form, country, provinces):
    west, east = provinces
    commune = make_commune(under=west)
    accept(form, commune, 3, models="7")
    parts = [new_commune("Tây", under=west, since=JULY), new_commune("Đông", under=east, since=JULY)]
    split(commune, *parts, on=JULY)
    places = (west, east, country)
    first = settled(*places, code="models")
    accept(form, parts[0], 8, models="4")
    second = settled(*places, code="models")

    accept(form, parts[1], 8, models="5")

    assert first == [None, None, (7, 1)]
    assert second == [(4, 1), None, (11, 2)]
    assert settled(*places, code="models") == [(4, 1), (5, 1), (9, 2)]


def test_an_amendment_of_a_unit_that_is_no_more_counts_where_it_stood(form, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    accept(form, commune, 3, sessions="7")
    joined = new_commune("Chung", under=new, since=JULY)
    merge(commune, into=joined, on=JULY)
    settled(old)

    accept(form, commune, 3, sessions="9")

    assert settled(old, new) == [(9, 1), None]


def test_an_amendment_of_a_month_in_which_a_unit_is_now_said_to_have_been_no_more_counts_above_its_heir(
    form, provinces
):
    old, new = provinces
    commune = make_commune(under=old)
    accept(form, commune, 8, sessions="7")
    joined = new_commune("Chung", under=new, since=JULY)
    merge(commune, into=joined, on=JULY)
    before = settled(old, new)

    accept(form, commune, 8, above=commune, sessions="9")

    assert (before, settled(old, new)) == ([None, (7, 1)], [None, (9, 1)])


def test_the_stock_of_a_unit_taken_in_by_another_counts_until_that_one_reports_again(form, provinces):
    province = provinces[0]
    one, other = make_commune("Một", under=province), make_commune("Hai", under=province)
    for unit, number, text in ((one, 3, "7"), (other, 2, "4")):
        accept(form, unit, number, models=text)
    merge(one, into=other, on=JULY)
    before = settled(province, code="models")

    accept(form, other, 8, models="10")

    assert (before, settled(province, code="models")) == ([(11, 2)], [(10, 1)])


def test_a_stock_taken_in_later_does_not_go_missing_in_the_year_before(form, provinces):
    province, last_year = provinces[0], calendar_span("year", 2025)
    one, other = make_commune("Một", under=province), make_commune("Hai", under=province)
    for unit, text in ((one, "7"), (other, "4")):
        accept(form, unit, 11, year=2025, models=text)
    merge(one, into=other, on=JULY)

    assert settled(province, span=last_year, code="models") == [(11, 2)]


def test_a_late_stock_of_a_village_that_moved_since_leaves_the_rest_of_its_old_province_in_the_total(
    country, provinces
):
    """The commune of then is no more at the end of the year; its province of then still stands under the country."""
    old, new = provinces
    make_indicator("models", over_time=Combination.LATEST)
    form = make_form("models", levels=(Level.VILLAGE,))
    communes = [make_commune(name, under=place) for name, place in (("Một", old), ("Hai", old), ("Ba", new))]
    villages = [make_unit("Thôn", kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=each) for each in communes]
    accept(form, villages[1], 3, models="4")
    move_unit(unit=villages[0], under=communes[2], on=date(2026, 12, 1), by=BY, at=AT)
    merge(communes[0], into=communes[2], on=date(2026, 12, 1))
    before = settled(country, old, new, code="models")

    accept(form, villages[0], 6, models="7")

    assert before == [(4, 1), (4, 1), None]
    assert settled(country, old, new, code="models") == [(11, 2), (4, 1), (7, 1)]


def test_units_that_change_without_figures_leave_no_mark(provinces):
    settle_totals(at=LATER)

    move_unit(unit=make_commune(under=provinces[0]), under=provinces[1], on=JULY, by=BY, at=AT)
    marked = settle_totals(at=LATER)

    assert (marked, TotalMark.objects.count()) == (0, 0)


def parts(form, unit, code="models", span=YEAR):
    settle_totals(at=LATER)
    told = parts_of(process_actor(unit), form, Indicator.objects.get(code=code), unit, span, on=date(2026, 11, 20))
    return told.total.value, [(each.name, each.part.value) for each in told.parts]


def test_a_stock_of_the_year_opens_to_the_old_units_until_the_new_one_has_reported(form, provinces):
    province = provinces[0]
    one, other = make_commune("Một", under=province), make_commune("Hai", under=province)
    for unit, text in ((one, "7"), (other, "4")):
        accept(form, unit, 3, models=text)
    joined = new_commune("Chung", under=province, since=JULY)
    merge(one, other, into=joined, on=JULY)
    before = parts(form, province)

    accept(form, joined, 8, models="10")

    assert before == (11, [("xã Hai", 4), ("xã Một", 7)])
    assert parts(form, province) == (10, [("xã Chung", 10)])


def test_a_year_that_nothing_was_reported_in_has_no_total(form, provinces):
    accept(form, make_commune(under=provinces[0]), 3, sessions="7")

    settle_totals(at=LATER)

    assert Total.objects.filter(period=ensure_span(span=calendar_span("year", 2025))).count() == 0


def test_a_month_opens_to_a_unit_that_is_now_said_to_have_been_no_more_then(form, provinces):
    province = provinces[0]
    commune = make_commune("Một", under=province)
    accept(form, commune, 8, sessions="7")
    joined = new_commune("Chung", under=province, since=JULY)
    merge(commune, into=joined, on=JULY)
    accept(form, joined, 8, sessions="5")

    opened = parts(form, province, "sessions", calendar_span("month", 2026, 8))

    assert opened == (12, [("xã Chung", 5), ("xã Một", 7)])
