"""The agenda, who stands aside or writes, and votes by hand, on paper and again."""

from datetime import timedelta

import pytest
from tests.factories.councils import (
    FIGHTER,
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
from tests.factories.nominations import make_round
from tests.factories.organisations import AT, make_unit

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.councils.choices import ItemState, Way
from thidua.councils.commands import (
    Called,
    add_nominations,
    add_words,
    call_roll,
    cast_ballot,
    change_way,
    close_item,
    end_without_vote,
    give_opinion,
    mark_left,
    move_item,
    open_item,
    recuse,
    repeat_vote,
    take_off_agenda,
    withdraw_recusal,
)
from thidua.councils.models import AgendaItem, Recusal, WrittenOpinion
from thidua.councils.rules.tally import Counted, Tally
from thidua.nominations.commands import hold
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db
ALL = Counted(5, 0, 0)


def words(session, chamber, text="Kế hoạch năm 2027", way=Way.HANDS):
    return add_words(session=session, text=text, way=way, by=chamber.clerk, at=AT)


def tally_of(item):
    return Tally.from_json(fresh(item).tally)


def test_the_law_of_the_day_says_which_award_needs_a_secret_ballot(session, chamber, province, commune):
    round_ = make_round(province, asks_council=True)
    fighter = make_candidate(round_, commune, name="Lê Thị Hòa")
    praise = make_candidate(round_, commune, award=PRAISE, name="Trần Văn Bình")

    items = put_on_agenda(session, chamber, fighter, praise)

    assert [(item.order, item.way) for item in items] == [(1, Way.BALLOT), (2, Way.HANDS)]
    with pytest.raises(Refused, match="phải bỏ phiếu kín"):
        change_way(item=items[0], way="show_of_hands", by=chamber.clerk, at=AT)
    with pytest.raises(Refused, match="phải được biểu quyết"):
        change_way(item=items[1], way="none", by=chamber.clerk, at=AT)
    assert change_way(item=items[1], way="secret_ballot", by=chamber.clerk, at=AT).way == Way.BALLOT


def test_a_nomination_comes_on_one_agenda_and_only_when_it_waits_for_the_council(session, chamber, province, commune):
    round_ = make_round(province)
    nomination = make_candidate(round_, commune)
    put_on_agenda(session, chamber, nomination)
    with pytest.raises(Refused, match="đã có trong chương trình"):
        put_on_agenda(make_session(chamber), chamber, nomination)

    Nomination.objects.filter(pk=nomination.pk).update(state="appraisal")
    with pytest.raises(Refused, match="thẩm định"):
        put_on_agenda(session, chamber, nomination)
    foreign = make_chamber(make_unit("Thái Bình"), 3)
    with pytest.raises(Refused, match="đơn vị khác"):
        add_nominations(session=make_session(foreign), nominations=[nomination], by=foreign.clerk, at=AT)


def test_items_are_moved_and_numbered_anew_and_taken_off_while_nobody_said_anything(session, chamber):
    first, second, third = (words(session, chamber, text) for text in "ABC")

    move_item(item=third, place=1, by=chamber.clerk, at=AT)
    take_off_agenda(item=first, by=chamber.clerk, at=AT)
    recuse(item=second, ground="own", by=chamber.actor(4), at=AT)

    assert list(AgendaItem.objects.values_list("text", "order")) == [("C", 1), ("B", 3)]
    assert AuditEntry.objects.filter(act="take_off_agenda", object_uid=first.uid).exists()
    with pytest.raises(Refused, match="khai đứng ngoài"):
        take_off_agenda(item=second, by=chamber.clerk, at=AT)


def test_one_item_is_open_at_a_time_and_only_in_an_open_session(session, chamber):
    one, two = words(session, chamber, "A"), words(session, chamber, "B")
    take_up(one, chamber)

    with pytest.raises(Refused, match="Mục 1 đang xét"):
        take_up(two, chamber)
    with pytest.raises(Refused, match="chưa khai mạc"):
        take_up(words(make_session(chamber, is_open=False), chamber), chamber)


def test_no_item_is_taken_up_once_too_few_are_left(session, chamber):
    item = words(session, chamber)
    for place in (3, 4):
        mark_left(session=session, member=chamber.members[place], by=chamber.secretary, at=AT)

    with pytest.raises(Refused, match="Có mặt 3/5"):
        take_up(item, chamber)


def test_a_nomination_on_hold_is_not_taken_up(session, chamber, province, commune):
    nomination = make_candidate(make_round(province), commune)
    (item,) = put_on_agenda(session, chamber, nomination)
    until = session.held_on + timedelta(days=30)
    hold(nomination=nomination, until=until, by=chamber.clerk, at=AT)

    with pytest.raises(Refused, match="tạm dừng xét"):
        take_up(item, chamber)


def test_a_member_steps_aside_alone_others_are_written_down_by_the_secretary(session, chamber):
    item = words(session, chamber)

    own = recuse(item=item, ground="relative", by=chamber.actor(4), at=AT)
    told = recuse(item=item, ground="own_unit", member=chamber.members[3], by=chamber.secretary, at=AT)

    assert [(each.member, each.by_member, each.ground) for each in (own, told)] == [
        (chamber.members[4], True, "relative"),
        (chamber.members[3], False, "own_unit"),
    ]
    with pytest.raises(Refused, match="đã đứng ngoài"):
        recuse(item=item, ground="own", by=chamber.actor(4), at=AT)
    with pytest.raises(Refused, match="chỉ khai cho mình"):
        recuse(item=item, ground="own", member=chamber.members[0], by=chamber.actor(4), at=AT)
    with pytest.raises(Refused, match="không có trong danh sách"):
        recuse(item=item, ground="own", by=chamber.clerk, at=AT)


def test_a_secretary_who_stepped_aside_does_not_run_the_item(session, chamber):
    item = words(session, chamber)
    recuse(item=item, ground="own", by=chamber.secretary, at=AT)

    with pytest.raises(Refused, match="đứng ngoài mục này"):
        open_item(item=item, by=chamber.secretary, at=AT)
    assert take_up(item, chamber).state == ItemState.OPEN


def test_who_stepped_aside_by_mistake_votes_again(session, chamber):
    item = words(session, chamber, way=Way.BALLOT)
    recusal = recuse(item=item, ground="own", by=chamber.actor(4), at=AT)
    take_up(item, chamber)

    with pytest.raises(Refused, match="chủ tọa, thư ký"):
        withdraw_recusal(recusal=recusal, reason="nhầm", by=chamber.actor(4), at=AT)
    withdraw_recusal(recusal=recusal, reason="nhầm", by=chamber.secretary, at=AT)

    assert vote(item, chamber, {4: "for"}).in_box == 1
    assert Recusal.objects.in_force().count() == 0


def test_who_was_written_down_as_standing_aside_by_others_does_not_take_it_back_alone(session, chamber):
    item = words(session, chamber, way=Way.BALLOT)
    recusal = recuse(item=item, ground="relative", member=chamber.members[2], by=chamber.chair, at=AT)

    with pytest.raises(Refused, match="Người khác đã ghi anh, chị đứng ngoài"):
        withdraw_recusal(recusal=recusal, reason="không phải", by=chamber.secretary, at=AT)
    withdraw_recusal(recusal=recusal, reason="nhầm người", by=chamber.chair, at=AT)


def test_who_has_voted_steps_aside_only_after_the_vote_is_repeated(session, chamber):
    item = take_up(words(session, chamber, way=Way.BALLOT), chamber)
    vote(item, chamber, {4: "for", 3: "for"})

    with pytest.raises(Refused, match="phiếu không lấy ra được"):
        recuse(item=item, ground="own", by=chamber.actor(4), at=AT)
    repeat_vote(item=item, reason="Thành viên 05 có liên quan", by=chamber.secretary, at=AT)
    recuse(item=item, ground="own", by=chamber.actor(4), at=AT)
    vote(item, chamber, {0: "for", 1: "for", 2: "for", 3: "for"})
    close_item(item=item, by=chamber.secretary, at=AT)

    assert (tally_of(item).cast, tally_of(item).recused, fresh(item).times) == (4, 1, 2)


def test_who_is_away_writes_once_and_the_later_letter_counts(chamber):
    session = make_session(chamber, absent=[4])
    item = words(session, chamber)

    give_opinion(item=item, choice="against", by=chamber.actor(4), at=AT)
    give_opinion(item=item, choice="for", member=chamber.members[4], note="CV 12", by=chamber.secretary, at=AT)
    take_up(item, chamber)
    close_item(item=item, hands=Counted(2, 2, 0), by=chamber.secretary, at=AT)

    assert (tally_of(item).written_favour, tally_of(item).written_against) == (1, 0)
    assert (tally_of(item).in_favour, WrittenOpinion.objects.count()) == (3, 2)


@pytest.mark.parametrize("choice", ["for", "blank"])
def test_who_is_there_writes_nothing_and_a_letter_is_for_or_against(chamber, choice):
    session = make_session(chamber, absent=[4])
    item, who = words(session, chamber), 3 if choice == "for" else 4

    with pytest.raises(Refused):
        give_opinion(item=item, choice=choice, by=chamber.actor(who), at=AT)


def test_the_trail_names_no_choice_of_a_letter(chamber):
    item = words(make_session(chamber, absent=[4]), chamber)
    give_opinion(item=item, choice="against", by=chamber.actor(4), at=AT)

    assert "choice" not in AuditEntry.objects.get(act="give_opinion").after


def test_a_letter_no_longer_counts_when_its_writer_comes_or_steps_aside(chamber):
    session = make_session(chamber, absent=[4])
    one, two = words(session, chamber, "A"), words(session, chamber, "B", Way.BALLOT)
    for item in (one, two):
        give_opinion(item=item, choice="for", by=chamber.actor(4), at=AT)

    recuse(item=one, ground="own", by=chamber.actor(4), at=AT)
    call_roll(session=session, called=[Called(chamber.members[4], "present")], by=chamber.secretary, at=AT)
    take_up(two, chamber)
    vote(two, chamber, {4: "against"})
    close_item(item=two, by=chamber.secretary, at=AT)

    assert WrittenOpinion.objects.in_force().count() == 0
    assert (tally_of(two).in_favour, tally_of(two).opposed) == (0, 1)


def test_who_voted_and_went_is_counted_as_there_and_writes_nothing(session, chamber):
    item = take_up(words(session, chamber, way=Way.BALLOT), chamber)
    vote(item, chamber, {4: "for"})
    mark_left(session=session, member=chamber.members[4], by=chamber.secretary, at=AT)

    with pytest.raises(Refused, match="đã bỏ phiếu"):
        give_opinion(item=item, choice="for", by=chamber.actor(4), at=AT)
    close_item(item=item, by=chamber.secretary, at=AT)

    assert (tally_of(item).attending, tally_of(item).entitled, tally_of(item).cast) == (5, 5, 1)


@pytest.mark.parametrize("hands", [Counted(4, 0, 0), Counted(5, 1, 0), Counted(7, -2, 0), None])
def test_hands_add_up_to_those_who_may_vote(session, chamber, hands):
    item = take_up(words(session, chamber), chamber)

    with pytest.raises(Refused):
        close_item(item=item, hands=hands, by=chamber.secretary, at=AT)


def test_of_sheets_of_paper_some_may_be_missing_but_none_too_many(session, chamber):
    item = words(session, chamber, way=Way.BALLOT)
    change_way(item=item, way="secret_ballot", is_on_paper=True, by=chamber.clerk, at=AT)
    take_up(item, chamber)

    with pytest.raises(Refused, match="không bỏ phiếu trên máy"):
        cast_ballot(item=item, choice="for", by=chamber.actor(0), at=AT)
    with pytest.raises(Refused, match="Đếm lại"):
        close_item(item=item, hands=Counted(5, 1, 0), by=chamber.secretary, at=AT)
    with pytest.raises(Refused, match="Chưa có ai"):
        close_item(item=item, hands=Counted(), by=chamber.secretary, at=AT)
    close_item(item=item, hands=Counted(3, 0, 1), by=chamber.secretary, at=AT)

    assert (tally_of(item).cast, tally_of(item).silent) == (4, 1)


def test_members_without_an_account_vote_on_paper(province):
    chamber = make_chamber(province, 3, accounts=False)
    session = make_session(chamber)
    item = words(session, chamber, way=Way.BALLOT)

    with pytest.raises(Refused, match="Thành Viên 01, Thành Viên 02, Thành Viên 03 chưa có tài khoản"):
        take_up(item, chamber)
    change_way(item=item, way="secret_ballot", is_on_paper=True, by=chamber.clerk, at=AT)

    assert take_up(item, chamber).state == ItemState.OPEN


def test_a_ballot_says_for_against_or_nothing_and_an_empty_box_is_not_counted(session, chamber):
    item = take_up(words(session, chamber, way=Way.BALLOT), chamber)

    with pytest.raises(Refused, match="Chọn đồng ý"):
        cast_ballot(item=item, choice="maybe", by=chamber.actor(0), at=AT)
    with pytest.raises(Refused, match="Chưa có ai"):
        close_item(item=item, by=chamber.secretary, at=AT)


def test_a_council_that_wants_more_papers_ends_without_a_vote(session, chamber, province, commune):
    nomination = make_candidate(make_round(province), commune)
    (item,) = put_on_agenda(session, chamber, nomination)
    take_up(item, chamber)

    end_without_vote(item=item, by=chamber.secretary, at=AT)
    with pytest.raises(Refused, match="không cho kết luận"):
        conclude_as(item, chamber, "agreed")
    conclude_as(item, chamber, "supplement", reason="Bổ sung giấy công nhận sáng kiến")

    kept = Nomination.objects.get(pk=nomination.pk)
    assert (fresh(item).tally, kept.state, kept.vote) == ({}, "returned", {})


def test_an_item_on_which_somebody_voted_does_not_end_without_a_vote(session, chamber):
    item = take_up(words(session, chamber, way=Way.BALLOT), chamber)
    vote(item, chamber, {0: "for"})

    with pytest.raises(Refused, match="Đã có người bỏ phiếu"):
        end_without_vote(item=item, by=chamber.secretary, at=AT)


def test_a_counted_vote_is_not_repeated_until_it_fits(session, chamber):
    item = take_up(words(session, chamber, way=Way.BALLOT), chamber)
    with pytest.raises(Refused, match="Ghi lý do"):
        repeat_vote(item=item, reason=" ", by=chamber.secretary, at=AT)
    vote(item, chamber, {0: "against"})
    close_item(item=item, by=chamber.secretary, at=AT)

    with pytest.raises(Refused, match="không bỏ phiếu lại được"):
        repeat_vote(item=item, reason="chưa ưng", by=chamber.secretary, at=AT)


def test_the_law_of_a_nomination_is_that_of_its_own_check(session, chamber, province, commune):
    nomination = make_candidate(make_round(province), commune)
    nomination.checks.update(law_day="2024-06-01")
    (item,) = put_on_agenda(session, chamber, nomination)

    standard = take_up(item, chamber).standard

    assert (standard["law_day"], standard["provision"], standard["verified"]) == (
        "2024-06-01",
        "98/2023/NĐ-CP, Điều 30 khoản 7",
        True,
    )
    assert nomination.award_code == FIGHTER


def test_another_units_clerk_does_nothing_here(session, chamber):
    item = words(session, chamber)
    stranger = make_chamber(make_unit("Thái Bình"), 3).clerk

    for act in (open_item, take_off_agenda):
        with pytest.raises(Refused, match="chủ tọa, thư ký"):
            act(item=item, by=stranger, at=AT)
