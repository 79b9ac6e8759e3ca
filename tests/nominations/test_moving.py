"""A nomination on its way: who takes it where, what is checked, what is written, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories.honours import give, make_collective, make_person
from tests.factories.nominations import (
    FIGHTER,
    MERIT,
    ON,
    PRAISE,
    fill_dossier,
    judge_all,
    make_nomination,
    make_offices,
    make_round,
    take,
    to_appraisal,
)
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor

from thidua.core.actors import Role
from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.honours.commands import merge_holders
from thidua.law.record import Votes
from thidua.nominations.choices import Act, State
from thidua.nominations.commands import (
    change_nomination,
    conclude,
    hold,
    mark_announced,
    mark_annulled,
    mark_decided,
    mark_paid,
    move,
    move_all,
    override,
    record_council_outcome,
    release,
    withdraw_conclusion,
)
from thidua.nominations.commands.dossier import StatedPaper, attach_paper, take_out_paper
from thidua.nominations.models import Check, Nomination, Step
from thidua.nominations.queries.sides import nominations_in_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def own(commune):
    """The commune's own round: it proposes and decides."""
    return make_round(commune)


@pytest.fixture
def offices(commune):
    return make_offices(commune, commune)


@pytest.fixture
def nomination(own, commune, offices):
    made = make_nomination(own, commune, offices.officer, achievement="Dẫn đầu phong trào năm 2026 của xã")
    fill_dossier(made)
    return made


def states(nomination):
    return [(step.act, step.before, step.after) for step in Step.objects.filter(nomination=nomination)]


def test_a_nomination_goes_from_the_draft_to_the_archive_and_each_step_is_kept(nomination, offices):
    kept = to_appraisal(nomination, offices)
    judge_all(kept, offices)
    kept = take(kept, offices, Act.FINISH_APPRAISAL)
    mark_decided(nominations=[kept], by=offices.appraiser, at=AT)
    mark_announced(nominations=[kept], by=offices.appraiser, at=AT)
    mark_paid(nominations=[kept], by=offices.appraiser, at=AT)
    kept = take(kept, offices, Act.ARCHIVE)

    assert kept.state == State.ARCHIVED
    assert [after for _act, _before, after in states(nomination)] == [
        "draft", "unit_review", "submitted", "appraisal", "to_decide", "decided", "announced", "paid", "archived",
    ]  # fmt: skip
    acts = AuditEntry.objects.filter(object_uid=nomination.uid, act__endswith="_nomination").order_by("pk")
    assert [entry.before.get("state") for entry in acts] == [
        "draft", "unit_review", "submitted", "appraisal", "to_decide", "decided", "announced", "paid",
    ]  # fmt: skip


def test_every_step_names_the_check_that_was_made_then_with_its_day_and_provisions(nomination, offices):
    to_appraisal(nomination, offices)

    step = Step.objects.filter(nomination=nomination).last()

    assert step.check_made.on == ON
    assert step.check_made.law_day == ON
    assert all(row["provision"] for row in step.check_made.verdicts if row["outcome"] != "met")


def test_numbers_of_a_year_follow_one_another_at_the_unit_of_the_round(own, commune, offices):
    codes = [make_nomination(own, commune, offices.officer, holder=make_person(commune, f"A {n}")).code for n in "xyz"]

    assert codes == ["HS-2026-0001", "HS-2026-0002", "HS-2026-0003"]


def test_the_same_person_is_proposed_once_for_one_award_of_a_round_until_it_is_withdrawn(own, commune, offices):
    person = make_person(commune)
    first = make_nomination(own, commune, offices.officer, holder=person)

    with pytest.raises(Refused, match="đã có hồ sơ HS-2026-0001"):
        make_nomination(own, commune, offices.officer, holder=person)

    take(first, offices, Act.WITHDRAW)
    assert make_nomination(own, commune, offices.officer, holder=person).code == "HS-2026-0002"


def test_an_award_that_the_round_does_not_take_is_refused(commune, offices):
    with pytest.raises(Refused, match="không nhận danh hiệu"):
        make_nomination(make_round(commune, [PRAISE]), commune, offices.officer, award=MERIT)


