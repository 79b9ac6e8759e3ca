"""Councils by decision, sessions with their roll: who sits, who is there, when a session opens and closes."""

from datetime import date, timedelta

import pytest
from tests.factories.councils import fresh, make_chamber, make_session, take_up, vote
from tests.factories.nominations import make_round
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_actor, make_user

from thidua.core.actors import Role
from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.councils.choices import Presence, SessionState, Way
from thidua.councils.commands import (
    Called,
    StatedCouncil,
    StatedMember,
    StatedSession,
    add_member,
    add_words,
    call_roll,
    change_council,
    change_member,
    change_session,
    close_item,
    close_session,
    confirm_outcome,
    give_opinion,
    hand_over,
    mark_left,
    open_session,
    plan_session,
    recuse,
    set_up_council,
)
from thidua.councils.models import Council, CouncilMember
from thidua.councils.rules.tally import Counted
from thidua.local_rules.commands import follow_pack

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)
STATED = StatedCouncil("Hội đồng", "12/QĐ-UBND", DAY, DAY)


def stated_session(**given):
    return StatedSession(**{"title": "Phiên họp", "place": "Phòng họp", "starts_at": AT, **given})


def test_a_council_is_entered_with_the_decision_that_set_it_up(province):
    clerk = make_actor(Role.OFFICER, unit=province)

    council = set_up_council(unit=province, stated=STATED, by=clerk, at=AT)

    assert (council.decision_number, council.decided_on, council.tie_rule) == ("12/QĐ-UBND", DAY, "not_agreed")
    assert AuditEntry.objects.get(act="set_up_council").object_uid == council.uid


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": " "}, "name"), ({"decision_number": ""}, "decision_number"), ({"until": DAY}, "until")],
)
def test_a_council_without_name_decision_or_days_is_refused_at_its_field(province, given, field):
    stated = StatedCouncil(**{"name": "A", "decision_number": "1", "decided_on": DAY, "since": DAY, **given})

    with pytest.raises(Refused) as refused:
        set_up_council(unit=province, stated=stated, by=make_actor(Role.OFFICER, unit=province), at=AT)

    assert refused.value.field == field
    assert Council.objects.count() == 0


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.ADMINISTRATOR])
def test_only_officers_of_its_unit_keep_a_council(province, role):
    for actor in (make_actor(role, unit=province), make_actor(Role.OFFICER, unit=make_unit("Thái Bình"))):
        with pytest.raises(Refused, match="thường trực"):
            set_up_council(unit=province, stated=STATED, by=actor, at=AT)


def test_a_council_changed_by_two_keeps_the_first_and_tells_the_second(chamber):
    council, other = chamber.council, StatedCouncil("Hội đồng mới", "13/QĐ-UBND", DAY, DAY, tie_rule="vote_again")
    changed = change_council(council=council, stated=other, version=1, by=chamber.clerk, at=AT)

    with pytest.raises(Stale):
        change_council(council=council, stated=STATED, version=1, by=chamber.clerk, at=AT)

    assert (changed.name, changed.tie_rule) == ("Hội đồng mới", "vote_again")


def test_one_account_sits_once_at_a_time_and_a_council_has_one_chair(chamber, province):
    seated = chamber.members[3].user
    with pytest.raises(Refused, match="đã là thành viên"):
        add_member(council=chamber.council, stated=StatedMember("Khác", user=seated), by=chamber.clerk, at=AT)
    with pytest.raises(Refused, match="đã có Chủ tịch"):
        add_member(council=chamber.council, stated=StatedMember("Khác", role="chair"), by=chamber.clerk, at=AT)

    end = date(2027, 1, 1)
    old = StatedMember("Thành Viên 01", role="chair", user=chamber.members[0].user, until=end)
    change_member(member=chamber.members[0], stated=old, version=1, by=chamber.clerk, at=AT)
    new = StatedMember("Người kế nhiệm", role="chair", user=make_user(Role.LEADER, unit=province), since=end)
    add_member(council=chamber.council, stated=new, by=chamber.clerk, at=AT)

    assert CouncilMember.objects.filter(council=chamber.council, role="chair").count() == 2


def test_a_seat_cannot_be_changed_while_the_session_is_held(chamber, session):
    with pytest.raises(Refused, match="đang họp"):
        change_member(member=chamber.members[4], stated=StatedMember("X"), version=1, by=chamber.clerk, at=AT)


