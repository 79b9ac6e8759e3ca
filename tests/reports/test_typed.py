"""What an officer types into a cell: what is a number, what is a question, what is refused and why."""

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.reports.choices import Qualifier
from thidua.reports.rules.typed import (
    MOST,
    NO_QUALIFIER,
    NOT_A_NUMBER,
    NOT_A_RATIO,
    TOO_LARGE,
    TOO_PRECISE,
    CellKind,
    Typed,
    shown,
    typed,
)

WHOLE, TENTHS, HUNDREDTHS = (CellKind(decimals) for decimals in range(3))
SHARE = CellKind(1, is_share=True)
ROUGH, RATIO, ROUGH_RATIO = CellKind(0, True), CellKind(is_ratio=True), CellKind(0, True, True)

QUALIFIERS = st.sampled_from([each.value for each in Qualifier])
DECIMALS = st.integers(0, 2)
VALUES = st.one_of(st.integers(0, 10_000), st.integers(0, MOST))
KINDS = st.builds(CellKind, DECIMALS, st.booleans(), st.booleans())
NUMBERISH = st.tuples(
    st.sampled_from(["", " ", "trên ", "hơn", ">= ", "~", "-", "trênh "]),
    st.text("0123456789", max_size=16),
    st.sampled_from(["", ".", ",", " ", "\u00a0", "\u200b", "/"]),
    st.sampled_from(["", "5", "50", "000", "600", "1234"]),
    st.sampled_from(["", ".000", ",5", "/15", "/1.600", "%", " %", "\n", "e3"]),
).map("".join)
SIGNS = st.sampled_from([*"0123456789.,/% -<>=~", "trên", "hơn ", "không quá", "\u00a0", "\u200b", "٣", "5", "\n"])


def _bare(text):
    """The digits of a number and its comma, without what sets thousands apart and noughts that say nothing."""
    whole, _, part = "".join(sign for sign in text if sign in "0123456789,").partition(",")
    return whole.lstrip("0"), part.rstrip("0")


# --- What stands in a cell is read back as the same -------------------------------------------------------------------


@given(VALUES, DECIMALS, QUALIFIERS)
def test_what_stands_in_a_cell_is_read_back_as_the_same_number(value, decimals, qualifier):
    kind = CellKind(decimals, takes_qualifier=True)

    assert typed(shown(value, kind, qualifier=qualifier), kind) == Typed(value, None, qualifier)


@given(VALUES, VALUES, DECIMALS, QUALIFIERS)
def test_what_stands_in_a_ratio_cell_is_read_back_as_the_same_ratio(value, whole, decimals, qualifier):
    kind = CellKind(decimals, takes_qualifier=True, is_ratio=True)

    assert typed(shown(value, kind, of=whole, qualifier=qualifier), kind) == Typed(value, whole, qualifier)


@given(KINDS)
def test_an_empty_cell_is_read_back_as_empty(kind):
    assert (shown(None, kind), typed("", kind)) == ("", Typed())


@given(
    VALUES, DECIMALS, QUALIFIERS, st.sampled_from(["NFC", "NFD"]), st.booleans(), st.sampled_from(["", " ", "\u00a0"])
)
def test_capitals_blanks_around_it_and_the_way_of_encoding_change_nothing(value, decimals, word, form, is_loud, blank):
    kind = CellKind(decimals, takes_qualifier=True)
    text = shown(value, kind, qualifier=word)
    written = normalize(form, text.upper() if is_loud else text)

    assert typed(f"{blank}{written}{blank}\n", kind) == typed(text, kind)


@given(VALUES, DECIMALS)
def test_thousands_may_be_set_apart_by_points_or_blanks_or_not_at_all(value, decimals):
    kind = CellKind(decimals)
    text = shown(value, kind)

    assert {typed(text.replace(".", mark), kind) for mark in (".", " ", "\u00a0", "\u202f", "")} == {Typed(value)}


# --- Whatever is typed ------------------------------------------------------------------------------------------------


@given(st.one_of(st.text(max_size=30), st.lists(SIGNS, max_size=12).map("".join)), KINDS)
def test_whatever_is_typed_is_kept_or_asked_or_refused_and_never_two_of_them(text, kind):
    said = typed(text, kind)

    assert (said.value is not None) + bool(said.choices) + bool(said.problem) <= 1
    assert said.is_settled == (not said.choices and not said.problem)


