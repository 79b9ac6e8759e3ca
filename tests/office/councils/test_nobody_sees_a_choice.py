"""No page tells how anybody voted: the same people voting the other way round leave every page as it was.

The comparison is made twice: while the vote goes on, when not even the count may show, and after it was closed, when
the count is the same and only who chose what differs. What is compared is everything that an office is sent: the
pages, their headers, the cookies, the trail of acts, and what the program logs.
"""

import logging
import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from tests.factories.councils import conclude_as, take_up, vote
from tests.factories.organisations import AT
from tests.office.councils.conftest import page_of

from thidua.core.models import AuditEntry
from thidua.councils.commands import close_item, close_session
from thidua.councils.models import Ballot
from thidua.people.models import User

pytestmark = pytest.mark.django_db

ONE_WAY = {0: "for", 1: "for", 2: "for", 3: "for", 4: "against"}
OTHER_WAY = {4: "for", 3: "for", 2: "for", 1: "for", 0: "against"}
ALL_FOR, ALL_AGAINST = dict.fromkeys(range(5), "for"), dict.fromkeys(range(5), "against")


@pytest.fixture
def readers(chamber, administrator, browser):
    """Everybody who may look: the officer, the administrator, chair, secretary, and every voter."""
    clerk = User.objects.get(pk=chamber.clerk.user_id)
    return {who.full_name + who.username: browser(who) for who in [clerk, administrator]} | {
        member.name: browser(member) for member in chamber.members
    }


def everything(readers, session, item):
    """What every reader is sent by every page on which the vote is told, without what differs at each answer."""
    addresses = [
        page_of(session),
        page_of(session, muc=item.uid),
        reverse("office:watch_session", args=[session.uid]),
        reverse("office:session_roll", args=[session.uid]),
        reverse("office:session_agenda", args=[session.uid]),
        reverse("office:session_minutes", args=[session.uid]),
        reverse("office:council_dossier", args=[item.uid]),
        reverse("office:councils"),
        reverse("office:home"),
    ]
    return {(name, address): plain(client.get(address)) for name, client in readers.items() for address in addresses}


def plain(answer):
    """An answer without the token against forgery, which is drawn anew each time, and without the hour."""
    assert answer.status_code in {200, 286}
    content = re.sub(r"(csrfmiddlewaretoken\" value=\"|X-CSRFToken\": \")\w+", r"\1", answer.content.decode())
    content = re.sub(r"nonce-?=?\"?[\w/+=-]+|\d{2}:\d{2}", "", content)
    headers = {
        name: value for name, value in answer.headers.items() if name not in {"Content-Security-Policy", "Expires"}
    }
    return content, sorted(headers.items()), sorted(set(answer.cookies) - {"csrftoken"})


def trail():
    """What the trail of acts tells of the vote."""
    kept = AuditEntry.objects.exclude(act="read_page").values_list(
        "act", "actor_label", "object_label", "before", "after"
    )
    return sorted(map(str, kept))


def sent_after(choices, readers, session, item, chamber, *, closed):
    """Everything that is sent after a vote, which is undone again."""
    with transaction.atomic():
        vote(item, chamber, choices)
        if closed:
            close_item(item=item, by=chamber.secretary, at=AT)
            conclude_as(item, chamber, "not_agreed")
            close_session(session=session, by=chamber.clerk, at=AT)
        sent = everything(readers, session, item)
        told = trail()
        transaction.set_rollback(True)
    return sent, told


def test_while_the_vote_goes_on_no_page_tells_even_what_is_being_chosen(readers, session, fighter, chamber):
    item = take_up(fighter, chamber)

    told = [sent_after(way, readers, session, item, chamber, closed=False) for way in (ALL_FOR, ALL_AGAINST, ONE_WAY)]

    assert told[0] == told[1] == told[2]
    assert len(told[0][0]) == 8 * 9


def test_after_closing_every_page_tells_the_count_and_none_who_chose_what(readers, session, fighter, chamber):
    item = take_up(fighter, chamber)

    one = sent_after(ONE_WAY, readers, session, item, chamber, closed=True)
    other = sent_after(OTHER_WAY, readers, session, item, chamber, closed=True)

    assert one == other
    assert all("4" in content for (_who, address), (content, *_rest) in one[0].items() if "phien" in address)


def test_the_comparison_sees_a_page_that_would_tell(readers, session, fighter, chamber):
    """Another count is seen: the test above can fail."""
    item = take_up(fighter, chamber)
    other_count = {**ONE_WAY, 3: "against"}

    one = sent_after(ONE_WAY, readers, session, item, chamber, closed=True)
    other = sent_after(other_count, readers, session, item, chamber, closed=True)

    assert one != other


@pytest.mark.parametrize("is_htmx", [False, True])
def test_the_answer_to_a_ballot_and_to_a_second_one_repeats_no_choice(
    browser, chamber, fighter, session, is_htmx, caplog
):
    take_up(fighter, chamber)
    headers = {"HX-Request": "true"} if is_htmx else {}
    cast = reverse("office:cast_ballot", args=[fighter.uid])
    caplog.set_level(logging.DEBUG)
    sent = []
    for choice in ("for", "against"):
        with transaction.atomic():
            member = browser(chamber.members[3])
            answers = [
                member.post(cast, {"choice": choice, "confirmed": "1"}, headers=headers, follow=not is_htmx)
                for _twice in range(2)
            ]
            sent.append([plain(each) for each in answers])
            assert Ballot.objects.count() == 1
            transaction.set_rollback(True)

    assert sent[0] == sent[1]
    assert "against" not in caplog.text


def test_a_ballot_that_is_refused_is_not_told_back(browser, chamber, fighter):
    """Who may not vote is told why, and the log holds the address alone."""
    refused = [
        browser(chamber.members[5]).post(
            reverse("office:cast_ballot", args=[fighter.uid]), {"choice": choice, "confirmed": "1"}
        )
        for choice in ("for", "against")
    ]

    assert [each.status_code for each in refused] == [409, 409]
    assert len({re.sub(r"\w{64}", "", each.content.decode()) for each in refused}) == 1


def test_pages_of_a_session_are_kept_by_no_browser(browser, chamber, fighter, session):
    headers = browser(chamber.members[3]).get(page_of(session)).headers

    assert "no-store" in headers["Cache-Control"]


def test_a_ballot_of_an_item_that_is_not_there_is_not_found(browser, chamber):
    assert browser(chamber.members[3]).post(reverse("office:cast_ballot", args=[uuid4()])).status_code == 404