def test_a_nomination_with_a_condition_that_asks_a_person_waits_for_the_conclusion(nomination, offices):
    kept = to_appraisal(nomination, offices)

    with pytest.raises(Refused, match="chưa đi tiếp được"):
        take(kept, offices, Act.FINISH_APPRAISAL)

    judge_all(kept, offices)
    assert take(kept, offices, Act.FINISH_APPRAISAL).state == State.TO_DECIDE


def test_a_conclusion_that_a_condition_is_not_met_stands_in_the_way_until_somebody_lets_it_pass(nomination, offices):
    kept = to_appraisal(nomination, offices)
    judge_all(kept, offices)
    told = kept.conclusions.in_force().first()
    withdraw_conclusion(conclusion=told, by=offices.appraiser, at=AT)
    conclude(nomination=kept, condition=told.condition, is_met=False, reason="Chưa rõ", by=offices.appraiser, at=AT)

    with pytest.raises(Refused, match="chưa đi tiếp được"):
        take(kept, offices, Act.FINISH_APPRAISAL)
    override(nomination=kept, condition=told.condition, reason="Đã họp thống nhất", by=offices.leader, at=AT)

    assert take(kept, offices, Act.FINISH_APPRAISAL).state == State.TO_DECIDE
    assert Nomination.objects.get(pk=kept.pk).outcome == "not_met"


def test_a_missing_paper_stands_in_the_way_and_is_named(own, commune, offices):
    made = make_nomination(own, commune, offices.officer)
    fill_dossier(made, "bien_ban")
    kept = to_appraisal(made, offices)
    judge_all(kept, offices)

    with pytest.raises(Refused, match="Đủ thành phần hồ sơ"):
        take(kept, offices, Act.FINISH_APPRAISAL)


def test_only_a_head_lets_pass_what_is_not_met_and_says_why(own, commune, offices):
    made = make_nomination(own, commune, offices.officer)
    kept = to_appraisal(made, offices)

    with pytest.raises(Refused, match="Chỉ lãnh đạo"):
        override(nomination=kept, condition="thanh_phan_ho_so", reason="Bổ sung sau", by=offices.appraiser, at=AT)
    with pytest.raises(Refused, match="Ghi lý do"):
        override(nomination=kept, condition="thanh_phan_ho_so", reason="  ", by=offices.leader, at=AT)
    with pytest.raises(Refused, match="không còn chờ"):
        override(nomination=kept, condition="khong_tam_dung", reason="Bổ sung sau", by=offices.leader, at=AT)


def test_who_is_not_of_the_side_of_an_act_cannot_do_it(province, commune):
    offices = make_offices(commune, province)
    made = make_nomination(make_round(province), commune, offices.officer, award=MERIT)
    stranger = make_actor(Role.OFFICER, unit=make_commune("Tiên Lữ", under=province))

    for who, act in [
        (stranger, Act.SEND_TO_REVIEW),
        (offices.appraiser, Act.SEND_TO_REVIEW),
        (make_actor(Role.COUNCIL_MEMBER, unit=commune), Act.SEND_TO_REVIEW),
    ]:
        with pytest.raises(Refused, match="là việc của xã Vũ Thư"):
            move(nomination=made, act=act, by=who, at=AT)
    sent = take(made, offices, Act.SEND_TO_REVIEW, Act.SUBMIT)
    with pytest.raises(Refused, match="là việc của tỉnh Hưng Yên"):
        move(nomination=sent, act=Act.RECEIVE, by=offices.approver, at=AT)


def test_an_act_of_another_step_is_refused_with_the_step_where_it_stands(nomination, offices):
    with pytest.raises(Refused, match="đang ở bước “lập hồ sơ”"):
        take(nomination, offices, Act.RECEIVE)


def test_what_councils_and_decisions_do_is_not_done_on_the_page(nomination, offices):
    with pytest.raises(Refused, match="theo kết quả của hội đồng hoặc quyết định"):
        move(nomination=nomination, act=Act.DECIDE, by=offices.leader, at=AT)