def test_a_session_is_planned_with_chair_secretary_and_roll_of_its_day(chamber):
    gone = StatedMember("Đã thôi", until=date(2026, 6, 1))
    add_member(council=chamber.council, stated=gone, by=chamber.clerk, at=AT)

    session = plan_session(council=chamber.council, stated=stated_session(), by=chamber.clerk, at=AT)

    assert (session.chair, session.secretary) == (chamber.members[0], chamber.members[2])
    assert (session.held_on, session.law_day) == (date(2026, 11, 20), date(2026, 11, 20))
    assert [row.member for row in session.roll.all()] == chamber.members
    assert {row.presence for row in session.roll.all()} == {Presence.EXPECTED}


@pytest.mark.parametrize(
    ("given", "field"),
    [({"title": ""}, "title"), ({"place": " "}, "place"), ({"starts_at": AT - timedelta(days=400)}, "starts_at")],
)
def test_a_session_that_lacks_something_is_refused_at_its_field(chamber, given, field):
    with pytest.raises(Refused) as refused:
        plan_session(council=chamber.council, stated=stated_session(**given), by=chamber.clerk, at=AT)

    assert refused.value.field == field


def test_a_session_takes_no_round_of_another_unit_and_no_chair_from_outside(chamber):
    other = make_unit("Thái Bình")
    for given in ({"round": make_round(other)}, {"chair": make_chamber(other, 3).members[0]}):
        with pytest.raises(Refused):
            plan_session(council=chamber.council, stated=stated_session(**given), by=chamber.clerk, at=AT)


def test_a_planned_session_is_corrected_an_open_one_is_not(chamber):
    planned = make_session(chamber, is_open=False)
    changed = change_session(
        session=planned, stated=stated_session(place="Hội trường"), version=planned.version, by=chamber.clerk, at=AT
    )
    opened = open_session(session=changed, by=chamber.clerk, at=AT)

    with pytest.raises(Refused, match="đã khai mạc"):
        change_session(session=opened, stated=stated_session(), version=opened.version, by=chamber.clerk, at=AT)
    with pytest.raises(Refused, match="đã khai mạc"):
        open_session(session=opened, by=chamber.clerk, at=AT)

    assert (fresh(opened).place, fresh(opened).state) == ("Hội trường", SessionState.OPEN)


def test_a_session_opens_when_everybody_is_called_and_two_thirds_are_there(chamber):
    session = plan_session(council=chamber.council, stated=stated_session(), by=chamber.clerk, at=AT)
    with pytest.raises(Refused, match="Chưa điểm danh hết"):
        open_session(session=session, by=chamber.clerk, at=AT)

    there = [Called(member, "present") for member in chamber.members[:3]]
    away = [Called(member, "absent", "ốm") for member in chamber.members[3:]]
    call_roll(session=session, called=[*there, *away], by=chamber.clerk, at=AT)
    with pytest.raises(Refused, match=r"Có mặt 3/5 thành viên, cần ít nhất 4 \(152/2025/NĐ-CP\)"):
        open_session(session=session, by=chamber.clerk, at=AT)

    call_roll(session=session, called=[Called(chamber.members[3], "present")], by=chamber.clerk, at=AT)
    opened = open_session(session=session, by=chamber.clerk, at=AT)

    assert (opened.state, opened.quorum["part"], opened.quorum["whole"]) == (SessionState.OPEN, 2, 3)


def test_the_quorum_of_a_pack_that_the_unit_follows_holds(chamber, province):
    make_session(chamber, absent=[4])
    follow_pack(unit=province, code="bac_ninh_86_2025", by=chamber.clerk, at=AT)

    with pytest.raises(Refused, match="86/2025/QĐ-UBND"):
        make_session(chamber, absent=[3, 4])
    assert make_session(chamber, absent=[4]).quorum["part"] == 80


def test_who_is_away_says_why_and_a_stranger_is_not_called(chamber):
    session = make_session(chamber, is_open=False)
    stranger = make_chamber(make_unit("Thái Bình"), 3).members[0]

    for called in (Called(chamber.members[4], "absent"), Called(stranger, "present")):
        with pytest.raises(Refused):
            call_roll(session=session, called=[called], by=chamber.clerk, at=AT)


def test_a_session_does_not_open_without_chair_or_secretary_but_others_may_step_in(chamber):
    session = make_session(chamber, absent=[0], is_open=False)
    with pytest.raises(Refused, match="Chủ tọa và thư ký phải có mặt"):
        open_session(session=session, by=chamber.clerk, at=AT)

    session = hand_over(session=session, chair=chamber.members[1], by=chamber.clerk, at=AT)

    assert open_session(session=session, by=chamber.clerk, at=AT).chair == chamber.members[1]
    stranger = make_chamber(make_unit("Thái Bình"), 3).members[0]
    with pytest.raises(Refused, match="không có trong danh sách"):
        hand_over(session=session, secretary=stranger, by=chamber.clerk, at=AT)


