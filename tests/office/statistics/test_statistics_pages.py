"""The yearly statistics in the browser and as a workbook."""

import html
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories.honours import make_batch, make_holder, make_honour
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_award, make_document

from thidua.core import clock
from thidua.honours.models import Honour
from thidua.movements.commands import ensure_movement, ensure_phase

pytestmark = pytest.mark.django_db
PAGE = {"nam": "2025"}


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def officer(client, province):
    client.force_login(make_user(unit=province))
    return client


def launch(unit, name="Vì an ninh Tổ quốc"):
    by = process_actor(unit)
    movement = ensure_movement(unit=unit, category="movement", name=name, by=by, at=AT)
    ensure_phase(movement=movement, first_year=2025, last_year=2025, by=by, at=AT)
    return movement


def text(response, status=200):
    assert response.status_code == status
    return html.unescape(re.sub(r"\s+", " ", response.content.decode()))


def sheets(response):
    return load_workbook(io.BytesIO(response.content))


def test_each_table_opens_with_its_conclusion_and_says_when_it_is_due(officer, province):
    launch(province)
    make_honour(make_holder(province), "bang_khen_thu_tuong", type="merit")
    make_honour(make_holder(province, "household", "Hộ ông Thử"), "bang_khen_bo_tinh", type="merit")

    page = text(officer.get(reverse("office:statistics"), PAGE))

    assert "Năm 2025 có 1 phong trào thi đua, 1 bắt đầu trong năm." in page
    assert "1 lượt khen: 0 tập thể, 0 hộ gia đình, 1 cá nhân." in page
    assert "1 lượt khen: 0 tập thể, 1 hộ gia đình, 0 cá nhân." in page
    assert page.count("Hạn 15/12/2025") == 3
    assert "0601.N – Số phong trào thi đua" in page


def test_what_was_not_seen_in_an_official_form_is_marked_unverified(officer, province):
    launch(province)

    page = text(officer.get(reverse("office:statistics"), PAGE))

    assert "14 dòng, cột chưa kiểm chứng với biểu chính thức" in page
    assert re.search(r'Toàn quốc<div class="unverified">.*?Chưa kiểm chứng', page)
    assert not re.search(r'Tổng số<(div|span) class="unverified">', page)


def test_a_line_of_which_nothing_is_held_says_so_and_is_not_nought(officer, province):
    make_honour(make_holder(province), "bang_khen_thu_tuong")

    page = text(officer.get(reverse("office:statistics"), PAGE))

    row = re.search(r"Lãnh đạo cấp bộ, cấp tỉnh(.*?)</tr>", page)[1]
    assert "chưa có số" in row
    assert ">0<" not in row


def test_a_number_of_movements_leads_to_exactly_those_movements(officer, province):
    launch(province, "Phong trào của tỉnh")
    launch(make_commune(under=province), "Phong trào của xã")

    page = text(officer.get(reverse("office:statistics"), PAGE))
    links = re.findall(rf'href="({reverse("office:statistics_movements")}\?[^"]+)">(\d+)<', page)

    assert [(link.partition("?")[2], number) for link, number in links] == [
        ("nam=2025&dong=01&cot=1", "2"),
        ("nam=2025&dong=01&cot=3", "1"),
        ("nam=2025&dong=01&cot=4", "1"),
        ("nam=2025&dong=11&cot=1", "2"),
        ("nam=2025&dong=11&cot=3", "1"),
        ("nam=2025&dong=11&cot=4", "1"),
    ]
    below = text(officer.get(links[2][0]))
    assert "1 phong trào được đếm năm 2025" in below
    assert "Phong trào của xã" in below
    assert "Phong trào của tỉnh" not in below


def test_a_number_of_awards_leads_to_exactly_those_awards_in_the_ledger(officer, province):
    make_honour(make_holder(province), "bang_khen_bo_tinh")
    make_honour(make_holder(province, name="Trần Thị Thử"), "bang_khen_bo_tinh")
    make_honour(make_holder(province, "household", "Hộ ông Thử"), "bang_khen_bo_tinh")
    make_honour(make_holder(province), "bang_khen_bo_tinh", year=2024)

    page = text(officer.get(reverse("office:statistics"), PAGE))
    links = re.findall(rf'href="({reverse("office:ledger")}\?[^"]+)">(\d+)<', page)

    form = "nam=2025&hinh-thuc=bang_khen_bo_tinh"
    assert [(link.partition("?")[2], int(number)) for link, number in links] == [
        (f"{form}&loai=household", 1),
        (f"{form}&loai=individual", 2),
        (form, 3),
    ]
    assert [officer.get(link).context["count"] for link, _number in links] == [1, 2, 3]