def test_a_return_needs_a_reason_and_the_unit_sends_it_again(nomination, offices):
    kept = to_appraisal(nomination, offices)

    with pytest.raises(Refused, match="Ghi lý do"):
        move(nomination=kept, act=Act.RETURN, by=offices.appraiser, at=AT)
    kept = take(kept, offices, Act.RETURN)

    assert Step.objects.last().reason == "Theo yêu cầu của đơn vị"
    assert to_appraisal(kept, offices).state == State.APPRAISAL


def test_the_unit_takes_back_what_it_sent_until_it_is_received(nomination, offices):
    sent = take(nomination, offices, Act.SEND_TO_REVIEW, Act.SUBMIT)
    assert take(sent, offices, Act.RECALL).state == State.DRAFT

    received = to_appraisal(nomination, offices)
    with pytest.raises(Refused, match="đang ở bước “thẩm định”"):
        take(received, offices, Act.RECALL)


def test_what_was_sent_cannot_be_changed_until_it_comes_back(nomination, offices):
    sent = take(nomination, offices, Act.SEND_TO_REVIEW, Act.SUBMIT)

    with pytest.raises(Refused, match="đã trình"):
        change_nomination(
            nomination=sent, changes={"post": "Trưởng thôn"}, version=sent.version, by=offices.officer, at=AT
        )


def test_a_change_is_checked_anew_and_one_from_an_old_page_is_refused_with_both_texts(nomination, offices):
    facts = {"ratings": {"2026": "hoàn thành xuất sắc"}}
    saved = change_nomination(
        nomination=nomination, changes={"facts": facts, "post": "Trưởng thôn"}, version=1, by=offices.officer, at=AT
    )

    assert (saved.facts, saved.post, saved.version) == (facts, "Trưởng thôn", 2)
    with pytest.raises(Stale) as refusal:
        change_nomination(nomination=nomination, changes={"post": "Phó thôn"}, version=1, by=offices.officer, at=AT)
    assert (refusal.value.theirs, refusal.value.ours) == ({"post": "Trưởng thôn"}, {"post": "Phó thôn"})


@pytest.mark.parametrize("facts", [{"ratings": {"2026": "giỏi"}}, {"members": {"tong": 3}}, {"deed_on": "hôm qua"}])
def test_facts_that_the_law_cannot_read_are_refused(nomination, offices, facts):
    with pytest.raises(Refused, match="không đọc được"):
        change_nomination(nomination=nomination, changes={"facts": facts}, version=1, by=offices.officer, at=AT)


def test_nothing_moves_on_while_it_is_held_and_nothing_is_kept_of_why(nomination, offices):
    kept = to_appraisal(nomination, offices)
    judge_all(kept, offices)
    held = hold(nomination=kept, until=date(2027, 3, 1), by=offices.appraiser, at=AT)

    with pytest.raises(Refused, match="tạm dừng xét đến ngày 01/03/2027"):
        take(held, offices, Act.FINISH_APPRAISAL)
    assert Step.objects.last().reason == ""
    release(nomination=held, by=offices.appraiser, at=AT)

    assert take(held, offices, Act.FINISH_APPRAISAL).state == State.TO_DECIDE


def test_a_hold_ends_by_itself_on_its_day(nomination, offices):
    kept = to_appraisal(nomination, offices)
    judge_all(kept, offices)
    hold(nomination=kept, until=ON + timedelta(days=1), by=offices.appraiser, at=AT)

    assert take(kept, offices, Act.FINISH_APPRAISAL, at=AT + timedelta(days=1)).state == State.TO_DECIDE


def test_a_hold_in_the_past_is_refused(nomination, offices):
    kept = to_appraisal(nomination, offices)

    with pytest.raises(Refused, match="sau hôm nay"):
        hold(nomination=kept, until=ON, by=offices.appraiser, at=AT)


def test_many_go_together_or_none(own, commune, offices):
    rows = [make_nomination(own, commune, offices.officer, holder=make_person(commune, f"A {n}")) for n in "xyz"]
    take(rows[1], offices, Act.WITHDRAW)

    with pytest.raises(Refused, match="HS-2026-0002"):
        move_all(nominations=rows, act=Act.SEND_TO_REVIEW, by=offices.officer, at=AT)

    assert [row.state for row in Nomination.objects.order_by("pk")] == ["draft", "withdrawn", "draft"]


