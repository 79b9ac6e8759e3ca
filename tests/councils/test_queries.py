"""What is read of a session: for its minutes, for who is in the room, for a member; nothing of a vote that goes on."""

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
from tests.factories.people import TODAY

from thidua.core.actors import ANYONE
from thidua.councils.choices import Choice, Way
from thidua.councils.commands import add_words, close_item, give_opinion, mark_left, recuse
from thidua.councils.queries.found import councils_in_sight, sessions_in_sight
from thidua.councils.queries.record import session_record
from thidua.councils.queries.sitting import sitting
from thidua.councils.queries.waiting import count_votes_waiting, nominations_waiting, sessions_ahead, votes_waiting
from thidua.councils.rules.parts import Part

pytestmark = pytest.mark.django_db


def words(session, chamber, text="A", way=Way.BALLOT):
    return add_words(session=session, text=text, way=way, by=chamber.clerk, at=AT)


def in_sight(session, actor):
    return sessions_in_sight(actor, on=TODAY).get(pk=session.pk)


def record(session, chamber):
    return session_record(in_sight(session, chamber.clerk), on=TODAY)


def asked(read):
    """How many statements a read takes."""
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)


def test_before_closing_nothing_that_is_read_holds_a_choice(chamber):
    session = make_session(chamber, absent=[4])
    item = words(session, chamber)
    give_opinion(item=item, choice="for", by=chamber.actor(4), at=AT)
    take_up(item, chamber)
    vote(item, chamber, {0: "for", 1: "against"})

    (told,) = record(session, chamber).items
    now = sitting(in_sight(session, chamber.chair), chamber.chair)

    assert (told.tally, told.share) == (None, "")
    assert [(member.name, choice) for member, choice in told.opinions] == [("Thành Viên 05", None)]
    assert now.in_box == {item.pk: 2}
    assert [choice for choice in Choice.values if f"'{choice}'" in f"{told!r}{now!r}"] == []


def test_the_receipt_of_a_member_is_that_they_are_in_the_turnout_before_and_after_closing(session, chamber):
    item = take_up(words(session, chamber), chamber)

    def own(place):
        now = sitting(in_sight(session, chamber.actor(place)), chamber.actor(place))
        return now.may_vote(item), item.pk in now.voted

    before = own(3)
    vote(item, chamber, {3: "against"})
    after, other = own(3), own(2)
    close_item(item=item, by=chamber.secretary, at=AT)

    assert (before, after, other) == ((True, False), (False, True), (True, False))
    assert own(3)[1]


def test_after_closing_count_share_and_what_was_needed_are_told(session, chamber, province, commune):
    (item,) = put_on_agenda(session, chamber, make_candidate(make_round(province), commune))
    take_up(item, chamber)
    vote(item, chamber, {0: "for", 1: "for", 2: "for", 3: "for", 4: "against"})
    close_item(item=item, by=chamber.secretary, at=AT)
    conclude_as(item, chamber, "not_agreed")

    (told,) = record(session, chamber).items

    assert (told.tally.favour, told.tally.against, told.least, told.share) == (4, 1, 5, "80%")
    assert told.item.outcome == "not_agreed"


def test_how_many_are_needed_is_told_before_the_vote_with_the_law_of_the_day(session, chamber, province, commune):
    put_on_agenda(session, chamber, make_candidate(make_round(province), commune))
    words(session, chamber, way=Way.HANDS)
    of_votes = make_chamber(make_unit("Thái Bình"), 3, majority="of_votes", mark=" Z")
    elsewhere = make_session(of_votes)
    words(elsewhere, of_votes)

    found = record(session, chamber)

    first, second = found.items
    assert (found.members, found.least, found.quorum.verified) == (5, 4, False)
    assert (first.least, first.standard.percent, first.standard.verified) == (5, 90, False)
    assert (second.least, second.standard.words) == (3, "đồng ý quá nửa tổng số thành viên Hội đồng")
    assert record(elsewhere, of_votes).items[0].least is None


def test_a_sitting_says_what_somebody_is_and_may_do(chamber):
    session = make_session(chamber, absent=[4])
    item = words(session, chamber)
    recuse(item=item, ground="own", by=chamber.actor(3), at=AT)
    take_up(item, chamber)

    clerk, chair, aside, away = (
        sitting(in_sight(session, actor), actor)
        for actor in (chamber.clerk, chamber.chair, chamber.actor(3), chamber.actor(4))
    )

    assert (clerk.parts, chair.parts) == ({Part.CLERK}, {Part.CHAIR, Part.MEMBER})
    assert [each.is_running for each in (clerk, chair, aside, away)] == [True, True, False, False]
    assert [each.may_vote(item) for each in (clerk, chair, aside, away)] == [False, True, False, False]
    assert [each.may_conclude(item) for each in (clerk, chair, aside, away)] == [False, True, False, False]
    assert chair.may_write(item) == {chamber.members[4].pk}


