"""The five sample articles go from the list into the registry by keyboard only, with few key presses."""

from datetime import date
from pathlib import Path

import pytest
from benchmarks.driving.keyboard import Officer
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor

from thidua.awards.models import Award
from thidua.conferences.models import Conference
from thidua.config import demo
from thidua.core.models import AuditEntry
from thidua.indicators.commands import load_indicators
from thidua.intake.choices import FactState
from thidua.intake.commands import bring_in
from thidua.intake.models import Finding, ProposedFact
from thidua.organisations.choices import Level, UnitKind
from thidua.reports.models import Figure
from thidua.sources.models import Document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ARTICLES = sorted((Path(demo.__file__).parent / "articles").glob("*.txt"))
JULY = date(2025, 7, 1)
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def country(transactional_db):
    """Việt Nam with the provinces of the articles, and the articles brought in."""
    top = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)
    for name, until in (("Thái Bình", JULY), ("Hải Dương", JULY), ("Thanh Hóa", None)):
        make_unit(name, under=top, until=until)
    load_indicators(by=process_actor(top), at=AT)
    for path in ARTICLES:
        bring_in(unit=top, content=path.read_bytes(), file_name=path.name, by=process_actor(top), at=AT)
    return top


@pytest.fixture
def open_list(chromium, live_server, country):
    """Opens the list of texts at a size, signed in as an officer of the country."""
    signed_in = Client()
    signed_in.force_login(make_user(unit=country, full_name="Trần Thu Hà"))
    session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    contexts = []

    def open_at(size):
        context = chromium.new_context(viewport=size)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
        page.goto(live_server.url + reverse("office:documents"))
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("takes_all", [False, True], ids=["by paragraph", "all sure at once"])
def test_all_five_are_gone_through_and_locked_with_fewer_keys_than_facts(open_list, size, takes_all):
    page = open_list(size)
    facts = ProposedFact.objects.count()

    presses = Officer(page, takes_all=takes_all).go_through_all()

    assert page.inner_text("h1") == "Đã xem hết các bài"
    assert Document.objects.filter(locked_at__isnull=True).count() == 0
    assert ProposedFact.objects.filter(state=FactState.WAITING).count() == 0
    assert Finding.objects.filter(answer="").count() == 0
    assert presses < facts
    assert page.faults == []


def test_what_the_keys_accepted_stands_in_the_registry_each_accepted_by_a_person(open_list):
    page = open_list(WIDE)

    Officer(page).go_through_all()

    accepted = ProposedFact.objects.filter(state=FactState.ACCEPTED)
    assert accepted.filter(citation__isnull=True).count() == 0
    assert set(accepted.values_list("decided_by_label", flat=True)) == {"Trần Thu Hà"}
    assert AuditEntry.objects.filter(act="accept_fact", actor_label="Trần Thu Hà").count() == accepted.count()
    assert Conference.objects.in_force().count() == len(ARTICLES)
    assert Figure.objects.in_force().filter(value=2822).exists()
    assert Award.objects.in_force().filter(collectives=103, individuals=94).exists()


def test_nothing_is_accepted_by_looking(open_list):
    page = open_list(WIDE)

    page.keyboard.press("Enter")
    page.wait_for_selector("#panel")
    for _step in range(5):
        Officer(page).press("j")
    Officer(page).press("a")

    assert ProposedFact.objects.filter(state=FactState.ACCEPTED).count() == 0