def test_a_closed_round_takes_nothing_more(nomination, own, offices):
    own.closed_at = AT
    own.save()

    with pytest.raises(Refused, match="đã kết thúc"):
        take(nomination, offices, Act.SEND_TO_REVIEW)


def test_the_day_of_receipt_chooses_the_law(own, commune, offices):
    made = make_nomination(own, commune, offices.officer)
    sent = take(made, offices, Act.SEND_TO_REVIEW, Act.SUBMIT)

    move_all(nominations=[sent], act=Act.RECEIVE, received_on=date(2026, 9, 30), by=offices.appraiser, at=AT)

    last = Check.objects.filter(nomination=made).first()
    assert (last.on, last.law_day) == (ON, date(2026, 9, 30))


def test_a_collective_whose_unit_ended_is_not_met(province, own, commune, offices):
    ended = make_commune("Cũ", under=province, until=date(2025, 7, 1))
    group = make_collective(commune, "Xã Cũ", body_unit=ended)

    made = make_nomination(own, commune, offices.officer, holder=group)

    assert "don_vi_con_hoat_dong" in {
        row["code"] for row in made.checks.first().verdicts if row["outcome"] == "not_met"
    }


def test_a_form_that_this_authority_may_not_give_is_not_met_and_says_who_gives_it(province):
    offices = make_offices(province, province)
    made = make_nomination(make_round(province), province, offices.officer, award=PRAISE)

    row = next(each for each in made.checks.first().verdicts if each["code"] == "tham_quyen")

    assert row["outcome"] == "not_met"
    assert "tỉnh Hưng Yên không quyết định hình thức này" in row["reason"]
    assert row["provision"] == "129/2025/NĐ-CP, Điều 59; 06/2022/QH15, Điều 80"


def test_a_form_of_a_higher_level_is_looked_at_and_passed_up_but_never_decided_here(province):
    offices = make_offices(province, province)
    made = make_nomination(
        make_round(province, ["bang_khen_thu_tuong"], asks_council=True), province, offices.officer,
        award="bang_khen_thu_tuong",
    )  # fmt: skip
    kept = to_appraisal(made, offices)
    for row in kept.checks.first().verdicts:
        if row["outcome"] == "not_met":
            override(nomination=kept, condition=row["code"], reason="Trình cấp trên", by=offices.leader, at=AT)
    judge_all(kept, offices)
    kept = take(kept, offices, Act.FINISH_APPRAISAL)

    passed = record_council_outcome(nomination=kept, act=Act.COUNCIL_PASS_UP, by=offices.appraiser, at=AT)

    assert passed.state == State.PASSED_UP


@pytest.fixture
def fighter(province, commune):
    """One proposed for the province's title, before the council, with all that can be met without a vote."""
    offices = make_offices(commune, province)
    person = make_person(commune)
    for year in (2023, 2024, 2025):
        give(person, year)
    made = make_nomination(make_round(province), commune, offices.officer, holder=person, award=FIGHTER, type="")
    fill_dossier(made)
    kept = to_appraisal(made, offices)
    for row in kept.checks.first().verdicts:
        if row["outcome"] == "not_met":
            override(nomination=kept, condition=row["code"], reason="Đã họp", by=offices.leader, at=AT)
    judge_all(kept, offices)
    return take(kept, offices, Act.FINISH_APPRAISAL), offices


def test_a_title_that_needs_a_vote_goes_to_the_council_and_enough_votes_take_it_on(fighter):
    kept, offices = fighter
    assert kept.state == State.COUNCIL

    agreed = record_council_outcome(
        nomination=kept, act=Act.COUNCIL_AGREE, vote=Votes(14, 15, 1, 12), by=offices.appraiser, at=AT
    )

    assert (agreed.state, agreed.vote) == (
        State.TO_DECIDE,
        {"favour": 14, "members": 15, "recused": 1, "attending": 12},
    )


def test_too_few_votes_cannot_be_an_agreement_and_are_not_kept(fighter):
    kept, offices = fighter

    with pytest.raises(Refused, match="hưa đi tiếp được"):
        record_council_outcome(
            nomination=kept, act=Act.COUNCIL_AGREE, vote=Votes(13, 15, 1, 12), by=offices.appraiser, at=AT
        )

    assert Nomination.objects.get(pk=kept.pk).vote == {}


