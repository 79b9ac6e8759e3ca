"""A session in the browser, from the roll to the end."""

import pytest
from django.urls import reverse
from tests.factories.councils import fresh, make_session, put_on_agenda, take_up, vote
from tests.factories.organisations import AT
from tests.office.councils.conftest import page_of, part_of, text_of

from thidua.councils.choices import ItemState, Outcome, SessionState
from thidua.councils.commands import add_words, close_item, give_opinion, recuse
from thidua.councils.models import Recusal
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db


def act(name, row):
    return reverse(f"office:{name}", args=[row.uid])


def closed_with(item, chamber, votes):
    take_up(item, chamber)
    vote(item, chamber, votes)
    return close_item(item=item, by=chamber.clerk, at=AT)


def test_before_the_opening_the_page_says_what_is_left_to_do(clerk, chamber, browser):
    session = make_session(chamber, is_open=False)

    told = part_of(clerk.get(page_of(session)), "plan")
    assert told.endswith("Đủ số họp, có chủ tọa và thư ký thì khai mạc được. Khai mạc phiên họp")
    assert "Đã gọi 6/6 thành viên" in part_of(browser(chamber.members[3]).get(page_of(session)), "plan")


def test_the_roll_is_called_and_an_absent_member_needs_a_reason(clerk, chamber):
    session = make_session(chamber, is_open=False)
    roll = {f"presence-{each.uid}": "present" for each in chamber.members[:5]}
    away = f"presence-{chamber.members[5].uid}"

    refused = clerk.post(act("session_roll", session), {**roll, away: "absent"})
    clerk.post(
        act("session_roll", session), {**roll, away: "absent", f"reason-{chamber.members[5].uid}": "đi công tác"}
    )
    clerk.post(act("open_session", session))

    assert (refused.status_code, "Ghi lý do vắng của Thành Viên 06" in text_of(refused)) == (422, True)
    assert part_of(clerk.get(page_of(session)), "seats").startswith("Thành viên Đủ số họp 5/6 có mặt. Cần 4/6 (2/3).")


def test_who_went_before_the_end_stays_gone_until_called_back(clerk, chamber, session):
    gone = chamber.members[4]
    clerk.post(act("leave_session", session), {"member": gone.uid})
    clerk.post(act("session_roll", session), {f"presence-{each.uid}": "present" for each in chamber.members[:5]})
    after_roll = part_of(clerk.get(page_of(session)), "seats")

    clerk.post(act("session_roll", session), {"back": gone.uid})

    assert "4/6 có mặt" in after_roll
    assert "5/6 có mặt" in part_of(clerk.get(page_of(session)), "seats")


def test_the_chair_is_handed_over(clerk, chamber, session):
    clerk.post(act("hand_over_session", session), {"chair": chamber.members[1].uid})

    assert fresh(session).chair == chamber.members[1]


def test_the_item_in_hand_says_what_the_vote_must_reach_and_where_that_stands(clerk, fighter, session):
    told = part_of(clerk.get(page_of(session)), "item")

    assert "Mục 1, bỏ phiếu kín" in told
    assert "Đồng ý từ 90% tổng số thành viên Hội đồng: ít nhất 6/6 phiếu , gồm cả ý kiến bằng văn bản" in told
    assert "Nguồn 1" in told
    assert "chưa được đối chiếu" in told
    assert "Mở bỏ phiếu" in told


def test_the_ballot_has_two_equal_cards_and_nothing_is_chosen(browser, chamber, fighter, session):
    take_up(fighter, chamber)

    content = browser(chamber.members[3]).get(page_of(session)).content.decode()

    assert content.count('class="ballot-card"') == 2
    assert "checked" not in content[content.index('id="part-ballot"') : content.index('id="part-box"')]


def test_a_ballot_goes_in_once_and_the_member_is_told_that_it_counted(browser, chamber, fighter, session):
    take_up(fighter, chamber)
    vote(fighter, chamber, {0: "for"})
    member = browser(chamber.members[3])
    cast = {"choice": "against", "confirmed": "1"}

    member.post(act("cast_ballot", fighter), cast)
    receipt = part_of(member.get(page_of(session)), "ballot")
    again = member.post(act("cast_ballot", fighter), {**cast, "choice": "for"}, follow=True)

    assert receipt.startswith("Phiếu của anh, chị đã được tính vào 2 phiếu.")
    assert "Mỗi thành viên bỏ một phiếu, không sửa được" in text_of(again)
    assert "2/5 phiếu" in part_of(again, "box").replace(" /", "/")


def test_a_ballot_that_was_not_confirmed_or_chooses_nothing_does_not_go_in(browser, chamber, fighter, session):
    take_up(fighter, chamber)
    member = browser(chamber.members[3])

    answers = [
        member.post(act("cast_ballot", fighter), {"choice": "for"}),
        member.post(act("cast_ballot", fighter), {"confirmed": "1"}),
    ]

    assert [each.status_code for each in answers] == [409, 409]
    assert "0 /5 phiếu" in part_of(member.get(page_of(session)), "box")


