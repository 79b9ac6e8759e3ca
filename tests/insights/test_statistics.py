"""The yearly statistics, counted by hand on small worlds: what stands in each cell, and what stands in none."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.honours import make_holder, make_honour
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.registry import make_award, make_document

from thidua.honours.commands import withdraw_honour
from thidua.insights.statistics import movements_behind, read_statistics
from thidua.insights.statistics.movements import Launched
from thidua.insights.statistics.tables import columns_of
from thidua.law.statistics import all_statistics
from thidua.movements.commands import ensure_phase, start_movement
from thidua.organisations.choices import Level, Tree, UnitKind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def actor(province):
    return make_actor(unit=province)


def launch(unit, name, *years, organisation="thematic", category="movement", scope=""):
    """A movement of ``unit`` with phases of these (first, last) years."""
    by = process_actor(unit)
    movement = start_movement(
        unit=unit, category=category, name=name, organisation=organisation, scope=scope, by=by, at=AT
    )
    for first, last in years:
        ensure_phase(movement=movement, first_year=first, last_year=last, by=by, at=AT)
    return movement


def found(actor, code, year=2025):
    return next(each for each in read_statistics(actor, year, on=TODAY).tables if each.form.code == code)


def cells(table):
    """What stands in each line, cell by cell: the number, «3+» where there may be more, ``None`` where unknown."""
    rows = [row for part in table.parts for row in part.rows]
    return {
        row.line.code: [f"{cell.value}+" if cell.is_partial else cell.value for _column, cell in row.cells]
        for row in rows
    }


# Movements, form 0601.


def test_movements_are_counted_by_who_launched_them_and_how_they_are_organised(actor, province, commune):
    launch(province, "Vì an ninh Tổ quốc", (2024, 2026), scope="sector")
    launch(province, "Thi đua hằng năm", (2025, 2025), organisation="regular")
    launch(commune, "Xóm làng bình yên", (2025, None))
    launch(commune, "Xong từ lâu", (2014, 2019))
    launch(commune, "Năm sau mới làm", (2026, 2026))

    table = found(actor, "0601.N")

    # Columns: all, central, ministry or province, agency or unit. In 2025 three run: two of the province, one below.
    # The scope is said of one. One lasts three years, one is that of the year, one has no end and began this year.
    unsaid = [None, 0, None, None]
    assert cells(table) == {
        "01": [3, 0, 2, 1],
        "02": unsaid, "03": ["1+", 0, "1+", None], "04": unsaid, "05": unsaid,
        "06": [0, 0, 0, 0], "07": ["1+", 0, 1, None], "08": [None, 0, 0, None], "09": ["1+", 0, 1, None],
        "10": [None, 0, 0, None],
        "11": [2, 0, 1, 1],
        "12": [1, 0, 1, 0],
    }  # fmt: skip
    assert (table.total, table.outside) == (3, 0)


def test_what_began_in_the_year_and_what_has_no_year_is_told_beside(actor, province):
    launch(province, "Bắt đầu năm nay", (2025, 2027))
    launch(province, "Có từ trước, sang giai đoạn mới", (2020, 2024), (2025, 2030))
    launch(province, "Chưa ghi giai đoạn")

    movements = read_statistics(actor, 2025, on=TODAY).movements

    assert (sum(each.times for each in movements.running), movements.begun, movements.undated) == (2, 1, 1)


def test_movements_are_counted_by_scope_and_by_the_years_that_they_last(actor, province):
    for scope, *years in (
        ("national", 2021, 2025),
        ("sector", 2025, 2028),
        ("sector", 2024, 2025),
        ("cluster", 2025, 2025),
        ("unit", 2020, None),
    ):
        launch(province, f"{scope} {years}", tuple(years), scope=scope)

    total = {code: of_all for code, (of_all, *_others) in cells(found(actor, "0601.N")).items()}

    # The one within 2025 is on a theme: it may have lasted less than the year. Five years run since 2020, and more.
    assert total == {
        "01": 5, "02": 1, "03": 2, "04": 1, "05": 1,
        "06": None, "07": None, "08": 1, "09": 1, "10": 2, "11": 5, "12": 0,
    }  # fmt: skip


def test_of_two_phases_in_a_year_the_one_that_began_last_says_how_long(actor, province):
    launch(province, "Sang giai đoạn mới", (2021, 2025), (2025, 2027))

    total = {code: of_all for code, (of_all, *_others) in cells(found(actor, "0601.N")).items()}

    assert [total[code] for code in ("08", "09", "10")] == [0, 1, 0]


def test_programmes_and_directives_are_no_movements(actor, province):
    launch(province, "Chương trình phối hợp", (2025, 2025), category="programme")

    assert found(actor, "0601.N").total == 0


def test_a_movement_of_two_phases_in_one_year_counts_once(actor, province):
    launch(province, "Hai giai đoạn gối nhau", (2023, 2025), (2025, 2026))

    assert found(actor, "0601.N").total == 1


@pytest.mark.parametrize(
    ("kind", "level", "column"),
    [
        (UnitKind.COUNTRY, Level.COUNTRY, "2"),
        (UnitKind.MINISTRY, Level.COUNTRY, "3"),
        (UnitKind.ASSOCIATION, Level.COUNTRY, "3"),
        (UnitKind.PROVINCE, Level.PROVINCE, "3"),
        (UnitKind.CITY, Level.PROVINCE, "3"),
        (UnitKind.POLICE, Level.PROVINCE, "4"),
        (UnitKind.ASSOCIATION, Level.PROVINCE, "4"),
        (UnitKind.WARD, Level.COMMUNE, "4"),
        (UnitKind.ENTERPRISE, Level.COMMUNE, "4"),
    ],
)
def test_the_column_of_a_movement_is_told_by_the_unit_that_launched_it(kind, level, column):
    (form,) = all_statistics()["0601.N"]

    assert columns_of(Launched(kind, level, "thematic", "", 2025, 2025, 2025, 1), form.columns) == {"1", column}


def test_the_kinds_of_units_in_the_data_are_those_of_the_product():
    named = {kind for (form,) in all_statistics().values() for column in form.columns for kind in column.units}

    assert named <= set(UnitKind.values)
    assert named == {"country", "ministry", "province", "city"}


def test_a_cell_opens_onto_exactly_the_movements_that_it_counts(actor, province, commune):
    launch(province, "Của tỉnh", (2025, 2025))
    launch(commune, "Của xã, thường xuyên", (2025, 2025), organisation="regular")
    launch(commune, "Của xã, chuyên đề", (2025, 2025))
    table = found(actor, "0601.N")

    behind = {
        (row.line.code, column.code): [
            movement.name for movement in movements_behind(actor, table.form, row.line, column, year=2025, on=TODAY)
        ]
        for part in table.parts
        for row in part.rows
        for column, cell in row.cells
        if cell.value
    }

    assert behind == {
        ("01", "1"): ["Của tỉnh", "Của xã, chuyên đề", "Của xã, thường xuyên"],
        ("01", "3"): ["Của tỉnh"],
        ("01", "4"): ["Của xã, chuyên đề", "Của xã, thường xuyên"],
        ("07", "1"): ["Của xã, thường xuyên"],
        ("07", "4"): ["Của xã, thường xuyên"],
        ("11", "1"): ["Của tỉnh", "Của xã, chuyên đề"],
        ("11", "3"): ["Của tỉnh"],
        ("11", "4"): ["Của xã, chuyên đề"],
        ("12", "1"): ["Của xã, thường xuyên"],
        ("12", "4"): ["Của xã, thường xuyên"],
    }


# Awards of the state, form 0602.


def test_awards_of_the_state_are_counted_by_form_and_by_who_received_them(actor, province, commune):
    firm = make_unit("May Hưng Yên", kind=UnitKind.ENTERPRISE, level=Level.COMMUNE, under=province, tree=Tree.STATE)
    person = make_holder(province)
    make_honour(person, "huan_chuong_lao_dong_hang_ba", type="merit")
    make_honour(person, "bang_khen_thu_tuong", type="ad_hoc")
    make_honour(make_holder(commune, name="Trần Thị Thử"), "huy_chuong_vi_an_ninh_to_quoc", type="seniority")
    make_honour(
        make_holder(province, "collective", "Công ty May", body_unit=firm), "co_thi_dua_chinh_phu", type="merit"
    )
    make_honour(make_holder(province, "collective", "Công an xã", body_unit=commune), "bang_khen_thu_tuong")
    make_honour(make_holder(commune, "household", "Hộ ông Thử"), "bang_khen_thu_tuong", type="movement")
    make_honour(person, "nha_giao_uu_tu", type="merit")

    table = found(actor, "0602.N")

    # Columns: all | orders, medals | two prizes | honorary titles | flag | certificate | fighter | others.
    none = [None] * 10
    assert cells(table) == {
        "01": [7, 1, 1, 0, 0, 1, 1, 3, 0, 0],
        "02": none, "03": none,
        "06": [2, 0, 0, 0, 0, 0, 1, 1, 0, 0],
        "07": [1, 0, 0, 0, 0, 0, 1, 0, 0, 0],
        "08": [1, 0, 0, 0, 0, 0, 0, 1, 0, 0],
        "09": [4, 1, 1, 0, 0, 1, 0, 1, 0, 0],
        "10": none, "11": none, "12": none, "13": none, "14": none,
        # One certificate does not say its type: beside one that is known there may be more, alone it is unknown.
        "15": ["3+", 1, 0, 0, 0, 1, 1, None, 0, 0],
        "16": ["1+", 0, 0, 0, 0, 0, 0, "1+", 0, 0],
        "17": ["1+", 0, 0, 0, 0, 0, 0, "1+", 0, 0],
        "18": [None, 0, 0, 0, 0, 0, 0, None, 0, 0],
        "19": [None, 0, 0, 0, 0, 0, 0, None, 0, 0],
        "20": ["1+", 0, 1, 0, 0, 0, 0, None, 0, 0],
    }  # fmt: skip
    assert (table.total, table.outside) == (7, 0)


def test_a_collective_of_which_no_unit_is_known_may_be_an_enterprise(actor, province):
    make_honour(make_holder(province, "collective", "Tổ hợp tác Thử"), "co_thi_dua_chinh_phu")

    assert cells(found(actor, "0602.N"))["07"] == [None, 0, 0, 0, 0, 0, None, 0, 0, 0]


def test_each_form_of_award_of_a_table_stands_by_itself_too(actor, province):
    person, group = make_holder(province), make_holder(province, "collective", "Phòng Thử")
    make_honour(person, "huan_chuong_lao_dong_hang_ba")
    make_honour(person, "bang_khen_thu_tuong")
    make_honour(group, "bang_khen_thu_tuong")

    by_form = read_statistics(actor, 2025, on=TODAY).awards_by_form["0602.N"]

    assert [(line.name, line.collectives, line.households, line.individuals, line.total) for line in by_form] == [
        ("Bằng khen của Thủ tướng Chính phủ", 1, 0, 1, 2),
        ("Huân chương Lao động hạng Ba", 0, 0, 1, 1),
    ]


# Awards of ministries and provinces, form 0603.


def test_awards_of_ministries_and_provinces_are_counted_by_form_and_by_who_received_them(actor, province, commune):
    person = make_holder(commune)
    make_honour(person, "bang_khen_bo_tinh", type="movement")
    make_honour(person, "chien_si_thi_dua_bo_tinh", type="merit")
    make_honour(person, "ky_niem_chuong_bao_ve_an_ninh_to_quoc", type="service_history")
    make_honour(
        make_holder(province, "collective", "Công an xã", body_unit=commune), "co_thi_dua_bo_tinh", type="merit"
    )
    make_honour(make_holder(province, "household", "Hộ bà Thử"), "bang_khen_bo_tinh", type="movement")
    make_honour(make_holder(province, "collective", "Xã Thử", body_unit=commune), "xa_phuong_tieu_bieu", type="merit")

    table = found(actor, "0603.N")

    # Columns: all, certificates, fighters, flags, medals. The model commune has no column but counts in the total.
    none = [None] * 5
    assert cells(table) == {
        "01": [6, 2, 1, 1, 1],
        "02": [2, 0, 0, 1, 0],
        "03": [0, 0, 0, 0, 0],
        "04": [1, 1, 0, 0, 0],
        "05": [3, 1, 1, 0, 1],
        "06": none, "07": none, "08": none, "09": none, "10": none,
        "11": [3, 0, 1, 1, 0],
        "12": [2, 2, 0, 0, 0],
        "13": [0, 0, 0, 0, 0],
        "14": [0, 0, 0, 0, 0],
        "15": [1, 0, 0, 0, 1],
        "16": [0, 0, 0, 0, 0],
        "17": none,
    }  # fmt: skip
    assert (table.total, table.outside) == (6, 1)


def test_a_form_that_several_levels_give_is_told_by_the_giver(actor, province):
    unit = make_holder(province, "collective", "Đơn vị Thử")
    make_honour(unit, "don_vi_quyet_thang", authority="Bộ Công an")
    make_honour(unit, "don_vi_quyet_thang", authority="Quân khu 3")
    make_honour(unit, "don_vi_quyet_thang")

    read = read_statistics(actor, 2025, on=TODAY)

    assert (found(actor, "0603.N").total, read.other_level, read.no_level) == (1, 1, 1)


# What is on no form, and what must not be counted.


def test_nothing_of_the_ledger_is_lost(actor, province):
    person = make_holder(province)
    make_honour(person, "bang_khen_thu_tuong")
    make_honour(person, "bang_khen_bo_tinh")
    make_honour(person, "giay_khen", authority="Chủ tịch UBND xã")
    make_honour(person, "", form_name="Bằng khen danh dự")
    make_honour(person, "an_toan_ve_antt")

    read = read_statistics(actor, 2025, on=TODAY)

    assert [each.total for each in read.tables] == [0, 1, 1]
    assert (read.no_form, read.no_level, read.other_level, read.ledger) == (1, 1, 1, 5)


def test_awards_taken_back_and_of_other_years_do_not_count(actor, province):
    person = make_holder(province)
    make_honour(person, "bang_khen_bo_tinh", year=2024)
    gone = make_honour(person, "bang_khen_bo_tinh")
    withdraw_honour(honour=gone, reason="Quyết định bị hủy", by=process_actor(province), at=AT)

    assert read_statistics(actor, 2025, on=TODAY).ledger == 0


def test_what_articles_state_in_totals_is_told_beside_and_never_added(actor, province):
    make_award(province, collectives=103, individuals=94, awarded_on=date(2025, 3, 7))
    make_award(province, awarded_on=date(2025, 3, 7))
    make_honour(make_holder(province), "bang_khen_bo_tinh")

    read = read_statistics(actor, 2025, on=TODAY)

    assert (read.articles, read.article_recipients, read.ledger) == (2, 197, 1)
    assert found(actor, "0603.N").total == 1


def test_a_province_counts_what_its_communes_keep_and_nothing_of_another_province(actor, province, commune):
    foreign = make_unit("Nghệ An")
    for unit in (province, commune, foreign):
        launch(unit, "Phong trào", (2025, 2025))
        make_honour(make_holder(unit), "bang_khen_bo_tinh")
        make_honour(make_holder(unit), "")
        make_award(unit, total=5, awarded_on=date(2025, 1, 2))

    of_province = read_statistics(actor, 2025, on=TODAY)
    of_commune = read_statistics(make_actor(unit=commune), 2025, on=TODAY)

    assert [each.total for each in of_province.tables] == [2, 0, 2]
    assert (of_province.no_form, of_province.article_recipients) == (2, 10)
    assert [each.total for each in of_commune.tables] == [1, 0, 1]
    assert (of_commune.no_form, of_commune.article_recipients) == (1, 5)


def test_a_cell_never_opens_onto_a_movement_of_another_province(actor):
    launch(make_unit("Nghệ An"), "Nơi khác", (2025, 2025))
    form = found(actor, "0601.N").form

    assert movements_behind(actor, form, form.lines[0], form.columns[0], year=2025, on=TODAY) == []


def test_an_office_without_anything_has_nothing_to_tell(actor):
    assert read_statistics(actor, 2025, on=TODAY).is_empty


def test_more_rows_take_no_more_queries(actor, province, commune, django_assert_num_queries):
    def add_one_of_each(unit, name):
        launch(unit, name, (2025, 2025))
        for keeper in (province, commune):
            make_honour(make_holder(keeper, name=name), "bang_khen_bo_tinh", decision_number=f"{name}/QĐ-BCA")
        document = make_document(unit, f"Tặng Bằng khen trong phong trào {name}.")
        make_award(unit, document=document, total=1, awarded_on=date(2025, 1, 2))

    add_one_of_each(province, "Một")
    read_statistics(actor, 2025, on=TODAY)
    with CaptureQueriesContext(connection) as one:
        read_statistics(actor, 2025, on=TODAY)
    for name in ("Hai", "Ba", "Bốn"):
        add_one_of_each(commune, name)
    read_statistics(actor, 2025, on=TODAY)

    with django_assert_num_queries(len(one)):
        read_statistics(actor, 2025, on=TODAY)
