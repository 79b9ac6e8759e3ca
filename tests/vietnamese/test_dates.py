from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from thidua.vietnamese.dates import DateMention, find_dates, find_periods

EXAMPLES = yaml.safe_load(
    (Path(__file__).parents[1] / "reading" / "examples" / "date.yaml").read_text(encoding="utf-8")
)
YIELDS = [(text, entry["value"]) for entry in EXAMPLES["yields"] for text in entry["texts"]]


@pytest.mark.parametrize(("text", "value"), YIELDS)
def test_a_phrasing_yields_its_date(text: str, value: dict[str, Any]) -> None:
    (found,) = find_dates(text)

    assert {key: getattr(found, key) for key in value} == value
    assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("text", EXAMPLES["yields_nothing"])
def test_a_text_without_a_date_yields_none(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "years", "form"),
    [
        ("giai đoạn 2015 - 2020", (2015, 2020), "stage"),
        ("giai đoạn 2015-2020", (2015, 2020), "stage"),
        ("5 năm (2011-2015)", (2011, 2015), "stage"),
        ("nhiệm kỳ 2020 - 2025", (2020, 2025), "stage"),
        ("từ năm 2014 đến năm 2019", (2014, 2019), "stage"),
        ("từ 2014 đến hết năm 2019", (2014, 2019), "stage"),
        ("từ năm 2014 đến nay", (2014, None), "since"),
        ("kể từ 2014 tới nay", (2014, None), "since"),
        ("năm học 2024 - 2025", (2024, 2025), "school_year"),
        ("niên khóa 2024-2027", (2024, 2027), "school_year"),
        ("năm 2016", (2016, 2016), "year"),
    ],
)
def test_a_period_knows_its_years(text: str, years: tuple[int, int | None], form: str) -> None:
    found = next(period for period in find_periods(text) if period.form != "length")

    assert ((found.first, found.last), found.form) == (years, form)


def test_a_length_of_time_keeps_its_words() -> None:
    (found,) = find_periods("Trong 05 năm qua")

    assert (found.first, found.last, found.form, found.text) == (None, None, "length", "05 năm")


@pytest.mark.parametrize("text", ["từ 2020 - 2015", "số 12015-20201", "1.2015-2020", "2.016 năm", "Có 2015-2020% tăng"])
def test_numbers_that_only_look_like_years_make_no_period(text: str) -> None:
    assert find_periods(text) == ()


def test_a_year_inside_a_date_or_a_range_is_told_once() -> None:
    assert [found.iso for found in find_dates("Ngày 5 tháng 6 năm 2020 và năm 2021")] == ["2020-06-05", "2021"]
    assert [(found.first, found.last) for found in find_periods("giai đoạn 2015-2020, năm 2021")] == [
        (2015, 2020),
        (2021, 2021),
    ]


def test_a_date_knows_how_exact_it_is() -> None:
    grains = [found.granularity for found in find_dates("Sáng 5/6; tháng 7; quý II/2020; năm 2021")]

    assert grains == ["day", "month", "quarter", "year"]


def test_a_date_knows_its_year_and_month_only_where_told() -> None:
    without, quarter = find_dates("Sáng 5/6; quý II/2020")

    assert (without.year, without.month) == (None, 6)
    assert (quarter.year, quarter.month) == (2020, None)


def test_a_day_gets_the_year_that_somebody_knows() -> None:
    (found,) = find_dates("từ ngày 12 - 14/6")

    assert (found.in_year(2020).iso, found.in_year(2020).until) == ("2020-06-12", "2020-06-14")


def test_a_day_with_a_year_keeps_it() -> None:
    (found,) = find_dates("ngày 12/6/2019")

    assert found.in_year(2020) is found


def test_the_29th_of_february_gets_only_a_leap_year() -> None:
    (found,) = find_dates("ngày 29/2")

    assert (found.in_year(2023).iso, found.in_year(2024).iso) == ("XXXX-02-29", "2024-02-29")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_way_of_writing_it(day: date) -> None:
    ways = [
        f"ngày {day.day}/{day.month}/{day.year}",
        f"Ngày {day.day:02}-{day.month:02}-{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"sáng ngày {day.day}/{day.month:02}/{day.year},",
    ]

    assert [[found.iso for found in find_dates(way)] for way in ways] == [[day.isoformat()]] * len(ways)


@given(st.integers(1900, 2099), st.integers(0, 30))
def test_every_stretch_of_years_is_read_back(first: int, length: int) -> None:
    (found,) = find_periods(f"giai đoạn {first} - {first + length}") if first + length <= 2099 else [None]

    assert found is None or (found.first, found.last) == (first, first + length)


@given(st.text(alphabet="0123456789/-., ngàysántháquýIV()năm\n", max_size=80))
def test_any_text_gives_dates_in_order_inside_it_without_overlap(text: str) -> None:
    for found in (find_dates(text), find_periods(text)):
        edges = [edge for each in found for edge in (each.start, each.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)


def test_a_million_figures_are_no_date() -> None:
    assert find_dates("1" * 1_000_000) == ()
    assert find_periods("2015-" * 100_000) == ()


def test_a_date_is_a_plain_value() -> None:
    assert find_dates("ngày 5/6") == (DateMention(0, 8, "XXXX-06-05"),)
