"""Units as of a day, and what forms ask."""

from datetime import date

import pytest
from tests.factories.organisations import make_commune, make_unit
from tests.factories.reports import add_passage_section, make_form

from thidua.core.actors import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(province, machine):
    return machine(Role.OFFICER, province)


def test_a_unit_is_found_by_its_name_without_marks_and_by_its_code(caller, commune):
    by_name, by_code = caller.get("units", q="vu thu"), caller.get("units", q=commune.code)

    assert [[each["uid"] for each in found.json()["items"]] for found in (by_name, by_code)] == [[str(commune.uid)]] * 2
    assert by_name.json()["items"][0]["above"] == ["tỉnh Hưng Yên"]


def test_signs_without_a_letter_find_nothing(caller):
    assert caller.get("units", q="!!!").json()["count"] == 0


def test_a_foreign_unit_is_neither_found_nor_shown(caller):
    foreign = make_unit("Nghệ An")

    answers = [caller.get(f"units/{foreign.uid}"), caller.get(f"units/{foreign.uid}/children")]

    assert caller.get("units", q="Nghệ An").json()["items"] == []
    assert [(each.status_code, each["Content-Type"]) for each in answers] == [(404, "application/problem+json")] * 2


def test_units_are_those_of_the_day_that_is_asked_for(caller, province):
    make_commune("Cũ", under=province, until=date(2025, 7, 1))

    found = [caller.get("units", q="Cũ", on=day).json()["count"] for day in ("2025-06-30", "2025-07-01")]
    under = [
        caller.get(f"units/{province.uid}/children", on=day).json()["count"] for day in ("2025-06-30", "2025-07-01")
    ]

    assert (found, under) == ([1, 0], [1, 0])


def test_a_list_comes_in_pages(caller, province):
    for number in range(5):
        make_commune(f"Xã {number}", under=province)

    pages = [caller.get(f"units/{province.uid}/children", page=page, size=2).json() for page in (1, 3, 4)]

    assert [(each["count"], len(each["items"])) for each in pages] == [(5, 2), (5, 1), (5, 0)]


def test_a_page_of_units_takes_a_fixed_number_of_questions(caller, province, django_assert_max_num_queries):
    for number in range(30):
        make_commune(f"Xã {number}", under=province)

    caller.get("reports/due")  # the first call of a day does more

    with django_assert_max_num_queries(14):
        found = caller.get("units", size=30)

    assert len(found.json()["items"]) == 30


def test_a_form_tells_its_lines_with_unit_of_measure_and_decimals(caller):
    form = make_form("sessions")
    add_passage_section(form)

    listed = caller.get("forms").json()
    told = caller.get(f"forms/{form.uid}").json()

    assert [(each["code"], each["period_kind"]) for each in listed] == [(form.code, "month")]
    line = told["sections"][0]["lines"][0]
    assert (line["code"], line["unit_of_measure"], line["decimals"]) == ("sessions", "buổi", 0)
    assert [each["kind"] for each in told["sections"]] == ["numbers", "narrative"]


def test_a_form_without_an_edition_that_day_is_not_found(caller):
    form = make_form("sessions")
    form.editions.update(since=date(2026, 1, 1))

    answers = [caller.get(f"forms/{form.uid}", on=day).status_code for day in ("2025-12-31", "2026-01-01")]

    assert answers == [404, 200]


def test_what_does_not_fit_the_schema_is_named_without_repeating_it(caller):
    answer = caller.get("units", on="hôm qua", size=0)

    assert (answer.status_code, answer.json()["type"]) == (422, "/api/v1/#invalid")
    assert [each["at"] for each in answer.json()["errors"]] == ["query.on", "query.size"]
    assert "hôm qua" not in answer.text


def test_a_null_character_that_was_asked_for_is_left_out(caller, commune):
    found = caller.get("units", q="Vũ\0 Thư")

    assert [each["uid"] for each in found.json()["items"]] == [str(commune.uid)]


def test_a_null_character_in_an_address_of_calls_is_answered_as_calls_are(caller):
    answers = [caller.get(each) for each in ("units/%00", "units/%00/children", "%00", "jobs/%00")]

    assert {(each.status_code, each["Content-Type"]) for each in answers} == {(404, "application/problem+json")}