@given(NUMBERISH, KINDS)
def test_what_is_kept_is_a_number_that_the_cell_takes_and_shows(text, kind):
    said = typed(text, kind)

    if said.value is not None:
        assert 0 <= said.value <= MOST
        assert kind.takes_qualifier or said.qualifier == Qualifier.EXACT
        assert (said.of is not None) == kind.is_ratio
        assert typed(shown(said.value, kind, of=said.of, qualifier=said.qualifier), kind) == said


@given(NUMBERISH, KINDS)
def test_no_digit_is_lost_or_added_or_moved_on_the_way(text, kind):
    said = typed(text, kind)

    if said.value is not None:
        kept = shown(said.value, kind, of=said.of)
        assert [_bare(each) for each in kept.split("/")] == [_bare(each) for each in text.split("/")]


@given(st.lists(SIGNS, max_size=3).map("".join), KINDS)
def test_a_cell_is_emptied_by_what_looks_empty_and_by_nothing_else(text, kind):
    looks_empty = text.replace("\u200b", "").strip() == ""

    assert (typed(text, kind) == Typed()) == looks_empty


@given(st.integers(1, 99_999), st.integers(0, 9_999), st.sampled_from(".,"), KINDS, QUALIFIERS)
def test_each_answer_that_is_offered_is_read_without_another_question_and_as_exactly(part, rest, mark, kind, qualifier):
    word = shown(1, ROUGH, qualifier=qualifier).removesuffix("1")
    asked = typed(f"{word}{part}{mark}{rest}", kind)

    answers = [typed(choice, kind) for choice in asked.choices]

    assert [(each.is_settled, each.qualifier) for each in answers] == [(True, asked.qualifier)] * len(asked.choices)


# --- Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0", WHOLE, 0),
        ("1600", WHOLE, 1600),
        ("1.600", WHOLE, 1600),
        ("1 600", WHOLE, 1600),
        ("1\u00a0600", WHOLE, 1600),
        ("1\u2009600", WHOLE, 1600),
        ("  1600\t\r\n", WHOLE, 1600),
        ("12.345.678", WHOLE, 12_345_678),
        ("0005", WHOLE, 5),
        ("1,0", WHOLE, 1),
        ("1.600,5", TENTHS, 16_005),
        ("1 600,5", TENTHS, 16_005),
        ("1.600", TENTHS, 16_000),
        ("1,50", TENTHS, 15),
        ("0,05", HUNDREDTHS, 5),
        ("98,6%", SHARE, 986),
        ("50 %", SHARE, 500),
        ("50\u00a0%", SHARE, 500),
    ],
)
def test_a_number_is_read_in_every_vietnamese_way_of_writing_it(text, kind, value):
    assert typed(text, kind) == Typed(value)


@pytest.mark.parametrize(
    "text", ["1\u200b600", "\ufeff1600", "1600\u200e", "\u20601.600", "1\u00ad600", "\u200b 1600 \u200b"]
)
def test_signs_that_nobody_sees_do_not_get_in_the_way(text):
    assert typed(text, WHOLE) == Typed(1600)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u200b", "\n", "\t \u3000", " " * 5000])
def test_blanks_are_an_empty_cell(text):
    assert typed(text, WHOLE) == Typed()


# --- Questions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "choices"),
    [
        ("1.5", TENTHS, ("1,5", "15")),
        ("1.60", TENTHS, ("1,6", "160")),
        ("1.6000", TENTHS, ("1,6", "16000")),
        ("12.75", HUNDREDTHS, ("12,75", "1275")),
        ("1.0", WHOLE, ("1", "10")),
        ("012.5", TENTHS, ("12,5", "125")),
        ("1,600", TENTHS, ("1600", "1,6")),
        ("1,000", WHOLE, ("1000", "1")),
    ],
)
def test_a_number_with_two_readings_is_asked_about(text, kind, choices):
    assert typed(text, kind) == Typed(choices=choices)


@pytest.mark.parametrize(
    ("text", "kind", "choices"),
    [
        ("1.5", WHOLE, ("15",)),
        ("1,600", WHOLE, ("1600",)),
        ("1,234,567", HUNDREDTHS, ("1234567",)),
        ("1.25", TENTHS, ("125",)),
        ("0.5", TENTHS, ("0,5",)),
        ("0.600", TENTHS, ("0,6",)),
    ],
)
def test_only_readings_that_the_cell_can_keep_are_offered(text, kind, choices):
    assert typed(text, kind) == Typed(choices=choices)


