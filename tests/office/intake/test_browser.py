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
from thidua.reading.confidence import SURE
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


def test_keys_go_from_the_doubtful_facts_to_the_sure_ones_and_the_marks_follow(open_page, document):
    page = open_page(address(document))
    order = [int(row.get_attribute("href").partition("fact=")[2]) for row in page.locator("a.intake__row").all()]
    first = int(page.get_attribute("#panel", "data-current"))

    page.keyboard.press("j")
    wait_for_fact(page, order[0])
    current = page.locator("#text .mark.is-current").first.get_attribute("data-facts").split()
    page.keyboard.press("k")
    wait_for_fact(page, first)

    confidences = dict(document.facts.values_list("number", "confidence_percent"))
    assert confidences[first] < 100 * SURE
    assert str(order[0]) in current


def wait_for_paragraph(page, facts):
    page.wait_for_selector(f'#panel[data-together="{" ".join(str(fact.number) for fact in facts)}"]')


@pytest.fixture
def paragraph(document):
    """A text whose second paragraph states three sure figures; its document and those facts."""
    text = (
        f"{REVIEW}\nNăm 2019, toàn tỉnh hòa giải thành 3.117 vụ, duy trì 2.087 mô hình và tổ chức 1.914 buổi "
        "tuyên truyền.\n"
    )
    unit = document.unit
    read = bring_in(unit=unit, content=text.encode(), keep_file=False, by=process_actor(unit), at=AT).document
    return read, list(read.facts.filter(kind="figure", start__gte=text.index("Năm 2019, toàn")).order_by("number"))


def test_a_paragraph_is_confirmed_with_one_key_and_taken_back_with_one(open_page, paragraph):
    read, facts = paragraph
    page = open_page(address(read, f"?doan={facts[0].number}"))
    highlighted = page.locator("#text .is-together").inner_text()

    page.keyboard.press("Enter")
    page.wait_for_selector("text=Đã nhận 3 dữ kiện.")
    accepted = Figure.objects.in_force().count()
    page.keyboard.press("Control+z")
    wait_for_paragraph(page, facts)

    assert "3.117" in highlighted
    assert (accepted, Figure.objects.in_force().count()) == (3, 0)
    assert page.faults == []


def test_a_fact_is_unticked_by_its_digit_or_by_space_and_then_looked_at_alone(open_page, paragraph):
    read, facts = paragraph
    page = open_page(address(read, f"?doan={facts[0].number}"))

    page.keyboard.press("2")
    by_digit = page.inner_text("[data-key=accept]")
    page.keyboard.press("2")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    by_space = page.locator("#text .mark.is-unticked").first.inner_text()
    page.keyboard.press("Enter")
    wait_for_fact(page, facts[1].number)

    assert "Nhận 2 dữ kiện" in by_digit
    assert "2.087" in by_space
    assert set(Figure.objects.values_list("value", flat=True)) == {3117, 1914}
    assert page.faults == []


def test_in_a_paragraph_a_fact_is_left_out_or_corrected_by_key_and_other_ticks_stay(open_page, paragraph):
    read, facts = paragraph
    page = open_page(address(read, f"?doan={facts[0].number}"))

    page.keyboard.press("3")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    wait_for_paragraph(page, facts[1:])
    left = page.locator(f"#tick-{facts[2].number}").is_checked()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    page.wait_for_selector("#current input[name=value]")

    assert ProposedFact.objects.get(pk=facts[0].pk).state == FactState.REJECTED
    assert left is False
    assert page.get_attribute("#panel", "data-current") == str(facts[1].number)


def test_all_sure_facts_are_shown_by_one_key_left_by_another_and_accepted_by_a_third(open_page, paragraph):
    read, _facts = paragraph
    page = open_page(address(read))

    page.keyboard.press("a")
    page.wait_for_selector("form[data-every='1']")
    page.keyboard.press("Escape")
    page.wait_for_selector("form[data-every='1']", state="detached")
    before = ProposedFact.objects.filter(document=read, state=FactState.ACCEPTED).count()
    page.keyboard.press("a")
    page.wait_for_selector("form[data-every='1']")
    count = page.locator("[data-together] input[data-number]").count()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"text=Đã nhận {count} dữ kiện.")

    assert before == 0
    assert ProposedFact.objects.filter(document=read, state=FactState.ACCEPTED).count() == count


def test_a_check_is_answered_by_a_digit_where_its_fact_is_looked_at(open_page, document):
    fact = fact_of(document, "award", "90 tập thể")
    page = open_page(address(document, f"?fact={fact.number}"))

    page.keyboard.press("1")
    page.wait_for_selector("text=1 chỗ đã trả lời")

    assert document.findings.get(kind="sum").answer == "different_scope"


def test_a_check_is_reached_by_key_from_anywhere(open_page, document):
    page = open_page(address(document))

    page.keyboard.press("f")
    page.keyboard.press("f")
    page.keyboard.press("3")
    page.wait_for_selector("text=1 chỗ đã trả lời")

    assert sorted(document.findings.values_list("answer", flat=True)) == ["", "keep_as_printed"]


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


def test_on_a_phone_a_paragraph_shows_its_words_and_big_ticks_and_nothing_scrolls_sideways(open_page, paragraph):
    read, facts = paragraph
    page = open_page(address(read, f"?doan={facts[0].number}"), PHONE)

    assert "duy trì 2.087 mô hình" in page.inner_text(".intake__paragraph-words")
    assert page.locator(f"#tick-{facts[0].number}").bounding_box()["height"] >= 24
    assert page.locator("[data-key=accept]").bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("place", ["list", "new", "document", "every", "correct"])
def test_axe_finds_nothing(open_page, document, size, place):
    fact = fact_of(document, "figure", "2.822")
    paths = {
        "list": reverse("office:documents"),
        "new": reverse("office:new_document"),
        "document": address(document),
        "every": address(document, "?doan=tat-ca"),
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

    assert page.locator(".versus").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.faults == []