def links_to(name, page):
    """The addresses under a page's numbers that lead to a list, each with its number."""
    found = re.findall(rf'href="({reverse(name)}\?[^"]+)">(?:ít nhất )?(\d+)<', page)
    return [(link, int(number)) for link, number in found]


def test_a_form_that_other_levels_give_too_leads_to_a_list_of_its_own_since_that_of_the_ledger_would_be_longer(
    officer, province
):
    unit = make_holder(province, "collective", "Đơn vị")
    make_honour(unit, "don_vi_quyet_thang", authority="Bộ Công an")
    make_honour(unit, "don_vi_quyet_thang", authority="Quân khu 3")

    page = text(officer.get(reverse("office:statistics"), PAGE))

    links = [link for link, _number in links_to("office:statistics_awards", page) if "hinh-thuc" in link]
    of_form = "nam=2025&bieu=0603.N&hinh-thuc=don_vi_quyet_thang"
    assert [link.partition("?")[2] for link in links] == [f"{of_form}&loai=collective", of_form]
    assert "1 lượt khen được đếm năm 2025" in text(officer.get(links[1]))


def test_every_number_of_awards_leads_to_a_list_of_exactly_so_many(officer, province):
    commune = make_commune(under=province)
    for keeper in (province, commune):
        make_honour(make_holder(keeper), "bang_khen_bo_tinh", decision_number="12/QĐ-UBND", type="merit")
    make_honour(make_holder(province, name="Trần Thị Thử"), "bang_khen_bo_tinh")
    make_honour(make_holder(commune, "household", "Hộ ông Thử"), "huan_chuong_lao_dong_hang_ba", type="ad_hoc")
    make_honour(make_holder(commune), "", form_name="Bằng khen danh dự")
    make_honour(make_holder(commune), "giay_khen")

    page = text(officer.get(reverse("office:statistics"), PAGE))
    links = links_to("office:statistics_awards", page)

    # 0602: total, household, ad hoc, in two columns each. 0603: total, individual, merit, in two columns each; the form
    # by itself, twice, since the ledger has one row more. Beside: no form known, another level.
    assert [number for _link, number in links] == [1] * 6 + [2, 2, 2, 2, 1, 1] + [2, 2] + [1, 1]
    assert [officer.get(link).context["page"].paginator.count for link, _number in links] == [
        number for _link, number in links
    ]
    assert "ít nhất 1<" in page
    assert [number for _link, number in links_to("office:ledger", page)] == [1, 1]


def test_an_award_kept_more_than_once_is_told_and_leads_to_its_rows(officer, province):
    commune = make_commune("Vũ Thư", under=province)
    for keeper in (province, commune):
        make_honour(make_holder(keeper), "bang_khen_bo_tinh", decision_number="12/QĐ-UBND")
    for _twice in range(2):
        make_honour(make_holder(commune, name="Trần Thị Thử"), "huan_chuong_lao_dong_hang_ba", decision_number="5/QĐ")

    page = text(officer.get(reverse("office:statistics"), PAGE))
    links = re.findall(rf'href="({reverse("office:statistics_doubles")}\?[^"]+)"', page)

    assert "1 lượt khen có ở sổ của nhiều đơn vị, chỉ đếm một lần." in page
    assert "1 lượt khen ghi nhiều dòng trong một sổ, chỉ đếm một lần." in page
    assert "Sổ có 4 dòng khen thưởng trong năm" in page
    assert [link.partition("?")[2] for link in links] == ["nam=2025&bieu=0602.N", "nam=2025&bieu=0603.N", "nam=2025"]
    of_state, of_province, both = (text(officer.get(link)) for link in links)
    assert "1 lượt khen năm 2025 ghi nhiều lần, chỉ đếm một lần" in of_state
    assert (of_province.count("12/QĐ-UBND"), of_province.count("Trần Thị Thử")) == (2, 0)
    assert "Xã Vũ Thư" in of_province
    assert (both.count(">được đếm<"), both.count(">không đếm lại<")) == (2, 2)


