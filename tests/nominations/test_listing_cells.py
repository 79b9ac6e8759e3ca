"""What the cells say that only a list of nominees has."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.record import Rating
from thidua.nominations.rules.listing.cells import (
    ListedInnovation,
    award_meant,
    read_end,
    read_innovations,
    read_rating,
    read_ratings,
    read_span,
)
from thidua.reports.rules.sheet import Problem

ON = date(2026, 11, 20)
DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
SHORT = {"HTXS": Rating.EXCELLENT, "HTT": Rating.GOOD, "HT": Rating.COMPLETED, "KHT": Rating.NOT_COMPLETED}


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("Hoàn thành xuất sắc nhiệm vụ", Rating.EXCELLENT),
        ("HTXSNV", Rating.EXCELLENT),
        ("Xuất sắc", Rating.EXCELLENT),
        ("Hoàn thành tốt nhiệm vụ", Rating.GOOD),
        ("HTTNV", Rating.GOOD),
        ("Tốt", Rating.GOOD),
        ("Hoàn thành nhiệm vụ", Rating.COMPLETED),
        ("HTNV", Rating.COMPLETED),
        ("Không hoàn thành nhiệm vụ", Rating.NOT_COMPLETED),
        ("KHTNV", Rating.NOT_COMPLETED),
        (" - ", None),
    ],
)
def test_a_rating_is_read_as_offices_write_it(text, rating):
    assert read_rating(text) == rating


def test_what_is_no_rating_is_told():
    assert isinstance(read_rating("Khá"), Problem)


@given(
    st.dictionaries(st.integers(1990, 2030), st.sampled_from(sorted(SHORT)), max_size=6),
    st.sampled_from(["; ", ", ", "\n"]),
)
def test_ratings_of_several_years_are_read_back_as_they_were_written(told, between):
    text = between.join(f"{year}: {short}" for year, short in told.items())

    assert read_ratings(text) == tuple(sorted((year, SHORT[short]) for year, short in told.items()))


@pytest.mark.parametrize("text", ["tốt", "2025: Khá", "2025: HTT; 2025: HTXS", "2025"])
def test_ratings_that_cannot_be_read_are_told(text):
    assert isinstance(read_ratings(text), Problem)


@given(
    DAYS,
    st.integers(0, 900),
    st.sampled_from([" - ", " đến ", "-", " – ", " tới "]),
    st.sampled_from(["", "từ ", "Từ ngày "]),
)
def test_a_span_of_days_is_read_back_as_it_was_written(first, length, between, before):
    last = first + timedelta(days=length)

    assert read_span(f"{before}{first:%d/%m/%Y}{between}{last:%d/%m/%Y}") == (first, last)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("2023-2025", (date(2023, 1, 1), date(2025, 12, 31))),
        ("năm 2023 đến năm 2025", (date(2023, 1, 1), date(2025, 12, 31))),
        ("từ tháng 01/2025 đến tháng 6/2025", (date(2025, 1, 1), date(2025, 6, 30))),
        ("15/3/2026", (date(2026, 3, 15), date(2026, 3, 15))),
        ("", None),
    ],
)
def test_years_and_months_of_a_span_are_taken_whole(text, span):
    assert read_span(text) == span


@pytest.mark.parametrize("text", ["lâu rồi", "2025 đến nay", "31/12/2025 - 01/01/2025", "31/02/2025 - 01/03/2025"])
def test_a_span_that_cannot_be_is_told(text):
    assert isinstance(read_span(text), Problem)


@given(st.integers(2000, 2030), st.integers(1, 12))
def test_the_end_of_a_month_is_the_day_before_the_next_one(year, month):
    last = read_end(f"{month}/{year}", is_last=True)

    assert ((last + timedelta(days=1)).day, last.month, last.year) == (1, month, year)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Số hóa hồ sơ một cửa (QĐ số 12/QĐ-UBND, năm 2025, cấp tỉnh)",
            [ListedInnovation("Số hóa hồ sơ một cửa", 2025, "sáng kiến", "bộ, tỉnh", "12/QĐ-UBND")],
        ),
        (
            "- Tuyên truyền lưu động\n- Đề tài quản lý dân cư (cấp xã)",
            [
                ListedInnovation("Tuyên truyền lưu động", 2026, "sáng kiến", "cơ sở", ""),
                ListedInnovation(
                    "Đề tài quản lý dân cư", 2026, "đề tài, đề án khoa học, công trình khoa học", "xã", ""
                ),
            ],
        ),
        ("Cải tiến (lần 2)", [ListedInnovation("Cải tiến (lần 2)", 2026, "sáng kiến", "cơ sở", "")]),
        ("1. Sổ tay 2024; ; 2. Bản đồ", [
            ListedInnovation("Sổ tay 2024", 2024, "sáng kiến", "cơ sở", ""),
            ListedInnovation("Bản đồ", 2026, "sáng kiến", "cơ sở", ""),
        ]),
        ("- ", []),
    ],
)  # fmt: skip
def test_innovations_are_read_one_a_line_with_what_stands_in_brackets(text, told):
    assert list(read_innovations(text, year=2026)) == told


@pytest.mark.parametrize(
    ("text", "authority", "code"),
    [
        ("Bằng khen", "Chủ tịch UBND tỉnh Hưng Yên", "bang_khen_bo_tinh"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "", "bang_khen_bo_tinh"),
        ("GIẤY KHEN", "", "giay_khen"),
        ("giay_khen", "", "giay_khen"),
        ("CSTĐ cơ sở", "", "chien_si_thi_dua_co_so"),
        ("Chiến sĩ thi đua cơ sở", "", "chien_si_thi_dua_co_so"),
    ],
)
def test_an_award_is_known_among_those_of_the_round(text, authority, code):
    codes = ["bang_khen_bo_tinh", "giay_khen", "chien_si_thi_dua_co_so"]

    assert award_meant(text, codes, authority=authority, on=ON) == code


@pytest.mark.parametrize("text", ["Huân chương Lao động hạng Ba", "Phần thưởng", "Cờ thi đua của Chính phủ"])
def test_an_award_that_the_round_does_not_take_is_told_with_those_that_it_takes(text):
    found = award_meant(text, ["giay_khen"], authority="", on=ON)

    assert found.message % {**found.values, "place": "C2"} == (
        f"Ô C2: “{text}” không phải danh hiệu, hình thức của đợt này. Chọn: Giấy khen."
    )
