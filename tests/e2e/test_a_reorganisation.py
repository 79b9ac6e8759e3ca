"""Two communes are merged without the mouse: drafted, previewed, applied, taken back."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user

from thidua.core.actors import Role
from thidua.organisations.models import Reorganisation, Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def province(transactional_db):
    unit = make_unit("Hưng Yên")
    for name in ("Vũ Thư", "An Thi", "Đông Hưng"):
        make_commune(name, under=unit)
    return unit


@pytest.fixture
def open_page(chromium, live_server, province):
    """Opens the list of reorganisations at a size, signed in as the administrator of the province."""
    contexts = []

    def open_at(size=WIDE):
        signed_in = Client()
        signed_in.force_login(make_user(Role.ADMINISTRATOR, unit=province))
        session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        context = chromium.new_context(viewport=size)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(live_server.url + reverse("office:reorganisations"))
        return page

    yield open_at
    for context in contexts:
        context.close()


def reach(page, words):
    """Go on with Tab until what is called so has the focus."""
    for _step in range(90):
        page.keyboard.press("Tab")
        if words in page.evaluate(
            "document.activeElement.matches('a, button') ? document.activeElement.innerText : ''"
        ):
            return
    raise AssertionError(f"“{words}” is not reached by Tab")


def reach_field(page, name):
    """Go on with Tab until a field of that name has the focus."""
    for _step in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"the field {name} is not reached by Tab")


def follow(page, words):
    """Reach a link or button and press it; wait for the page that follows."""
    reach(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def heading(page):
    return page.locator("h1").inner_text().replace("\xa0", " ")


def draft_a_merger(page):
    follow(page, "Lập dự thảo")
    reach_field(page, "title")
    page.keyboard.type("Sắp xếp xã")
    reach_field(page, "on")
    page.keyboard.type("01/07/2026")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page, "Nhập các đơn vị")
    for name in ("xã Vũ Thư", "xã An Thi"):
        reach_field(page, "units")
        page.keyboard.type(name)
    reach_field(page, "name")
    page.keyboard.type("Thư Thi")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_two_communes_are_merged_and_parted_again_by_keyboard(open_page):
    page = open_page()
    draft_a_merger(page)
    drafted, step = heading(page), page.locator("#buoc-1").inner_text()
    follow(page, "Xem trước")
    previewed = heading(page)
    reach(page, "Áp dụng")
    page.keyboard.press("Enter")
    safe = page.evaluate("document.activeElement.innerText")
    follow(page, "Áp dụng")
    applied, living = heading(page), sorted(Unit.objects.filter(until=None).values_list("name", flat=True))
    reach(page, "Hoàn tác")
    page.keyboard.press("Enter")
    page.keyboard.type("Nghị quyết lùi ngày")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    kept = Reorganisation.objects.get()
    assert drafted == "Sắp xếp xã: 1 bước, chưa áp dụng"
    assert "Số của hai nơi cộng lại." in step
    assert previewed == "Sắp xếp xã: không tổng nào khác đi"
    assert safe == "Xem lại"
    assert (applied, living) == ("Sắp xếp xã: đã áp dụng từ 01/07/2026", ["Hưng Yên", "Thư Thi", "Đông Hưng"])
    assert heading(page) == "Sắp xếp xã: đã hoàn tác"
    assert (kept.state, kept.reason) == ("reversed", "Nghị quyết lùi ngày")
    assert sorted(Unit.objects.filter(until=None).values_list("name", flat=True)) == [
        "An Thi", "Hưng Yên", "Vũ Thư", "Đông Hưng",
    ]  # fmt: skip
    assert page.faults == []


def test_units_are_suggested_while_typing(open_page):
    page = open_page()
    draft_a_merger(page)
    follow(page, "Nhập các đơn vị")
    reach_field(page, "units")
    page.keyboard.type("đông")
    page.wait_for_selector("#unit-options option", state="attached")

    options = page.locator("#unit-options option").evaluate_all("found => found.map((each) => each.value)")
    assert options == ["xã Đông Hưng"]


def test_nothing_scrolls_sideways_on_a_phone(open_page):
    page = open_page(PHONE)
    draft_a_merger(page)
    width = "document.documentElement.scrollWidth"

    drafted = page.evaluate(width)
    page.locator("main >> text=Xem trước").click()
    page.wait_for_url("**/xem-truoc/")

    assert (drafted, page.evaluate(width)) == (PHONE["width"], PHONE["width"])
    assert page.faults == []
