"""A text gone through in a real browser, by keyboard; and what axe says of the pages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_indicator
from tests.intake.articles import REVIEW, fact_of

from thidua.intake.choices import FactState
from thidua.intake.commands import accept_checked, bring_in
from thidua.intake.models import ProposedFact
from thidua.reports.models import Figure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def document(transactional_db):
    make_indicator()
    province = make_unit("Sơn Bình")
    return bring_in(
        unit=province, content=REVIEW.encode(), file_name="bai.txt", by=process_actor(province), at=AT
    ).document


@pytest.fixture
def open_page(chromium, live_server, document):
    """Opens a page of the site at a size, signed in as an officer of the document's unit."""
    signed_in = Client()
    signed_in.force_login(make_user(unit=document.unit, full_name="Trần Thu Hà"))
    session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    contexts = []

    def open_at(path, size=WIDE, *, scripts=True):
        context = chromium.new_context(viewport=size, java_script_enabled=scripts)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
        page.goto(live_server.url + path)
        return page

    yield open_at
    for context in contexts:
        context.close()


def address(document, query=""):
    return reverse("office:document", args=[document.uid]) + query


def wait_for_fact(page, number):
    page.wait_for_selector(f'#panel[data-current="{number}"]')


def test_a_figure_is_accepted_taken_back_and_left_out_by_keyboard_alone(open_page, document):
    fact = fact_of(document, "figure", "2.822")
    page = open_page(address(document, f"?fact={fact.number}"))

    page.keyboard.press("Enter")
    wait_for_fact(page, fact.number + 1)
    accepted = ProposedFact.objects.get(pk=fact.pk).state
    heading = page.inner_text("h1")
    page.keyboard.press("Control+z")
    wait_for_fact(page, fact.number)
    page.wait_for_function("() => document.querySelector('h1').textContent.includes('Đã nhận 0/')")
    taken_back = ProposedFact.objects.get(pk=fact.pk).state
    page.keyboard.press("x")
    wait_for_fact(page, fact.number + 1)

    assert (accepted, taken_back) == (FactState.ACCEPTED, FactState.WAITING)
    assert re.match(r"Đã nhận 1/\d+ dữ kiện, còn \d+", heading)
    assert ProposedFact.objects.get(pk=fact.pk).state == FactState.REJECTED
    assert Figure.objects.in_force().count() == 0
    assert page.faults == []


def test_the_mark_in_the_text_follows_the_current_fact(open_page, document):
    page = open_page(address(document))
    first = page.get_attribute("#panel", "data-current")

    page.keyboard.press("j")
    wait_for_fact(page, int(first) + 1)
    current = page.locator("#text .mark.is-current").first.get_attribute("data-facts").split()
    page.keyboard.press("k")
    wait_for_fact(page, int(first))

    assert str(int(first) + 1) in current
    assert page.locator("#text .mark.is-current").first.get_attribute("data-facts").split()[-1] == first


def test_a_number_is_corrected_in_place_and_typing_is_not_taken_for_keys(open_page, document):
    fact = fact_of(document, "figure", "2.822")
    page = open_page(address(document, f"?fact={fact.number}"))

    page.keyboard.press("e")
    field = page.locator("#current input[name=value]")
    field.fill("2.832")
    page.locator("#current input[name=measure]").fill("xe ke")
    page.click("text=Lưu phần sửa")
    page.wait_for_selector("#current .intake__figure:has-text('2.832')")

    kept = ProposedFact.objects.get(pk=fact.pk)
    assert (kept.value["value"], kept.value["measure"], kept.state) == (2832, "xe ke", FactState.WAITING)
    assert page.faults == []


def test_keys_can_be_switched_off(open_page, document):
    page = open_page(address(document))
    before = page.get_attribute("#panel", "data-current")

    page.keyboard.press("?")
    page.uncheck("[data-keys-on]")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_timeout(300)

    assert page.get_attribute("#panel", "data-current") == before


def test_a_finding_is_answered_by_mouse(open_page, document):
    page = open_page(address(document))

    page.click("text=Hai số khác phạm vi")
    page.wait_for_selector("text=1 chỗ đã trả lời")

    assert document.findings.get(kind="sum").answer == "different_scope"


def test_without_scripts_a_fact_is_accepted_by_its_button(open_page, document):
    fact = fact_of(document, "figure", "2.822")
    page = open_page(address(document, f"?fact={fact.number}"), scripts=False)

    page.click("#current button:has-text('Nhận')")

    assert page.inner_text("h1").startswith("Đã nhận 1/")
    assert ProposedFact.objects.get(pk=fact.pk).state == FactState.ACCEPTED


def test_on_a_phone_the_current_fact_and_its_buttons_are_in_sight_and_nothing_scrolls_sideways(open_page, document):
    page = open_page(address(document), PHONE)

    assert page.locator("#current").bounding_box()["y"] < PHONE["height"] / 2
    assert page.locator("[data-key=accept]").bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("place", ["list", "new", "document", "correct"])
def test_axe_finds_nothing(open_page, document, size, place):
    fact = fact_of(document, "figure", "2.822")
    paths = {
        "list": reverse("office:documents"),
        "new": reverse("office:new_document"),
        "document": address(document),
        "correct": reverse("office:fact_correct", args=[document.uid, fact.number]),
    }
    page = open_page(paths[place], size)

    found = Axe().run(page).response["violations"]

    assert [(fault["id"], [node["html"][:160] for node in fault["nodes"]]) for fault in found] == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_two_stories_beside_each_other_fit_and_are_accessible(open_page, document, size):
    by = process_actor(document.unit)
    accept_checked(document=document, by=by, at=AT)
    told = REVIEW.replace("2.822 vụ", "2.900 vụ").replace("Dự hội nghị có", "Tham dự có")
    other = bring_in(unit=document.unit, content=told.encode(), title="Báo khác đưa tin", by=by, at=AT).document
    page = open_page(address(other), size)

    page.screenshot(path=f"/tmp/shot_{size['width']}.png", full_page=True)
    page.locator(".finding").first.scroll_into_view_if_needed()
    for n in range(page.locator(".finding").count()):
        page.locator(".finding").nth(n).screenshot(path=f"/tmp/card_{size['width']}_{n}.png")
    assert page.locator(".versus").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.faults == []
