"""Issuing in the browser: number and day, the effect told before, one decision whatever is clicked, refusals."""

import pytest
from django.urls import reverse
from tests.factories.decision_pages import draft, fund_of, issued_today, waiting, words
from tests.factories.honours import make_collective, make_person
from tests.factories.people import make_actor, make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.decisions.commands import draft_annulment
from thidua.decisions.models import AwardDecision
from thidua.honours.models import Honour
from thidua.nominations.models import Conclusion
from thidua.web.formats import day

pytestmark = pytest.mark.django_db


def typed(**more):
    return {"source": "so", "number": "", "dated_on": day(clock.today()), **more}


def issue(client, decision, status=200, **more):
    return words(client.post(reverse("office:issue_decision", args=[decision.uid]), typed(**more)), status)


def confirm(client, decision, **more):
    address = reverse("office:issue_decision", args=[decision.uid])
    return client.post(address, typed(**{"xac-nhan": "1"}, **more), follow=True)


def test_the_page_shows_the_next_number_of_our_own_book(officer, round_):
    issued_today(round_)
    decision = draft(round_)

    page = words(officer.get(reverse("office:issue_decision", args=[decision.uid])))

    assert "Ra quyết định cho 1 cá nhân</h1>" in page
    assert "Số tiếp theo trong sổ của đơn vị: 02/QĐ-UBND." in page


def test_the_effect_is_told_before_and_nothing_is_done_until_it_is_confirmed(officer, province, round_):
    fund_of(province, opening=5_000_000)
    rows = [waiting(round_, make_person(province, name)) for name in ("Lê Thị An", "Vũ Văn Ba")]
    decision = draft(round_, *rows, waiting(round_, make_collective(province, "Công an xã")))

    page = issue(officer, decision)

    today = day(clock.today())
    assert (
        f"Ra Quyết định số 01/QĐ-UBND ngày {today} cho 1 tập thể, 2 cá nhân: ghi 3 dòng vào sổ khen thưởng, tiền "
        "thưởng 15.190.000 đồng."
    ) in page
    assert "còn 5.000.000 đồng, thiếu 10.190.000 đồng để chi hết" in page
    assert "Hồ sơ cơ quan của ngày này chưa ghi người ký." in page
    assert (AwardDecision.objects.get().number, Honour.objects.count()) == (None, 0)


def test_confirmed_it_is_issued_and_the_ledger_is_written(officer, round_):
    decision = draft(round_)

    page = words(confirm(officer, decision))

    decision.refresh_from_db()
    assert (decision.code, decision.issued_by, Honour.objects.count()) == ("01/QĐ-UBND", "Trần Thu Hà", 1)
    assert "Đã ra Quyết định số 01/QĐ-UBND." in page


def test_a_second_click_issues_nothing_and_leads_to_the_decision(officer, round_):
    decision = draft(round_)
    confirm(officer, decision)

    page = words(confirm(officer, decision))

    assert "Quyết định này đã ban hành, số 01/QĐ-UBND." in page
    assert (AwardDecision.objects.count(), Honour.objects.count()) == (1, 1)


def test_looking_again_leads_back_to_what_was_typed(officer, round_):
    decision = draft(round_)

    page = issue(officer, decision, source="van-thu", number="15", sua="1")

    assert 'value="15"' in page
    assert "Xem kết quả trước khi ra</button>" in page


def test_the_number_of_the_registry_is_taken_as_typed(officer, round_):
    decision = draft(round_)

    told = issue(officer, decision, source="van-thu", number="15/QĐ-UBND")
    confirm(officer, decision, source="van-thu", number="15/QĐ-UBND")

    decision.refresh_from_db()
    assert "Ra Quyết định số 15/QĐ-UBND ngày" in told
    assert (decision.number, decision.is_from_book) == (15, False)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("15a", "“15a” không phải số của quyết định QĐ-UBND."),
        ("7", "đã có: “Về việc tặng Bằng khen”"),
        ("", "Ghi số văn thư đã cấp"),
    ],
)
def test_a_number_that_is_none_or_taken_is_refused_at_its_field(officer, round_, number, why):
    issued_today(round_, number="7")
    decision = draft(round_)

    page = issue(officer, decision, 422, source="van-thu", number=number)

    assert why in page
    assert 'aria-invalid="true"' in page


def test_a_day_to_come_is_refused_at_the_day(officer, round_):
    decision = draft(round_)

    page = issue(officer, decision, 422, **{"dated_on": "31/12/2099", "xac-nhan": "1"})

    assert "Ngày quyết định chưa tới." in page
    decision.refresh_from_db()
    assert decision.number is None


def test_a_refusal_lists_what_is_not_clear_with_links_and_why(officer, province, round_):
    stuck = waiting(round_, make_person(province, "Lê Thị An"))
    fine = waiting(round_, make_person(province, "Vũ Văn Ba"))
    decision = draft(round_, stuck, fine)
    Conclusion.objects.filter(nomination=stuck).update(withdrawn_at=clock.now())

    response = officer.post(reverse("office:issue_decision", args=[decision.uid]), typed(**{"xac-nhan": "1"}))
    page = words(response, 422)

    assert "Chưa ra được: 1 hồ sơ còn vướng</h1>" in page
    assert f"{stuck.code}, Lê Thị An" in page
    assert f"{fine.code}, Vũ Văn Ba" not in page
    assert not Honour.objects.exists()


def test_what_the_last_check_found_is_shown_before_the_number_is_asked(officer, round_):
    row = waiting(round_)
    decision = draft(round_, row)
    row.not_met, row.to_judge = 1, 2
    row.save(update_fields=["not_met", "to_judge"])

    page = words(officer.get(reverse("office:issue_decision", args=[decision.uid])))

    assert "1 điều kiện chưa đạt, 2 điều kiện cần người xét." in page


def test_an_annulment_tells_its_effect_and_only_a_head_issues_it(officer, leader, province, round_):
    given = issued_today(round_, waiting(round_))
    by = make_actor(Role.LEADER, unit=province)
    made = draft_annulment(
        decision=given, reason="false_papers", title="Hủy bỏ", symbol="QĐ-UBND", by=by, at=clock.now()
    )

    for_officer = words(officer.get(reverse("office:issue_decision", args=[made.uid])))
    told = issue(leader, made)
    confirm(leader, made)

    assert "Quyết định hủy bỏ do người duyệt hoặc lãnh đạo đơn vị ghi ban hành." in for_officer
    assert 'name="dated_on"' not in for_officer
    assert "hủy bỏ khen thưởng của 1 cá nhân: rút 1 dòng khỏi sổ khen thưởng, phải thu hồi 0 đồng." in told
    assert Honour.objects.get().withdrawn_at is not None


def test_a_council_member_may_not_issue(province, round_, client):
    client.force_login(make_user(Role.COUNCIL_MEMBER, unit=province))

    assert client.get(reverse("office:issue_decision", args=[draft(round_).uid])).status_code == 403


def test_a_day_before_there_was_such_an_award_is_refused_with_why_and_not_before_it_is_confirmed(officer, round_):
    decision = draft(round_)

    asked = issue(officer, decision, dated_on="05/05/1990")
    page = words(confirm(officer, decision, dated_on="05/05/1990"), 422)

    assert "Xác nhận" in asked or 'name="xac-nhan"' in asked
    assert "danh mục không có “bang_khen_bo_tinh” vào ngày 05/05/1990" in page
