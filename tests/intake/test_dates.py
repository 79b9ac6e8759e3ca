"""Days and years of a text against each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.rules.dates import check_dates
from thidua.intake.rules.facts import CheckedFact

TODAY = date(2026, 11, 20)
years = st.integers(2000, 2030)


def event(day="2019-11-12", first=2014, last=2019, *, kind=("tong_ket",), **more):
    return {"kind": list(kind), "date": day, "period": {"from": first, "to": last}, "status": "held", **more}


def keys(*facts, held=None, published="2019-12-01", today=TODAY):
    checked = [CheckedFact(n, n, kind, value, n * 10, "12 mô hình") for n, (kind, value) in enumerate(facts, 1)]
    found = check_dates(checked, event=held or {}, published=published, today=today)
    return [each.key.split(":")[1] for each in found]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (event(), []),
        (event("2020-03-01"), []),
        (event("2016-11-12"), ["not_over"]),
        (event("2016-11-12", kind=["so_ket"]), []),
        (event("2025-11-12"), ["long_over"]),
        (event("2012-11-12", kind=["so_ket"]), ["not_begun"]),
        (event("2012-11-12", kind=["bieu_duong"]), ["not_begun"]),
        (event("2012-11-12", kind=["phat_dong"]), []),
        (event("2025-11-12", kind=["phat_dong"]), ["already_over"]),
        (event("2016-11-12", kind=["tong_ket", "phat_dong"]), []),
        (event("2016-11-12", status="planned"), []),
        (event("XXXX-06-12"), []),
        (event("2019-11", None, None), []),
    ],
)
def test_a_review_comes_after_its_years_and_a_launch_before(value, found):
    assert keys(("event", value), published="") == found


@given(first=years, length=st.integers(0, 8), wait=st.integers(0, 2))
def test_a_review_within_two_years_of_the_end_is_never_questioned(first, length, wait):
    held = event(f"{first + length + wait}-06-05", first, first + length)

    assert keys(("event", held), published="", today=date(2050, 1, 1)) == []


@given(first=years, last=years, kind=st.sampled_from(["event", "figure", "award", "target"]))
def test_a_period_is_reversed_exactly_when_it_ends_before_it_begins(first, last, kind):
    found = keys((kind, {"value": 5, "period": {"from": first, "to": last}}), published="")

    assert ("reversed" in found) == (first > last)


@pytest.mark.parametrize(
    ("day", "published", "found"),
    [
        ("2019-11-12", "2019-11-11", ["published"]),
        ("2019-11-12", "2019-11", []),
        ("2019-11-12", "2019-10", ["published"]),
        ("2019-11-12", "2019-11-12", []),
        ("2027-01-05", "", ["to_come"]),
    ],
)
def test_what_was_held_was_held_before_it_was_told(day, published, found):
    assert keys(("event", event(day, 2019, 2019, kind=["bieu_duong"])), published=published) == found


@pytest.mark.parametrize(
    ("kind", "period", "found"),
    [
        ("award", {"from": 2014, "to": 2019}, []),
        ("award", {"from": 2014, "to": None}, []),
        ("award", {"from": 2020, "to": 2025}, ["award_not_begun"]),
        ("award", {"from": 2018, "to": 2021}, ["award_not_over"]),
        ("award", {"from": 2011, "to": 2020}, []),
        ("figure", {"from": 2014, "to": 2025}, []),
        ("figure", {"from": 2020, "to": 2025}, ["result_to_come"]),
    ],
)
def test_awards_and_results_are_of_years_that_have_come(kind, period, found):
    assert keys((kind, {"value": 5, "period": period}), held=event()) == found


def test_plans_may_lie_ahead():
    ahead = {"value": 5, "period": {"from": 2020, "to": 2025}}

    assert keys(("figure", {**ahead, "status": "target"}), ("target", ahead), held=event()) == []
    assert keys(("award", {**ahead, "status": "planned"}), held=event()) == []


def test_within_an_interim_review_a_phase_is_honoured_on_the_way():
    award = {"period": {"from": 2018, "to": 2021}}

    assert keys(("award", award), held=event(kind=["so_ket"])) == []


@pytest.mark.parametrize(("issued", "found"), [("2018-06-26", []), ("2020-06-26", ["document_later"]), ("", [])])
def test_a_text_cites_no_document_that_was_issued_after_it(issued, found):
    assert keys(("document", {"title": "Chỉ thị", "date": issued}), held=event()) == found
