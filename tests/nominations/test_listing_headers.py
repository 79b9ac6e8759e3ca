"""What the columns of a list of nominees are."""

import pytest

from thidua.nominations.rules.listing.headers import ListPart, columns_of, find_header, propose
from thidua.office.nominee_lists.template import headers_of
from thidua.reports.rules.sheet import Problem


def parts(*texts, remembered=None):
    return [each.part for each in propose(texts, remembered or {})]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Họ và tên", ListPart.NAME),
        ("Tên tập thể", ListPart.COLLECTIVE),
        ("Hộ gia đình", ListPart.HOUSEHOLD),
        ("Đối tượng", ListPart.KIND),
        ("Năm sinh", ListPart.BIRTH),
        ("Chức vụ, đơn vị công tác", ListPart.POST),
        ("Đơn vị công tác", ListPart.BODY),
        ("Danh hiệu đề nghị", ListPart.AWARD),
        ("Hình thức khen thưởng", ListPart.AWARD),
        ("Loại hình khen thưởng", ListPart.TYPE),
        ("Thành tích tiêu biểu", ListPart.ACHIEVEMENT),
        ("Tóm tắt thành tích", ListPart.ACHIEVEMENT),
        ("Từ ngày", ListPart.SINCE),
        ("Đến ngày", ListPart.UNTIL),
        ("Thời gian lập thành tích", ListPart.SPAN),
        ("Thành tích từ ngày đến ngày", ListPart.SPAN),
        ("Xếp loại năm 2025", ListPart.RATING),
        ("Mức độ hoàn thành nhiệm vụ 2025", ListPart.RATING),
        ("Kết quả đánh giá các năm", ListPart.RATINGS),
        ("Sáng kiến, đề tài", ListPart.INNOVATIONS),
        ("Số quyết định", ""),
        ("Năm", ""),
        ("STT", ""),
        ("Ghi chú", ""),
    ],
)
def test_a_column_is_known_by_the_words_of_its_header(text, part):
    assert parts(text) == [part]


@pytest.mark.parametrize("for_registration", [False, True])
def test_every_column_of_our_own_template_is_known(for_registration):
    texts = [text for text, _width in headers_of(2026, for_registration=for_registration)]

    assert all(parts(*texts))
    assert not isinstance(columns_of(parts(*texts), texts, {}, year=2026), Problem)


def test_columns_of_ratings_have_their_year_from_the_header_else_that_of_the_list():
    texts = ["Họ và tên", "Danh hiệu", "Xếp loại 2024", "Xếp loại năm 2025", "Xếp loại"]

    columns = columns_of(parts(*texts), texts, {}, year=2026)

    assert columns.rated == {2: 2024, 3: 2025, 4: 2026}


def test_two_columns_for_one_year_are_refused():
    texts = ["Họ và tên", "Danh hiệu", "Xếp loại 2025", "Đánh giá năm 2025"]

    found = columns_of(parts(*texts), texts, {}, year=2026)

    assert found.message % found.values == "Hai cột C và D cùng là xếp loại năm 2025. Giữ một cột."


@pytest.mark.parametrize(
    ("chosen", "whole", "sentence"),
    [
        (["", "form"], {}, "Chưa có cột tên. Chọn cột ghi họ tên, tên tập thể hoặc hộ gia đình."),
        (["name", ""], {}, "Chưa có cột danh hiệu, hình thức. Chọn cột ấy, hoặc ghi danh hiệu của cả danh sách."),
        (["name", "name"], {}, "Hai cột A và B cùng được chọn là một thứ. Giữ một cột, cột kia chọn “Bỏ qua”."),
    ],
)
def test_what_is_missing_or_said_twice_is_told(chosen, whole, sentence):
    found = columns_of(chosen, ["A", "B"], whole, year=2026)

    assert found.message % found.values == sentence


def test_an_award_said_of_the_whole_list_is_enough():
    assert columns_of(["name"], ["A"], {"form": "Giấy khen"}, year=2026).first(ListPart.NAME) == 0


def test_what_was_said_of_these_headers_before_is_proposed_again():
    assert parts("Người", "Thưởng", remembered={"nguoi": "name", "thuong": "form"}) == [ListPart.NAME, ListPart.AWARD]


def test_the_headers_are_found_below_the_titles():
    rows = [
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"],
        ["(Kèm theo Tờ trình)"],
        ["TT", "Họ và tên", "Chức vụ, đơn vị", "Hình thức"],
        [1, "Lê Thị Hòa", "Giáo viên", "Giấy khen"],
    ]

    header = find_header(rows)

    assert (header.row, header.below, header.texts) == (3, 4, ("TT", "Họ và tên", "Chức vụ, đơn vị", "Hình thức"))
