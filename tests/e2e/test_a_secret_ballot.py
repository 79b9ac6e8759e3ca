"""A secret ballot in three browsers, by keyboard: the member's on a phone, the secretary's, the chair's."""

import pytest
from django.conf import settings as kept
from django.test import Client
from django.urls import reverse
from tests.factories.councils import fresh, make_candidate, make_chamber, make_session, put_on_agenda, take_up, vote
from tests.factories.nominations import make_round
from tests.factories.organisations import make_commune, make_unit

from thidua.councils.choices import Outcome
from thidua.councils.models import Turnout

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
BALLOT, WORD = "#part-ballot", "[name=choice][value=%s]"
MEMBER = 3


@pytest.fixture
def chamber(transactional_db, settings, tmp_path):
    settings.HOME = tmp_path
    return make_chamber(make_unit("Hưng Yên"), size=5)


@pytest.fixture
def session(chamber):
    return make_session(chamber)


@pytest.fixture
def item(chamber, session):
    """Under way; everybody but one member has voted for it."""
    unit = chamber.council.unit
    candidate = make_candidate(make_round(unit), make_commune("Vũ Thư", under=unit))
    (item,) = put_on_agenda(session, chamber, candidate)
    take_up(item, chamber)
    vote(item, chamber, dict.fromkeys((0, 1, 2, 4), "for"))
    return item


@pytest.fixture
def at(chromium, live_server, chamber, session):
    """Opens the session in a browser of the member at a place."""
    contexts = []

    def open_for(place, size):
        signed_in = Client()
        signed_in.force_login(chamber.members[place].user)
        context = chromium.new_context(viewport=size)
        contexts.append(context)
        value = signed_in.cookies[kept.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": kept.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + reverse("office:council_session", args=[session.uid]))
        return page

    yield open_for
    for context in contexts:
        context.close()


def is_asking(page):
    return page.evaluate("document.querySelector('#cast-ballot')?.open ?? false")


def test_a_ballot_by_keyboard_on_a_phone_is_asked_about_once_and_seen_by_others_as_a_number(at, item, chamber):
    member, secretary = at(MEMBER, PHONE), at(2, DESK)

    member.focus(WORD % "for")
    member.keyboard.press("Enter")
    told_to_choose = (member.is_visible("[data-nothing-chosen]"), is_asking(member))
    member.keyboard.press("Space")
    member.keyboard.press("Enter")
    asked = (is_asking(member), member.evaluate("document.activeElement.textContent"))
    member.keyboard.press("Enter")
    went_back = (is_asking(member), Turnout.objects.filter(item=item).count())
    member.focus(".ballot__button")
    member.keyboard.press("Enter")
    member.keyboard.press("Tab")
    member.keyboard.press("Enter")
    member.wait_for_selector("[data-receipt]")
    secretary.wait_for_selector("#part-box .num:has-text('5/5')", timeout=30_000)

    assert (told_to_choose, asked, went_back) == ((True, False), (True, "Xem lại"), (False, 4))
    assert member.inner_text(BALLOT).startswith("Phiếu của anh, chị đã được tính vào 5 phiếu.")
    assert member.evaluate("document.activeElement.hasAttribute('data-receipt')")
    assert "5/5" in secretary.inner_text("#part-box").replace("\n", "")


def test_without_a_connection_the_choice_stays_and_pressing_twice_counts_once(at, item):
    member = at(MEMBER, PHONE)
    member.check(WORD % "against")

    member.context.set_offline(True)
    member.click(".ballot__button")
    member.click("#cast-ballot .js-cast")
    member.wait_for_selector("[data-not-sent]:visible")
    kept_choice = member.is_checked(WORD % "against")
    member.context.set_offline(False)
    member.click(".ballot__button")
    member.dblclick("#cast-ballot .js-cast")
    member.wait_for_selector("[data-receipt]")

    assert kept_choice
    assert Turnout.objects.filter(item=item).count() == 5


def test_while_others_vote_a_choice_and_the_focus_stay(at, item, chamber):
    member = at(MEMBER, DESK)
    member.focus(WORD % "against")
    member.keyboard.press("Space")
    before = member.inner_text("#part-box")

    secretary = at(2, DESK)
    secretary.click("#part-aside summary:has-text('Ghi thành viên khác')")
    secretary.select_option("#aside-ground", "own_unit")
    secretary.select_option("#aside-member", label=chamber.members[MEMBER].name)
    stays = (member.is_checked(WORD % "against"), member.evaluate("document.activeElement.value"))
    secretary.click("text=Ghi đứng ngoài")
    member.wait_for_selector(f"{BALLOT}:has-text('Anh, chị đứng ngoài mục này')", timeout=30_000)

    assert "4/5" in before.replace("\n", "")
    assert stays == (True, "against")


def test_the_secretary_closes_and_the_chair_concludes_by_keyboard(at, item):
    secretary = at(2, DESK)
    secretary.focus("button:has-text('Đóng phiếu')")
    secretary.keyboard.press("Enter")
    secretary.keyboard.press("Tab")
    with secretary.expect_navigation():
        secretary.keyboard.press("Enter")
    waiting = secretary.inner_text("#part-concluding")

    chair = at(0, DESK)
    chair.check("[name=outcome][value=not_agreed]")
    chair.focus("#part-concluding .ballot__do button")
    chair.keyboard.press("Enter")
    question = chair.inner_text("#conclude-title")
    chair.keyboard.press("Tab")
    with chair.expect_navigation():
        chair.keyboard.press("Enter")

    assert "Chờ chủ tọa kết luận" in waiting
    assert question == "Kết luận mục 1: không đồng ý?"
    assert fresh(item).outcome == Outcome.NOT_AGREED
    assert "80%" in chair.inner_text("#part-result")


def test_nothing_scrolls_sideways_on_the_narrowest_phone(at, item):
    member = at(MEMBER, {"width": 320, "height": 700})

    assert not member.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
