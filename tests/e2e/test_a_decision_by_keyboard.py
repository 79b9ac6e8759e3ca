"""From what waits to the numbered decision without the mouse, in a browser; a double click makes one decision."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.decision_pages import draft, waiting
from tests.factories.decisions import make_round
from tests.factories.honours import make_person
from tests.factories.organisations import make_unit
from tests.factories.people import make_user

from thidua.core import clock
from thidua.decisions.models import AwardDecision
from thidua.honours.models import Honour

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def round_(transactional_db):
    """A round of a province in which two persons wait."""
    unit = make_unit("Hưng Yên")
    found = make_round(unit, year=clock.today().year)
    for name in ("Lê Thị An", "Vũ Văn Ba"):
        waiting(found, make_person(unit, name))
    return found


@pytest.fixture
def open_page(chromium, live_server, round_):
    """Opens an address at a size, signed in as an officer of the province."""
    contexts = []

    def open_at(address, size=WIDE):
        signed_in = Client()
        signed_in.force_login(make_user(unit=round_.unit))
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


def press_on(page, words):
    """Go on with Tab to what begins with these words, and press Enter."""
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip().startswith(words):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{words!r} is not reached by Tab")


def heading(page):
    return " ".join(page.locator("h1").inner_text().split())


def test_from_what_waits_to_the_numbered_decision_by_keyboard(open_page):
    page = open_page(reverse("office:decisions"))

    press_on(page, "Lập dự thảo")
    page.wait_for_selector("form[data-choose]")
    press_on(page, "Xem tên")
    page.locator("input[name=hs]").first.focus()
    page.keyboard.press("Space")
    chosen = page.locator("input[value=chon]").first.is_checked()
    page.locator("input[value=ca-nhom]").first.focus()
    page.keyboard.press("Space")
    page.locator("input[name=symbol]").focus()
    page.keyboard.type("QĐ-UBND")
    press_on(page, "Lập dự thảo")
    page.wait_for_selector("#vuong")
    drafted = heading(page)
    press_on(page, "Ra quyết định")
    page.wait_for_selector("input[name=dated_on]")
    press_on(page, "Xem kết quả trước khi ra")
    page.wait_for_selector(".effect")
    effect, safe = page.locator(".effect__sentence").inner_text(), page.evaluate("document.activeElement.innerText")
    press_on(page, "Ra quyết định")
    page.wait_for_selector(".honour")

    assert chosen
    assert drafted == "Dự thảo khen thưởng 2 cá nhân"
    assert "cho 2 cá nhân: ghi 2 dòng vào sổ khen thưởng, tiền thưởng 7.600.000 đồng" in effect
    assert safe == "Xem lại"
    assert heading(page) == "Quyết định số 01/QĐ-UBND khen thưởng 2 cá nhân"
    assert page.faults == []


def test_a_double_click_makes_one_decision(open_page, round_):
    made = draft(round_)
    page = open_page(reverse("office:issue_decision", args=[made.uid]))
    page.locator("form.form--card button[type=submit]").click()
    page.wait_for_selector(".effect")

    page.locator("[data-starts]").dblclick()
    page.wait_for_selector(".honour")

    assert (AwardDecision.objects.get().number, Honour.objects.count()) == (1, 1)
    assert page.faults == []


def test_on_a_phone_nothing_scrolls_sideways_and_ticking_chooses_only_the_ticked(open_page, round_):
    page = open_page(reverse("office:new_decision", args=[round_.uid]), PHONE)
    page.locator("summary", has_text="Xem tên").first.click()
    page.locator("input[name=hs]").first.check()

    wide = page.evaluate("document.documentElement.scrollWidth")

    assert page.locator("input[value=chon]").first.is_checked()
    assert wide == PHONE["width"]
