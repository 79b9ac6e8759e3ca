"""A unit's page on the day asked for: which day that is, and what is reachable from it."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_user, process_actor

from thidua.office.units.views import _day_asked_for, _last_day
from thidua.organisations.commands import Heir, record_succession
from thidua.organisations.models import Unit

JULY = date(2025, 7, 1)


@given(day=st.dates(min_value=date(1900, 1, 1)))
def test_a_day_is_understood_as_printed_and_as_addresses_carry_it(day):
    written = (f"{day:%d/%m/%Y}", day.isoformat(), f"  {day.isoformat()} ")

    assert {_day_asked_for(text) for text in written} == {day}


@pytest.mark.parametrize("text", ["", "hôm nay", "31/02/2020", "2020-13-01", "2020", "06-05-2020"])
def test_what_is_no_day_asks_for_none(text):
    assert _day_asked_for(text) is None


@pytest.mark.parametrize(
    ("until", "day"),
    [(None, TODAY), (date(2027, 1, 1), TODAY), (JULY, date(2025, 6, 30)), (TODAY, date(2026, 11, 19))],
)
def test_a_unit_that_is_gone_is_shown_on_its_last_day(until, day):
    assert _last_day(Unit(until=until), TODAY) == day


@pytest.fixture
def merged(db):
    """Thái Bình became Hưng Yên; a commune stands under the new province."""
    old, new = make_unit("Thái Bình", until=JULY), make_unit("Hưng Yên", since=JULY)
    make_commune("Vũ Thư", under=new, since=JULY)
    record_succession(predecessor=old, heirs=[Heir(new)], on=JULY, by=process_actor(), at=AT)
    return old, new


@pytest.fixture
def page(client, merged):
    """The page of a unit on a day, seen by an officer of the new province."""
    client.force_login(make_user(unit=merged[1]))

    def get(unit, day=""):
        return client.get(reverse("office:unit", kwargs={"uid": unit.uid}), {"ngay": day} if day else {})

    return get


def test_the_officer_of_the_heir_opens_the_page_of_what_came_before(page, merged):
    response = page(merged[0])

    assert (response.status_code, response.context["is_gone"], response.context["on"]) == (200, True, date(2025, 6, 30))


def test_the_page_of_today_says_so_and_lists_what_stands_under_the_unit(page, merged):
    context = page(merged[1]).context

    assert (context["is_today"], [unit.name for unit in context["page"].object_list]) == (True, ["Vũ Thư"])


@pytest.mark.parametrize(("day", "count"), [("2025-06-30", 0), ("2025-07-01", 1), ("01/07/2025", 1)])
def test_what_stands_under_a_unit_is_that_of_the_day(page, merged, day, count):
    assert len(page(merged[1], day).context["page"].object_list) == count


def test_a_day_that_is_none_shows_today(page, merged):
    assert page(merged[1], "ngày mai").context["is_today"] is True


@pytest.mark.parametrize("name", ["Thanh Hóa", "Hải Phòng"])
def test_a_foreign_unit_is_not_found(page, name):
    assert page(make_unit(name)).status_code == 404


def test_changes_are_told_from_both_sides(page, merged):
    old, new = (page(unit).context["unit"] for unit in merged)

    assert [change.full_name for change in old.became] == [merged[1].full_name]
    assert [change.full_name for change in new.came_from] == [merged[0].full_name]