def test_an_officer_says_on_the_list_that_two_are_two_and_both_count(officer, province):
    for unit in (province, make_commune(under=province)):
        make_honour(make_holder(unit, "collective", "Thôn 1"), "bang_khen_bo_tinh", decision_number="12/QĐ-UBND")
    page = text(officer.get(reverse("office:statistics_doubles"), PAGE))
    (address, other) = re.search(r'action="([^"]+/khac/)">.*?name="other" value="([^"]+)"', page).groups()

    officer.post(address, {"other": other})

    assert "Không lượt khen nào năm 2025 ghi nhiều lần" in text(officer.get(reverse("office:statistics_doubles"), PAGE))
    assert (
        officer.get(reverse("office:statistics_awards"), PAGE | {"bieu": "0603.N"}).context["page"].paginator.count == 2
    )


def test_a_line_or_column_that_the_form_has_not_is_not_found(officer):
    assert officer.get(reverse("office:statistics_movements"), {"dong": "99"}).status_code == 404
    assert officer.get(reverse("office:statistics_movements"), {"cot": "x"}).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [{"bieu": "0601.N"}, {"dong": "99"}, {"cot": "x"}, {"hinh-thuc": "x"}, {"loai": "x"}, {"ngoai": "x"}],
)
def test_what_no_number_of_awards_asks_for_is_not_found(officer, asked):
    assert officer.get(reverse("office:statistics_awards"), asked).status_code == 404


def test_what_stands_on_no_form_is_told_with_how_many(officer, province):
    person = make_holder(province)
    make_honour(person, "", form_name="Bằng khen danh dự")
    make_honour(person, "giay_khen")
    make_award(province, total=75, awarded_on=date(2025, 3, 7))

    page = text(officer.get(reverse("office:statistics"), PAGE))

    assert "Sổ có 2 dòng khen thưởng trong năm" in page
    assert re.search(r"Chưa rõ hình thức: dòng trong sổ không khớp danh mục</th><td[^>]*><a [^>]*>1<", page)
    assert re.search(r"Cấp tặng không thuộc hai biểu này</th><td[^>]*><a [^>]*>1<", page)
    assert re.search(rf'href="{reverse("office:awards")}\?nam=2025">75<', page)


def test_a_year_with_nothing_says_what_is_missing_and_still_names_the_forms_to_type(officer):
    page = text(officer.get(reverse("office:statistics"), {"nam": "2011"}))

    assert "Năm 2011 chưa có gì để thống kê" in page
    assert "Chưa có phong trào, lượt khen nào trong năm" in page
    assert "0604.N" in page
    assert "0605.N" in page


@pytest.mark.parametrize("typed", ["", "hai", "1", "99999", "²²²²"])
def test_a_year_that_is_none_is_this_year(officer, typed):
    page = text(officer.get(reverse("office:statistics"), {"nam": typed}))

    assert f"Năm {clock.today().year} chưa có gì để thống kê" in page


def test_the_workbook_has_a_sheet_for_each_form_with_numbers_as_numbers(officer, province):
    launch(province)
    person = make_holder(province)
    make_honour(person, "bang_khen_bo_tinh", type="merit")
    make_honour(person, "bang_khen_bo_tinh")
    make_honour(person, "", form_name="Bằng khen danh dự")

    answer = officer.get(reverse("office:statistics_export"), PAGE)
    book = sheets(answer)

    assert "thong-ke-2025.xlsx" in answer["Content-Disposition"]
    assert book.sheetnames == ["0601.N", "0602.N", "0603.N", "Ngoài biểu"]
    rows = {row[0].value: row for row in book["0603.N"].iter_rows(min_row=6)}
    assert [cell.value for cell in rows["01"]][3:] == [2, 2, 0, 0, 0]
    assert [cell.value for cell in rows["11"]][2:5] == ["chưa kiểm chứng", 1, 1]
    assert rows["11"][3].number_format == '"ít nhất "#,##0'
    assert [cell.value for cell in rows["06"]][3:] == ["chưa có số"] * 5
    assert [cell.value for cell in book["Ngoài biểu"][2]] == [
        "Chưa rõ hình thức: dòng trong sổ không khớp danh mục",
        1,
    ]


