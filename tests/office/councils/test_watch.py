"""What the page of a session asks every few seconds: only what it does not have yet, in few statements."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.councils import make_chamber, make_session, put_on_agenda, take_up, vote
from tests.factories.organisations import AT
from tests.office.councils.conftest import page_of

from thidua.councils.commands import close_session, recuse

pytestmark = pytest.mark.django_db

STATEMENTS = 12
"""Who asks, with their roles and scope; the session; roll, agenda, recusals, opinions, turnout."""


def watch(session):
    return reverse("office:watch_session", args=[session.uid])


def marks_on(answer):
    return re.findall(r'name="co" value="([\w:]+)"', answer.content.decode())


def parts_in(answer):
    return re.findall(r'id="part-(\w+)"', answer.content.decode())


@pytest.fixture
def under_way(fighter, chamber):
    return take_up(fighter, chamber)


def test_a_page_that_has_everything_is_sent_nothing(browser, chamber, under_way, session):
    member = browser(chamber.members[3])
    known = marks_on(member.get(page_of(session)))

    answer = member.get(watch(session), {"co": known})

    assert (answer.status_code, answer.content, len(known)) == (204, b"", 11)


def test_a_vote_of_another_changes_the_box_and_leaves_the_ballot_that_is_being_filled_in(
    browser, chamber, under_way, session
):
    member = browser(chamber.members[3])
    known = marks_on(member.get(page_of(session)))

    vote(under_way, chamber, {0: "for"})

    assert parts_in(member.get(watch(session), {"co": known})) == ["box", "agenda"]


def test_who_voted_gets_the_receipt_anew_with_every_ballot(browser, chamber, under_way, session):
    member = browser(chamber.members[3])
    vote(under_way, chamber, {3: "for"})
    known = marks_on(member.get(page_of(session)))

    vote(under_way, chamber, {0: "for"})

    assert parts_in(member.get(watch(session), {"co": known})) == ["ballot", "box", "agenda"]


def test_stepping_aside_is_seen_by_everybody(browser, chamber, under_way, session):
    member = browser(chamber.members[3])
    known = marks_on(member.get(page_of(session)))

    recuse(item=under_way, ground="own_unit", by=chamber.actor(4), at=AT)

    changed = parts_in(member.get(watch(session), {"co": known}))
    assert {"aside", "seats", "box"} <= set(changed)
    assert "ballot" not in changed


def test_the_line_that_is_read_out_does_not_speak_at_every_ballot(browser, chamber, under_way, session):
    member = browser(chamber.members[3])
    known = marks_on(member.get(page_of(session)))

    vote(under_way, chamber, dict.fromkeys((0, 1, 2, 4), "for"))

    assert "head" not in parts_in(member.get(watch(session), {"co": known}))


def test_a_page_of_a_session_that_is_over_need_not_ask_again(browser, chamber, session):
    member = browser(chamber.members[3])
    known = marks_on(member.get(page_of(session)))
    close_session(session=session, by=chamber.clerk, at=AT)

    answer = member.get(watch(session), {"co": known})

    assert answer.status_code == 286
    assert "head" in parts_in(answer)


def statements(client, session, known=()):
    with CaptureQueriesContext(connection) as seen:
        client.get(watch(session), {"co": list(known)})
    return len(seen)


def test_asking_takes_few_statements_whoever_many_sit_there_and_however_long_the_agenda_is(
    browser, province, chamber, under_way, session, praised
):
    small = browser(chamber.members[3])
    of_six = statements(small, session, marks_on(small.get(page_of(session))))
    put_on_agenda(session, chamber, *praised("Một", "Hai", "Ba"))
    vote(under_way, chamber, {0: "for", 1: "for"})
    with_more = statements(small, session)

    large = make_chamber(province, size=15, mark=" lớn")
    crowd = make_session(large)
    (item,) = put_on_agenda(crowd, large, *praised("Bốn"))
    take_up(item, large)
    of_fifteen = statements(browser(large.members[3]), crowd)

    assert (with_more, of_fifteen) == (of_six, of_six)
    assert of_six <= STATEMENTS
