"""Which totals are added anew, in which order, and from which parts."""

from collections import Counter
from datetime import date
from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reports.rules import span_of
from thidua.reports.rules.adding import (
    MASKS,
    Part,
    added,
    bits_held,
    deepest_first,
    periods_to_add,
    shorter_periods,
)
from thidua.reports.rules.calendar import MONTHS, calendar_span, period_on, periods_of_year
from thidua.totals.qualifiers import bits, word

COUNTS = st.integers(0, 10**15)
PARTS = st.builds(Part, COUNTS, COUNTS, st.integers(1, 10**6), st.integers(0, sum(MASKS)))
SUMS = st.dictionaries(st.integers(1, 5), PARTS)
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


@given(st.lists(SUMS, max_size=5))
def test_sums_are_put_together_indicator_by_indicator(parts):
    together = added(*parts)

    assert set(together) == {indicator for each in parts for indicator in each}
    for indicator, total in together.items():
        assert total == reduce(Part.__add__, [each[indicator] for each in parts if indicator in each])


@given(st.lists(SUMS, max_size=5), st.randoms())
def test_sums_do_not_depend_on_the_order_of_the_parts(parts, chance):
    mixed = list(parts)
    chance.shuffle(mixed)

    assert added(*mixed) == added(*parts)


@given(SUMS, SUMS)
def test_adding_leaves_the_parts_as_they_were(one, other):
    before = (dict(one), dict(other))

    added(one, other)

    assert (one, other) == before


def test_where_there_are_no_parts_there_is_no_total_not_zero():
    assert added() == added({}, {}) == {}


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


# --- Order ------------------------------------------------------------------------------------------------------------


@st.composite
def trees(draw):
    """Units by number with the unit above each; the first is the top."""
    count = draw(st.integers(1, 12))
    numbers = draw(st.permutations(range(1, count + 1)))
    above = {numbers[0]: None}
    for place in range(1, count):
        above[numbers[place]] = numbers[draw(st.integers(0, place - 1))]
    return above


def depth_of(unit, above):
    return 0 if above[unit] is None else 1 + depth_of(above[unit], above)


@given(trees())
def test_each_unit_stands_before_the_one_above_it(above):
    order = deepest_first(above, {unit: depth_of(unit, above) for unit in above})

    assert all(order.index(unit) < order.index(parent) for unit, parent in above.items() if parent is not None)


@given(trees(), st.randoms())
def test_the_order_is_the_same_however_the_units_come_and_each_comes_once(above, chance):
    depth = {unit: depth_of(unit, above) for unit in above}
    mixed = [*above, *above]
    chance.shuffle(mixed)

    order = deepest_first(mixed, depth)

    assert order == deepest_first(sorted(above), depth)
    assert set(Counter(order).values()) == {1}


# --- How exactly a sum is known ---------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, sum(MASKS)), max_size=8))
def test_the_largest_value_under_each_mask_tells_every_doubt_of_the_parts(qualifiers):
    maxima = [max((each & mask for each in qualifiers), default=None) for mask in MASKS]

    assert bits_held(maxima) == reduce(int.__or__, qualifiers, 0)


def test_each_mask_is_one_doubt():
    assert [word(mask) for mask in MASKS] == ["at_least", "at_most", "almost", "approx"]
