"""The totals without the mouse: a number is opened, a commune is gone down to, and the way back leads to the number."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.reports import LATER, file_and_accept, make_form, make_indicator, make_report

from thidua.core import clock
from thidua.reports.commands import ensure_span, settle_totals
from thidua.reports.rules.calendar import number_of, period_before, period_on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def past():
    """A month that is over."""
    return period_before(period_before(period_on("month", clock.today())))


@pytest.fixture
def province(transactional_db, past):
    """A province in which two of three communes have numbers of that month."""
    make_indicator("sessions", "Buổi tuyên truyền", phrase="buổi tuyên truyền")
    form, unit = make_form("sessions", "attendances"), make_unit("Hưng Yên")
    for name, texts in (("Vũ Thư", ("12", "400")), ("An Thi", ("5", "1.200"))):
        report = make_report(
            form,
            make_commune(name, under=unit),
            ensure_span(span=past),
            **dict(zip(("sessions", "attendances"), texts, strict=True)),
        )
        file_and_accept(report, above=unit)
    make_commune("Đông Hưng", under=unit)
    settle_totals(at=LATER)
    return unit


@pytest.fixture
def open_page(chromium, live_server, province, past):
    """Opens the totals of that month at a size, signed in as an officer of the province."""
    contexts = []

    def open_at(size=WIDE):
        signed_in = Client()
        signed_in.force_login(make_user(unit=province))
        session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        context = chromium.new_context(viewport=size)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(f"{live_server.url}{reverse('office:totals')}?nam={past.since.year}&ky={number_of(past)}")
        return page

    yield open_at
    for context in contexts:
        context.close()


def focused(page):
    """The words of what has the focus."""
    return " ".join(page.evaluate("document.activeElement.innerText").split())


def reach_the_numbers(page):
    """Go on with Tab until a number has the focus."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-cell]')"):
            return
    raise AssertionError("no number is reached by Tab")


def test_a_number_is_opened_a_commune_gone_down_to_and_the_way_back_leads_to_it(open_page, past):
    page = open_page()

    reach_the_numbers(page)
    first = focused(page)
    page.keyboard.press("ArrowDown")
    second = focused(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-parts]")
    parts, opened = page.locator("[data-parts]").inner_text(), page.url
    into = focused(page)
    page.keyboard.press("Enter")
    page.wait_for_selector(".crumbs")
    there = page.locator("h1").inner_text().replace("\xa0", " ")
    own = page.locator("[data-parts]").inner_text()
    page.go_back()
    page.wait_for_selector("[data-parts]")

    assert page.url == opened
    assert (first, second) == ("ít nhất 17 thiếu 1", "ít nhất 1.600 thiếu 1")
    assert "Xã Đông Hưng" in parts
    assert into == "Xã An Thi"
    assert there == f"Tháng {number_of(past)}: 1.200 attendances"
    assert "Số của chính đơn vị" in own
    assert focused(page) == "ít nhất 1.600 thiếu 1"
    assert page.faults == []


def test_the_crumb_leads_back_to_the_same_number_too(open_page):
    page = open_page()
    reach_the_numbers(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-parts]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".crumbs a")

    page.locator(".crumbs a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-part] >> text=Xã An Thi")

    assert focused(page) == "ít nhất 17 thiếu 1"


def test_escape_closes_and_the_focus_is_on_the_number_again(open_page):
    page = open_page()
    before = page.url
    reach_the_numbers(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-parts]")
    during = page.url
    page.keyboard.press("Escape")

    assert page.locator("[data-parts]").count() == 0
    assert focused(page) == "ít nhất 17 thiếu 1"
    assert ("chi-tieu=sessions" in during, "chi-tieu" in page.url) == (True, False)
    assert "chi-tieu" not in before


def test_the_year_opens_to_its_months_and_a_month_to_its_units(open_page, past):
    page = open_page()
    reach_the_numbers(page)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-parts]")
    month = focused(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-part] >> text=Xã An Thi")

    assert month == f"Tháng {number_of(past)}"
    assert page.locator("[data-parts] h2").inner_text().replace("\xa0", " ") == (
        f"Buổi tuyên truyền, tháng {number_of(past)}/{past.since.year}"
    )


def test_a_phone_shows_the_month_and_the_year_and_on_demand_all_without_scrolling_the_page(open_page):
    page = open_page(PHONE)
    columns = "[...document.querySelectorAll('thead th')].filter((head) => head.offsetParent !== null).length"
    width = "document.documentElement.scrollWidth"

    few, narrow = page.evaluate(columns), page.evaluate(width)
    page.locator("td.is-current > [data-cell]").first.click()
    page.wait_for_selector("[data-parts]")
    opened = page.evaluate(width)
    page.locator("[data-close-parts]").click()
    page.locator(".totals-whole").click()
    page.wait_for_url("**#bang")

    assert (few, page.evaluate(columns)) == (3, 14)
    assert (narrow, opened, page.evaluate(width)) == (PHONE["width"],) * 3
    assert page.faults == []
