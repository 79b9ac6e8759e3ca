"""Figures through time: the page, its files read back, who may see what, addresses that nobody wrote."""

import csv
import io
import re
import uuid
from datetime import timedelta
from html import unescape

import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_indicator, make_report

from thidua.core import clock
from thidua.indicators.choices import Combination
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.commands import Heir, end_unit, record_succession
from thidua.reports.commands import ensure_span, settle_totals
from thidua.reports.commands.snapshot import take_snapshot
from thidua.reports.queries.snapshot import current_snapshot
from thidua.reports.rules.calendar import calendar_span

pytestmark = pytest.mark.django_db
YEAR = clock.today().year - 1
FILES = ("series_workbook", "series_csv", "series_parquet")


@pytest.fixture(autouse=True)
def own_home(tmp_path, settings):
    settings.HOME = tmp_path


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def province(country):
    return make_unit("Hưng Yên", under=country)


@pytest.fixture
def form():
    make_indicator("sessions", "Buổi tuyên truyền")
    make_indicator("models", "Mô hình", over_time=Combination.LATEST, unit_of_measure="mô hình")
    return make_form("sessions", "models", name="Báo cáo tháng phong trào")


@pytest.fixture
def officer(client, province):
    """A browser in which an officer of the province is signed in."""
    client.force_login(make_user(unit=province))
    return client


@pytest.fixture
def filled(form, province, country):
    """Three communes with numbers in two quarters, one of them of a foreign province."""
    foreign = make_unit("Nghệ An", under=country)
    units = {name: make_commune(name, under=province) for name in ("An Thi", "Vũ Thư")} | {
        "Vinh": make_commune("Vinh", under=foreign)
    }
    for name, month, sessions, models in (
        ("An Thi", 2, "12", "3"),
        ("An Thi", 5, "30", "4"),
        ("Vũ Thư", 2, "8", "9"),
        ("Vinh", 2, "1000", "50"),
    ):
        above = foreign if name == "Vinh" else province
        period = ensure_span(span=calendar_span("month", YEAR, month))
        report = make_report(form, units[name], period, sessions=sessions, models=models)
        file_and_accept(report, above=above)
    settle_totals(at=LATER)
    assert take_snapshot(at=LATER)
    return units


def ask(client, name="series", status=200, **query):
    asked = {key.replace("_", "-"): value for key, value in ({"tu": YEAR, "den": YEAR} | query).items()}
    response = client.get(reverse(f"office:{name}"), asked)
    assert response.status_code == status
    return response


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ").split())


def table(response):
    """The rows of the table, the head first."""
    html = re.search(r"<table.*?</table>", response.content.decode(), re.DOTALL)[0]
    lines = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    return [[text_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.DOTALL)] for line in lines]


def test_indicators_by_quarter_are_what_one_sees_first(officer, filled):
    response = ask(officer)

    assert table(response) == [
        ["Chỉ tiêu", f"Quý I/{YEAR}", f"Quý II/{YEAR}", f"Quý III/{YEAR}", f"Quý IV/{YEAR}"],
        ["Buổi tuyên truyền buổi", "20", "30", "–", "–"],
        ["Mô hình mô hình", "12", "4", "–", "–"],
    ]
    assert "<svg" in response.content.decode()


def test_the_page_says_how_old_the_numbers_are_and_how_many(officer, filled):
    response = ask(officer)

    assert "Số liệu lúc 21/11/2026 09:00, gồm 8 số đã được nhận." in text_of(response.content.decode())


def test_units_by_indicator_of_a_year(officer, filled):
    response = ask(officer, hang="don-vi", cot="chi-tieu", cap="xa")

    assert table(response) == [
        ["Đơn vị", "Buổi tuyên truyền buổi", "Mô hình mô hình"],
        ["Xã An Thi", "42", "4"],
        ["Xã Vũ Thư", "8", "9"],
    ]


def test_periods_by_unit_are_of_one_indicator(officer, filled):
    response = ask(officer, hang="ky", cot="don-vi", cap="xa", loai="nua-nam", **{"chi-tieu": "sessions"})

    assert table(response) == [
        ["Kỳ", "Xã An Thi", "Xã Vũ Thư"],
        [f"6 tháng đầu năm {YEAR}", "42", "8"],
        [f"6 tháng cuối năm {YEAR}", "–", "–"],
    ]


def test_one_unit_and_one_indicator(officer, filled):
    response = ask(officer, **{"don-vi": filled["Vũ Thư"].uid, "chi-tieu": "models", "loai": "nam"})

    assert table(response) == [["Chỉ tiêu", f"Năm {YEAR}"], ["Mô hình mô hình", "9"]]


