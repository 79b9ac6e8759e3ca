"""Terms of days: the day on which one begins does not count; working days leave out week-ends and days off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.nominations.rules.days import days_over, is_counted, last_day

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
OFF = st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=12)


@pytest.mark.parametrize(
    ("days", "working", "off", "last"),
    [
        (10, False, (), date(2026, 11, 30)),
        (10, True, (), date(2026, 12, 4)),
        (1, True, (), date(2026, 11, 23)),
        (1, True, (date(2026, 11, 23),), date(2026, 11, 24)),
        (0, True, (), FRIDAY),
    ],
)
def test_a_term_ends_on_the_last_counted_day(days, working, off, last):
    assert last_day(FRIDAY, days, working=working, off=off) == last


@given(DAYS, st.integers(0, 60), st.booleans(), OFF)
def test_when_the_last_day_is_over_the_whole_term_is(begins, days, working, off):
    last = last_day(begins, days, working=working, off=off)

    assert days_over(begins, last + timedelta(days=1), working=working, off=off) == days


@given(DAYS, st.integers(1, 60), st.booleans(), OFF)
def test_while_the_last_day_runs_the_term_is_not_over(begins, days, working, off):
    last = last_day(begins, days, working=working, off=off)

    assert days_over(begins, last, working=working, off=off) == days - 1
    assert is_counted(last, working=working, off=off)
