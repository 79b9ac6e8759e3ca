"""What the council came to: who concludes, what the count allows, ties, many at once, and that it then stands."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.councils import (
    PRAISE,
    conclude_as,
    fresh,
    make_candidate,
    make_chamber,
    make_session,
    put_on_agenda,
    take_up,
    vote,
)
from tests.factories.nominations import MERIT, judge_all, make_offices, make_round, take
from tests.factories.organisations import AT

from thidua.core.errors import Refused
from thidua.councils.choices import ItemState, Outcome, SessionState, Way
from thidua.councils.commands import (
    Called,
    StatedSession,
    add_nominations,
    add_words,
    call_roll,
    cast_ballot,
    change_session,
    change_way,
    close_item,
    close_session,
    confirm_outcome,
    decide_together,
    end_without_vote,
    give_opinion,
    hand_over,
    mark_left,
    move_item,
    open_item,
    open_session,
    recuse,
    repeat_vote,
    take_off_agenda,
    withdraw_recusal,
)
from thidua.councils.models import AgendaItem, Ballot, Session, Turnout
from thidua.councils.pack import minutes
from thidua.councils.queries.listing import list_to_decide
from thidua.councils.queries.record import session_record
from thidua.councils.rules.tally import Counted
from thidua.documents.queries import surroundings
from thidua.nominations.choices import Act
from thidua.nominations.commands import change_nomination, move, override
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(province):
    return make_round(province, asks_council=True)


def praised(session, chamber, round_, commune, *names):
    """Items of nominations for which the law asks no ballot."""
    found = [make_candidate(round_, commune, award=PRAISE, name=name) for name in names]
    return put_on_agenda(session, chamber, *found)


def by_hand(item, chamber, *counts):
    """The item, taken up and counted."""
    return close_item(item=take_up(item, chamber), hands=Counted(*counts), by=chamber.secretary, at=AT)


def state_of(item):
    return Nomination.objects.get(pk=item.nomination_id).state


@pytest.mark.parametrize(
    ("outcome", "more", "state"),
    [
        ("not_agreed", {}, "not_agreed"),
        ("supplement", {"reason": "Thiếu báo cáo"}, "returned"),
        ("lower_form", {"reason": "Chưa đủ mức", "lower_form": "giay_khen"}, "appraisal"),
        ("pass_up", {"reason": "Vượt thẩm quyền"}, "passed_up"),
    ],
)
def test_where_too_few_are_for_it_the_chair_chooses_what_follows(
    session, chamber, round_, commune, outcome, more, state
):
    (item,) = put_on_agenda(session, chamber, make_candidate(round_, commune))
    take_up(item, chamber)
    vote(item, chamber, {0: "for", 1: "for", 2: "against", 3: "for", 4: "for"})
    close_item(item=item, by=chamber.secretary, at=AT)

    conclude_as(item, chamber, outcome, **more)

    assert (fresh(item).outcome, state_of(item)) == (outcome, state)


@pytest.mark.parametrize(
    ("outcome", "more", "field"),
    [
        ("supplement", {}, "reason"),
        ("lower_form", {"reason": "x", "lower_form": "khong_co"}, "lower_form"),
        ("agreed", {}, ""),
    ],
)
def test_a_conclusion_without_reason_form_or_votes_is_refused(session, chamber, round_, commune, outcome, more, field):
    (item,) = praised(session, chamber, round_, commune, "Lê Thị Hòa")
    by_hand(item, chamber, 2, 3, 0)

    with pytest.raises(Refused) as refused:
        conclude_as(item, chamber, outcome, **more)

    assert (refused.value.field, fresh(item).outcome) == (field, "")


def test_where_enough_are_for_it_nothing_else_can_be_concluded(session, chamber, round_, commune):
    (item,) = praised(session, chamber, round_, commune, "Lê Thị Hòa")
    by_hand(item, chamber, 3, 2, 0)

    for outcome in set(Outcome) - {Outcome.AGREED}:
        with pytest.raises(Refused, match="Được chọn: đồng ý"):
            conclude_as(item, chamber, outcome, reason="x", lower_form="giay_khen")
    conclude_as(item, chamber, "agreed")

    assert state_of(item) == "to_decide"


def test_what_a_higher_level_decides_on_is_passed_up_with_the_vote_of_the_council(commune):
    chamber = make_chamber(commune, 5)
    session, own_round = make_session(chamber), make_round(commune, awards=(MERIT,), asks_council=True)
    (item,) = put_on_agenda(session, chamber, make_candidate(own_round, commune, award=MERIT))
    by_hand(item, chamber, 5, 0, 0)

    with pytest.raises(Refused, match="Được chọn: đồng ý, chuyển cấp trên xét"):
        conclude_as(item, chamber, "not_agreed")
    conclude_as(item, chamber, "pass_up")

    assert (state_of(item), fresh(item).nomination.vote["favour"]) == ("passed_up", 5)


def test_what_a_higher_level_decides_on_comes_on_no_list(commune):
    chamber = make_chamber(commune, 5)
    session, own_round = make_session(chamber), make_round(commune, awards=(MERIT,), asks_council=True)
    items = put_on_agenda(session, chamber, make_candidate(own_round, commune, award=MERIT))

    with pytest.raises(Refused, match="Mục 1 do cấp trên quyết định"):
        list_to_decide(session, items, on=session.held_on)


def test_the_chair_concludes_and_once(session, chamber):
    item = by_hand(add_words(session=session, text="A", way=Way.HANDS, by=chamber.clerk, at=AT), chamber, 5, 0, 0)

    for actor in (chamber.secretary, chamber.clerk, chamber.actor(1), chamber.actor(4)):
        with pytest.raises(Refused, match="việc của chủ tọa, Thành Viên 01"):
            confirm_outcome(item=item, outcome="agreed", by=actor, at=AT)
    conclude_as(item, chamber, "agreed")
    with pytest.raises(Refused, match="đã có kết luận"):
        conclude_as(item, chamber, "agreed")


def test_where_the_chair_stepped_aside_the_vice_chair_concludes(session, chamber):
    item = add_words(session=session, text="A", way=Way.HANDS, by=chamber.clerk, at=AT)
    recuse(item=item, ground="own", by=chamber.chair, at=AT)
    by_hand(item, chamber, 4, 0, 0)

    with pytest.raises(Refused, match="việc của chủ tọa"):
        conclude_as(item, chamber, "agreed")
    confirm_outcome(item=item, outcome="agreed", by=chamber.actor(1), at=AT)

    assert fresh(item).decided_by == "Thành Viên 02"


def test_for_a_chair_without_an_account_the_clerk_writes_it_down(province):
    chamber = make_chamber(province, 3, accounts=False)
    session = make_session(chamber)
    item = add_words(session=session, text="A", way=Way.HANDS, by=chamber.clerk, at=AT)
    close_item(item=take_up(item, chamber), hands=Counted(3, 0, 0), by=chamber.clerk, at=AT)

    assert confirm_outcome(item=item, outcome="agreed", by=chamber.clerk, at=AT).outcome == "agreed"


@pytest.mark.parametrize(("rule", "outcomes"), [("not_agreed", {"not_agreed"}), ("chair_decides", {"agreed"})])
def test_a_tie_follows_the_rule_of_the_council(province, rule, outcomes):
    chamber = make_chamber(province, 5, tie_rule=rule)
    session = make_session(chamber)
    item = by_hand(add_words(session=session, text="A", way=Way.HANDS, by=chamber.clerk, at=AT), chamber, 2, 2, 1)

    for outcome in outcomes:
        with pytest.raises(Refused):
            conclude_as(item, chamber, "agreed")  # without a reason, or not at all
        conclude_as(item, chamber, outcome, reason="Theo bên chủ tọa")

    assert fresh(item).outcome in outcomes


def test_a_tie_that_asks_for_another_vote_has_one_before_anything_is_concluded(province):
    chamber = make_chamber(province, 5, tie_rule="vote_again")
    session = make_session(chamber)
    item = by_hand(add_words(session=session, text="A", way=Way.HANDS, by=chamber.clerk, at=AT), chamber, 2, 2, 1)
    with pytest.raises(Refused, match="biểu quyết lại"):
        conclude_as(item, chamber, "not_agreed")

    repeat_vote(item=item, reason="Ngang nhau", by=chamber.secretary, at=AT)
    close_item(item=item, hands=Counted(3, 2, 0), by=chamber.secretary, at=AT)
    conclude_as(item, chamber, "agreed")

    assert (fresh(item).times, fresh(item).outcome) == (2, "agreed")


def test_what_the_nomination_refuses_leaves_the_item_without_a_conclusion(session, chamber, round_, commune):
    (item,) = praised(session, chamber, round_, commune, "Lê Thị Hòa")
    by_hand(item, chamber, 5, 0, 0)
    Nomination.objects.filter(pk=item.nomination_id).update(state="withdrawn")

    with pytest.raises(Refused, match="đã rút"):
        conclude_as(item, chamber, "agreed")

    assert fresh(item).outcome == ""


@pytest.fixture
def voted(session, chamber, round_, commune):
    """An item on which all are for it, closed and not concluded."""
    (item,) = put_on_agenda(session, chamber, make_candidate(round_, commune))
    take_up(item, chamber)
    vote(item, chamber, dict.fromkeys(range(5), "for"))
    return close_item(item=item, by=chamber.secretary, at=AT)


def test_what_was_voted_on_is_not_concluded_for_the_dossier_that_came_back_in_its_place(voted, chamber, commune):
    offices, later = make_offices(commune, chamber.council.unit), AT + timedelta(minutes=5)
    one = move(nomination=voted.nomination, act=Act.RETURN, reason="Sai", by=offices.appraiser, at=later)
    told = {"achievement": "Một thành tích khác hẳn, chưa ai xem"}
    one = change_nomination(nomination=one, changes=told, version=one.version, by=offices.officer, at=later)
    one = take(one, offices, Act.SEND_TO_REVIEW, Act.SUBMIT, Act.RECEIVE, at=later)
    for code in ("sang_kien_pham_vi_bo_tinh", "thanh_phan_ho_so"):
        override(nomination=one, condition=code, reason="Đã đối chiếu", by=offices.leader, at=later)
    judge_all(one, offices)
    take(one, offices, Act.FINISH_APPRAISAL, at=later)

    with pytest.raises(Refused, match="đã rời hội đồng sau khi mở mục này"):
        conclude_as(voted, chamber, "agreed")

    assert state_of(voted) == "council"


def test_no_ballot_is_cast_on_a_nomination_that_left_the_council_meanwhile(session, chamber, round_, commune):
    (item,) = put_on_agenda(session, chamber, make_candidate(round_, commune))
    take_up(item, chamber)
    offices = make_offices(commune, chamber.council.unit)
    move(nomination=item.nomination, act=Act.WITHDRAW, reason="Xin rút", by=offices.officer, at=AT)

    with pytest.raises(Refused, match="đã rời hội đồng"):
        vote(item, chamber, {1: "for"})


def test_a_nomination_withdrawn_in_the_middle_of_its_vote_does_not_keep_the_session_open_for_ever(
    voted, session, chamber, commune
):
    offices = make_offices(commune, chamber.council.unit)
    move(nomination=voted.nomination, act=Act.WITHDRAW, reason="Xin rút", by=offices.officer, at=AT)

    closed = close_session(session=session, by=chamber.secretary, at=AT)

    told = minutes(session_record(closed, on=AT.date()), surroundings(chamber.council.unit, AT.date()))
    assert (closed.state, fresh(voted).outcome) == (SessionState.CLOSED, "")
    assert "hồ sơ đã được rút hoặc trả lại" in str(told)


def test_many_are_decided_by_one_show_of_hands_after_their_list_was_seen(session, chamber, round_, commune):
    items = praised(session, chamber, round_, commune, "Lê Thị Hòa", "Trần Văn Bình", "Đỗ Văn Cường")
    told = list_to_decide(session, items, on=session.held_on)

    decided = decide_together(
        session=session, items=items, hands=Counted(4, 0, 1), digest=told.digest, by=chamber.chair, at=AT
    )

    assert [each.name for each in told.listed] == ["Lê Thị Hòa", "Trần Văn Bình", "Đỗ Văn Cường"]
    assert (told.counts, told.entitled) == ((("Giấy khen", "individual", 3),), 5)
    assert [(each.outcome, each.state) for each in decided] == [("agreed", ItemState.CLOSED)] * 3
    assert {state_of(each) for each in decided} == {"to_decide"}


def test_a_longer_list_takes_no_more_statements(chamber, round_, commune):
    asked = []
    for names in (["Lê Thị Hòa", "Trần Văn Bình"], ["Đỗ Văn Cường", "Vũ Thị Dung", "Ngô Văn Em", "Bùi Thị Phúc"]):
        session = make_session(chamber)
        items = praised(session, chamber, round_, commune, *names)
        told = list_to_decide(session, items, on=session.held_on)
        with CaptureQueriesContext(connection) as queries:
            decide_together(
                session=session, items=items, hands=Counted(5, 0, 0), digest=told.digest, by=chamber.chair, at=AT
            )
        close_session(session=session, by=chamber.secretary, at=AT)
        # SQLite writes rows one by one in ``executemany``, which the log counts once each.
        asked.append(len([each for each in queries if not each["sql"].startswith(("UPDATE", "INSERT"))]))

    assert asked[0] == asked[1]


def test_no_list_is_decided_once_too_few_are_left(session, chamber, round_, commune):
    items = praised(session, chamber, round_, commune, "Lê Thị Hòa")
    for place in (3, 4):
        mark_left(session=session, member=chamber.members[place], by=chamber.secretary, at=AT)
    told = list_to_decide(session, items, on=session.held_on)

    with pytest.raises(Refused, match="Có mặt 3/5"):
        decide_together(
            session=session, items=items, hands=Counted(3, 0, 0), digest=told.digest, by=chamber.chair, at=AT
        )


def test_a_list_that_changed_since_it_was_seen_is_refused(session, chamber, round_, commune):
    items = praised(session, chamber, round_, commune, "Lê Thị Hòa", "Trần Văn Bình")
    told = list_to_decide(session, items, on=session.held_on)

    def decide(some, hands=(5, 0, 0)):
        return decide_together(
            session=session, items=some, hands=Counted(*hands), digest=told.digest, by=chamber.chair, at=AT
        )

    with pytest.raises(Refused, match="đã thay đổi"):
        decide(items[:1])
    Nomination.objects.filter(pk=items[0].nomination_id).update(version=99)
    with pytest.raises(Refused, match="đã thay đổi"):
        decide(items)
    Nomination.objects.filter(pk=items[0].nomination_id).update(version=items[0].nomination.version)
    mark_left(session=session, member=chamber.members[4], by=chamber.secretary, at=AT)
    with pytest.raises(Refused, match="đã thay đổi"):
        decide(items, (4, 0, 0))

    assert set(AgendaItem.objects.values_list("outcome", flat=True)) == {""}


def test_what_is_to_be_looked_at_alone_comes_on_no_list(session, chamber, round_, commune):
    aside, fine, in_words, ballot = (
        *praised(session, chamber, round_, commune, "Lê Thị Hòa", "Trần Văn Bình"),
        add_words(session=session, text="A", way=Way.HANDS, by=chamber.clerk, at=AT),
        put_on_agenda(session, chamber, make_candidate(round_, commune, name="Đỗ Văn Cường"))[0],
    )
    recuse(item=aside, ground="relative", by=chamber.actor(4), at=AT)

    for item in (aside, in_words, ballot):
        with pytest.raises(Refused):
            list_to_decide(session, [fine, item], on=session.held_on)
    with pytest.raises(Refused, match="ít nhất một"):
        list_to_decide(session, [], on=session.held_on)
    assert list_to_decide(session, [fine], on=session.held_on).entitled == 5


@pytest.mark.parametrize("hands", [(4, 0, 0), (6, 0, 0), (7, -2, 0)])
def test_hands_for_a_list_add_up_too(session, chamber, round_, commune, hands):
    items = praised(session, chamber, round_, commune, "Lê Thị Hòa")
    told = list_to_decide(session, items, on=session.held_on)

    with pytest.raises(Refused, match="Đếm được"):
        decide_together(
            session=session, items=items, hands=Counted(*hands), digest=told.digest, by=chamber.chair, at=AT
        )


@pytest.fixture
def closed(session, chamber):
    """A session with an item that was voted on, one that was not taken up and a member aside; closed."""
    item = add_words(session=session, text="A", way=Way.BALLOT, by=chamber.clerk, at=AT)
    waiting = add_words(session=session, text="B", way=Way.HANDS, by=chamber.clerk, at=AT)
    recusal = recuse(item=item, ground="own", by=chamber.actor(4), at=AT)
    take_up(item, chamber)
    vote(item, chamber, {0: "for", 1: "for", 2: "for"})
    close_item(item=item, by=chamber.secretary, at=AT)
    conclude_as(item, chamber, "agreed")
    return close_session(session=session, by=chamber.secretary, at=AT), item, waiting, recusal


def attempts(closed, chamber):
    """Every command that changes something in a session."""
    session, item, waiting, recusal = closed
    by, member = chamber.chair, chamber.members[4]
    stated = StatedSession("Khác", "Nơi khác", AT)
    on_session = {"session": session, "by": by, "at": AT}
    return {
        "change_session": lambda: change_session(stated=stated, version=session.version, **on_session),
        "hand_over": lambda: hand_over(chair=chamber.members[1], **on_session),
        "call_roll": lambda: call_roll(called=[Called(member, "absent", "x")], **on_session),
        "mark_left": lambda: mark_left(member=member, **on_session),
        "open_session": lambda: open_session(**on_session),
        "close_session": lambda: close_session(**on_session),
        "add_words": lambda: add_words(text="C", **on_session),
        "add_nominations": lambda: add_nominations(nominations=[], **on_session),
        "change_way": lambda: change_way(item=waiting, way="none", by=by, at=AT),
        "move_item": lambda: move_item(item=waiting, place=1, by=by, at=AT),
        "take_off_agenda": lambda: take_off_agenda(item=waiting, by=by, at=AT),
        "recuse": lambda: recuse(item=waiting, ground="own", by=by, at=AT),
        "withdraw_recusal": lambda: withdraw_recusal(recusal=recusal, reason="x", by=by, at=AT),
        "give_opinion": lambda: give_opinion(item=waiting, choice="for", by=by, at=AT),
        "open_item": lambda: open_item(item=waiting, by=by, at=AT),
        "cast_ballot": lambda: cast_ballot(item=item, choice="for", by=chamber.actor(3), at=AT),
        "close_item": lambda: close_item(item=item, hands=Counted(5, 0, 0), by=by, at=AT),
        "end_without_vote": lambda: end_without_vote(item=waiting, by=by, at=AT),
        "repeat_vote": lambda: repeat_vote(item=item, reason="x", by=by, at=AT),
        "confirm_outcome": lambda: confirm_outcome(item=item, outcome="not_agreed", by=by, at=AT),
        "decide_together": lambda: decide_together(items=[waiting], hands=Counted(5, 0, 0), digest="", **on_session),
    }


def test_nothing_changes_in_a_closed_session(closed, chamber):
    def rows():
        models = (Session, AgendaItem, Ballot, Turnout)
        session = closed[0]
        return [*(list(model.objects.order_by("pk").values()) for model in models), list(session.roll.values())]

    before, said = rows(), {}
    for name, act in attempts(closed, chamber).items():
        with pytest.raises(Refused) as refused:
            act()
        said[name] = str(refused.value)

    assert {name for name, text in said.items() if "đã kết thúc" not in text} == set()
    assert rows() == before
    assert closed[0].state == SessionState.CLOSED


def test_every_command_on_a_session_is_among_those_that_were_tried(closed, chamber):
    from thidua.councils import commands

    of_councils = {"set_up_council", "change_council", "add_member", "change_member", "plan_session"}
    prints = {"make_session_paper"}
    acts = {name for name in commands.__all__ if name.islower()}

    assert acts - of_councils - prints == set(attempts(closed, chamber))