def test_a_commune_sees_its_own_numbers_only(client, filled):
    client.force_login(make_user(unit=filled["Vũ Thư"]))

    assert table(ask(client, hang="don-vi", cot="chi-tieu"))[1:] == [["Xã Vũ Thư", "8", "9"]]


def test_a_snapshot_of_another_database_shows_nobody_elses_numbers(client, filled):
    """Restored in place: the row has the number that another unit had when the snapshot was taken."""
    mine = filled["Vũ Thư"]
    mine.uid = uuid.uuid4()
    mine.save()
    client.force_login(make_user(unit=mine))

    assert "Chưa có số nào khớp" in ask(client, hang="don-vi", cot="chi-tieu").content.decode()


def test_the_series_that_is_asked_for_is_drawn(officer, filled):
    response = ask(officer, hang="don-vi", cot="ky", cap="xa", loai="quy", ve=filled["An Thi"].uid)

    assert re.findall(r'chart-card__title">(.*?)<', response.content.decode()) == ["Xã An Thi"]
    assert re.findall(r'<tr class="is-drawn"><th scope="row"><a[^>]*>(.*?)<', response.content.decode()) == [
        "Xã An Thi"
    ]


def test_what_ended_is_shown_under_its_heir_today_and_by_itself_then(officer, filled, province):
    old, new, day = filled["An Thi"], filled["Vũ Thư"], clock.today() - timedelta(days=30)
    end_unit(unit=old, on=day, by=process_actor(), at=AT)
    record_succession(predecessor=old, heirs=[Heir(new)], on=day, by=process_actor(), at=AT)
    take_snapshot(at=LATER, forced=True)
    last = day - timedelta(days=1)

    today = ask(officer, hang="don-vi", cot="chi-tieu", cap="xa", **{"chi-tieu": "sessions"})
    then = ask(officer, hang="don-vi", cot="chi-tieu", cap="xa", ban_do="khi-do", **{"chi-tieu": "sessions"})

    assert table(today)[1:] == [["Xã Vũ Thư", "50"]]
    assert table(then)[1:] == [[f"Xã An Thi (đến {last:%d/%m/%Y})", "42"], ["Xã Vũ Thư", "8"]]


def test_the_workbook_holds_the_table_with_the_age_of_its_numbers(officer, filled):
    response = ask(officer, "series_workbook")

    rows = list(load_workbook(io.BytesIO(content(response))).active.values)
    assert rows == [
        ("Chỉ gồm số đã được nhận. Số liệu lúc 21/11/2026 09:00.", *(None,) * 5),
        ("Chỉ tiêu", "Đơn vị tính", f"Quý I/{YEAR}", f"Quý II/{YEAR}", f"Quý III/{YEAR}", f"Quý IV/{YEAR}"),
        ("Buổi tuyên truyền", "buổi", 20, 30, None, None),
        ("Mô hình", "mô hình", 12, 4, None, None),
    ]


def test_csv_holds_a_line_for_each_number(officer, filled):
    found = content(ask(officer, "series_csv", hang="don-vi", cot="ky", cap="xa", loai="quy"))

    assert found.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(found.decode("utf-8-sig")))) == [
        ["Đơn vị", "Kỳ", "Chỉ tiêu", "Đơn vị tính", "Chữ trước số", "Số", "Trên tổng", "Gồm bao nhiêu số"],
        ["Xã An Thi", f"Quý I/{YEAR}", "Buổi tuyên truyền", "buổi", "", "12", "", "1"],
        ["Xã An Thi", f"Quý II/{YEAR}", "Buổi tuyên truyền", "buổi", "", "30", "", "1"],
        ["Xã Vũ Thư", f"Quý I/{YEAR}", "Buổi tuyên truyền", "buổi", "", "8", "", "1"],
    ]


def test_parquet_holds_exact_numbers_with_their_codes(officer, filled):
    found = pq.read_table(io.BytesIO(content(ask(officer, "series_parquet")))).to_pylist()

    assert [(row["row_code"], row["column_code"], int(row["value"]), row["of"], row["figures"]) for row in found] == [
        ("sessions", f"{YEAR}-01-01", 20, None, 2),
        ("sessions", f"{YEAR}-04-01", 30, None, 1),
        ("models", f"{YEAR}-01-01", 12, None, 2),
        ("models", f"{YEAR}-04-01", 4, None, 1),
    ]
    assert {row["qualifier"] for row in found} == {"exact"}


