"""Which totals are added anew, in which order, and from which parts."""

from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.indicators.choices import Combination
from thidua.reports.rules import span_of
from thidua.reports.rules.adding import (
    MASKS,
    Part,
    Way,
    bits_held,
    periods_to_add,
    replaced,
    shorter_periods,
    way_of,
)
from thidua.reports.rules.calendar import MONTHS, calendar_span, period_on, periods_of_year
from thidua.totals.qualifiers import bits, word

COUNTS = st.integers(0, 10**15)
PARTS = st.builds(Part, COUNTS, COUNTS, st.integers(1, 10**6), st.integers(0, sum(MASKS)))
MONTH = calendar_span("month", 2026, 10)
SPANS = st.builds(period_on, st.sampled_from([*MONTHS]), st.dates(date(1990, 1, 1), date(2100, 12, 31)))


# --- Parts ------------------------------------------------------------------------------------------------------------


def test_a_sum_of_parts_has_their_values_wholes_and_figures_and_every_doubt():
    assert Part(12, 15, 2, bits("at_least")) + Part(3, 5, 1, bits("almost")) == Part(15, 20, 3, 1 | 4)


@given(PARTS, PARTS, PARTS)
def test_parts_are_added_in_any_order_and_grouping(one, other, third):
    assert (one + other) + third == one + (other + third) == (third + other) + one


@given(PARTS)
def test_nothing_added_changes_nothing(part):
    assert part + Part() == Part() + part == part


@given(PARTS, PARTS)
def test_a_sum_is_exact_only_if_both_parts_are(one, other):
    exact = [each.qualifier == bits("exact") for each in (one, other)]

    assert (word((one + other).qualifier) == "exact") == all(exact)


@given(st.lists(PARTS, min_size=1), PARTS, st.data())
def test_a_total_with_a_part_replaced_is_the_sum_of_the_parts_as_they_are_now(parts, after, data):
    at = data.draw(st.integers(0, len(parts) - 1))
    others = [*parts[:at], *parts[at + 1 :]]
    total = reduce(Part.__add__, parts)

    found = replaced(total, parts[at], after)

    if parts[at].qualifier & ~after.qualifier:
        assert found is None  # another part may have the same doubt
    else:
        assert found == reduce(Part.__add__, [*others, after])


@given(PARTS)
def test_a_part_that_goes_without_a_doubt_leaves_nothing_of_its_total_alone(part):
    exact = replace(part, qualifier=0)

    assert replaced(exact, exact, Part()) == Part()


@pytest.mark.parametrize("total", [Part(), Part(7, 0, 1), Part(30, 0, 2)])
def test_a_total_that_does_not_hold_the_part_is_not_told_from_it(total):
    assert replaced(total, Part(10, 0, 2), Part()) is None


# --- Periods ----------------------------------------------------------------------------------------------------------


def test_a_value_of_a_month_changes_the_totals_of_its_month_quarter_half_and_year():
    labels = [each.label for each in periods_to_add(calendar_span("month", 2026, 10))]

    assert labels == ["tháng 10/2026", "quý IV/2026", "6 tháng cuối năm 2026", "2026"]


@pytest.mark.parametrize("years", [(2014, 2019), (2019, None), (None, None), (2026, 2026)])
def test_a_value_of_a_phase_or_a_whole_year_changes_only_its_own_total(years):
    assert periods_to_add(span_of(*years)) == (span_of(*years),)


@given(SPANS, st.sampled_from([*MONTHS]))
def test_a_longer_period_is_made_of_all_shorter_ones_that_change_it(span, kind):
    changed = [each for each in periods_of_year(kind, span.since.year) if span in periods_to_add(each)]

    if MONTHS[kind] <= MONTHS[span.kind]:
        assert list(shorter_periods(span, kind)) == changed


@given(SPANS, st.sampled_from([*MONTHS]))
def test_the_shorter_periods_follow_each_other_and_fill_the_longer_one(span, kind):
    if MONTHS[kind] <= MONTHS[span.kind]:
        inside = shorter_periods(span, kind)

        assert (inside[0].since, inside[-1].until) == (span.since, span.until)
        assert all(earlier.until == later.since for earlier, later in pairwise(inside))
        assert len(inside) == MONTHS[span.kind] // MONTHS[kind]


@pytest.mark.parametrize("years", [(None, None), (2019, None), (None, 2019)])
def test_a_period_without_both_ends_is_made_of_nothing(years):
    assert shorter_periods(span_of(*years), "month") == ()


# --- Ways -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "number", "way"),
    [("month", 10, Way.OWN), ("quarter", 4, Way.OVER_TIME), ("half", 2, Way.OVER_TIME), ("year", 1, Way.OVER_TIME)],
)
def test_a_flow_is_added_for_its_own_period_and_over_time_for_longer_ones(kind, number, way):
    assert way_of(calendar_span(kind, 2026, number), "month", Combination.SUM, Combination.SUM) is way


@pytest.mark.parametrize(("kind", "way"), [("quarter", Way.OWN), ("year", Way.LATEST)])
def test_of_a_stock_the_latest_counts_in_a_longer_period(kind, way):
    assert way_of(calendar_span(kind, 2026), "quarter", Combination.SUM, Combination.LATEST) is way


def test_what_is_reported_for_a_longer_period_has_no_total_of_a_shorter_one():
    assert way_of(calendar_span("month", 2026, 3), "quarter", Combination.SUM, Combination.SUM) is Way.NONE


@pytest.mark.parametrize("span", [calendar_span("month", 2026, 1), calendar_span("year", 2026)])
def test_what_is_not_added_over_units_has_no_total_at_all(span):
    assert way_of(span, "month", Combination.NONE, Combination.SUM) is Way.NONE


def test_what_is_not_added_over_time_has_only_totals_of_its_own_period():
    ways = [way_of(each, "month", Combination.SUM, Combination.NONE) for each in periods_to_add(MONTH)]

    assert ways == [Way.OWN, Way.NONE, Way.NONE, Way.NONE]


# --- How exactly a sum is known ---------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, sum(MASKS)), max_size=8))
def test_the_largest_value_under_each_mask_tells_every_doubt_of_the_parts(qualifiers):
    maxima = [max((each & mask for each in qualifiers), default=None) for mask in MASKS]

    assert bits_held(maxima) == reduce(int.__or__, qualifiers, 0)


def test_each_mask_is_one_doubt():
    assert [word(mask) for mask in MASKS] == ["at_least", "at_most", "almost", "approx"]