def test_the_workbook_prints_across_with_rows_as_high_as_their_texts(officer, province):
    make_honour(make_holder(province), "bang_khen_bo_tinh")

    sheet = sheets(officer.get(reverse("office:statistics_export"), PAGE))["0603.N"]

    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.row_dimensions[5].height == 48
    assert "A3:H3" in [str(cells) for cells in sheet.merged_cells.ranges]


def test_a_number_of_nought_beside_a_total_is_left_out_on_a_narrow_screen(officer, province):
    make_honour(make_holder(province), "bang_khen_bo_tinh", type="merit")

    page = text(officer.get(reverse("office:statistics"), PAGE))
    lines = page[page.index("0603.N") :].split("</tr>")
    noughts = [
        next(line.count("is-nought") for line in lines if name in line)
        for name in ("Thường xuyên (công trạng)", "Đột xuất")
    ]

    assert noughts == [3, 4]


def test_the_workbook_says_what_was_counted_once(officer, province):
    for keeper in (province, make_commune(under=province)):
        make_honour(make_holder(keeper), "bang_khen_bo_tinh", decision_number="12/QĐ-UBND")

    book = sheets(officer.get(reverse("office:statistics_export"), PAGE))

    assert book["0603.N"]["D6"].value == 1
    assert "1 lượt khen có ở sổ của nhiều đơn vị, chỉ đếm một lần." in book["0603.N"]["A3"].value
    assert book["Ngoài biểu"]["B2"].value == 1


def test_nothing_of_a_foreign_unit_is_counted_listed_or_exported(officer):
    foreign = make_unit("Nghệ An")
    launch(foreign, "Phong trào nơi khác")
    make_honour(make_holder(foreign), "bang_khen_bo_tinh")
    make_award(foreign, total=75, awarded_on=date(2025, 3, 7))

    assert "Năm 2025 chưa có gì để thống kê" in text(officer.get(reverse("office:statistics"), PAGE))
    assert "Phong trào nơi khác" not in text(officer.get(reverse("office:statistics_movements"), PAGE))
    assert "Nguyễn Văn Thử" not in text(officer.get(reverse("office:statistics_awards"), PAGE | {"bieu": "0603.N"}))
    book = sheets(officer.get(reverse("office:statistics_export"), PAGE))
    assert [book[form]["D6"].value for form in ("0601.N", "0602.N", "0603.N")] == [0, 0, 0]


def test_each_page_takes_as_many_queries_for_many_rows_as_for_one(officer, province, django_assert_num_queries):
    commune = make_commune(under=province)
    pages = ["statistics", "statistics_movements", "statistics_awards", "statistics_doubles"]

    def add(name):
        launch(province, name)
        for keeper in (province, commune):
            make_honour(make_holder(keeper, name=name), "bang_khen_bo_tinh", decision_number=f"{name}/QĐ")
        make_honour(make_holder(province, name=name), "bang_khen_thu_tuong", authority="Thủ tướng", body="Công an xã")
        document = make_document(province, f"Tặng Bằng khen trong {name}.")
        make_award(province, document=document, total=1, awarded_on=date(2025, 1, 2))

    def taken(name):
        with CaptureQueriesContext(connection) as queries:
            officer.get(reverse(f"office:{name}"), PAGE)
        return len(queries)

    add("Một")
    for name in pages:
        taken(name)
    before = {name: taken(name) for name in pages}
    for name in ("Hai", "Ba", "Bốn"):
        add(name)

    for name in pages:
        with django_assert_num_queries(before[name]):
            officer.get(reverse(f"office:{name}"), PAGE)


def test_rows_without_a_number_of_a_decision_are_told_since_nobody_can_tell_them_apart(officer, province):
    row = make_honour(make_holder(province), "bang_khen_bo_tinh")
    Honour.objects.filter(pk=row.pk).update(decision_number="", batch=make_batch(province))

    page = text(officer.get(reverse("office:statistics"), PAGE))

    assert "1 dòng của sổ trong năm không ghi số quyết định" in page
