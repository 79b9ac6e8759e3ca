from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata

import pytest

from thidua.paper.metrics import FONTS, balanced, face

FACES = [{"bold": bold, "italic": italic} for bold, italic in itertools.product((False, True), repeat=2)]
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | set(
    "bcdđghklmnpqrstvxfjwz"
)
VIETNAMESE = SMALL | {letter.upper() for letter in SMALL}
OTHERS = set("0123456789 .,;:!?()[]/%+−–—-“”‘’…·«»°×≥≤§&@#*'\"")


def test_the_alphabet_is_whole():
    assert len(VIETNAMESE) == 2 * (12 * 6 + 21)


@pytest.mark.parametrize("style", FACES)
def test_every_vietnamese_letter_is_in_every_face(style):
    assert [letter for letter in sorted(VIETNAMESE | OTHERS) if ord(letter) not in face(**style).glyph_of] == []


@pytest.mark.parametrize("name", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_font_files_are_those_that_the_note_names(name):
    file = FONTS / f"LiberationSerif-{name}.ttf"
    noted = re.search(rf"LiberationSerif-{name}\.ttf \| (\w+)", (FONTS / "README.md").read_text(encoding="utf-8"))
    assert noted
    assert hashlib.sha256(file.read_bytes()).hexdigest() == noted[1]


def test_the_licence_lies_beside_the_fonts():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE.txt").read_text(encoding="utf-8")


def test_widths_are_those_of_times_new_roman():
    # Adobe's metrics of Times: digits are half an em, "i" 0.278, "m" 0.778.
    regular = face()
    widths = [round(regular.width(letter, 1000)) for letter in "0im"]
    assert widths == [500, 278, 778]


def test_a_line_of_single_spacing_is_that_of_times_new_roman():
    assert round(face().line_height, 2) == 1.15


def test_bold_is_wider_than_upright():
    assert face(bold=True).width("ỦY BAN NHÂN DÂN", 12) > face().width("ỦY BAN NHÂN DÂN", 12)


def test_a_long_name_is_broken_into_even_lines():
    lines = balanced("ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH", face(), 12, 180)
    assert lines == ("ỦY BAN NHÂN DÂN", "TỈNH THÁI BÌNH")


def test_the_name_of_a_kind_of_body_is_not_broken_where_it_fits():
    assert balanced("ỦY BAN NHÂN DÂN XÃ VŨ THƯ", face(), 13, 175) == ("ỦY BAN NHÂN DÂN", "XÃ VŨ THƯ")
    assert balanced("ỦY BAN NHÂN DÂN", face(), 13, 80) == ("ỦY BAN", "NHÂN DÂN")


def test_a_name_that_fits_stays_on_one_line():
    assert balanced("CÔNG AN TỈNH", face(), 12, 180) == ("CÔNG AN TỈNH",)


def test_a_word_wider_than_the_cell_stands_alone():
    assert balanced("A" * 50 + " B", face(), 12, 180) == ("A" * 50, "B")


def test_nothing_has_no_lines():
    assert balanced("", face(), 12, 180) == ()
