from __future__ import annotations

import unicodedata

import pytest

from thidua.vietnamese.syllables import is_syllable


@pytest.mark.parametrize(
    "word",
    "nghiêng khuỷu quốc quyết quýt quỳnh giữ gìn giếng giặt gì thuở huyền ươm yêu uống ông ở ý hoà hòa thuý thúy"
    " ĐẮK Lắk xoong khoẻ khỏe ngoằn nghoèo rượu hươu tưởng".replace("nghoèo", "ngoèo").split(),
)
def test_a_word_that_people_write_is_a_syllable(word: str) -> None:
    assert (is_syllable(word), is_syllable(unicodedata.normalize("NFD", word)), is_syllable(word.upper())) == (
        True,
    ) * 3


@pytest.mark.parametrize(
    "word", ["", "café", "Müller", "thuât", "hộp1", "nhân-dân", "đợc", "qqá", "Coâng", "phong trào", "ááá"]
)
def test_what_nobody_spells_so_is_not(word: str) -> None:
    assert not is_syllable(word)