def test_who_has_a_tie_to_it_steps_aside_and_has_no_ballot(browser, chamber, fighter, session):
    take_up(fighter, chamber)
    member = browser(chamber.members[3])
    before = part_of(member.get(page_of(session)), "aside")

    member.post(act("recuse", fighter), {"ground": "own_unit"})
    page = member.get(page_of(session))

    assert "Tôi có liên quan" in before
    assert part_of(page, "aside").startswith("1 thành viên đứng ngoài mục 1 Thành Viên 04")
    assert part_of(page, "ballot").startswith("Anh, chị đứng ngoài mục này.")
    assert "Tôi cũng có liên quan" in part_of(browser(chamber.members[4]).get(page_of(session)), "aside")


def test_stepping_aside_by_mistake_is_taken_back_by_the_secretary(browser, chamber, fighter):
    recuse(item=fighter, ground="relative", by=chamber.actor(3), at=AT)

    browser(chamber.members[2]).post(act("withdraw_recusal", Recusal.objects.get()))

    assert not Recusal.objects.in_force().exists()


def test_an_opinion_in_writing_is_entered_and_not_repeated_before_the_end(browser, chamber, fighter, session):
    secretary = browser(chamber.members[2])
    entered = {"member": chamber.members[5].uid, "choice": "against", "received_on": "19/11/2026", "note": "CV 12"}

    answer = secretary.post(act("give_opinion", fighter), entered, follow=True)

    told = part_of(secretary.get(page_of(session)), "opinions")
    assert "Đã ghi ý kiến bằng văn bản của Thành Viên 06." in text_of(answer)
    assert told.startswith("Ý kiến bằng văn bản, mục 1 Đã nhận của Thành Viên 06.")
    assert "Vắng, có ý kiến văn bản 1" in part_of(secretary.get(page_of(session)), "seats")
    assert fighter.opinions.get().choice == "against"


def test_an_absent_member_sends_an_opinion_of_their_own(browser, chamber, fighter):
    browser(chamber.members[5]).post(act("give_opinion", fighter), {"choice": "for"})

    assert fighter.opinions.get().member == chamber.members[5]


def test_only_how_many_ballots_there_are_is_seen_before_closing_and_the_count_afterwards(
    browser, chamber, fighter, session
):
    take_up(fighter, chamber)
    give_opinion(item=fighter, choice="for", member=chamber.members[5], by=chamber.secretary, at=AT)
    vote(fighter, chamber, dict.fromkeys(range(5), "for"))
    secretary = browser(chamber.members[2])
    before = secretary.get(page_of(session))

    secretary.post(act("close_agenda_item", fighter))
    result = part_of(secretary.get(page_of(session)), "result")

    assert (part_of(before, "result"), "5 /5 phiếu" in part_of(before, "box")) == ("", True)
    assert "6 /6 đồng ý 100%" in result
    assert "ngưỡng 90%" in result
    assert "Đồng ý, tại phiên 5 Đồng ý, văn bản 1" in result
    assert "Đủ tỷ lệ" in result


def test_the_chair_concludes_and_nobody_else(browser, chamber, fighter, session):
    closed_with(fighter, chamber, {**dict.fromkeys(range(4), "for"), 4: "against"})
    chair, member = browser(chamber.members[0]), browser(chamber.members[3])

    waiting = part_of(member.get(page_of(session)), "concluding")
    refused = member.post(act("conclude_agenda_item", fighter), {"outcome": "not_agreed"}, follow=True)
    chair.post(act("conclude_agenda_item", fighter), {"outcome": "not_agreed"})

    assert "Không đủ phiếu đồng ý. Chờ chủ tọa kết luận: Thành Viên 01." in waiting
    assert "Kết luận là việc của chủ tọa" in text_of(refused)
    assert Nomination.objects.get().state == State.NOT_AGREED
    assert "Không đồng ý 4/6 · 66,7%" in part_of(chair.get(page_of(session)), "agenda")


def test_the_chair_is_offered_what_the_count_allows_and_says_why(browser, chamber, fighter, session):
    closed_with(fighter, chamber, {0: "for", 1: "against"})
    chair = browser(chamber.members[0])

    offered = chair.get(page_of(session)).content.decode()
    unreasoned = chair.post(act("conclude_agenda_item", fighter), {"outcome": "supplement"}, follow=True)
    chair.post(
        act("conclude_agenda_item", fighter), {"outcome": "supplement", "reason": "Thiếu giấy chứng nhận sáng kiến"}
    )

    assert 'value="agreed"' not in offered
    assert 'value="not_agreed" checked' in offered
    assert "Ghi lý do, để nơi nhận biết phải làm gì" in text_of(unreasoned)
    assert (fresh(fighter).outcome, Nomination.objects.get().state) == (Outcome.SUPPLEMENT, State.RETURNED)


