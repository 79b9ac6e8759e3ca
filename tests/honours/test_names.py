"""A name is taken apart alike however an office writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.honours.spelling_ways import NAMES, SAME_FOR_THE_READER

from thidua.honours.rules.matching.names import read_name


def folded(text):
    return [word.folded for word in read_name(text).words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nguyễn Văn An", ["nguyen", "van", "an"]),
        ("Đ/c Nguyễn Văn An", ["nguyen", "van", "an"]),
        ("Đồng chí Đại úy Nguyễn Văn An", ["nguyen", "van", "an"]),
        ("PGS.TS. Nguyễn Văn An", ["nguyen", "van", "an"]),
        ("NSND Thanh Tâm", ["thanh", "tam"]),
        ("Ông Thị Bích", ["ong", "thi", "bich"]),
        ("Ng.V. An", ["ng", "v", "an"]),
        ("NV An", ["n", "v", "an"]),
        ("Nguyễn Văn A", ["nguyen", "van", "a"]),
        ("Nguyễn Văn A.", ["nguyen", "van", "a"]),
        ("NguyễnVăn An", ["nguyen", "van", "an"]),
        ("Lê Hoàng Phươ ng", ["le", "hoang", "phuong"]),
        ("12. Cao Văn Đoàn.", ["cao", "van", "doan"]),
        ("H’Bia Niê", ["hbia", "nie"]),
        ("Vàng A Sùng", ["vang", "a", "sung"]),
        ("An, Nguyễn Văn", ["nguyen", "van", "an"]),
        ("NGUYEN, Van An", ["nguyen", "van", "an"]),
        ("Nguyễn Văn An, Chủ tịch", ["nguyen", "van", "an"]),
        ("Nguyễn Thị Bảy (tức Bảy Hoa)", ["nguyen", "thi", "bay"]),
        ("Hồ Văn Lợi bí danh Ba Lợi", ["ho", "van", "loi"]),
        ("Nguyeenx Vawn Hair", ["nguyen", "van", "hai"]),
        ("Nguyễn Thị Tức", ["nguyen", "thi", "tuc"]),
        ("Trần Vhn Lan", ["tran", "vhn", "lan"]),
        ("Anh Vu", ["vu", "anh"]),
        ("Anh Vũ", ["vu"]),
        ("", []),
        ("…", []),
    ],
)
def test_a_name_has_these_words(text, words):
    assert folded(text) == words


@pytest.mark.parametrize(
    ("text", "is_turned"),
    [("Tuan Minh Le", True), ("Hong Nhung Pham", True), ("Le Minh Tuan", False), ("Mai Văn Lê", False), ("Lê", False)],
)
def test_a_family_name_that_stands_last_is_known_by_how_common_it_is(text, is_turned):
    assert read_name(text).is_turned == is_turned


@pytest.mark.parametrize(
    ("text", "mark"),
    [("Nguyễn Thị Hương A", "a"), ("Nguyễn Thị Hương (B)", "b"), ("Nguyễn Văn A", ""), ("Lê Văn Tám (SN 1950)", "")],
)
def test_the_letter_that_tells_namesakes_apart_is_no_word(text, mark):
    assert read_name(text).mark == mark


@pytest.mark.parametrize(
    ("text", "has_surname"),
    [("Thanh Hoài", False), ("Hùng", False), ("Lê Hoài", True), ("Nguyễt Hoài", True), ("Ksor Thanh Hoài", True)],
)
def test_two_words_without_a_family_name_are_middle_and_given_name(text, has_surname):
    assert read_name(text).has_surname == has_surname


@given(NAMES, st.sampled_from(SAME_FOR_THE_READER))
def test_case_titles_order_and_blanks_do_not_count(name, way):
    assert [word.marked for word in read_name(way(name)).words] == [word.marked for word in read_name(name).words]


@given(st.text())
def test_any_text_can_be_read(text):
    assert len(read_name(text).words) <= 9
