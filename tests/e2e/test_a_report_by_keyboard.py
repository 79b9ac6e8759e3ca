"""A commune's officer types a month's report by keyboard alone; the province accepts it; the totals are there."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import file_and_accept, make_report, month

from thidua.indicators.commands import load_indicators
from thidua.reports.commands import load_forms
from thidua.reports.models import Cell, Form, Report, Total
from thidua.reports.queries.entry import read_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def form(transactional_db):
    """The shipped monthly form."""
    load_indicators(by=process_actor(), at=AT)
    load_forms(by=process_actor(), at=AT)
    return Form.objects.get(code="monthly_movement")


@pytest.fixture
def province(transactional_db):
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def open_page(chromium, live_server):
    """Opens an address at a size, signed in as an officer of a unit; ``page.faults`` holds what went wrong in it."""
    contexts = []

    def open_at(address, unit, size=WIDE):
        signed_in = Client()
        signed_in.force_login(make_user(unit=unit))
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


def address_of(report):
    return reverse("office:report", args=[report.uid])


def wait_until_saved(page):
    page.wait_for_function("() => document.querySelector('[data-entry]').dataset.waiting === '0'")
    page.wait_for_function("() => /^(Đã lưu|Saved)/.test(document.querySelector('#saved').innerText.trim())")


def kept(report):
    return {row.code: row.text for row in read_entry(Report.objects.get(pk=report.pk)).rows}


def test_every_cell_is_typed_and_the_report_is_filed_without_the_mouse(open_page, form, commune):
    report = make_report(form, commune, month(10))
    page = open_page(address_of(report), commune)
    count = page.locator("[data-cell]").count()

    page.locator("[data-cell]").first.focus()
    for number in range(count):
        page.keyboard.type(str(100 + number))
        page.keyboard.press("Enter")
    page.locator("[data-cell]").last.blur()
    wait_until_saved(page)
    while page.locator("[data-reason]").count() and not page.locator("[data-file]").count():
        page.keyboard.press("F8")
        page.keyboard.type("Đợt cao điểm")
        page.keyboard.press("Tab")
        page.wait_for_timeout(300)

    assert (Cell.objects.filter(revision__report=report).count(), page.faults) == (count, [])


def test_a_number_below_another_is_told_under_its_row_once_the_cell_is_left(open_page, form, commune):
    report = make_report(form, commune, month(10))
    page = open_page(address_of(report), commune)
    rows = {row.code: row.line.pk for row in read_entry(report).rows}

    page.fill(f"#cell-{rows['outreach_sessions']}", "12")
    page.fill(f"#cell-{rows['attendances']}", "10")
    page.locator(f"#cell-{rows['attendances']}").blur()
    page.wait_for_selector(
        f"#check-{rows['attendances']} [data-mark=stop], #check-{rows['outreach_sessions']} [data-mark=stop]"
    )

    said = page.locator(".entry-finding--stop").inner_text()
    assert re.search(r"10\D+12", said)
    assert "F8" in page.locator("#main-action").inner_text()


def test_a_block_from_a_spreadsheet_fills_the_cells_below(open_page, form, commune):
    report = make_report(form, commune, month(10))
    page = open_page(address_of(report), commune)

    page.locator("[data-cell]").first.focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "12\\r\\n1.050\\r\\n7\\r\\n");
          const paste = { clipboardData: data, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
        }"""
    )
    wait_until_saved(page)

    assert list(kept(report).values())[:4] == ["12", "1.050", "7", ""]


def test_a_number_with_two_readings_is_asked_about_and_a_click_settles_it(open_page, form, commune):
    report = make_report(form, commune, month(10))
    page = open_page(address_of(report), commune)

    page.locator("[data-cell]").first.fill("1.5")
    page.locator("[data-cell]").first.blur()
    page.locator(".entry-finding button", has_text="15").click()
    page.wait_for_function("() => document.querySelector('[data-cell]').dataset.kept === '15'")

    assert next(iter(kept(report).values())) == "15"


def test_what_is_typed_without_a_connection_is_kept_on_the_machine_and_sent_later(open_page, form, commune):
    report = make_report(form, commune, month(10))
    page = open_page(address_of(report), commune)

    page.context.set_offline(True)
    page.locator("[data-cell]").first.fill("12")
    page.locator("[data-cell]").first.blur()
    page.wait_for_function("() => document.querySelector('#saved').innerText.includes('mất kết nối')")
    before = next(iter(kept(report).values()))
    page.context.set_offline(False)
    wait_until_saved(page)

    assert (before, next(iter(kept(report).values()))) == ("", "12")


def test_ctrl_d_takes_the_number_of_the_period_before_and_ctrl_z_takes_it_back(open_page, form, province, commune):
    earlier = make_report(form, commune, month(9))
    entries = dict.fromkeys(kept(earlier), "20")
    file_and_accept(make_report(form, commune, month(9), **entries), above=province)
    report = make_report(form, commune, month(10))
    page = open_page(address_of(report), commune)

    page.locator("[data-cell]").first.focus()
    page.keyboard.press("Control+d")
    wait_until_saved(page)
    copied = next(iter(kept(report).values()))
    page.keyboard.press("Control+z")
    page.wait_for_function("() => document.querySelector('[data-cell]').dataset.kept === ''")

    assert (copied, next(iter(kept(report).values()))) == ("20", "")


def test_the_province_accepts_and_every_total_above_is_there_at_once(open_page, form, province, commune):
    earlier = make_report(form, commune, month(10))
    report = make_report(form, commune, month(10), **dict.fromkeys(kept(earlier), "20"))
    owner = open_page(address_of(report), commune)
    owner.locator("[data-file]").click()
    owner.wait_for_selector("text=Chờ duyệt")
    page = open_page(reverse("office:reports"), province)

    page.locator("a", has_text="Xem và duyệt").first.click()
    page.locator("button", has_text="Nhận báo cáo").click()
    page.wait_for_url("**/bao-cao/")

    assert Report.objects.get(pk=report.pk).state == "accepted"
    assert Total.objects.get(unit=province, period=month(10), indicator__code="outreach_sessions").value == 20


def test_the_grid_fits_a_phone(open_page, form, commune):
    page = open_page(address_of(make_report(form, commune, month(10))), commune, PHONE)

    assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