def test_a_lower_form_is_chosen_from_the_catalogue(browser, chamber, fighter, session):
    closed_with(fighter, chamber, {0: "for", 1: "against"})
    chair = browser(chamber.members[0])
    chosen = {"outcome": "lower_form", "lower_form": "giay_khen_ubnd_xa", "reason": "Chưa đủ phiếu"}

    offered = chair.get(page_of(session)).content.decode()
    code = (
        offered.partition('name="lower_form"')[2]
        .partition('<option value="">')[2]
        .partition('value="')[2]
        .partition('"')[0]
    )
    chair.post(act("conclude_agenda_item", fighter), {**chosen, "lower_form": code})

    assert (fresh(fighter).outcome, fresh(fighter).lower_form) == (Outcome.LOWER_FORM, code)
    assert code


def test_hands_are_counted_by_number_and_must_add_up(clerk, chamber, session):
    item = add_words(session=session, text="Thông qua biên bản", way="show_of_hands", by=chamber.clerk, at=AT)
    take_up(item, chamber)

    short = clerk.post(act("close_agenda_item", item), {"favour": "3"}, follow=True)
    no_number = clerk.post(act("close_agenda_item", item), {"favour": "ba"}, follow=True)
    clerk.post(act("close_agenda_item", item), {"favour": "4", "against": "1"})

    assert "Đếm được 3 trong 5 người" in text_of(short)
    assert "bằng chữ số" in text_of(no_number)
    assert "4 /6 đồng ý 66,7% cần 4" in part_of(clerk.get(page_of(session)), "result")


def test_a_vote_on_words_is_not_in_gold(clerk, chamber, session):
    item = add_words(session=session, text="Thông qua biên bản", way="show_of_hands", by=chamber.clerk, at=AT)
    take_up(item, chamber)
    clerk.post(act("close_agenda_item", item), {"favour": "5"})

    assert "honour" not in clerk.get(page_of(session)).content.decode()


def test_a_vote_is_repeated_with_a_reason_that_the_page_tells(clerk, chamber, fighter, session):
    take_up(fighter, chamber)
    vote(fighter, chamber, {0: "for"})

    clerk.post(act("repeat_vote", fighter), {"reason": "Máy của hai thành viên mất mạng"})

    page = clerk.get(page_of(session))
    assert "Biểu quyết lần 2: Máy của hai thành viên mất mạng." in part_of(page, "item")
    assert "0 /5 phiếu" in part_of(page, "box")


def test_an_item_ends_without_a_vote(clerk, chamber, fighter):
    take_up(fighter, chamber)

    clerk.post(act("end_agenda_item", fighter))

    assert (fresh(fighter).state, fresh(fighter).tally) == (ItemState.CLOSED, {})


def test_a_session_ends_once_everything_is_concluded_and_nothing_changes_afterwards(
    clerk, browser, chamber, fighter, session
):
    closed_with(fighter, chamber, {0: "for", 1: "against"})
    too_early = clerk.post(act("close_session", session), follow=True)
    browser(chamber.members[0]).post(act("conclude_agenda_item", fighter), {"outcome": "not_agreed"})

    clerk.post(act("close_session", session))
    late = clerk.post(act("repeat_vote", fighter), {"reason": "Đổi ý"}, follow=True)

    assert "chưa có kết luận" in text_of(too_early)
    assert fresh(session).state == SessionState.CLOSED
    assert "Phiên đã kết thúc" in part_of(late, "head")
    assert "1 mục, 1 không đồng ý." in part_of(late, "head")
    assert "không sửa được nữa" in text_of(late)
    assert "data-watch" not in late.content.decode()


def test_another_item_is_looked_at_without_losing_where_the_session_is(clerk, chamber, session, praised):
    _first, second = put_on_agenda(session, chamber, *praised("Nguyễn Thị An", "Trần Văn Bách"))

    told = part_of(clerk.get(page_of(session, muc=second.uid)), "item")

    assert told.startswith("Anh, chị đang xem mục khác; phiên họp đang ở mục 1.")


def test_alike_items_stand_in_one_row(clerk, chamber, session, fighter, praised):
    put_on_agenda(session, chamber, *praised("Một", "Hai", "Ba", "Bốn"))

    told = part_of(clerk.get(page_of(session)), "agenda")

    assert "2–5 Giấy khen 4 cá nhân; giơ tay, không bỏ phiếu kín" in told


def test_a_member_reads_the_dossier_of_what_is_voted_on(browser, chamber, fighter):
    page = text_of(browser(chamber.members[3]).get(act("council_dossier", fighter)))

    assert "Dẫn đầu một phần việc của phong trào" in page
    assert "Hội đồng bỏ phiếu, đồng ý từ 90%" in page


def test_what_is_in_words_has_no_dossier(clerk, chamber, session):
    item = add_words(session=session, text="Thông qua biên bản", by=chamber.clerk, at=AT)

    assert clerk.get(act("council_dossier", item)).status_code == 404