@pytest.mark.parametrize("text", ["0.5", "0.600", "0,600", "1,5", "1.600,5"])
def test_a_part_of_one_is_not_counted_where_only_whole_things_are(text):
    assert typed(text, WHOLE) == Typed(problem=TOO_PRECISE)


def test_the_word_before_a_number_stays_in_the_answers_to_a_question():
    asked = typed("hơn 1.5", CellKind(1, takes_qualifier=True))

    assert asked == Typed(qualifier=Qualifier.AT_LEAST, choices=("trên 1,5", "trên 15"))


# --- Qualifiers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("trên 1600", "at_least"),
        ("trên1600", "at_least"),
        ("TRÊN 1.600", "at_least"),
        (normalize("NFD", "trên 1.600"), "at_least"),
        (normalize("NFD", "Tối thiểu 1.600"), "at_least"),
        ("hơn 1.600", "at_least"),
        ("Hơn\u00a0 1 600", "at_least"),
        ("ít  nhất 1600", "at_least"),
        (">1600", "at_least"),
        (">=1600", "at_least"),
        ("≥ 1600", "at_least"),
        ("dưới 1600", "at_most"),
        ("không quá 1600", "at_most"),
        ("tối đa 1600", "at_most"),
        ("< 1600", "at_most"),
        ("<= 1.600", "at_most"),
        ("≤1600", "at_most"),
        ("gần 1600", "almost"),
        ("khoảng 1600", "approx"),
        ("ước 1600", "approx"),
        ("~1600", "approx"),
    ],
)
def test_how_exactly_a_number_is_known_is_read_from_the_word_or_the_sign_before_it(text, qualifier):
    assert typed(text, ROUGH) == Typed(1600, None, qualifier)


@pytest.mark.parametrize("text", ["trên 5", "trên5", ">=5", "~ 5", normalize("NFD", "gần 5")])
def test_a_cell_that_asks_for_an_exact_number_says_so(text):
    assert typed(text, WHOLE) == Typed(problem=NO_QUALIFIER)


@pytest.mark.parametrize(
    "text", ["trên", "trên trên 5", "gần trên 5", "> =5", "trênh 5", "ước tính 5", "5 trở lên", ">"]
)
def test_a_word_without_its_number_or_two_words_are_no_number(text):
    assert typed(text, ROUGH) == Typed(problem=NOT_A_NUMBER)


# --- Ratios -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "value", "whole"),
    [
        ("12/15", RATIO, 12, 15),
        (" 12 / 15 ", RATIO, 12, 15),
        ("1.600/2 000", RATIO, 1600, 2000),
        ("0/15", RATIO, 0, 15),
        ("12/15", CellKind(1, is_ratio=True), 120, 150),
        ("12,5/15", CellKind(1, is_ratio=True), 125, 150),
    ],
)
def test_a_ratio_has_a_part_and_a_whole_scaled_alike(text, kind, value, whole):
    assert typed(text, kind) == Typed(value, whole)


def test_a_ratio_may_be_known_only_roughly():
    assert typed("trên 12/15", ROUGH_RATIO) == Typed(12, 15, Qualifier.AT_LEAST)


@pytest.mark.parametrize(("text", "value", "whole"), [("15/12", 15, 12), ("5/0", 5, 0)])
def test_whether_a_part_fits_its_whole_is_left_to_the_checks_of_the_form(text, value, whole):
    assert typed(text, RATIO) == Typed(value, whole)


@pytest.mark.parametrize(
    "text",
    ["12", "12/", "/15", "/", "1/2/3", "12/15%", "80%", "1.5/2", "12/trên 15", "1 2/15", "12∕15", "12⁄15", "-1/2"],
)
def test_what_is_no_ratio_is_refused_where_one_is_asked_for(text):
    assert typed(text, RATIO) == Typed(problem=NOT_A_RATIO)


@pytest.mark.parametrize(("text", "problem"), [("1,5/2", TOO_PRECISE), (f"12/{2**63}", TOO_LARGE)])
def test_a_ratio_of_a_number_that_cannot_be_kept_says_which_fault_it_is(text, problem):
    assert typed(text, RATIO) == Typed(problem=problem)


def test_a_ratio_is_refused_where_a_number_is_asked_for():
    assert typed("12/15", WHOLE) == Typed(problem=NOT_A_NUMBER)


