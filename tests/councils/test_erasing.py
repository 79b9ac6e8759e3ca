"""Erasing a person: the name goes from what the trail says of agenda items; minutes stay, and that is said."""

import pytest
from tests.factories.councils import conclude_as, make_candidate, put_on_agenda, take_up, vote
from tests.factories.nominations import make_round
from tests.factories.organisations import AT
from tests.factories.people import process_actor

from thidua.core.models import AuditEntry
from thidua.councils.choices import Outcome
from thidua.councils.commands import close_item, close_session
from thidua.councils.commands.erasing import STAYS_IN_MINUTES
from thidua.councils.commands.papers import make_session_paper
from thidua.honours.commands import erase_person
from thidua.honours.commands.erasing import ERASED_NAME
from thidua.honours.models import Holder

pytestmark = pytest.mark.django_db
NAME = "Lê Thị Hòa"


@pytest.fixture
def refused(session, chamber, province, commune):
    """The session in which the council did not agree to somebody."""
    (item,) = put_on_agenda(session, chamber, make_candidate(make_round(province), commune))
    take_up(item, chamber)
    vote(item, chamber, dict.fromkeys(range(5), "against"))
    close_item(item=item, by=chamber.secretary, at=AT)
    conclude_as(item, chamber, Outcome.NOT_AGREED)
    return session


def erase(commune):
    return erase_person(holder=Holder.objects.get(name=NAME), reason="yêu cầu", by=process_actor(commune), at=AT)


def test_the_trail_of_the_council_calls_the_erased_person_by_name_no_more(refused, commune):
    labels = AuditEntry.objects.filter(object_kind="AgendaItem").values_list("object_label", flat=True)
    before = set(labels.all())

    erase(commune)

    assert ({NAME in each for each in before}, set(labels.all())) == ({True}, {ERASED_NAME})


def test_minutes_that_were_made_stay_and_that_is_said(refused, chamber, commune):
    session = close_session(session=refused, by=chamber.secretary, at=AT)
    make_session_paper(session=session, kind="minutes", by=chamber.clerk, at=AT)

    assert STAYS_IN_MINUTES in erase(commune)