def test_sessions_are_seen_in_scope_and_from_a_seat_and_no_others(chamber, province, commune):
    session, foreign = make_session(chamber), make_chamber(make_unit("Thái Bình"), 3, mark=" Z")
    make_session(foreign)
    below = make_chamber(commune, 3, mark=" xã")
    of_commune = make_session(below)

    assert set(sessions_in_sight(chamber.clerk, on=TODAY)) == {session, of_commune}
    assert list(sessions_in_sight(below.clerk, on=TODAY)) == [of_commune]
    assert list(sessions_in_sight(ANYONE, on=TODAY)) == []
    assert set(councils_in_sight(chamber.clerk, on=TODAY)) == {chamber.council, below.council}
    assert list(councils_in_sight(foreign.actor(2), on=TODAY)) == [foreign.council]


def test_a_vote_waits_for_whoever_may_cast_it(chamber):
    session = make_session(chamber, absent=[4])
    item = words(session, chamber, "Bỏ phiếu")
    recuse(item=item, ground="own", by=chamber.actor(3), at=AT)
    take_up(item, chamber)

    waiting = {place: count_votes_waiting(chamber.actor(place)) for place in range(5)}
    vote(item, chamber, {0: "for"})
    mark_left(session=session, member=chamber.members[1], by=chamber.secretary, at=AT)

    assert waiting == {0: 1, 1: 1, 2: 1, 3: 0, 4: 0}
    assert [count_votes_waiting(chamber.actor(place)) for place in range(5)] == [0, 0, 1, 0, 0]
    assert [each.subject for each in votes_waiting(chamber.actor(2))] == ["Bỏ phiếu"]
    assert votes_waiting(ANYONE) == []


def test_a_member_finds_the_sessions_to_come(chamber):
    ahead = make_session(chamber, is_open=False)
    words(ahead, chamber)
    make_session(chamber)

    assert [(each.session, each.items) for each in sessions_ahead(chamber.actor(4))] == [(ahead.uid, 1)]
    assert sessions_ahead(chamber.clerk) == []


def test_what_waits_for_a_council_comes_by_award_and_not_when_it_is_on_an_agenda(session, chamber, province, commune):
    round_ = make_round(province)
    one = make_candidate(round_, commune, name="Lê Thị Hòa")
    make_candidate(round_, commune, name="Trần Văn Bình")

    (group,) = nominations_waiting(in_sight(session, chamber.clerk), on=TODAY)
    put_on_agenda(session, chamber, one)
    (after,) = nominations_waiting(in_sight(session, chamber.clerk), on=TODAY)

    assert ([each.name for each in group.nominations], group.standard.percent) == (["Lê Thị Hòa", "Trần Văn Bình"], 90)
    assert [each.name for each in after.nominations] == ["Trần Văn Bình"]


def test_a_session_is_read_with_as_many_statements_for_three_items_as_for_one(session, chamber, province, commune):
    round_ = make_round(province)

    def more(name):
        (item,) = put_on_agenda(session, chamber, make_candidate(round_, commune, name=name))
        recuse(item=item, ground="own", by=chamber.actor(4), at=AT)

    def reads():
        kept = in_sight(session, chamber.chair)
        return [
            asked(lambda: [str(each.item) for each in session_record(kept, on=TODAY).items]),
            asked(lambda: [str(each) for each in sitting(kept, chamber.chair).items]),
            asked(lambda: votes_waiting(chamber.chair)),
        ]

    more("Lê Thị Hòa")
    reads()
    one = reads()
    more("Trần Văn Bình")
    more("Đỗ Văn Cường")

    assert reads() == one


def test_lists_take_as_many_statements_for_three_sessions_as_for_one(chamber):
    def listed():
        return [(str(each.council), str(each.chair)) for each in sessions_in_sight(chamber.clerk, on=TODAY)]

    def ahead():
        return sessions_ahead(chamber.chair)

    make_session(chamber, is_open=False)
    listed()
    one = asked(listed), asked(ahead)
    for _more in range(2):
        make_session(chamber, is_open=False)

    assert (asked(listed), asked(ahead)) == one
    assert len(ahead()) == len(listed()) == 3