def test_nobody_who_is_away_chairs_and_nobody_does_both(chamber):
    session = make_session(chamber, absent=[3], is_open=False)

    with pytest.raises(Refused, match="vắng mặt tại phiên họp"):
        hand_over(session=session, chair=chamber.members[3], by=chamber.clerk, at=AT)
    with pytest.raises(Refused, match="không vừa chủ tọa vừa làm thư ký"):
        hand_over(session=session, secretary=session.chair, by=chamber.clerk, at=AT)


def test_a_member_who_joined_the_council_since_is_called_before_it_opens(chamber):
    session = make_session(chamber, is_open=False)
    add_member(council=chamber.council, stated=StatedMember("Mới"), by=chamber.clerk, at=AT)

    with pytest.raises(Refused, match="Danh sách thành viên đã thay đổi"):
        open_session(session=session, by=chamber.clerk, at=AT)


def test_who_goes_early_is_there_until_then_and_comes_back_when_called_again(session, chamber):
    member = chamber.members[4]
    mark_left(session=session, member=member, by=chamber.secretary, at=AT)
    left = session.roll.get(member=member)
    with pytest.raises(Refused, match="không có mặt"):
        mark_left(session=session, member=member, by=chamber.secretary, at=AT)

    call_roll(session=session, called=[Called(member, "present")], by=chamber.secretary, at=AT)

    assert (left.left_at, session.roll.get(member=member).left_at) == (AT, None)


def test_who_has_voted_cannot_be_written_away(session, chamber):
    item = take_up(add_words(session=session, text="A", way="secret_ballot", by=chamber.clerk, at=AT), chamber)
    vote(item, chamber, {4: "for"})

    with pytest.raises(Refused, match="đã bỏ phiếu tại phiên này"):
        call_roll(session=session, called=[Called(chamber.members[4], "absent", "về")], by=chamber.clerk, at=AT)


def test_a_member_keeps_no_roll_and_opens_nothing(chamber):
    session = make_session(chamber, is_open=False)

    for act in (
        lambda by: open_session(session=session, by=by, at=AT),
        lambda by: call_roll(session=session, called=[], by=by, at=AT),
        lambda by: add_words(session=session, text="A", by=by, at=AT),
    ):
        with pytest.raises(Refused, match="chủ tọa, thư ký"):
            act(chamber.actor(4))


def test_a_session_closes_when_nothing_is_open_and_everything_is_concluded(session, chamber):
    item = take_up(add_words(session=session, text="A", by=chamber.clerk, at=AT), chamber)

    with pytest.raises(Refused, match="Mục 1 đang xét"):
        close_session(session=session, by=chamber.secretary, at=AT)
    close_item(item=item, by=chamber.secretary, at=AT)
    with pytest.raises(Refused, match="Mục 1 chưa có kết luận"):
        close_session(session=session, by=chamber.secretary, at=AT)
    confirm_outcome(item=item, outcome="agreed", by=chamber.chair, at=AT)

    assert close_session(session=session, by=chamber.secretary, at=AT).state == SessionState.CLOSED


def test_what_somebody_wrote_who_is_no_member_any_more_on_the_day_counts_for_nothing(province):
    chamber = make_chamber(province, 6)
    session = make_session(chamber, is_open=False, absent=[4, 5])
    item = add_words(session=session, text="A", way=Way.HANDS, by=chamber.clerk, at=AT)
    give_opinion(item=item, choice="for", member=chamber.members[4], by=chamber.clerk, at=AT)
    recuse(item=item, ground="own", member=chamber.members[5], by=chamber.clerk, at=AT)
    for member in chamber.members[4:]:
        told = StatedMember(member.name, member.office, member.role, user=member.user, until=session.held_on)
        change_member(member=member, stated=told, version=member.version, by=chamber.clerk, at=AT)
    call_roll(session=session, called=[], by=chamber.clerk, at=AT)
    open_session(session=session, by=chamber.clerk, at=AT)
    take_up(item, chamber)

    counted = close_item(item=item, hands=Counted(2, 2, 0), by=chamber.secretary, at=AT)

    told = {name: counted.tally[name] for name in ("members", "recused", "written_favour")}
    assert told == {"members": 4, "recused": 0, "written_favour": 0}
