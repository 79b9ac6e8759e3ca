"""How numbers and days are written on the screen."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.web import formats

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 18), "Quá hạn 2 ngày"),
        (date(2026, 11, 19), "Quá hạn 1 ngày"),
        (TODAY, "Hôm nay"),
        (date(2026, 11, 24), "Còn 4 ngày"),
        (date(2030, 11, 20), "Còn 1.461 ngày"),
    ],
)
def test_a_due_day_is_told_in_words(due, words):
    assert formats.distance(due, TODAY) == words


def test_a_near_day_is_words_and_date():
    assert formats.near_day(date(2026, 11, 24), TODAY) == "Còn 4 ngày, 24/11/2026"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_keeps_its_noughts_and_reads_back(value):
    written = formats.day(value)

    assert (len(written), date.fromisoformat("-".join(reversed(written.split("/"))))) == (10, value)


def test_no_day_is_written_as_nothing():
    assert (formats.day(None), formats.instant(None)) == ("", "")


def test_an_instant_late_in_the_evening_belongs_to_the_next_legal_day():
    half_past_midnight = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)

    assert (formats.day(half_past_midnight), formats.instant(half_past_midnight)) == ("21/11/2026", "21/11/2026 00:30")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 20, 1, 41, tzinfo=UTC), "08:41"),
        (datetime(2026, 11, 19, 16, 59, tzinfo=UTC), "Hôm qua"),
        (datetime(2026, 11, 19, 17, 0, tzinfo=UTC), "00:00"),
        (datetime(2026, 11, 18, 3, 0, tzinfo=UTC), "18/11"),
        (datetime(2025, 11, 18, 3, 0, tzinfo=UTC), "18/11/2025"),
    ],
)
def test_a_moment_is_told_as_shortly_as_it_can_be(at, words):
    assert formats.moment(at, TODAY) == words


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(64.2, None, "64,2%"), (100, None, "100%"), (81, 104, "77,9%"), (26, 438, "5,9%"), (-6.3, None, "−6,3%")],
)
def test_a_share_has_no_blank_and_no_useless_nought(part, whole, written):
    assert formats.percent(part, whole) == written


@pytest.mark.parametrize(
    ("value", "word"),
    [(date(2026, 11, 20), "Thứ Sáu"), (date(2026, 11, 22), "Chủ Nhật"), (date(2026, 11, 23), "Thứ Hai")],
)
def test_days_of_the_week_have_their_names(value, word):
    assert formats.weekday(value) == word


@pytest.mark.parametrize(("name", "mark"), [("Trần Thu Hà", "TH"), ("Hà", "H"), ("", ""), ("đỗ văn đạt", "VĐ")])
def test_a_round_mark_shows_middle_and_given_name(name, mark):
    assert formats.initials(name) == mark
