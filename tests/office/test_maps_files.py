"""One figure on two maps, taken along as a workbook and as lines."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories.organisations import make_commune, make_unit
from tests.factories.reports import file_and_accept, make_report, month
from tests.office.test_maps import (  # noqa: F401 - its fixtures
    AT,
    Heir,
    SuccessionKind,
    accept,
    ask,
    commune_of,
    country,
    form,
    new,
    officer,
    old,
    sides,
)

from thidua.core import clock
from thidua.reports.commands import settle_totals
from thidua.web.formats import day

pytestmark = pytest.mark.django_db
JULY = date(2025, 7, 1)


def taken(client, name, unit):
    answer = client.get(reverse(f"office:{name}"), {"nam": 2025, "ky": 5, "don-vi": str(unit.uid)})
    assert answer.status_code == 200
    return answer


@pytest.fixture
def divided(form, old, new):  # noqa: F811 - a fixture
    """An old commune of 7 that was divided between two; returns the first of them."""
    heirs = [make_commune(name, under=new, since=JULY) for name in ("Gia Lộc", "Gia Phúc")]
    accept(form, commune_of("Gia Lộc", old[0], *(Heir(each, SuccessionKind.PART) for each in heirs)), old[0], "7")
    return heirs[0]


def test_lines_have_both_maps_with_their_days_and_the_range_of_what_is_certain(officer, divided):  # noqa: F811
    answer = taken(officer, "two_maps_csv", divided)
    heads, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))

    assert answer["Content-Disposition"] == 'attachment; filename="hai-ban-do-2025.csv"'
    assert heads[:8] == [
        "Bản đồ",
        "Ngày",
        "Đơn vị",
        "Ít nhất",
        "Nhiều nhất",
        "Trên tổng",
        "Gồm bao nhiêu số",
        "Còn thiếu",
    ]
    assert [line[:7] + line[9:] for line in lines] == [
        ["Như thời điểm đó", "2025-05-31", "Xã Gia Lộc cũ", "7", "7", "", "1", "Ca tuần tra", "ca", "Tháng 5/2025"],
        [
            *("Theo bản đồ hiện nay", clock.today().isoformat(), "Xã Gia Lộc", "0", "7", "", "1"),
            *("Ca tuần tra", "ca", "Tháng 5/2025"),
        ],
    ]


def test_a_workbook_has_the_numbers_as_numbers_and_what_became_of_the_units(officer, divided):  # noqa: F811
    book = load_workbook(io.BytesIO(taken(officer, "two_maps_workbook", divided).content))

    numbers, changes = book["Số trên hai bản đồ"], book["Thay đổi"]
    assert [[cell.value for cell in row[3:5]] for row in numbers["A2:E3"]] == [[7, 7], [0, 7]]
    assert [cell.value for cell in changes[2]] == [
        "Chia",
        "Xã Gia Lộc",
        "Xã Gia Lộc, xã Gia Phúc",
        "Số 7 giữ ở cấp trên chung; mỗi nơi từ 0 đến 7.",
    ]


def test_where_nothing_is_asked_there_is_no_file(officer, country):  # noqa: F811
    assert officer.get(reverse("office:two_maps_csv")).status_code == 404


def test_the_map_of_a_year_that_is_not_over_is_that_of_today(officer, form, country):  # noqa: F811
    province = make_unit("Hưng Yên", under=country)
    year = clock.today().year
    file_and_accept(
        make_report(form, make_commune("An Thi", under=province), month(1, year), turns="5"), above=province
    )
    settle_totals(at=AT)

    [then, _now] = sides(ask(officer, province, nam=year, ky="nam"))

    assert f"Bản đồ ngày {day(clock.today())}" in then
