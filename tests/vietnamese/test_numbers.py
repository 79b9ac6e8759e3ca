from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.vietnamese.formats import format_decimal, format_integer
from thidua.vietnamese.numbers import find_numbers, parse_number

ONES = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def _in_words(value: int) -> str:
    """The usual reading of a number below 1000."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{ONES[hundreds]} trăm"] if hundreds else []
    if tens == 0:
        words += ["linh"] * bool(hundreds and ones) + [ONES[ones]] * bool(ones)
    elif tens == 1:
        words += ["mười"] + [{5: "lăm"}.get(ones, ONES[ones])] * bool(ones)
    else:
        words += [f"{ONES[tens]} mươi"] + [{1: "mốt", 4: "tư", 5: "lăm"}.get(ones, ONES[ones])] * bool(ones)
    return " ".join(words)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.600", 1600),
        ("1600", 1600),
        ("05", 5),
        ("41,7", Decimal("41.7")),
        ("41,7 tỷ", 41_700_000_000),
        ("41,7 tỉ", 41_700_000_000),
        ("32 vạn", 320_000),
        ("113 nghìn tỷ", 113_000_000_000_000),
        ("887,5 nghìn", 887_500),
        ("1.234,56", Decimal("1234.56")),
        ("2 tỷ 500 triệu", 2_500_000_000),
        ("1 tỷ rưỡi", 1_500_000_000),
        ("3 chục", 30),
        ("hai", 2),
        ("mười lăm", 15),
        ("hai mươi lăm", 25),
        ("ba mươi tư", 34),
        ("năm trăm linh năm", 505),
        ("một trăm", 100),
        ("một nghìn hai trăm ba mươi tư", 1234),
        ("hai trăm nghìn", 200_000),
    ],
)
def test_a_number_is_read(text: str, value: int | Decimal) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.60",
        "10.0000",
        "1.600.00",
        "1,5,3",
        "2.5",
        ".5",
        "PC67",
        "4G",
        "12A",
        "năm",
        "tỷ",
        "nghìn tỷ",
        "trăm",
        "1" * 30,
        "một vài",
    ],
)
def test_what_breaks_the_grammar_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "value_max", "of"),
    [
        ("1 - 2 đề tài", 1, 2, None),
        ("1–2 đề tài", 1, 2, None),
        ("từ 3 đến 5 mô hình", 3, 5, None),
        ("3 - 5 tỷ đồng", 3_000_000_000, 5_000_000_000, None),
        ("63/63 tỉnh", 63, None, 63),
        ("1.097 / 1.104 xã", 1097, None, 1104),
    ],
)
def test_ranges_and_ratios_are_one_number(text: str, value: int, value_max: int | None, of: int | None) -> None:
    (number,) = find_numbers(text)

    assert (number.value, number.value_max, number.of) == (value, value_max, of)


@pytest.mark.parametrize("text", ["5/6/2020", "15-10-1930"])
def test_a_date_is_no_ratio_and_no_range(text: str) -> None:
    assert [(number.value_max, number.of) for number in find_numbers(text)] == [(None, None)] * 3


@pytest.mark.parametrize(
    "text", ["ông Ba", "quận Ba Đình", "Hai Bà Trưng", "vài ba xã", "hàng trăm hộ", "một số nơi", "thứ hai"]
)
def test_names_and_vague_words_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_a_word_that_is_also_a_year_is_left_alone() -> None:
    assert [(number.value, number.end) for number in find_numbers("hai năm")] == [(2, 3)]
    assert [(number.value, number.end) for number in find_numbers("hai mươi năm")] == [(20, 8)]


@pytest.mark.parametrize("text", ["3 tỷ lệ", "2 tỷ phú", "4 triệu chứng"])
def test_words_that_only_look_like_scales_do_not_scale(text: str) -> None:
    assert [number.scaled for number in find_numbers(text)] == [False]


def test_a_unit_may_stand_glued_to_the_digits() -> None:
    assert [number.value for number in find_numbers("8km đường, 50m2 đất, 12ha rừng, 100% hộ")] == [8, 50, 12, 100]


@given(st.integers(min_value=0, max_value=10**12))
def test_a_formatted_integer_is_read_back(value: int) -> None:
    assert parse_number(format_integer(value)) == value
    assert parse_number(str(value)) == value


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_formatted_decimal_is_read_back(value: Decimal) -> None:
    assert parse_number(format_decimal(value)) == value


@given(st.integers(min_value=1, max_value=999).filter(lambda value: value != 5))
def test_a_number_in_words_is_read_back(value: int) -> None:
    assert parse_number(_in_words(value)) == value


@given(st.text(max_size=300) | st.text(alphabet="0123456789.,/- tỷnghìămrlốt%", max_size=200))
def test_any_text_gives_numbers_in_order_inside_it(text: str) -> None:
    numbers = find_numbers(text)

    places = [place for number in numbers for place in (number.start, number.end)]
    assert places == sorted(places)
    assert all(0 <= number.start < number.end <= len(text) for number in numbers)


def test_a_million_digits_are_no_number() -> None:
    assert find_numbers("1" * 1_000_000) == []
    assert find_numbers("1." * 500_000) == []
    assert find_numbers("1.000" * 200_000) == []
