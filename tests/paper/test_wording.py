from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.paper.samples import review_report

from thidua.paper import wording
from thidua.paper.model import Authority, Number, Signature


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2020, 1, 5), "Hà Nội, ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 10), "Hà Nội, ngày 10 tháng 02 năm 2020"),
        (date(2024, 3, 9), "Hà Nội, ngày 09 tháng 3 năm 2024"),
        (date(2024, 12, 31), "Hà Nội, ngày 31 tháng 12 năm 2024"),
        (None, "Hà Nội, ngày … tháng … năm …"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_are_padded(day, printed):
    assert wording.place_and_day("Hà Nội", day) == printed


def test_an_unknown_place_is_a_dotted_blank():
    assert wording.place_and_day("", date(2024, 3, 9)) == "………, ngày 09 tháng 3 năm 2024"


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (Number(5, "BC-CAT"), "Số: 05/BC-CAT"),
        (Number(15, "QĐ-BNV"), "Số: 15/QĐ-BNV"),
        (Number(1820, "QĐ-UBND"), "Số: 1820/QĐ-UBND"),
        (Number(None, "BC-CAT"), "Số: …/BC-CAT"),
        (Number(5, ""), "Số: 05/…"),
        (Number(), "Số: …/…"),
    ],
)
def test_a_number_below_ten_is_padded_and_a_missing_one_is_dotted(number, printed):
    assert wording.number_line(number) == printed


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (Signature("Giám đốc"), ("GIÁM ĐỐC",)),
        (Signature("Phó Giám đốc", stead=((Authority.DEPUTY, "Giám đốc"),)), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (
            Signature("Phó Chủ tịch", stead=((Authority.ON_BEHALF, "Ủy ban nhân dân"), (Authority.DEPUTY, "Chủ tịch"))),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (Signature("Trưởng phòng", stead=((Authority.BY_ORDER, "Giám đốc"),)), ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
        (
            Signature("Chánh Văn phòng", stead=((Authority.AUTHORISED, "Chủ tịch"),)),
            ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ),
        (Signature(), ("……………………",)),
    ],
)
def test_the_signer_signs_in_the_right_stead(signature, lines):
    assert wording.office_lines(signature) == lines


@pytest.mark.parametrize(
    ("addressees", "lines"),
    [
        ((), ()),
        (("", " "), ()),
        (("Sở Nội vụ;",), ("Kính gửi: Sở Nội vụ",)),
        (("Sở Nội vụ", "Công an tỉnh"), ("Kính gửi:", "- Sở Nội vụ;", "- Công an tỉnh.")),
    ],
)
def test_one_addressee_stands_on_the_line_and_several_below(addressees, lines):
    assert wording.addressee_lines(addressees) == lines


def test_recipients_end_as_the_decree_wants_and_the_archive_comes_last():
    assert wording.recipient_lines(["Như trên;", "- Công an tỉnh"]) == ("- Như trên;", "- Công an tỉnh;", "- Lưu: VT.")


def test_recipients_not_yet_known_are_dotted():
    assert wording.recipient_lines(["", " - "]) == ("- ………;", "- Lưu: VT.")


def test_an_archive_line_of_ones_own_is_kept():
    assert wording.recipient_lines(["Như trên", "Lưu: VT, PV05."]) == ("- Như trên;", "- Lưu: VT, PV05.")


@pytest.mark.parametrize(
    ("level", "place", "label"),
    [
        (1, 1, "I."),
        (1, 9, "IX."),
        (2, 12, "12."),
        (3, 1, "a)"),
        (3, 4, "d)"),
        (3, 5, "đ)"),
        (3, 7, "g)"),
        (3, 24, "aa)"),
    ],
)
def test_headings_are_numbered_as_in_vietnamese_laws(level, place, label):
    assert wording.heading_number(level, place) == label


@pytest.mark.parametrize(("number", "figures"), [(1, "I"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (99, "XCIX")])
def test_roman_figures(number, figures):
    assert wording.roman(number) == figures


def test_one_annex_has_no_number_and_several_have():
    assert [wording.annex_label(1, 1), wording.annex_label(1, 2), wording.annex_label(2, 2)] == [
        "Phụ lục",
        "Phụ lục I",
        "Phụ lục II",
    ]


def test_an_annex_says_what_it_belongs_to():
    assert (
        wording.annex_reference(review_report())
        == "(Kèm theo Báo cáo số 05/BC-BCĐ ngày 05 tháng 11 năm 2024 của Ban Chỉ đạo 138)"
    )


def test_control_characters_are_dropped_and_line_ends_become_blanks():
    assert wording.clean("a\x00b\x1bc\x7f\r\nd\te\u2028f\ud800g\ufffeh\ufdd0") == "abc d e fgh"


def test_marks_that_cannot_be_seen_are_dropped():
    assert wording.clean("tăng \u202e13\u202c mô\xad hình\u200b\ufeff") == "tăng 13 mô hình"


def test_letters_are_composed():
    assert wording.clean(unicodedata.normalize("NFD", "Hội nghị điển hình")) == "Hội nghị điển hình"


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = wording.clean(text)
    assert wording.clean(once) == once


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S"])))
def test_cleaning_keeps_every_letter_that_can_be_printed(text):
    composed = unicodedata.normalize("NFC", text)
    assert wording.clean(text) == composed