def test_a_council_refuses_asks_for_more_or_proposes_a_lower_form(fighter):
    kept, offices = fighter

    lower = record_council_outcome(
        nomination=kept, act=Act.COUNCIL_LOWER, lower_form=MERIT, reason="Chưa đủ ba năm", by=offices.appraiser, at=AT
    )

    assert (lower.state, lower.award_code) == (State.APPRAISAL, MERIT)
    assert lower.award_name.startswith("Bằng khen")


def test_a_refusal_of_the_council_ends_it_and_keeps_the_vote(fighter):
    kept, offices = fighter

    refused = record_council_outcome(
        nomination=kept, act=Act.COUNCIL_REFUSE, vote=Votes(5, 15), by=offices.appraiser, at=AT
    )

    assert (refused.state, refused.vote) == (State.NOT_AGREED, {"favour": 5, "members": 15, "recused": 0})


def test_an_annulled_decision_is_an_end_with_its_reason(nomination, offices):
    kept = to_appraisal(nomination, offices)
    judge_all(kept, offices)
    mark_decided(nominations=[take(kept, offices, Act.FINISH_APPRAISAL)], by=offices.appraiser, at=AT)

    (gone,) = mark_annulled(nominations=[kept], reason="Kê khai không đúng", by=offices.leader, at=AT)

    assert (gone.state, Step.objects.last().reason) == (State.ANNULLED, "Kê khai không đúng")


def test_what_was_met_at_the_appraisal_is_asked_again_at_the_decision(nomination, offices):
    kept = to_appraisal(nomination, offices)
    judge_all(kept, offices)
    kept = take(kept, offices, Act.FINISH_APPRAISAL)
    kept.conclusions.all().delete()

    with pytest.raises(Refused, match="chưa đi tiếp được"):
        mark_decided(nominations=[kept], by=offices.appraiser, at=AT)


def test_a_draft_of_another_unit_is_not_seen_by_a_round_that_it_does_not_stand_under(province):
    elsewhere = make_unit("Hải Phòng")
    offices = make_offices(elsewhere, province)
    made = make_nomination(make_round(province), elsewhere, offices.officer, award=MERIT)

    assert list(nominations_in_scope(offices.appraiser, on=ON)) == []
    take(made, offices, Act.SEND_TO_REVIEW, Act.SUBMIT)
    assert list(nominations_in_scope(offices.appraiser, on=ON)) == [made]
    assert list(nominations_in_scope(make_actor(unit=make_unit("Thanh Hóa")), on=ON)) == []


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 1, 1), date(2025, 12, 31)])
def test_no_day_of_receipt_is_so_early_that_no_law_is_left_to_ask(own, commune, offices, day):
    sent = take(make_nomination(own, commune, offices.officer), offices, Act.SEND_TO_REVIEW, Act.SUBMIT)

    with pytest.raises(Refused, match="trước năm xét 2026") as refused:
        move_all(nominations=[sent], act=Act.RECEIVE, received_on=day, by=offices.appraiser, at=AT)

    assert refused.value.field == "received_on"


def test_a_day_of_receipt_before_the_award_was_in_the_catalogue_is_refused(commune, offices):
    old = make_round(commune, ["giay_khen"], year=1950)
    sent = take(make_nomination(old, commune, offices.officer), offices, Act.SEND_TO_REVIEW, Act.SUBMIT)

    with pytest.raises(Refused, match="01/02/1950 chưa có quy định về Giấy khen"):
        move_all(nominations=[sent], act=Act.RECEIVE, received_on=date(1950, 2, 1), by=offices.appraiser, at=AT)


