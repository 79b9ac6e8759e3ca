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
from tests.factories.honours import make_holder, make_honour
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_award, make_document

from thidua.core import clock
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
    launch(province)

    page = text(officer.get(reverse("office:statistics"), PAGE))

    row = re.search(r">02</td>(.*?)</tr>", page)[1]
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


def test_a_form_that_other_levels_give_too_leads_nowhere_since_its_list_would_be_longer(officer, province):
    make_honour(make_holder(province, "collective", "Đơn vị"), "don_vi_quyet_thang", authority="Bộ Công an")

    page = text(officer.get(reverse("office:statistics"), PAGE))

    assert "Đơn vị quyết thắng" in page
    assert "hinh-thuc=don_vi_quyet_thang" not in page


def test_a_line_or_column_that_the_form_has_not_is_not_found(officer):
    assert officer.get(reverse("office:statistics_movements"), {"dong": "99"}).status_code == 404
    assert officer.get(reverse("office:statistics_movements"), {"cot": "x"}).status_code == 404


def test_what_stands_on_no_form_is_told_with_how_many(officer, province):
    person = make_holder(province)
    make_honour(person, "", form_name="Bằng khen danh dự")
    make_honour(person, "giay_khen")
    make_award(province, total=75, awarded_on=date(2025, 3, 7))

    page = text(officer.get(reverse("office:statistics"), PAGE))

    assert "Sổ có 2 lượt khen trong năm" in page
    assert re.search(r"Chưa rõ hình thức: dòng trong sổ không khớp danh mục</th><td[^>]*>1<", page)
    assert re.search(r"Cấp tặng không thuộc hai biểu này</th><td[^>]*>1<", page)
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


def test_nothing_of_a_foreign_unit_is_counted_listed_or_exported(officer):
    foreign = make_unit("Nghệ An")
    launch(foreign, "Phong trào nơi khác")
    make_honour(make_holder(foreign), "bang_khen_bo_tinh")
    make_award(foreign, total=75, awarded_on=date(2025, 3, 7))

    assert "Năm 2025 chưa có gì để thống kê" in text(officer.get(reverse("office:statistics"), PAGE))
    assert "Phong trào nơi khác" not in text(officer.get(reverse("office:statistics_movements"), PAGE))
    book = sheets(officer.get(reverse("office:statistics_export"), PAGE))
    assert [book[form]["D6"].value for form in ("0601.N", "0602.N", "0603.N")] == [0, 0, 0]


def test_the_page_takes_as_many_queries_for_many_rows_as_for_one(officer, province, django_assert_num_queries):
    def add(name):
        launch(province, name)
        make_honour(make_holder(province, name=name), "bang_khen_bo_tinh")
        document = make_document(province, f"Tặng Bằng khen trong {name}.")
        make_award(province, document=document, total=1, awarded_on=date(2025, 1, 2))

    add("Một")
    for name in ("statistics", "statistics_movements"):
        officer.get(reverse(f"office:{name}"), PAGE)
    with CaptureQueriesContext(connection) as page:
        officer.get(reverse("office:statistics"), PAGE)
    with CaptureQueriesContext(connection) as behind:
        officer.get(reverse("office:statistics_movements"), PAGE)
    for name in ("Hai", "Ba", "Bốn"):
        add(name)

    with django_assert_num_queries(len(page)):
        officer.get(reverse("office:statistics"), PAGE)
    with django_assert_num_queries(len(behind)):
        officer.get(reverse("office:statistics_movements"), PAGE)
