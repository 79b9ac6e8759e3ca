"""The frame as a browser draws it: for everybody, at every width, with the keyboard alone."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.factories.organisations import AT
from tests.factories.people import process_actor
from tests.factories.registry import make_figure, make_indicator, make_movement, make_review

from thidua.conferences.commands import add_direction
from thidua.core import clock
from thidua.movements.commands import add_aim, ensure_phase

pytestmark = pytest.mark.browser
PAGES = ["/", "/tim/?q=vu", "/kieu-dang/", "/doi-mat-khau/", "/khong-co-trang/"]
WIDTHS = [1280, 1024, 768, 390, 320]
AXE_WIDTHS = {1280, 390}


def faults(page):
    return [
        (fault["id"], [node["html"][:120] for node in fault["nodes"]])
        for fault in Axe().run(page).response["violations"]
    ]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, path):
    page = open_page(path)

    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found[width] = (faults(page) if width in AXE_WIDTHS else [], overflow(page))

    assert found == dict.fromkeys(WIDTHS, ([], 0))


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_day_full_of_work_is_for_everybody(open_page, office, width):
    by = process_actor(office)
    movement = make_movement(office)
    phase = ensure_phase(movement=movement, first_year=2014, last_year=2019, by=by, at=AT)
    for value in (2000, 2500):
        add_aim(
            phase=phase,
            kind="target",
            text=f"Có {value} mô hình",
            indicator=make_indicator(),
            value=value,
            by=by,
            at=AT,
        )
    make_figure(office, 2087, movement=movement)
    review = make_review(office, movement=movement)
    for days, owner in ((-2, "Công an tỉnh"), (0, "Hội Cựu chiến binh tỉnh"), (4, "Sở Nội vụ")):
        due = clock.today() + timedelta(days=days)
        add_direction(review=review, text=f"Nhân rộng mô hình, việc {days}", owner=owner, due_on=due, by=by, at=AT)

    page = open_page("/", width=width)

    assert page.locator(".work").count() == 3
    assert (faults(page), overflow(page), page.complaints) == ([], 0, [])


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_of_a_unit_is_for_everybody(open_page, office, width):
    page = open_page(f"/don-vi/{office.uid}/?ngay=2025-01-01", width=width)

    assert (faults(page), overflow(page), page.complaints) == ([], 0, [])


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_sign_in_page_is_for_everybody(open_page, width):
    page = open_page("/dang-nhap/", width=width, user=None)

    assert (faults(page), overflow(page), page.complaints) == ([], 0, [])


@pytest.mark.usefixtures("office")
def test_the_content_security_policy_stops_nothing_of_ours(open_page):
    page = open_page("/kieu-dang/")

    page.click(".source-mark >> nth=0")
    page.wait_for_selector("#style-source .source")

    assert page.complaints == []


@pytest.mark.usefixtures("office")
def test_a_source_opens_below_its_row_and_closes_again(open_page):
    page = open_page("/kieu-dang/")
    first, second = page.locator(".source-mark").nth(0), page.locator(".source-mark").nth(1)

    first.click()
    page.wait_for_selector("#style-source .source")
    opened = (first.get_attribute("aria-expanded"), second.get_attribute("aria-expanded"))
    second.click()
    second.and_(page.locator("[aria-expanded=true]")).wait_for()
    moved = (first.get_attribute("aria-expanded"), second.get_attribute("aria-expanded"))
    page.click("[data-close-source]")
    closed = (second.get_attribute("aria-expanded"), page.locator("#style-source .source").count())

    assert (opened, moved, closed) == (("true", "false"), ("false", "true"), ("false", 0))
    assert page.evaluate("document.activeElement.textContent").endswith("2")


@pytest.mark.usefixtures("office")
def test_the_search_needs_no_mouse(open_page, live_server):
    page = open_page("/")

    page.keyboard.press("/")
    page.keyboard.type("vu thu")
    page.wait_for_selector("#search-list [role=option]")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]").get_attribute("id")
    active = page.locator("[role=combobox]").get_attribute("aria-activedescendant")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert chosen == active
    assert page.url != f"{live_server.url}/"


@pytest.mark.usefixtures("office")
def test_escape_closes_the_suggestions_and_the_menus(open_page):
    page = open_page("/")
    page.keyboard.press("/")
    page.keyboard.type("vu")
    page.wait_for_selector("#search-list [role=option]")
    page.keyboard.press("Escape")
    suggestions = page.locator("#search-list").is_visible()
    page.click(".account > summary")
    page.keyboard.press("Escape")

    assert (suggestions, page.locator(".account .menu__panel").is_visible()) == (False, False)
    assert page.evaluate("document.activeElement.matches('.account > summary')")


@pytest.mark.usefixtures("office")
def test_a_confirm_begins_on_the_safe_answer(open_page):
    page = open_page("/kieu-dang/")

    page.click("[data-confirm]")

    assert page.evaluate("document.activeElement.textContent") == "Xem lại"
    assert faults(page) == []


@pytest.mark.usefixtures("office")
def test_the_newest_toast_is_undone_by_the_keyboard(open_page):
    page = open_page("/kieu-dang/")
    page.evaluate("document.getElementById('toasts').append(document.querySelector('.toast-sample [data-toast]'))")

    with page.expect_response(lambda answer: answer.url.endswith("/hoan-tac/")) as undone:
        page.keyboard.press("Control+z")

    assert undone.value.request.method == "POST"


@pytest.mark.usefixtures("office")
def test_a_toast_goes_after_eight_seconds_unless_it_holds_the_focus(open_page):
    page = open_page("/kieu-dang/")
    page.clock.install()
    page.evaluate(
        "for (const toast of document.querySelectorAll('.toast-sample [data-undo]'))"
        " document.getElementById('toasts').append(toast.closest('[data-toast]'))"
    )
    page.wait_for_selector("#toasts [data-started]")
    page.clock.fast_forward(7000)
    before = page.locator("#toasts [data-toast]").count()
    page.locator("#toasts [data-undo]").focus()
    page.clock.fast_forward(3000)
    held = page.locator("#toasts [data-toast]").count()
    page.locator("h1").click()
    page.clock.run_for(3000)

    assert (before, held, page.locator("#toasts [data-toast]").count()) == (1, 1, 0)


@pytest.mark.usefixtures("office")
def test_the_first_stop_of_the_keyboard_leads_past_the_bars(open_page):
    page = open_page("/")

    page.keyboard.press("Tab")
    shown = page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")

    assert (shown, page.evaluate("document.activeElement.id")) == (True, "main")


@pytest.mark.usefixtures("office")
def test_on_paper_there_are_no_bars_and_no_buttons(open_page):
    page = open_page("/kieu-dang/")
    page.emulate_media(media="print")

    visible = {part: page.locator(part).first.is_visible() for part in (".head", ".side", "main .btn", ".print-head")}

    assert visible == {".head": False, ".side": False, "main .btn": False, ".print-head": True}


@pytest.mark.usefixtures("office")
def test_who_wants_no_motion_gets_none(open_page):
    page = open_page("/kieu-dang/", reduced_motion="reduce")

    assert page.evaluate("getComputedStyle(document.querySelector('.btn')).transitionDuration") in {"0s", ""}


@pytest.mark.usefixtures("office")
def test_every_figure_on_a_phone_can_be_touched(open_page):
    page = open_page("/kieu-dang/", width=390)

    sizes = page.evaluate(
        "[...document.querySelectorAll('.source-mark')].map(m => m.getBoundingClientRect())"
        ".map(r => Math.min(r.width, r.height))"
    )

    assert min(sizes) >= 24


@pytest.mark.usefixtures("office")
def test_a_password_can_be_looked_at(open_page):
    page = open_page("/dang-nhap/", user=None)
    page.fill("[name=password]", "mat-khau")

    page.click("[data-reveal]")

    assert page.locator("[name=password]").get_attribute("type") == "text"
