"""Where figures count day by day, also those of units that are no more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reports.rules.homes import Forest, Home, Shift, heirs_of, is_succeeded, shifts

COUNTRY, OLD, NEW, EAST, WEST, VILLAGE, OTHER, HEIR = range(1, 9)
DAY, NEXT = date(2025, 7, 1), date(2026, 7, 1)


def forest(places, became=()):
    """Places as unit → spans; successions as (before, after, day)."""
    known = {}
    for before, after, day in became:
        known.setdefault(before, []).append((after, day))
    return Forest(places, known)


PROVINCE = {NEW: [Home(COUNTRY)], EAST: [Home(NEW)], WEST: [Home(NEW)]}


def test_a_living_unit_is_at_home_where_it_stands():
    moved = [Home(EAST, None, DAY), Home(WEST, DAY)]

    assert forest(PROVINCE | {VILLAGE: moved}).homes(VILLAGE) == tuple(moved)


def test_a_merged_unit_is_at_home_where_its_heir_stands():
    places = PROVINCE | {VILLAGE: [Home(EAST, None, DAY)], HEIR: [Home(WEST, DAY)]}

    assert forest(places, [(VILLAGE, HEIR, DAY)]).homes(VILLAGE) == (
        Home(EAST, None, DAY),
        Home(WEST, DAY, None, f"{VILLAGE}>{HEIR}@{DAY}"),
    )


def test_what_was_split_among_units_of_several_communes_is_at_home_above_all_of_them():
    places = PROVINCE | {VILLAGE: [Home(EAST, None, DAY)], OTHER: [Home(EAST, DAY)], HEIR: [Home(WEST, DAY)]}

    homes = forest(places, [(VILLAGE, OTHER, DAY), (VILLAGE, HEIR, DAY)]).homes(VILLAGE)

    assert homes[1] == Home(NEW, DAY, None, f"{VILLAGE}>{OTHER}@{DAY},{VILLAGE}>{HEIR}@{DAY}")


def test_the_home_follows_an_heir_that_moves_and_one_that_is_merged_in_turn():
    places = PROVINCE | {
        VILLAGE: [Home(EAST, None, DAY)],
        OTHER: [Home(EAST, DAY, NEXT)],
        HEIR: [Home(WEST, NEXT)],
    }
    heirs = f"{VILLAGE}>{OTHER}@{DAY},{OTHER}>{HEIR}@{NEXT}"

    assert forest(places, [(VILLAGE, OTHER, DAY), (OTHER, HEIR, NEXT)]).homes(VILLAGE)[1:] == (
        Home(EAST, DAY, NEXT, heirs),
        Home(WEST, NEXT, None, heirs),
    )


def test_a_unit_that_ended_without_heirs_counts_nowhere_after():
    places = PROVINCE | {VILLAGE: [Home(EAST, None, DAY)]}

    assert forest(places).homes(VILLAGE) == (Home(EAST, None, DAY),)


def test_a_day_that_changes_nothing_for_a_unit_does_not_part_its_home():
    places = PROVINCE | {
        VILLAGE: [Home(EAST, None, DAY)], HEIR: [Home(WEST, DAY)], OTHER: [Home(EAST, None, NEXT), Home(WEST, NEXT)],
    }  # fmt: skip

    assert len(forest(places, [(VILLAGE, HEIR, DAY)]).homes(VILLAGE)) == 2


@pytest.mark.parametrize(
    ("reported", "said"), [(set(), False), ({OTHER}, False), ({OTHER, HEIR}, True), ({VILLAGE, OTHER}, False)]
)
def test_a_stock_is_past_once_all_heirs_have_reported(reported, said):
    heirs = {VILLAGE: [(OTHER, DAY), (HEIR, DAY)]}

    assert is_succeeded(VILLAGE, heirs, dict.fromkeys(reported, NEXT)) is said


def test_what_an_heir_reported_before_it_took_a_unit_in_does_not_make_its_stock_past():
    assert is_succeeded(VILLAGE, {VILLAGE: [(HEIR, DAY)]}, {HEIR: DAY}) is False


def test_an_heir_that_was_succeeded_itself_need_not_have_reported():
    heirs = heirs_of(f"{VILLAGE}>{OTHER}@{DAY},{OTHER}>{HEIR}@{DAY}")

    assert is_succeeded(VILLAGE, heirs, {HEIR: NEXT}) is True


@st.composite
def accounts(draw):
    """Homes that follow each other without a gap between two given ends."""
    days = sorted(draw(st.sets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=4)))
    nodes = draw(st.lists(st.integers(1, 3), min_size=len(days) + 1, max_size=len(days) + 1))
    return [Home(node, since, until) for node, since, until in zip(nodes, [None, *days], [*days, None], strict=True)]


def node_on(homes, day):
    return next(each.node for each in homes if each.holds(day))


@given(accounts(), accounts(), st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_a_day_is_told_as_shifted_exactly_where_the_two_accounts_differ(before, after, day):
    told = [each.nodes for each in shifts(before, after) if each.holds(day)]

    old, new = node_on(before, day), node_on(after, day)
    assert told == ([] if old == new else [frozenset({old, new})])


def test_a_unit_that_came_is_shifted_from_nowhere():
    assert shifts([], [Home(EAST, DAY)]) == (Shift(frozenset({EAST}), DAY, None),)
