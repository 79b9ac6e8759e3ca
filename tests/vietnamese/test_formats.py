from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from thidua.vietnamese import formats


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (999, "999"), (1600, "1.600"), (2_530_000, "2.530.000"), (-126, "−126"), (-1234, "−1.234")],
)
def test_whole_numbers_have_points_and_a_true_minus(value: int, text: str) -> None:
    assert formats.format_integer(value) == text


@pytest.mark.parametrize(("value", "text"), [(7, "+7"), (0, "0"), (-7, "−7")])
def test_a_difference_has_a_plus(value: int, text: str) -> None:
    assert formats.format_integer(value, signed=True) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (64.2, None, "64,2"),
        (Decimal("1234.50"), None, "1.234,5"),
        (Decimal("0.005"), 2, "0,01"),
        (64.25, 1, "64,3"),
        (3, 1, "3,0"),
        (Decimal("-0.5"), None, "−0,5"),
        (100.0, None, "100"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_decimals_have_a_comma(value: float | Decimal, places: int | None, text: str) -> None:
    assert formats.format_decimal(value, places=places) == text


def test_a_share_has_no_blank_before_its_sign() -> None:
    assert formats.format_percent(64.2) == "64,2%"
    assert formats.format_percent(Decimal("-1.5"), signed=True) == "−1,5%"
    assert formats.format_percent(2, signed=True) == "+2%"


def test_a_ratio_a_range_and_money() -> None:
    assert formats.format_ratio(97, 104) == "97/104"
    assert formats.format_range(1, 2) == "1–2"
    assert formats.format_money(2_530_000) == "2.530.000\u00a0đồng"


def test_days_are_shown_with_two_digits() -> None:
    assert formats.format_date(date(2020, 6, 5)) == "05/06/2020"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2020, 6, 5), "ngày 05 tháng 6 năm 2020"),
        (date(2021, 1, 15), "ngày 15 tháng 01 năm 2021"),
        (date(2021, 2, 9), "ngày 09 tháng 02 năm 2021"),
        (date(2021, 3, 30), "ngày 30 tháng 3 năm 2021"),
        (date(2021, 10, 1), "ngày 01 tháng 10 năm 2021"),
    ],
)
def test_documents_pad_days_below_ten_and_the_first_two_months(day: date, text: str) -> None:
    assert formats.format_long_date(day) == text


def test_months_moments_and_years() -> None:
    assert formats.format_month(date(2026, 10, 1)) == "tháng 10/2026"
    assert formats.format_moment(datetime(2026, 11, 12, 16, 20)) == "12/11/2026 16:20"  # noqa: DTZ001 - only its digits count
    assert formats.format_years(2014, 2019) == "2014–2019"
    assert formats.format_years(2020, 2020) == "2020"
    assert formats.format_years(2014, None) == "từ 2014"
    assert formats.format_years(None, 2019) == "đến 2019"
    assert formats.format_years(None, None) == ""
