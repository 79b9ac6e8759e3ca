"""A report's Excel form is taken away, filled in, brought back and written; then many of them in one ZIP."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.reports import load_shipped_forms, make_report, month

from thidua.core.actors import Role
from thidua.people.models import RoleGrant
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
def province(transactional_db):
    return make_unit("Hưng Yên")


@pytest.fixture
def communes(province):
    return [make_commune(name, under=province) for name in ("An Bình", "Bách Thuận", "Cộng Hòa")]


@pytest.fixture
def open_page(chromium, live_server):
    """Opens an address at a size, signed in as a user; ``page.faults`` holds what went wrong in it."""
    contexts = []

    def open_at(address, user, size=WIDE):
        signed_in = Client()
        signed_in.force_login(user)
        session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        context = chromium.new_context(viewport=size, accept_downloads=True)
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


def taken(page, button, path):
    """Press what downloads and return the bytes."""
    with page.expect_download() as waiting:
        button.click()
    waiting.value.save_as(path)
    return path.read_bytes()


def filled(content, **cells):
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book["Biểu"][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def choose(page, name, content, kind):
    page.set_input_files("main input[type=file]", {"name": name, "mimeType": kind, "buffer": content})
    page.get_by_role("button", name="Xem trước").click()


def kept(report):
    return [row.text for row in read_entry(Report.objects.get(pk=report.pk)).rows][:3]


def fits(page):
    return page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_a_form_is_filled_in_elsewhere_brought_back_written_and_taken_back(open_page, form, communes, tmp_path):
    report = make_report(form, communes[0], month(10))
    page = open_page(reverse("office:report", args=[report.uid]), make_user(unit=communes[0]))

    content = taken(page, page.get_by_role("link", name="Tải biểu Excel"), tmp_path / "bieu.xlsx")
    page.get_by_role("link", name="Nhập từ Excel").click()
    choose(page, "bieu.xlsx", filled(content, E9=12, E10=1050, E11="rất nhiều"), XLSX)
    page.wait_for_selector("text=Tệp đổi 2 ô, chưa ghi vào báo cáo")
    told = page.inner_text("main")
    before = kept(report)
    page.get_by_role("button", name="Ghi vào báo cáo").click()
    page.wait_for_selector("text=Đã ghi 2 ô từ tệp Excel.")
    written = kept(report)
    page.get_by_role("button", name="Hoàn tác").click()
    page.wait_for_selector("text=Đã trả lại số trước khi nhập tệp.")

    assert "Ô E11: “rất nhiều” không phải là số." in told
    assert (before, written, kept(report)) == (["", "", ""], ["12", "1.050", ""], ["", "", ""])
    assert page.faults == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_zip_of_many_is_taken_filled_shown_written_and_taken_back(
    open_page, form, province, communes, tmp_path, size
):
    user = make_user(unit=province)
    for unit in communes:
        RoleGrant.objects.create(user=user, unit=unit, role=Role.OFFICER, since=date(2020, 1, 1), created_at=AT)
    page = open_page(reverse("office:reports"), user, size)

    page.get_by_role("link", name="Nhập nhiều tệp Excel").click()
    page.wait_for_selector("text=Ngoài tỉnh Hưng Yên, anh, chị được giao nhập cho 3 đơn vị.")
    widths = [fits(page)]
    content = taken(page, page.get_by_role("button", name="Tải ZIP").first, tmp_path / "bieu.zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        books = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, book) in enumerate(books.items()):
            archive.writestr(name, filled(book, E9=10 + number, **({"E10": "nhiều"} if number == 0 else {})))
    choose(page, "xong.zip", out.getvalue(), "application/zip")
    page.wait_for_selector("text=3/3 biểu có số mới, chưa ghi")
    told = page.inner_text("main")
    widths.append(fits(page))
    page.get_by_role("button", name="Ghi 3 ô vào 3 báo cáo").click()
    page.wait_for_selector("text=Đã ghi 3 ô vào 3 báo cáo")
    reports = list(Report.objects.order_by("unit__sort_key"))
    written = [kept(report)[0] for report in reports]
    page.get_by_role("button", name="Hoàn tác").click()
    page.wait_for_selector("text=Đã trả lại 3 ô của 3 báo cáo")

    assert "Ô E10: “nhiều” không phải là số." in told
    assert (written, [kept(report)[0] for report in reports]) == (["10", "11", "12"], ["", "", ""])
    assert (widths, page.faults) == ([True, True], [])
