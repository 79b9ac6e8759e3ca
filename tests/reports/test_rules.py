"""How stated numbers are put together and compared."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reports.choices import Qualifier
from thidua.reports.rules import (
    Amount,
    Change,
    Gap,
    Statement,
    belongs_to,
    change,
    gap,
    is_before,
    joint,
    lines,
    qualifier_word,
    scaled,
    span_of,
    total,
)

QUALIFIERS = st.sampled_from([each.value for each in Qualifier])
AMOUNTS = st.builds(Amount, value=st.integers(0, 10**9), qualifier=QUALIFIERS)


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_a_sum_adds_the_values_and_is_exact_only_when_all_are(amounts):
    whole = total(amounts)

    assert whole.value == sum(each.value for each in amounts)
    assert (whole.qualifier == "exact") == all(each.qualifier == "exact" for each in amounts)


@given(st.lists(AMOUNTS, min_size=2, max_size=6), st.randoms())
def test_a_sum_does_not_depend_on_the_order(amounts, chance):
    mixed = list(amounts)
    chance.shuffle(mixed)

    assert total(mixed).value == total(amounts).value


@given(QUALIFIERS, QUALIFIERS)
def test_two_qualifiers_combine_alike_both_ways(one, other):
    assert joint(one, other) == joint(other, one)
    assert joint(one, "exact") == one


@pytest.mark.parametrize(
    ("before", "after", "difference", "permille", "is_estimate"),
    [
        (Amount(2087), Amount(2316), 229, 110, False),
        (Amount(2000), Amount(1874), -126, -63, False),
        (Amount(1600, "at_least"), Amount(1914), 314, 196, True),
        (Amount(0), Amount(5), 5, None, False),
        (Amount(7), Amount(7), 0, 0, False),
    ],
)
def test_a_change_is_told_with_its_share(before, after, difference, permille, is_estimate):
    share = Decimal(permille) if permille is not None else None

    assert change(before, after) == Change(difference, share, is_estimate)


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        (Amount(100), Gap(0, True)),
        (Amount(130), Gap(0, True)),
        (Amount(90), Gap(10, False)),
        (Amount(100, "at_least"), Gap(0, True)),
        (Amount(90, "at_least"), Gap(10, None)),
        (Amount(90, "almost"), Gap(10, False)),
        (Amount(100, "almost"), Gap(0, None)),
        (Amount(80, "at_most"), Gap(20, False)),
        (Amount(120, "approx"), Gap(0, None)),
    ],
)
def test_a_target_is_reached_only_where_the_number_settles_it(reached, expected):
    assert gap(100, reached) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(2087, 0, 2087), (64.2, 1, 642), (0.1, 1, 1), (Decimal(41700000000), 2, 4170000000000)],
)
def test_a_number_is_scaled_without_loss(value, decimals, expected):
    assert scaled(value, decimals) == expected


@pytest.mark.parametrize(("value", "decimals"), [(2087.5, 0), (64.25, 1), (10**19, 0)])
def test_a_number_that_does_not_fit_is_not_scaled(value, decimals):
    with pytest.raises(ValueError, match="does not fit"):
        scaled(value, decimals)


def test_the_same_number_of_two_documents_is_one_line():
    [line] = lines([Statement(1, 10, Amount(5)), Statement(2, 20, Amount(5))])

    assert (line.figure_ids, line.rivals) == ((1, 2), ())


def test_different_numbers_of_two_documents_contradict_each_other():
    found = lines([Statement(1, 10, Amount(5)), Statement(2, 20, Amount(6))])

    assert [line.rivals for line in found] == [(1,), (0,)]


def test_different_numbers_of_one_document_do_not():
    found = lines([Statement(1, 10, Amount(5)), Statement(2, 10, Amount(6))])

    assert [line.rivals for line in found] == [(), ()]


@given(st.lists(st.builds(Statement, st.integers(1, 99), st.integers(1, 4), AMOUNTS), max_size=12))
def test_rivalry_is_mutual_and_no_statement_is_lost(statements):
    found = lines(statements)

    assert sorted(pk for line in found for pk in line.figure_ids) == sorted(each.figure_id for each in statements)
    for place, line in enumerate(found):
        for rival in line.rivals:
            assert place in found[rival].rivals


@pytest.mark.parametrize(
    ("years", "review", "belongs"),
    [
        ((2014, 2019), (2014, 2019), True),
        ((2016, 2016), (2014, 2019), True),
        ((2014, None), (2014, 2019), True),
        ((2011, 2015), (2014, 2019), False),
        ((2019, 2024), (2014, 2019), False),
        ((None, None), (2014, 2019), False),
        ((None, None), (None, None), True),
    ],
)
def test_a_figure_counts_for_the_period_that_holds_it(years, review, belongs):
    assert belongs_to(span_of(*years), span_of(*review)) == belongs


@pytest.mark.parametrize(
    ("years", "before"),
    [((2014, 2019), True), ((2009, 2014), True), ((2019, 2024), False), ((2017, 2021), False), ((2014, None), False)],
)
def test_printed_phases_may_share_the_year_between_them(years, before):
    assert is_before(span_of(*years), span_of(2019, 2024)) == before


def test_the_days_of_a_period_are_half_open():
    span = span_of(2014, 2019)

    assert (span.since, span.until, span.kind) == (date(2014, 1, 1), date(2020, 1, 1), "phase")


@pytest.mark.parametrize(
    ("qualifier", "quote", "word"),
    [
        ("at_least", "hơn 74.000 lượt người", "hơn"),
        ("at_least", "trên 1.600 buổi", "trên"),
        ("at_least", "đạt 80% trở lên", "ít nhất"),
        ("almost", "gần 200 nghị quyết", "gần"),
        ("at_most", "dưới 5%", "dưới"),
        ("approx", "khoảng 30", "khoảng"),
        ("at_least", "1.600", "trên"),
        ("exact", "hơn hẳn 5", ""),
    ],
)
def test_the_word_before_a_number_is_the_one_of_its_source(qualifier, quote, word):
    assert qualifier_word(qualifier, quote) == word