def test_what_was_let_pass_is_not_let_pass_for_a_dossier_that_says_something_else_now(own, commune, offices):
    kept = to_appraisal(make_nomination(own, commune, offices.officer), offices)
    judge_all(kept, offices)
    override(nomination=kept, condition="thanh_phan_ho_so", reason="Bổ sung sau", by=offices.leader, at=AT)
    back = take(kept, offices, Act.RETURN)

    renamed = change_nomination(
        nomination=back, changes={"post": "Phó thôn"}, version=back.version, by=offices.officer, at=AT
    )
    assert renamed.conclusions.in_force().count() == kept.conclusions.count()
    told = {"achievement": "Một việc khác hẳn"}
    change_nomination(nomination=renamed, changes=told, version=renamed.version, by=offices.officer, at=AT)

    assert not kept.conclusions.in_force().exists()
    assert "thay đổi sau khi kết luận" in kept.conclusions.first().withdrawn_reason


def test_a_paper_taken_out_after_others_were_let_off_stands_in_the_way_again(own, commune, offices):
    nomination = make_nomination(own, commune, offices.officer)
    paper = attach_paper(
        nomination=nomination, stated=StatedPaper("to_trinh", note="Bản giấy"), by=offices.officer, at=AT
    )
    kept = to_appraisal(nomination, offices)
    override(nomination=kept, condition="thanh_phan_ho_so", reason="Thiếu biên bản", by=offices.leader, at=AT)
    take(kept, offices, Act.RETURN)

    take_out_paper(paper=paper, by=offices.officer, at=AT)

    assert not kept.conclusions.in_force().filter(condition="thanh_phan_ho_so").exists()


def test_what_was_concluded_of_the_higher_form_is_concluded_anew_of_the_lower_one(fighter):
    kept, offices = fighter
    assert kept.conclusions.in_force().exists()

    record_council_outcome(
        nomination=kept, act=Act.COUNCIL_LOWER, lower_form=MERIT, reason="Chưa đủ ba năm", by=offices.appraiser, at=AT
    )

    assert not kept.conclusions.in_force().exists()


def test_a_hold_is_ended_also_where_the_dossier_was_returned_meanwhile(nomination, offices):
    kept = to_appraisal(nomination, offices)
    hold(nomination=kept, until=date(2027, 12, 31), by=offices.leader, at=AT)
    back = take(kept, offices, Act.RETURN)

    release(nomination=back, by=offices.leader, at=AT)

    assert take(back, offices, Act.SEND_TO_REVIEW).state == State.UNIT_REVIEW


def test_what_a_leader_concluded_is_not_taken_back_by_an_officer(own, commune, offices):
    offices = replace(offices, appraiser=make_actor(Role.OFFICER, unit=commune, full_name="Đỗ Văn Cường"))
    kept = to_appraisal(make_nomination(own, commune, offices.officer), offices)
    code = next(row["code"] for row in kept.checks.first().verdicts if row["outcome"] == "to_judge")
    made = conclude(nomination=kept, condition=code, is_met=False, reason="Chưa", by=offices.leader, at=AT)

    with pytest.raises(Refused, match="rút được"):
        withdraw_conclusion(conclusion=made, by=offices.appraiser, at=AT)

    withdraw_conclusion(conclusion=made, by=offices.leader, at=AT)


def test_a_lower_form_is_none_that_a_higher_level_decides_on(fighter):
    kept, offices = fighter

    with pytest.raises(Refused, match="không thấp hơn"):
        record_council_outcome(
            nomination=kept, act=Act.COUNCIL_LOWER, lower_form="huan_chuong_lao_dong_hang_nhat", reason="Thử",
            by=offices.appraiser, at=AT,
        )  # fmt: skip

    assert Nomination.objects.get(pk=kept.pk).award_code == FIGHTER


def test_a_reason_that_nobody_can_see_is_none(own, commune, offices):
    kept = to_appraisal(make_nomination(own, commune, offices.officer), offices)

    with pytest.raises(Refused, match="Ghi lý do"):
        override(nomination=kept, condition="thanh_phan_ho_so", reason="\u200b\u2060\u202e", by=offices.leader, at=AT)


def test_a_person_whose_two_records_were_put_together_is_proposed_once(own, commune, offices):
    gone, person = make_person(commune, "Lê Thị Hòa"), make_person(commune, "Lê Thị Hoà")
    make_nomination(own, commune, offices.officer, holder=gone)
    merge_holders(kept=person, gone=gone, by=offices.officer, at=AT)

    with pytest.raises(Refused, match="đã có hồ sơ"):
        make_nomination(own, commune, offices.officer, holder=person)
