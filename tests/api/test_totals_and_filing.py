"""Totals, their parts, and who has filed."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_report, month, type_in

from thidua.core.actors import Role
from thidua.reports.commands import accept_report, amend_report, file_report, publish_totals, settle_totals
from thidua.reports.models import Report

pytestmark = pytest.mark.django_db

PUBLISHED_AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def form():
    return make_form("sessions")


@pytest.fixture
def above(province, machine):
    return machine(Role.LEADER, province)


@pytest.fixture
def other(province):
    return make_commune("Thư Vũ", under=province)


@pytest.fixture
def accepted(form, province, commune, other):
    """October: the first commune's report counts, the other has none."""
    report = file_and_accept(make_report(form, commune, sessions="1600"), above=province)
    settle_totals(at=LATER)
    return report


def test_the_table_of_a_year_tells_of_how_many_a_number_consists(above, form, accepted):
    told = above.get("totals", form=form.code, year=2026).json()

    october = next(place for place, each in enumerate(told["columns"]) if each["key"] == "10")
    row = told["rows"][0]
    assert (row["line"]["code"], row["line"]["unit_of_measure"]) == ("sessions", "buổi")
    assert row["totals"][october] == {
        "value": 1600, "of": None, "qualifier": "at_least", "figures": 1, "expected": 2, "is_stale": False,
        "published": None,
    }  # fmt: skip
    assert told["columns"][-1]["key"] == "year"
    assert [each["name"] for each in told["below"]] == ["xã Thư Vũ", "xã Vũ Thư"]


def test_a_number_is_taken_apart_down_to_the_report(above, form, accepted, commune, other):
    told = above.get("totals/parts", form=form.code, year=2026, period="10", indicator="sessions").json()

    assert told["total"]["value"] == 1600
    assert [(each["unit"], each["value"], each["report"]) for each in told["parts"]] == [
        (str(commune.uid), 1600, str(accepted.uid))
    ]
    assert [each["unit"] for each in told["missing"]] == [str(other.uid)]


def test_a_published_number_stands_beside_the_mended_one_with_what_happened(above, form, accepted, province):
    publish_totals(form=form, period=month(), unit=province, by=process_actor(province), at=PUBLISHED_AT)
    by, at = process_actor(accepted.unit), PUBLISHED_AT + timedelta(days=3)
    amend_report(report=accepted, reason="Đếm sót", by=by, at=at)
    again = type_in(Report.objects.get(pk=accepted.pk), sessions="1700")
    file_report(report=again, by=by, at=at)
    accept_report(report=again, by=process_actor(province), at=at)
    settle_totals(at=at)

    told = above.get("totals/parts", form=form.code, year=2026, period="10", indicator="sessions").json()
    table = above.get("totals", form=form.code, year=2026).json()

    october = next(place for place, each in enumerate(table["columns"]) if each["key"] == "10")
    assert (told["total"]["value"], told["published"]["value"], told["published"]["is_restated"]) == (1700, 1600, True)
    assert table["rows"][0]["totals"][october]["published"] == told["published"]
    [cause] = told["causes"]
    assert (cause["kind"], cause["revision"], cause["before"], cause["after"], cause["reason"]) == (
        "amended", 2, 1600, 1700, "Đếm sót",
    )  # fmt: skip
    assert cause["report"] == str(accepted.uid)


@pytest.mark.parametrize(
    "more", [{"indicator": "khac", "period": "10"}, {"indicator": "sessions", "period": "10", "form": "khac"}]
)
def test_a_number_that_is_none_is_not_found(above, form, accepted, more):
    assert above.get("totals/parts", **{"form": form.code, "year": 2026, **more}).status_code == 404


@pytest.mark.parametrize("path", ["totals", "filing", "filing/below"])
def test_a_foreign_unit_is_not_found(above, form, accepted, path):
    answer = above.get(path, form=form.code, year=2026, unit=make_unit("Nghệ An").uid)

    assert answer.status_code == 404


def test_who_has_filed_is_told_unit_by_unit(above, form, accepted, commune, other):
    told = above.get("filing", form=form.code, year=2026).json()

    october = next(place for place, each in enumerate(told["periods"]) if each["number"] == 10)
    found = {each["unit"]["uid"]: each["periods"][october] for each in told["units"]}
    assert (found[str(commune.uid)]["state"], found[str(commune.uid)]["report"]) == ("late", str(accepted.uid))
    assert (found[str(other.uid)]["state"], found[str(other.uid)]["report"]) == ("missing", None)


def test_who_has_filed_is_counted_below(above, form, accepted):
    told = above.get("filing/below", form=form.code, year=2026).json()

    october = next(place for place, each in enumerate(told["periods"]) if each["number"] == 10)
    sums = told["sums"][october]
    assert (sums["asked"], sums["sent"], sums["missing"]) == (2, 1, 1)


def test_more_units_than_a_page_shows_are_counted_instead(above, form, accepted, monkeypatch):
    monkeypatch.setattr("thidua.api.calls.filing.MOST_ROWS", 1)

    answer = above.get("filing", form=form.code, year=2026)

    assert (answer.status_code, answer.json()["type"]) == (409, "/api/v1/#refused")


@pytest.mark.parametrize(
    ("path", "more", "most"),
    [
        ("totals", {}, 25),
        ("totals/parts", {"period": "10", "indicator": "sessions"}, 40),
        ("filing", {}, 20),
        ("filing/below", {}, 20),
    ],
)
def test_a_call_takes_a_fixed_number_of_questions(
    above, form, accepted, province, path, more, most, django_assert_max_num_queries
):
    for number in range(10):
        make_commune(f"Xã {number}", under=province)
    above.get("forms")

    with django_assert_max_num_queries(most):
        assert above.get(path, form=form.code, year=2026, **more).status_code == 200
