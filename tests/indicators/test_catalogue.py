"""The shipped indicators, each held to what the reports need of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.indicators.catalogue import LEVELS, PERIODS, PUBLISHED_AGGREGATE, entries, entry, read_indicators
from thidua.indicators.choices import Combination, Direction
from thidua.indicators.rules import clause_of, propose
from thidua.vietnamese.letters import matching_form

EVERY = pytest.mark.parametrize("each", entries(), ids=lambda each: each.code)
OWN_DRAFTS = [
    each for each in entries() if each.group in {"Ngày hội", "Chương trình phối hợp", "Thống kê ngành Nội vụ"}
]
ONE = "indicators: [{code: trees, name: Cây trồng, phrase: cây, unit_of_measure: cây, group: Khác, units: [cây]}]"
MATCHED = pytest.mark.parametrize("each", [e for e in entries() if e.units], ids=lambda each: each.code)


@EVERY
def test_an_indicator_is_named_and_counted_in_something(each):
    assert (
        all((each.code, each.name, each.phrase, each.unit_of_measure, each.group)) or each.code == PUBLISHED_AGGREGATE
    )


@EVERY
def test_a_code_is_plain_english_and_fits_an_address(each):
    assert each.code.isascii()
    assert each.code == each.code.lower()
    assert each.code.replace("_", "").isalnum()


@EVERY
def test_choices_are_those_of_the_lists(each):
    assert {each.direction} <= set(Direction.values)
    assert {each.over_units, each.over_time} <= set(Combination.values)


@EVERY
def test_a_share_is_never_added_up(each):
    is_share = each.unit_of_measure == "%"

    assert not (is_share and Combination.SUM in (each.over_units, each.over_time))


@MATCHED
def test_the_words_of_matching_are_in_the_form_they_are_compared_in(each):
    words = (*each.units, *each.words, *each.not_words)

    assert [" ".join(matching_form(word).split()) for word in words] == list(words)


@MATCHED
def test_a_word_does_not_both_call_for_an_indicator_and_forbid_it(each):
    assert not set(each.words) & set(each.not_words)


@MATCHED
def test_its_own_unit_and_word_find_it_or_one_that_stands_before_it(each):
    codes = [e.code for e in entries()]
    context = each.words[0] if each.words else ""
    found = propose(each.units[0], context)

    assert found is not None
    assert codes.index(found) <= codes.index(each.code)


@MATCHED
def test_a_forbidden_word_in_the_clause_keeps_it_away(each):
    words = each.words[0] if each.words else ""
    kept_away = [propose(each.units[0], f"{words} {word}") for word in each.not_words]

    assert each.code not in kept_away


def test_entries_are_ordered_for_printing_as_they_are_for_matching():
    orders = [each.order for each in entries()]

    assert orders == sorted(set(orders))


def test_a_code_that_is_not_there_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        entry("khong_co")


@given(parts=st.lists(st.text(st.sampled_from("abc 123"), min_size=1), min_size=1, max_size=5), data=st.data())
def test_a_clause_holds_its_quote(parts, data):
    quote = data.draw(st.sampled_from(parts))

    assert quote in clause_of(";".join(parts), quote)


@EVERY
def test_who_counts_it_and_how_often_are_of_the_lists(each):
    assert each.period in PERIODS
    assert set(each.reported_by) <= set(LEVELS)
    assert (each.reported_by == ()) == (each.code == PUBLISHED_AGGREGATE)


@EVERY
def test_its_short_name_stands_well_within_a_sentence(each):
    assert each.code == PUBLISHED_AGGREGATE or each.short[0].islower()
    assert len(each.short) <= len(each.name)


@EVERY
def test_its_texts_fit_into_the_columns_that_keep_them(each):
    assert max(len(each.name), len(each.phrase)) <= 200
    assert max(len(each.code), len(each.group)) <= 60
    assert len(each.unit_of_measure) <= 40


@pytest.mark.parametrize("each", OWN_DRAFTS, ids=lambda each: each.code)
def test_what_only_our_own_forms_ask_is_never_read_out_of_an_article(each):
    assert (each.units, each.words, each.not_words) == ((), (), ())
    assert propose(each.unit_of_measure, each.name) != each.code


def test_levels_and_periods_go_from_the_highest_and_from_the_shortest():
    assert LEVELS == ("country", "province", "district", "commune", "village")
    assert PERIODS == ("month", "quarter", "half", "year", "phase")


def test_what_is_not_said_of_an_indicator_is_a_monthly_sum_that_every_level_counts_by_its_name():
    (trees,) = read_indicators([ONE])

    assert (trees.period, trees.reported_by, trees.short, trees.over_time) == ("month", LEVELS, "Cây trồng", "sum")
    assert trees.order == 10


def test_what_is_said_of_an_indicator_holds():
    said = "period: year, reported_by: [province, commune], short: cây, over_time: latest, code"

    (trees,) = read_indicators([ONE.replace("code", said)])

    assert (trees.period, trees.reported_by, trees.short) == ("year", ("province", "commune"), "cây")
    assert trees.over_time == Combination.LATEST


def test_indicators_of_several_files_are_numbered_on():
    found = read_indicators([ONE, ONE.replace("trees", "hedges")])

    assert [(each.code, each.order) for each in found] == [("trees", 10), ("hedges", 20)]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("period: week", "trees: the period week is unknown; known are month, quarter, half, year, phase"),
        ("reported_by: [commune, hamlet]", "trees: the level hamlet is unknown; known are country, province"),
        ("over_time: often", "'often' is not a valid Combination"),
        ("direction: left", "'left' is not a valid Direction"),
    ],
)
def test_an_unknown_choice_is_refused(said, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_indicators([ONE.replace("code", f"{said}, code")])


def test_a_code_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="stands twice"):
        read_indicators([ONE, ONE])
