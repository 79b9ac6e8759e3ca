"""What the pages read: the same session to its clerk, its chair, a member; nothing of a vote that goes on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.councils import (
    conclude_as,
    make_candidate,
    make_chamber,
    make_session,
    put_on_agenda,
    take_up,
    vote,
)
from tests.factories.nominations import make_round
from tests.factories.organisations import AT, make_unit
from tests.factories.people import TODAY, make_actor

from thidua.core.actors import ANYONE, Role
from thidua.councils.choices import Choice, Outcome, Way
from thidua.councils.commands import add_words, close_item, close_session, give_opinion, recuse
from thidua.councils.queries.own import own_items
from thidua.councils.queries.page import session_page
from thidua.councils.queries.scope import councils, sessions
from thidua.councils.rules.parts import Part

pytestmark = pytest.mark.django_db


def words(session, chamber, text="A", way=Way.BALLOT):
    return add_words(session=session, text=text, way=way, by=chamber.clerk, at=AT)


def page(session, actor):
    kept = sessions(actor, on=TODAY).get(pk=session.pk)
    return session_page(kept, actor, on=TODAY)


def seen_of(text):
    """Whether a choice is named in what a page holds, the fixed lists of choices aside."""
    return [choice for choice in Choice.values if f"'{choice}'" in text or f"choice={choice}" in text]


def test_before_closing_everybody_sees_how_many_ballots_lie_in_the_box_and_nothing_else(chamber):
    session = make_session(chamber, absent=[4])
    item = words(session, chamber)
    give_opinion(item=item, choice="for", by=chamber.actor(4), at=AT)
    recuse(item=item, ground="own", by=chamber.actor(3), at=AT)
    take_up(item, chamber)
    vote(item, chamber, {0: "for", 1: "against"})

    for actor in (chamber.clerk, chamber.chair, chamber.actor(3), chamber.actor(4)):
        view = page(session, actor).current

        assert (view.in_box, view.entitled, view.tally, view.share, view.proposal) == (2, 3, None, "", None)
        assert [(member.name, told) for member, told in view.opinions] == [("Thành Viên 05", None)]
        assert seen_of(repr(view)) == []


def test_the_receipt_of_a_member_is_that_they_are_in_the_turnout(session, chamber):
    item = take_up(words(session, chamber), chamber)

    before = page(session, chamber.actor(3)).current.mine
    vote(item, chamber, {3: "against"})
    after = page(session, chamber.actor(3)).current.mine
    close_item(item=item, by=chamber.secretary, at=AT)
    counted = page(session, chamber.actor(3)).items[0].mine

    assert (before.may_vote, before.has_voted) == (True, False)
    assert (after.may_vote, after.has_voted, counted.has_voted) == (False, True, True)
    assert not page(session, chamber.actor(2)).items[0].mine.has_voted


def test_who_has_not_voted_yet_is_named_to_those_who_run_the_session(session, chamber):
    item = take_up(words(session, chamber), chamber)
    vote(item, chamber, {0: "for", 1: "for", 2: "for"})

    named = [member.name for member in page(session, chamber.secretary).current.waiting_for]

    assert named == ["Thành Viên 04", "Thành Viên 05"]
    assert page(session, chamber.actor(3)).current.waiting_for == ()


def test_after_closing_the_count_the_share_and_what_the_chair_may_conclude(session, chamber, province, commune):
    (item,) = put_on_agenda(session, chamber, make_candidate(make_round(province), commune))
    take_up(item, chamber)
    vote(item, chamber, {0: "for", 1: "for", 2: "for", 3: "for", 4: "against"})
    close_item(item=item, by=chamber.secretary, at=AT)

    (view,) = page(session, chamber.chair).items

    assert (view.tally.favour, view.tally.against, view.least, view.share) == (4, 1, 5, "80%")
    assert (view.proposal.outcome, view.proposal.is_met) == (Outcome.NOT_AGREED, False)
    assert view.mine.may_conclude
    assert not page(session, chamber.secretary).items[0].mine.may_conclude
    conclude_as(item, chamber, "not_agreed")
    assert page(session, chamber.chair).items[0].proposal is None


def test_a_page_says_what_somebody_is_and_may_do(chamber):
    session = make_session(chamber, absent=[4])
    words(session, chamber)
    told = {
        "clerk": page(session, chamber.clerk),
        "chair": page(session, chamber.chair),
        "away": page(session, chamber.actor(4)),
    }

    assert told["clerk"].parts == {Part.CLERK}
    assert told["chair"].parts == {Part.CHAIR, Part.MEMBER}
    assert [told[who].may_run for who in told] == [True, True, False]
    assert [told[who].items[0].mine.may_recuse for who in told] == [False, True, True]
    assert [told[who].items[0].mine.may_write for who in told] == [False, False, True]
    assert (told["chair"].attending, told["chair"].members, told["chair"].least) == (4, 5, 4)
    assert told["chair"].is_quorate


def test_nobody_runs_a_closed_session(session, chamber):
    close_session(session=session, by=chamber.secretary, at=AT)

    assert not page(session, chamber.chair).may_run
    assert session_page(sessions(chamber.chair, on=TODAY).get(), ANYONE, on=TODAY).parts == frozenset()


def test_how_many_are_needed_is_told_before_the_vote_with_the_law_of_the_day(session, chamber, province, commune):
    put_on_agenda(session, chamber, make_candidate(make_round(province), commune))
    words(session, chamber, way=Way.HANDS)

    first, second = page(session, chamber.chair).items

    assert (first.least, first.standard.percent, first.standard.verified) == (5, 90, False)
    assert (second.least, second.standard.words) == (3, "đồng ý quá nửa tổng số thành viên Hội đồng")


def test_sessions_are_seen_in_scope_and_by_a_mere_member_from_their_seat(chamber, province, commune):
    session, foreign = make_session(chamber), make_chamber(make_unit("Thái Bình"), 3, mark=" Z")
    make_session(foreign)
    below = make_chamber(commune, 3, mark=" xã")
    of_commune = make_session(below)
    no_seat = make_actor(Role.COUNCIL_MEMBER, unit=province)

    assert set(sessions(chamber.clerk, on=TODAY)) == {session, of_commune}
    assert list(sessions(below.clerk, on=TODAY)) == [of_commune]
    assert list(sessions(chamber.actor(4), on=TODAY)) == [session]
    assert list(sessions(no_seat, on=TODAY)) == []
    assert list(sessions(ANYONE, on=TODAY)) == []
    assert set(councils(chamber.clerk, on=TODAY)) == {chamber.council, below.council}
    assert list(councils(chamber.actor(4), on=TODAY)) == [chamber.council]


def test_a_member_finds_what_waits_for_their_vote_first(chamber):
    session = make_session(chamber, absent=[4])
    words(session, chamber, "Đọc trước", Way.HANDS)
    item = take_up(words(session, chamber, "Bỏ phiếu"), chamber)

    mine, away = own_items(chamber.actor(3)), own_items(chamber.actor(4))

    assert [(each.item.text, each.may_vote) for each in mine] == [("Bỏ phiếu", True), ("Đọc trước", False)]
    assert [(each.may_vote, each.may_write) for each in away] == [(False, True), (False, True)]
    vote(item, chamber, {3: "for"})
    recuse(item=item, ground="own", by=chamber.actor(4), at=AT)
    assert [each.has_voted for each in own_items(chamber.actor(3)) if each.item == item] == [True]
    assert [each.is_recused for each in own_items(chamber.actor(4)) if each.item == item] == [True]
    assert own_items(ANYONE) == own_items(chamber.clerk) == []


def test_a_page_asks_as_often_for_three_items_as_for_one(session, chamber, province, commune):
    round_ = make_round(province)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(session, chamber.chair)
        own_items(chamber.chair)
        return len(queries)

    def more(name):
        (item,) = put_on_agenda(session, chamber, make_candidate(round_, commune, name=name))
        recuse(item=item, ground="own", by=chamber.actor(4), at=AT)

    more("Lê Thị Hòa")
    page(session, chamber.chair)
    one = asked()
    more("Trần Văn Bình")
    more("Đỗ Văn Cường")

    assert asked() == one


def test_lists_ask_as_often_for_three_sessions_as_for_one(chamber):
    def asked(read):
        with CaptureQueriesContext(connection) as queries:
            read()
        return len(queries)

    def listed():
        return [(str(each.council), str(each.chair)) for each in sessions(chamber.clerk, on=TODAY)]

    def own():
        return [(str(each.item), str(each.item.session.council)) for each in own_items(chamber.chair)]

    words(make_session(chamber), chamber)
    listed()
    before = asked(listed), asked(own)
    for _more in range(2):
        words(make_session(chamber), chamber)

    assert (asked(listed), asked(own)) == before
    assert len(own()) == 3
