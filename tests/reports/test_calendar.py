"""Periods of the calendar, the days that a report is about, and its last day in time."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.reports.choices import PeriodKind
from thidua.reports.rules import Span, span_of
from thidua.reports.rules.calendar import (
    MONTHS,
    Days,
    calendar_span,
    days_covered,
    due_on,
    longer_periods,
    number_of,
    period_before,
    period_on,
    periods_of_year,
    same_period_last_year,
    year_so_far,
)

KINDS = st.sampled_from([kind.value for kind in MONTHS])
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
SPANS = st.builds(period_on, KINDS, DAYS)
FIRST_DAYS = st.integers(1, 28)


# --- The calendar -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "number", "since", "until", "label"),
    [
        ("month", 1, date(2026, 1, 1), date(2026, 2, 1), "tháng 1/2026"),
        ("month", 12, date(2026, 12, 1), date(2027, 1, 1), "tháng 12/2026"),
        ("quarter", 1, date(2026, 1, 1), date(2026, 4, 1), "quý I/2026"),
        ("quarter", 4, date(2026, 10, 1), date(2027, 1, 1), "quý IV/2026"),
        ("half", 1, date(2026, 1, 1), date(2026, 7, 1), "6 tháng đầu năm 2026"),
        ("half", 2, date(2026, 7, 1), date(2027, 1, 1), "6 tháng cuối năm 2026"),
        ("year", 1, date(2026, 1, 1), date(2027, 1, 1), "2026"),
    ],
)
def test_a_period_has_its_days_and_the_name_that_officers_use(kind, number, since, until, label):
    assert calendar_span(kind, 2026, number) == Span(kind, since, until, label)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("month", 0),
        ("month", 13),
        ("quarter", 5),
        ("half", 3),
        ("year", 2),
        ("month", -1),
        ("phase", 1),
        ("undated", 1),
    ],
)
def test_a_period_that_no_year_has_is_refused(kind, number):
    with pytest.raises(ValueError, match=f"there is no {kind} number {number}"):
        calendar_span(kind, 2026, number)


@given(KINDS, st.integers(1990, 2100))
def test_the_periods_of_a_year_follow_each_other_and_fill_it(kind, year):
    periods = periods_of_year(kind, year)

    assert (periods[0].since, periods[-1].until) == (date(year, 1, 1), date(year + 1, 1, 1))
    assert all(earlier.until == later.since for earlier, later in pairwise(periods))
    assert [number_of(each) for each in periods] == list(range(1, 12 // MONTHS[PeriodKind(kind)] + 1))


@given(KINDS, DAYS)
def test_a_day_lies_in_exactly_one_period_of_each_kind(kind, day):
    holding = [each for each in periods_of_year(kind, day.year) if each.since <= day < each.until]

    assert holding == [period_on(kind, day)]


@given(SPANS)
def test_a_period_is_found_again_by_its_kind_year_and_number(span):
    assert calendar_span(span.kind, span.since.year, number_of(span)) == span


@given(SPANS, SPANS)
def test_two_periods_have_one_key_only_if_they_are_the_same(one, other):
    assert (one.key == other.key) == (one == other)


@given(st.integers(1990, 2100))
def test_a_year_that_is_reported_is_the_same_period_as_a_year_that_a_document_states(year):
    assert calendar_span("year", year) == span_of(year, year)


def test_a_kind_is_the_same_as_the_word_it_is_kept_as():
    assert calendar_span(PeriodKind.MONTH, 2026, 10).key == calendar_span("month", 2026, 10).key


# --- Periods beside a period ------------------------------------------------------------------------------------------


@given(SPANS)
def test_the_period_before_is_of_the_same_kind_and_ends_where_this_one_begins(span):
    before = period_before(span)

    assert (before.kind, before.until) == (span.kind, span.since)


@pytest.mark.parametrize(
    ("kind", "number", "label"),
    [
        ("month", 1, "tháng 12/2025"),
        ("quarter", 1, "quý IV/2025"),
        ("half", 1, "6 tháng cuối năm 2025"),
        ("year", 1, "2025"),
        ("month", 3, "tháng 2/2026"),
    ],
)
def test_before_the_first_period_of_a_year_comes_the_last_of_the_year_before(kind, number, label):
    assert period_before(calendar_span(kind, 2026, number)).label == label


@given(SPANS)
def test_the_same_period_last_year_is_as_many_periods_back_as_a_year_has(span):
    back = span
    for _ in periods_of_year(span.kind, span.since.year):
        back = period_before(back)

    assert same_period_last_year(span) == back


@given(SPANS)
def test_the_year_so_far_runs_from_its_first_day_to_the_end_of_this_period(span):
    periods = year_so_far(span)

    assert periods == periods_of_year(span.kind, span.since.year)[: number_of(span)]
    assert periods[-1] == span


@given(SPANS)
def test_longer_periods_hold_the_whole_of_this_one_the_shortest_first(span):
    longer = longer_periods(span)

    assert all(each.since <= span.since and span.until <= each.until for each in longer)
    assert [each.kind for each in longer] == [
        kind for kind, months in MONTHS.items() if months > MONTHS[PeriodKind(span.kind)]
    ]


def test_a_year_lies_in_no_longer_period():
    assert longer_periods(calendar_span("year", 2026)) == ()


# --- Days that are covered, and the last day in time ------------------------------------------------------------------


@given(SPANS)
def test_where_months_begin_on_the_first_a_report_is_about_the_days_of_the_calendar(span):
    assert days_covered(span) == days_covered(span, first_day=1) == Days(span.since, span.until)


@pytest.mark.parametrize(
    ("kind", "number", "first_day", "since", "until"),
    [
        ("month", 10, 15, date(2026, 9, 15), date(2026, 10, 15)),
        ("month", 1, 15, date(2025, 12, 15), date(2026, 1, 15)),
        ("month", 3, 28, date(2026, 2, 28), date(2026, 3, 28)),
        ("month", 10, 2, date(2026, 9, 2), date(2026, 10, 2)),
        ("quarter", 1, 15, date(2025, 12, 15), date(2026, 3, 15)),
        ("half", 2, 20, date(2026, 6, 20), date(2026, 12, 20)),
        ("year", 1, 15, date(2025, 12, 15), date(2026, 12, 15)),
    ],
)
def test_a_unit_may_count_from_a_day_of_the_month_before(kind, number, first_day, since, until):
    assert days_covered(calendar_span(kind, 2026, number), first_day) == Days(since, until)


@given(SPANS, FIRST_DAYS)
def test_no_day_is_left_out_or_counted_twice_between_two_periods(span, first_day):
    before, here = days_covered(period_before(span), first_day), days_covered(span, first_day)

    assert before.since < before.until == here.since < here.until


@given(SPANS, FIRST_DAYS)
def test_a_longer_report_is_about_the_same_days_as_the_shorter_ones_in_it(span, first_day):
    assume(span.kind != "year")
    year = period_on("year", span.since)
    parts = [days_covered(each, first_day) for each in periods_of_year(span.kind, span.since.year)]

    assert Days(parts[0].since, parts[-1].until) == days_covered(year, first_day)


@pytest.mark.parametrize("years", [(None, None), (None, 2019)])
def test_a_period_without_a_beginning_has_no_days(years):
    with pytest.raises(ValueError, match="has no beginning"):
        days_covered(span_of(*years))


def test_a_period_without_an_end_has_no_days():
    with pytest.raises(ValueError, match="has no end"):
        days_covered(span_of(2019, None))


@pytest.mark.parametrize(
    ("days_to_file", "first_day", "last_day"),
    [(5, 1, date(2026, 11, 5)), (1, 1, date(2026, 11, 1)), (0, 1, date(2026, 10, 31)), (5, 15, date(2026, 10, 19))],
)
def test_a_report_is_in_time_so_many_days_after_the_last_day_that_it_covers(days_to_file, first_day, last_day):
    assert due_on(calendar_span("month", 2026, 10), days_to_file, first_day) == last_day


@given(SPANS, st.integers(0, 60), FIRST_DAYS)
def test_each_day_more_that_is_given_is_a_day_more(span, days_to_file, first_day):
    last_covered = days_covered(span, first_day).until - timedelta(days=1)

    assert due_on(span, days_to_file, first_day) == last_covered + timedelta(days=days_to_file)
