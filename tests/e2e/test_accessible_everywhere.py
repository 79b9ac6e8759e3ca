"""WCAG 2.2 AA on every page that has an address of its own: axe finds nothing, at a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, reverse
from tests.factories.organisations import AT, LONG_AGO
from tests.factories.people import make_user
from tests.factories.world import make_world

from thidua.conferences.models import Conference, ConferencePack, Review
from thidua.core.actors import Role
from thidua.councils.models import AgendaItem, Council, CouncilMember, Session
from thidua.decisions.models import AwardDecision, DecisionLine, PaperOrder
from thidua.movements.models import Movement
from thidua.nominations.models import Nomination, NomineeList, Notice, Registration, Round
from thidua.organisations.models import Reorganisation
from thidua.people.models import RoleGrant
from thidua.reports.models import Publication
from thidua.sources.models import Document
from thidua.web.permissions import declared_views

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 844}]
OBJECT_PAGES = {
    "office:document": Document,
    "office:movement": Movement,
    "office:review": Review,
    "office:conference": Conference,
    "office:council": Council,
    "office:change_council_member": CouncilMember,
    "office:council_session": Session,
    "office:session_roll": Session,
    "office:session_agenda": Session,
    "office:council_dossier": AgendaItem,
    "office:conference_pack": ConferencePack,
    "office:person": get_user_model(),
    "office:reorganisation": Reorganisation,
    "office:preview_reorganisation": Reorganisation,
    "office:published_edition": Publication,
    "office:decision": AwardDecision,
    "office:change_decision": AwardDecision,
    "office:unpay_decision": AwardDecision,
    "office:decision_paper_order": PaperOrder,
    "office:record_return": DecisionLine,
    "office:nomination": Nomination,
    "office:edit_nomination": Nomination,
    "office:dossier": Nomination,
    "office:report_of_nomination": Nomination,
    "office:open_notice": Round,
    "office:notice": Notice,
    "office:notice_sheet": Notice,
    "portal:notice": Notice,
    "office:withdraw_registration": Registration,
    "office:nominee_list": NomineeList,
}


def addresses_of_pages(client, world):
    """Every address without parts in it that answers with a page, and one page of each kind of object."""
    for route, pattern in declared_views():
        if isinstance(pattern, URLPattern) and not pattern.pattern.converters and pattern.name != "sign_out":
            space = {"cong-khai": "portal", "api": "api"}.get(route.partition("/")[0], "office")
            address = reverse(f"{space}:{pattern.name}")
            answer = client.get(address)
            if answer.status_code == 200 and not answer.streaming and b"<!doctype html" in answer.content:
                yield address
    own = world.rows[world.own.pk]
    for name, model in OBJECT_PAGES.items():
        yield reverse(name, args=[next(row for row in own if isinstance(row, model)).uid])


@pytest.fixture
def pages(transactional_db):
    world = make_world()
    user = make_user(Role.ADMINISTRATOR, unit=world.own)
    RoleGrant.objects.create(user=user, unit=world.own, role=Role.OFFICER, since=LONG_AGO, created_at=AT)
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value, list(addresses_of_pages(client, world))


def test_axe_finds_nothing_on_any_page(chromium, live_server, pages):
    session, addresses = pages
    found = {}
    for size in SIZES:
        context = chromium.new_context(viewport=size)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        for address in addresses:
            page.goto(live_server.url + address)
            faults = [
                f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in Axe().run(page).response["violations"]
            ]
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            if faults or wide:
                found[f"{address} at {size['width']}"] = faults + (["scrolls sideways"] if wide else [])
        context.close()

    assert len(addresses) > 20
    assert found == {}
