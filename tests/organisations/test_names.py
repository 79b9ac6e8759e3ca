"""Names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.organisations.names import is_same_name, plain, press_name, search_forms


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("UBND tỉnh Hải Dương", "tỉnh hải dương"),
        ("Uỷ ban nhân dân tỉnh Hải Dương", "tỉnh hải dương"),
        ("ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG", "tỉnh hải dương"),
        ("HĐND, UBND tỉnh Nghệ An", "tỉnh nghệ an"),
        ("TP. Hồ Chí Minh", "thành phố hồ chí minh"),
        ("TPHCM", "thành phố hồ chí minh"),
        ("TP HCM", "thành phố hồ chí minh"),
        ("UBND TP Hà Nội", "thành phố hà nội"),
        ("Thủ đô Hà Nội", "thành phố hà nội"),
        ("TX. Sơn Tây", "thị xã sơn tây"),
        ("P. Bồ Xuyên", "phường bồ xuyên"),
        ("Q. 1", "quận 1"),
        ("tỉnh Đắc Lắc", "tỉnh đắk lắk"),
        ("tỉnh Thừa Thiên - Huế", "tỉnh thừa thiên huế"),
        ("“tỉnh Thái Bình”", "tỉnh thái bình"),
    ],
)
def test_a_name_with_its_kind_has_one_form(written, form):
    name = press_name(written)

    assert name.forms == {form}
    assert not name.is_bare


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Hải Dương", "tỉnh hải dương"),
        ("Bộ CA", "bộ công an"),
        ("Bộ Công an (BCA)", "bộ công an"),
        ("Công an Thái Bình", "công an tỉnh thái bình"),
        ("CATP Hà Nội", "công an thành phố hà nội"),
        ("CA tỉnh Thái Bình", "công an tỉnh thái bình"),
        ("Hội CCB tỉnh Nghệ An", "hội cựu chiến binh tỉnh nghệ an"),
        ("BCĐ 138 tỉnh Hà Tĩnh", "ban chỉ đạo 138 tỉnh hà tĩnh"),
        ("Hội Cựu chiến binh Việt Nam", "trung ương hội cựu chiến binh việt nam"),
        ("cả nước", "việt nam"),
    ],
)
def test_a_bare_name_may_be_several_units(written, form):
    name = press_name(written)

    assert form in name.forms
    assert name.is_bare


@pytest.mark.parametrize(
    ("written", "head", "inside"),
    [
        ("xã Vũ Thư, tỉnh Hưng Yên", "xã vũ thư", "tỉnh hưng yên"),
        ("xã Vũ Thư thuộc tỉnh Hưng Yên", "xã vũ thư", "tỉnh hưng yên"),
        ("xã Vũ Thư (Hưng Yên)", "xã vũ thư", "hưng yên"),
        ("xã A, huyện B, tỉnh C", "xã a", "huyện b, tỉnh c"),
    ],
)
def test_what_follows_a_comma_is_where_the_unit_lies(written, head, inside):
    name = press_name(written)

    assert (name.head, name.inside) == (head, inside)


def test_a_name_typed_without_marks_is_known_as_such():
    assert press_name("tỉnh Thai Binh").is_unmarked
    assert press_name("hai duong").is_unmarked
    assert not press_name("tỉnh Thái Bình").is_unmarked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thanh Hoá", "Thanh Hóa"),
        ("Bà Rịa–Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa-Vũng Tàu", "bà rịa - vũng tàu"),
        ("Ea H’Leo", "Ea H'Leo"),
        ("Xã  Thuỷ Xuân", "xã Thủy Xuân"),
        ("Cao Ba\u0306\u0300ng", "Cao Bằng"),
    ],
)
def test_two_ways_of_writing_are_the_same_name(one, other):
    assert is_same_name(one, other)


def test_marks_tell_names_apart():
    assert not is_same_name("Thanh Hóa", "Thạnh Hóa")


def test_a_number_keeps_its_dash():
    assert plain("Ban Chỉ đạo 138-CP") == "Ban Chỉ đạo 138 - CP"
    assert plain("2016-2020") == "2016-2020"


def test_a_name_is_looked_up_with_every_kind_before_it():
    assert "thi tran thai binh" in search_forms("Thái Bình")
    assert search_forms("tỉnh Thái Bình")[0] == "tinh thai binh"


@given(st.text(max_size=60))
def test_any_text_can_be_taken_apart(text):
    name = press_name(text)

    assert name.forms
    assert plain(plain(text)) == plain(text)
