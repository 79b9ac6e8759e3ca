"""What the columns of a list of past awards are."""

import pytest

from thidua.honours.rules.importing.headers import (
    Header,
    Part,
    columns_of,
    find_header,
    keys_of,
    propose,
    signature_of,
)
from thidua.honours.rules.importing.titles import said_above


def parts(*texts, remembered=None) -> list[str]:
    return [each.part for each in propose(texts, remembered or {})]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Họ và tên", Part.NAME),
        ("HỌ TÊN", Part.NAME),
        ("Tên cá nhân, tập thể", Part.NAME),
        ("Tên tập thể", Part.COLLECTIVE),
        ("Hộ gia đình", Part.HOUSEHOLD),
        ("Đối tượng", Part.KIND),
        ("Đơn vị công tác", Part.BODY),
        ("Chức vụ", Part.TITLE),
        ("Chức vụ, đơn vị công tác", Part.POST),
        ("Năm sinh", Part.BIRTH),
        ("Ngày, tháng, năm sinh", Part.BIRTH),
        ("Giới tính", Part.GENDER),
        ("Nam/Nữ", Part.GENDER),
        ("Danh hiệu thi đua", Part.FORM),
        ("Hình thức khen thưởng", Part.FORM),
        ("Loại hình khen thưởng", Part.TYPE),
        ("Năm", Part.YEAR),
        ("Năm được khen", Part.YEAR),
        ("Số QĐ", Part.NUMBER),
        ("Quyết định số", Part.NUMBER),
        ("Ngày ký", Part.DATE),
        ("Số, ngày, tháng, năm của quyết định", Part.DECISION),
        ("Cấp quyết định", Part.AUTHORITY),
        ("Cơ quan ban hành QĐ", Part.AUTHORITY),
        ("Lý do khen thưởng", Part.REASON),
        ("Ghi chú", Part.NOTE),
        ("STT", ""),
    ],
)
def test_a_column_is_known_by_the_words_of_its_header(text, part):
    assert parts(text) == [part]


def test_two_columns_may_hold_the_award_but_only_one_the_name():
    assert parts("Họ tên", "Họ và tên", "Danh hiệu", "Hình thức") == [Part.NAME, "", Part.FORM, Part.FORM]


def test_what_was_said_before_comes_before_the_words():
    assert parts("Họ tên", "Danh hiệu", remembered={"ho ten": Part.COLLECTIVE}) == [Part.COLLECTIVE, ""]


def test_titles_above_are_passed_over_and_a_second_row_of_headers_is_joined():
    rows = [
        ["DANH SÁCH", ""],
        ["TT", "Họ và tên", "Năm sinh", "", "Quyết định", ""],
        ["", "", "Nam", "Nữ", "Số", "Ngày, tháng, năm"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [1, "Lê Thị Hòa", "", 1975, "12/QĐ", "05/6/2020"],
    ]
    header = find_header(rows)
    joined = ("TT", "Họ và tên", "Năm sinh Nam", "Năm sinh Nữ", "Quyết định Số", "Quyết định Ngày, tháng, năm")
    assert header == Header(row=2, below=5, texts=joined)
    assert parts(*joined) == ["", Part.NAME, Part.BIRTH_OF_MAN, Part.BIRTH_OF_WOMAN, Part.NUMBER, Part.DATE]


def test_the_first_row_of_data_is_no_second_row_of_headers():
    rows = [["Họ tên", "Danh hiệu", "Năm"], ["Lê Thị Hòa", "Giấy khen", ""]]
    assert find_header(rows) == Header(row=1, below=2, texts=("Họ tên", "Danh hiệu", "Năm"))


def test_a_title_says_the_decision_of_the_whole_list():
    above = [["(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 6 năm 2020 của Chủ tịch UBND tỉnh Hưng Yên)"]]
    authority = "Chủ tịch UBND tỉnh Hưng Yên"
    assert said_above(above) == {Part.NUMBER: "12/QĐ-UBND", Part.DATE: "05/06/2020", Part.AUTHORITY: authority}
    assert said_above([["(Kèm theo Quyết định số     /QĐ-UBND ngày    tháng    năm 2020)"]]) == {}


@pytest.mark.parametrize(
    ("chosen", "whole", "begins"),
    [
        ([Part.FORM, Part.YEAR], {}, "Chưa có cột tên"),
        ([Part.NAME, Part.YEAR], {}, "Chưa có cột danh hiệu"),
        ([Part.NAME, Part.FORM], {}, "Chưa biết năm"),
        ([Part.NAME, Part.NAME, Part.FORM, Part.YEAR], {}, "Hai cột"),
    ],
)
def test_what_is_missing_is_said(chosen, whole, begins):
    assert columns_of(chosen, whole).message.startswith(begins)


def test_what_is_said_of_the_whole_list_needs_no_column():
    assert columns_of([Part.NAME], {"form": "Giấy khen", "year": "2020"}) == {Part.NAME: (0,)}


def test_our_own_columns_do_not_change_the_signature():
    headers = ["Họ tên", "Danh hiệu", "Năm"]
    assert signature_of([*headers, "Lý do chưa nhận", "Hàng trong tệp gốc"]) == signature_of(headers)
    assert keys_of(headers) == ["ho ten", "danh hieu", "nam"]
