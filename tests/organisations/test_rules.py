"""Spans, closure and faults, on plain values."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.organisations.rules import (
    ALWAYS,
    Ancestry,
    Closure,
    Fault,
    Place,
    RingError,
    Span,
    first_overlap,
    placement_fault,
    shares_exceed_whole,
    succession_fault,
)

JUNE_30, JULY = date(2025, 6, 30), date(2025, 7, 1)
BEFORE, AFTER = Span(None, JULY), Span(JULY)

days = st.dates(date(2020, 1, 1), date(2020, 2, 15))
ends = st.none() | days
spans = st.builds(Span, ends, ends).filter(lambda span: not span.is_reversed)


def test_a_span_holds_its_first_day_and_not_its_last():
    assert AFTER.holds(JULY)
    assert BEFORE.holds(JUNE_30)
    assert not BEFORE.holds(JULY)
    assert not AFTER.holds(JUNE_30)


def test_spans_that_touch_do_not_meet():
    assert BEFORE.meets(AFTER) is None
    assert first_overlap([BEFORE, AFTER]) is None


def test_an_unknown_beginning_and_an_open_end_hold_every_day():
    assert ALWAYS.holds(date(1800, 1, 1))
    assert ALWAYS.holds(date(2800, 1, 1))


def test_a_span_of_no_days_is_reversed():
    assert Span(JULY, JULY).is_reversed
    assert Span(JULY, JUNE_30).is_reversed
    assert not Span(JUNE_30, JULY).is_reversed


def test_the_first_two_spans_that_share_a_day_are_told():
    assert first_overlap([BEFORE, AFTER, Span(date(2025, 12, 1))]) == (1, 2)


@given(spans, spans)
def test_two_spans_meet_in_exactly_the_days_that_both_hold(one, other):
    shared = one.meets(other)

    for day in (date(2019, 12, 25) + timedelta(days=n) for n in range(70)):
        assert (shared is not None and shared.holds(day)) == (one.holds(day) and other.holds(day))


@given(spans, spans)
def test_it_does_not_matter_which_span_meets_which(one, other):
    assert one.meets(other) == other.meets(one)


@given(spans)
def test_a_span_meets_itself_in_itself(span):
    assert span.meets(span) == span
    assert span.meets(ALWAYS) == span


@given(st.lists(spans, max_size=6))
def test_no_overlap_is_told_where_every_day_is_held_once(some):
    pair = first_overlap(some)
    days = [date(2019, 12, 25) + timedelta(days=n) for n in range(70)]

    assert (pair is not None) == any(sum(span.holds(day) for span in some) > 1 for day in days)


@pytest.mark.parametrize(
    ("unit", "parent", "place", "fault"),
    [
        (ALWAYS, ALWAYS, ALWAYS, None),
        (AFTER, AFTER, AFTER, None),
        (AFTER, ALWAYS, ALWAYS, Fault.BEFORE_UNIT),
        (BEFORE, ALWAYS, ALWAYS, Fault.AFTER_UNIT),
        (ALWAYS, AFTER, ALWAYS, Fault.BEFORE_PARENT),
        (ALWAYS, AFTER, Span(JUNE_30), Fault.BEFORE_PARENT),
        (ALWAYS, BEFORE, ALWAYS, Fault.AFTER_PARENT),
        (ALWAYS, BEFORE, BEFORE, None),
        (ALWAYS, ALWAYS, Span(JULY, JULY), Fault.SPAN_REVERSED),
    ],
)
def test_a_unit_stands_under_a_parent_only_while_both_live(unit, parent, place, fault):
    assert placement_fault(unit, parent, place) == fault


@given(spans, spans, spans)
def test_a_place_without_fault_lies_in_both_lives(unit, parent, place):
    if placement_fault(unit, parent, place) is None:
        assert place.meets(unit) == place
        assert place.meets(parent) == place


@pytest.mark.parametrize(
    ("predecessor", "successor", "whole", "fault"),
    [
        (BEFORE, AFTER, True, None),
        (BEFORE, AFTER, False, None),
        (BEFORE, ALWAYS, True, None),
        (ALWAYS, AFTER, False, None),
        (ALWAYS, AFTER, True, Fault.PREDECESSOR_GOES_ON),
        (BEFORE, Span(None, JUNE_30), True, Fault.SUCCESSOR_ENDED),
        (BEFORE, Span(None, JULY), True, Fault.SUCCESSOR_ENDED),
        (BEFORE, Span(date(2025, 7, 2)), True, Fault.SUCCESSOR_NOT_BEGUN),
        (Span(JULY), AFTER, False, Fault.PREDECESSOR_NOT_BEGUN),
        (Span(None, JUNE_30), AFTER, False, Fault.PREDECESSOR_GONE),
    ],
)
def test_a_succession_needs_one_that_ends_and_one_that_lives_on(predecessor, successor, whole, fault):
    assert succession_fault(predecessor, successor, on=JULY, whole=whole) == fault


def test_shares_that_are_not_known_count_for_nothing():
    assert not shares_exceed_whole([600, None, 400])
    assert shares_exceed_whole([600, 401, None])


def test_a_unit_without_a_parent_has_only_itself_above_it():
    assert Closure({"a": BEFORE}, {}).of("a") == [Ancestry("a", 0, BEFORE)]


def test_every_step_upwards_is_a_row():
    places = {"commune": [Place("district", ALWAYS)], "district": [Place("province", ALWAYS)]}

    rows = Closure({}, places).of("commune")

    assert sorted((row.ancestor, row.depth) for row in rows) == [("commune", 0), ("district", 1), ("province", 2)]


def test_a_row_lasts_as_long_as_every_step_of_its_line():
    places = {
        "commune": [Place("district", BEFORE), Place("province", AFTER)],
        "district": [Place("province", Span(date(2020, 1, 1), JULY))],
    }

    rows = Closure({"district": BEFORE}, places).of("commune")

    assert {(row.ancestor, row.depth, row.span) for row in rows} == {
        ("commune", 0, ALWAYS),
        ("district", 1, BEFORE),
        ("province", 2, Span(date(2020, 1, 1), JULY)),
        ("province", 1, AFTER),
    }


def test_rows_that_are_known_are_lifted_and_not_walked_again():
    known = {"province": [Ancestry("province", 0, ALWAYS), Ancestry("country", 1, ALWAYS)]}

    rows = Closure({}, {"commune": [Place("province", AFTER)]}, known).of("commune")

    assert {(row.ancestor, row.depth, row.span) for row in rows} == {
        ("commune", 0, ALWAYS),
        ("province", 1, AFTER),
        ("country", 2, AFTER),
    }


def test_a_line_that_leads_back_is_a_ring():
    with pytest.raises(RingError) as ring:
        Closure({}, {"a": [Place("b", ALWAYS)], "b": [Place("a", ALWAYS)]}).of("a")

    assert ring.value.unit == "a"


def test_two_units_may_stand_one_above_the_other_in_turn():
    places = {"a": [Place("b", BEFORE)], "b": [Place("a", AFTER)]}

    assert {(row.ancestor, row.span) for row in Closure({}, places).of("a")} == {("a", ALWAYS), ("b", BEFORE)}


units = st.integers(0, 7)


@st.composite
def forests(draw):
    """Units 0–7, each placed in turn under units with a smaller number: no ring, at most one parent a day."""
    places = {}
    for unit in range(1, 8):
        cuts = sorted(draw(st.sets(days, max_size=3)))
        edges = [None, *cuts, None]
        pieces = [Span(since, until) for since, until in pairwise(edges)]
        places[unit] = [Place(draw(st.integers(0, unit - 1)), piece) for piece in pieces if draw(st.booleans())]
    return places


def _line_by_walking(places, unit, day):
    line = [unit]
    while found := [place.parent for place in places.get(line[-1], []) if place.span.holds(day)]:
        line.append(found[0])
    return line


@given(forests(), units, days)
def test_the_closure_of_a_day_is_the_line_that_one_walks_that_day(places, unit, day):
    closure = Closure({}, places)
    for other in range(8):  # whatever was computed before
        closure.of(other)

    rows = sorted((row for row in closure.of(unit) if row.span.holds(day)), key=lambda row: row.depth)

    assert [row.ancestor for row in rows] == _line_by_walking(places, unit, day)
    assert [row.depth for row in rows] == list(range(len(rows)))
