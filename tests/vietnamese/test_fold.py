from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.vietnamese.fold import fold, same_form, sort_key

_LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
_PHRASES = st.text(alphabet=_LETTERS + _LETTERS.upper() + "  ", max_size=40)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("", ""),
        ("   \n\t ", ""),
        ("Đặng", "dang"),
        ("ĐẮK LẮK", "dak lak"),
        ("Thừa  Thiên\u00a0–  Huế", "thua thien – hue"),
        (unicodedata.normalize("NFD", "Cờ thi đua"), "co thi dua"),
        ("Bằng khen 2020", "bang khen 2020"),
    ],
)
def test_a_hurried_spelling_finds_the_full_one(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(_PHRASES)
def test_folding_twice_changes_nothing_more(phrase: str) -> None:
    assert fold(fold(phrase)) == fold(phrase)


@given(_PHRASES)
def test_composed_and_decomposed_letters_fold_alike(phrase: str) -> None:
    assert fold(unicodedata.normalize("NFD", phrase)) == fold(unicodedata.normalize("NFC", phrase))


@given(_PHRASES)
def test_a_folded_vietnamese_phrase_is_plain_ascii(phrase: str) -> None:
    assert fold(phrase).isascii()


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("Uỷ ban", "ủy ban"), ("THUÝ", "Thúy"), ("khoẻ  mạnh", "khỏe mạnh")],
)
def test_two_ways_to_place_a_tone_are_one_form(one: str, other: str) -> None:
    assert same_form(one) == same_form(other)


@pytest.mark.parametrize(("one", "other"), [("ma", "má"), ("ban", "bàn"), ("dan", "đan"), ("to", "tô"), ("tơ", "tô")])
def test_different_words_keep_different_forms(one: str, other: str) -> None:
    assert same_form(one) != same_form(other)


def test_a_list_of_provinces_sorts_as_in_a_dictionary() -> None:
    provinces = ["Vĩnh Long", "Đồng Nai", "Điện Biên", "An Giang", "Đà Nẵng", "Cần Thơ", "Cao Bằng", "Cà Mau", "Huế"]

    assert sorted(provinces, key=sort_key) == [
        "An Giang", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Điện Biên", "Đồng Nai", "Huế", "Vĩnh Long",
    ]  # fmt: skip


def test_tones_only_break_ties_and_in_the_dictionary_order() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_a_short_word_stands_before_the_longer_that_begins_with_it() -> None:
    assert sorted(["Bình Thuận", "Bình", "Bình An"], key=sort_key) == ["Bình", "Bình An", "Bình Thuận"]


@given(_PHRASES)
def test_case_does_not_move_a_name_in_a_list(phrase: str) -> None:
    assert sort_key(phrase.upper()) == sort_key(phrase.lower())
