"""A province's own table goes into its communes' reports: columns named, shown, written, taken back, in a browser."""

import io
import os
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.reports import load_shipped_forms, make_report, month

from thidua.reports.models import Form, Report
from thidua.reports.queries.entry import read_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def form(transactional_db):
    """The shipped monthly form."""
    load_shipped_forms()
    return Form.objects.get(code="monthly_movement")


@pytest.fixture
def communes(transactional_db):
    province = make_unit("Hưng Yên")
    return [make_commune(name, under=province) for name in ("An Bình", "Bách Thuận", "Cộng Hòa")]


@pytest.fixture
def open_page(chromium, live_server):
    """Opens an address at a size, signed in as a user; ``page.faults`` holds what went wrong in it."""
    contexts = []

    def open_at(address, user, size):
        signed_in = Client()
        signed_in.force_login(user)
        session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        context = chromium.new_context(viewport=size)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield open_at
    for context in contexts:
        context.close()


def table_of(lines) -> bytes:
    """A table with a title above its headers, a sum below, a typing error, and a unit that there is not."""
    names = [line.indicator.name for line in lines]
    book = openpyxl.Workbook()
    for row in (
        ["TỔNG HỢP PHONG TRÀO THÁNG 10"], [], ["TT", "Xã, phường", *names, "Ghi chú"],
        [1, "An Bình", 12, "1.050", "3"], [2, "Bách Thuận", 7, "rất nhiều", 4], [3, "Không Có", 1, 1, 1],
        [4, "Cộng Hòa", 9, 800, 5], ["", "Tổng cộng", 29, 1851, 13],
    ):  # fmt: skip
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def kept(unit):
    report = Report.objects.filter(unit=unit).first()
    return [row.text for row in read_entry(report).rows][:3] if report else None


def fits(page):
    return page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def looked_at(page, name):
    """Keep a picture where somebody asks for them."""
    if folder := os.environ.get("THIDUA_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)
    return fits(page)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_table_is_named_shown_written_and_taken_back(open_page, form, communes, size):
    lines = [row.line for row in read_entry(make_report(form, communes[0], month())).rows][:3]
    page = open_page(reverse("office:reports"), make_user(unit=communes[0].placements.get().parent), size)

    page.get_by_role("link", name="Nhập bảng số liệu").click()
    page.wait_for_selector("text=Nhập số vào nhiều báo cáo từ một bảng có sẵn")
    widths = [looked_at(page, "table-1-bring")]
    content = table_of(lines)
    page.set_input_files("main input[type=file]", {"name": "tong-hop.xlsx", "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="Xem các cột").click()
    page.wait_for_selector("text=Mỗi cột của bảng là gì?")
    page.get_by_label("Kỳ của cả bảng").select_option(label="Tháng 10/2026")
    widths.append(looked_at(page, "table-2-columns"))
    page.get_by_role("button", name="Xem trước").click()
    page.wait_for_selector("text=Có số mới cho 3 báo cáo, chưa ghi")
    told, before = page.inner_text("main"), [kept(unit) for unit in communes]
    widths.append(looked_at(page, "table-3-preview"))
    page.get_by_role("button", name="Ghi vào 3 báo cáo").click()
    page.wait_for_selector("text=Đã ghi 8 ô vào 3 báo cáo")
    written = [kept(unit) for unit in communes]
    widths.append(looked_at(page, "table-4-written"))
    page.get_by_role("button", name="Hoàn tác").click()
    page.wait_for_selector("text=Đã trả lại 8 ô của 3 báo cáo")

    assert "Ô D5: “rất nhiều” không phải là số." in told
    assert "Ô B6: không có đơn vị “Không Có”" in told
    assert before == [["", "", ""], None, None]
    assert written == [["12", "1.050", "3"], ["7", "", "4"], ["9", "800", "5"]]
    assert [kept(unit) for unit in communes] == [["", "", ""]] * 3
    assert (widths, page.faults) == ([True] * 4, [])
