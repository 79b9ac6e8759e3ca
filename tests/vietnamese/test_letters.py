from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.vietnamese.letters import CAPITALS, matching_form


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("hoà", "hòa"),
        ("HOÁ", "hóa"),
        ("khoẻ", "khỏe"),
        ("Uỷ ban", "ủy ban"),
        ("thuỷ", "thủy"),
        ("quý", "quý"),
        ("hoàn", "hoàn"),
        ("quỹ", "quỹ"),
    ],
)
def test_open_syllables_get_the_older_tone_placement(newer: str, older: str) -> None:
    assert matching_form(newer) == older
    assert matching_form(older) == older


@given(st.text().map(lambda text: unicodedata.normalize("NFC", text)))
def test_the_form_is_as_long_as_the_text_and_stays_as_it_is(text: str) -> None:
    form = matching_form(text)

    assert len(form) == len(text)
    assert matching_form(form) == form


def test_the_class_of_capitals_holds_no_small_letter() -> None:
    capital = re.compile(f"[{CAPITALS}]")

    assert all(capital.fullmatch(letter) for letter in "ABCĐẠẤẨỆỘỚỰỲỸ")
    assert not any(capital.fullmatch(letter) for letter in "abcđạấẩệộớựỳỹ")