# --- Refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "−5",
        "+5",
        "–",
        "1e3",
        "0x10",
        "1_000",
        "nan",
        "∞",
        "½",
        "5²",
        "Ⅳ",
        "1'600",
        "1’600",
        "1,234.5",
        "1.60.000",
        "1.600.00",
        "1.600.",
        "5.",
        "5,",
        ",5",
        ".5",
        "1,6,0",
        "1. 600",
        "1 .600",
        "5%%",
        "5%",
        "%",
        "một",
        "không",
        "5 buổi",
        "19/8/2026",
    ],
)
def test_what_is_no_number_is_refused(text):
    assert typed(text, HUNDREDTHS) == Typed(problem=NOT_A_NUMBER)


@pytest.mark.parametrize("text", ["٣", "١٬٦٠٠", "１６００", "५", "1٣", "五"])
def test_digits_of_other_scripts_are_refused(text):
    assert typed(text, WHOLE) == Typed(problem=NOT_A_NUMBER)


@pytest.mark.parametrize(
    "text", ["12 15", "1 5", "1 60 0", "1600 1700", "1 600.000", "12\n150", "12\t150", "12\r\n150"]
)
def test_two_numbers_in_one_cell_are_not_run_together(text):
    assert typed(text, WHOLE) == Typed(problem=NOT_A_NUMBER)


@pytest.mark.parametrize("text", ["\u202e12", "12\u200f/15", "1\u206650\u2069"])
def test_signs_that_turn_the_direction_of_digits_are_refused_as_the_eye_reads_another_number(text):
    assert typed(text, WHOLE) == Typed(problem=NOT_A_NUMBER)


@pytest.mark.parametrize("text", ["5" * 5000, "a" + "\u0323\u0302" * 50_000, "trên " * 1000 + "5"])
def test_a_text_that_is_far_too_long_is_refused(text):
    assert typed(text, ROUGH) == Typed(problem=NOT_A_NUMBER)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.000.000.000.000.000", WHOLE),
        ("100.000.000.000.000", TENTHS),
        (str(2**63 - 1), WHOLE),
        (str(2**63), WHOLE),
        ("9" * 90, HUNDREDTHS),
        (f"trên {2**64}", ROUGH),
    ],
)
def test_a_number_so_large_that_sums_of_it_would_not_fit_is_refused(text, kind):
    assert typed(text, kind) == Typed(problem=TOO_LARGE)


def test_the_largest_number_that_a_cell_keeps_has_fifteen_digits():
    assert typed("999.999.999.999.999", WHOLE) == Typed(MOST)
    assert typed("1.000.000.000.000.000", WHOLE) == Typed(problem=TOO_LARGE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1,55", TENTHS), ("1.234,567", HUNDREDTHS), ("0,001", HUNDREDTHS), (f"1,{'0' * 40}1", WHOLE)],
)
def test_a_number_with_more_decimals_than_are_counted_is_not_rounded_but_refused(text, kind):
    assert typed(text, kind) == Typed(problem=TOO_PRECISE)


@given(st.integers(0, 10**9), st.text("0123456789", min_size=1, max_size=60), DECIMALS)
def test_decimals_are_kept_all_or_refused(whole, part, decimals):
    assume(len(part) != len("600"))
    fits = not part[decimals:].strip("0")
    value = int(f"{whole}{part[:decimals].ljust(decimals, '0')}")

    assert typed(f"{whole},{part}", CellKind(decimals)) == (Typed(value) if fits else Typed(problem=TOO_PRECISE))


# --- What is shown ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "rest", "text"),
    [
        (1600, WHOLE, {}, "1.600"),
        (986, TENTHS, {}, "98,6"),
        (980, TENTHS, {}, "98"),
        (5, HUNDREDTHS, {}, "0,05"),
        (0, WHOLE, {}, "0"),
        (1600, ROUGH, {"qualifier": "at_least"}, "trên 1.600"),
        (1600, ROUGH, {"qualifier": "at_most"}, "dưới 1.600"),
        (1600, ROUGH, {"qualifier": "almost"}, "gần 1.600"),
        (1600, ROUGH, {"qualifier": "approx"}, "khoảng 1.600"),
        (12, RATIO, {"of": 15}, "12/15"),
        (12, ROUGH_RATIO, {"of": 15, "qualifier": "at_least"}, "trên 12/15"),
        (12, WHOLE, {"of": 15}, "12"),
    ],
)
def test_a_kept_value_is_shown_as_it_is_written_in_vietnamese(value, kind, rest, text):
    assert shown(value, kind, **rest) == text