def test_a_page_shows_the_first_rows_and_files_show_all(officer, filled, monkeypatch):
    monkeypatch.setattr("thidua.office.crosstab.page.ROWS", 1)
    asked = {"hang": "don-vi", "cot": "ky", "cap": "xa"}

    page = ask(officer, **asked)

    assert [line[0] for line in table(page)[1:]] == ["Xã An Thi"]
    assert "Còn 1 hàng nữa. Tải Excel, CSV hoặc Parquet để có đủ." in text_of(page.content.decode())
    book = load_workbook(io.BytesIO(content(ask(officer, "series_workbook", **asked))))
    assert [line[0] for line in list(book.active.values)[2:]] == ["Xã An Thi", "Xã Vũ Thư"]


def test_rows_beyond_a_sheet_follow_on_another(officer, filled, monkeypatch):
    monkeypatch.setattr("thidua.office.crosstab.files._ROWS", 1)

    book = load_workbook(io.BytesIO(content(ask(officer, "series_workbook"))))

    assert [[line[0] for line in list(sheet.values)[2:]] for sheet in book][:2] == [["Buổi tuyên truyền"], ["Mô hình"]]


def test_a_foreign_unit_is_not_found_in_page_or_file(officer, filled):
    for name in ("series", *FILES):
        ask(officer, name, 404, don_vi=filled["Vinh"].uid)


@pytest.mark.parametrize(
    ("name", "value"),
    [("don-vi", "1 OR 1=1"), ("don-vi", "'"), ("bieu", "x'; DROP TABLE figures; --"), ("bieu", "khong-co")],
)
def test_units_and_forms_that_are_none_are_not_found(officer, filled, name, value):
    ask(officer, status=404, **{name: value})


@pytest.mark.parametrize(
    "query",
    [
        {"hang": "'; DROP TABLE figures; --", "cot": "chi-tieu)", "loai": "1", "cap": "0", "ban-do": "x"},
        {"hang": "ky", "cot": "ky"},
        {"tu": "9999", "den": "-1"},
        {"tu": "2100", "den": "2000"},
        {"tu": "²", "den": "1" * 5000},
        {"chi-tieu": "sessions') OR true --"},
        {"ve": "<script>alert(1)</script>"},
        {"hang": "don-vi", "cap": "gui", "cot": "ky", "loai": "thang", "tu": "2000", "den": "2100"},
    ],
)
def test_what_no_page_could_have_written_counts_as_not_said(officer, filled, query):
    response = ask(officer, **query)

    assert "<script>alert" not in response.content.decode()
    assert current_snapshot().figures == 8


def test_a_name_that_looks_like_a_formula_stays_a_name(officer, filled):
    filled["An Thi"].full_name = "=HYPERLINK(1)"
    filled["An Thi"].save()
    end_unit(unit=filled["Vũ Thư"], on=clock.today(), by=process_actor(), at=AT)
    take_snapshot(at=LATER, forced=True)
    asked = {"hang": "don-vi", "cot": "ky", "cap": "xa"}

    lines = content(ask(officer, "series_csv", **asked)).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(content(ask(officer, "series_workbook", **asked))))

    assert "'=HYPERLINK(1)," in lines
    assert ("=HYPERLINK(1)", "s") in [(row[0].value, row[0].data_type) for row in book.active.iter_rows(min_row=3)]


def test_without_a_snapshot_the_page_offers_to_take_one(officer, form):
    page = ask(officer)
    assert "Chưa lấy số liệu lần nào" in page.content.decode()
    for name in FILES:
        assert ask(officer, name, 302)["Location"] == reverse("office:series")

    answer = officer.post(reverse("office:series_renew") + "?tu=2020")

    assert answer["Location"] == reverse("office:series") + "?tu=2020"
    assert current_snapshot().figures == 0
    assert "Chưa có số nào khớp" in ask(officer).content.decode()


def test_without_a_form_there_is_nothing_to_show(officer):
    assert "Chưa có biểu báo cáo nào" in ask(officer).content.decode()


def test_the_page_asks_the_database_little_however_many_units(officer, filled, province, form):
    ask(officer)
    with CaptureQueriesContext(connection) as few:
        ask(officer, hang="don-vi", cap="xa")
    for name in ("A", "B", "C", "D"):
        make_commune(name, under=province)
    ask(officer)
    with CaptureQueriesContext(connection) as many:
        ask(officer, hang="don-vi", cap="xa")

    assert len(many) == len(few) <= 30
