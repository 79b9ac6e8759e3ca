"""From the page of a nomination to where it is worked on: the session of a council, the decision."""

import pytest
from django.urls import reverse
from tests.factories.councils import make_candidate, make_chamber, make_session, put_on_agenda
from tests.factories.decision_pages import draft, issued_today, waiting
from tests.factories.decisions import make_round as round_to_decide
from tests.factories.nominations import make_nomination, make_offices, make_round
from tests.factories.organisations import make_commune, make_unit

from thidua.core import clock
from thidua.nominations.models import Nomination
from thidua.nominations.queries.sides import sides_of
from thidua.office.nominations.elsewhere import doorway

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def offices(commune, province):
    return make_offices(commune, province)


def way(nomination, actor):
    """Word and address of the way that somebody is offered, and whether what comes next is done there."""
    kept, today = Nomination.objects.select_related("round__unit", "unit").get(pk=nomination.pk), clock.today()
    found = doorway(kept, actor, sides_of(kept, actor, on=today), on=today)
    return found and (str(found.word), found.url, found.is_next)


def test_on_its_own_page_a_draft_needs_no_way_elsewhere(province, commune, offices):
    assert way(make_nomination(make_round(province), commune, offices.officer), offices.officer) is None


def test_what_waits_for_the_council_leads_to_its_session_once_it_stands_on_an_agenda(province, commune, offices):
    chamber = make_chamber(province, 5)
    candidate = make_candidate(make_round(province), commune)
    before = way(candidate, offices.appraiser)
    session = make_session(chamber, is_open=False)
    (item,) = put_on_agenda(session, chamber, candidate)

    after = way(candidate, offices.appraiser)

    address = f"{reverse('office:council_session', args=[session.uid])}?muc={item.uid}"
    assert before == ("Đưa ra Hội đồng", reverse("office:councils"), True)
    assert after == ("Mở phiên họp", address, True)
    assert way(candidate, offices.officer) is None


def test_what_waits_for_a_decision_leads_to_a_new_draft_or_to_the_one_on_which_it_stands(province, offices):
    round_ = round_to_decide(province, year=clock.today().year)
    one = waiting(round_)
    before = way(one, offices.appraiser)
    made = draft(round_, one)

    after = way(one, offices.appraiser)

    assert before == ("Lập dự thảo quyết định", reverse("office:new_decision", args=[round_.uid]), True)
    assert after == ("Mở dự thảo quyết định", reverse("office:decision", args=[made.uid]), True)


def test_what_was_decided_leads_to_its_decision(province, offices):
    round_ = round_to_decide(province, year=clock.today().year)
    one = waiting(round_)
    decision = issued_today(round_, one)

    assert way(one, offices.leader) == ("Mở quyết định", reverse("office:decision", args=[decision.uid]), False)
