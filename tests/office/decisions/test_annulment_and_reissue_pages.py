"""Annulment on a ground of the law, and certificates made anew, in the browser."""

import pytest
from django.urls import reverse
from tests.factories.decision_pages import draft, issued_today, waiting, words
from tests.factories.honours import give, make_person
from tests.factories.people import make_actor

from thidua.core import clock
from thidua.core.actors import Role
from thidua.decisions.commands import draft_annulment, issue_decision
from thidua.decisions.models import AwardDecision, ReissueRequest
from thidua.web.formats import day

pytestmark = pytest.mark.django_db
TODAY = day(clock.today())
ANNUL = {"reason": "false_declaration", "title": "Về việc hủy bỏ khen thưởng", "symbol": "QĐ-UBND"}
REISSUE = {"title": "Về việc cấp đổi", "authority": "Chủ tịch Ủy ban nhân dân tỉnh", "symbol": "QĐ-UBND"}


def post(client, name, *args, status=422, **typed):
    return words(client.post(reverse(f"office:{name}", args=args), typed, follow=True), status)


def test_the_ticked_lines_go_into_a_draft_that_annuls_them_on_one_of_four_grounds(officer, province, round_):
    rows = [waiting(round_, make_person(province, name)) for name in ("Lê Thị An", "Vũ Văn Ba")]
    decision = issued_today(round_, *rows)
    address = reverse("office:annul_decision", args=[decision.uid])

    page = words(officer.get(address))
    told = post(
        officer, "annul_decision", decision.uid, status=200, dong=decision.lines.get(name="Lê Thị An").uid, **ANNUL
    )

    made = AwardDecision.objects.get(kind="annul")
    assert page.count('name="reason"') == 4
    assert ("<textarea" in page, "chi tiết vụ việc" in page) == (True, True)
    assert [(line.name, line.decision.reason) for line in made.lines.all()] == [("Lê Thị An", "false_declaration")]
    assert "Chưa rút khỏi sổ; rút khi ban hành." in told
    assert "kê khai gian dối để được khen thưởng" in told


def test_a_whole_decision_is_annulled_without_ticking(officer, round_):
    decision = issued_today(round_, waiting(round_), waiting(round_))

    post(officer, "annul_decision", decision.uid, status=200, **ANNUL, **{"pham-vi": "ca-quyet-dinh"})

    assert AwardDecision.objects.get(kind="annul").lines.count() == 2


def test_of_a_decision_that_was_annulled_whole_nothing_is_next(officer, province, round_):
    given, by = issued_today(round_, waiting(round_)), make_actor(Role.LEADER, unit=province)
    made = draft_annulment(
        decision=given, reason="false_papers", title="Hủy bỏ", symbol="QĐ-UBND", by=by, at=clock.now()
    )
    issue_decision(decision=made, dated_on=clock.today(), by=by, at=clock.now())

    page = words(officer.get(reverse("office:decision", args=[given.uid])))

    timeline = page.split('aria-label="Các bước')[1].split("</section>")[0]
    assert [step in timeline for step in ("Ban hành", "Hủy bỏ", "Công bố, trao", "Lưu hồ sơ")] == [
        True,
        True,
        False,
        False,
    ]
    assert ("Khen thưởng đã hủy bỏ" in page, "Đã chi đủ" in page) == (True, False)


def test_nothing_ticked_and_no_ground_are_refused(officer, round_):
    decision = issued_today(round_)
    line = decision.lines.get().uid

    assert "Chọn ít nhất một dòng còn hiệu lực" in post(officer, "annul_decision", decision.uid, **ANNUL)
    without = {**ANNUL, "reason": ""}
    assert 'name="reason"' in post(officer, "annul_decision", decision.uid, dong=line, **without)
    assert not AwardDecision.objects.filter(kind="annul").exists()


def test_a_draft_has_nothing_to_annul(officer, round_):
    page = words(officer.get(reverse("office:annul_decision", args=[draft(round_).uid])))

    assert "Không có khen thưởng nào để hủy bỏ" in page


def test_a_request_for_a_certificate_is_recorded_waits_and_goes_into_a_decision(officer, province, round_):
    decision = issued_today(round_, waiting(round_, make_person(province, "Lê Thị An")))
    honour = decision.lines.get().honour

    post(officer, "ask_reissue", honour.uid, status=200, ground="damaged", asked_on=TODAY, asked_by="Xã Vũ Thư")
    page = words(officer.get(reverse("office:reissues")))
    request = ReissueRequest.objects.get()
    told = post(officer, "reissues", status=200, **REISSUE, **{"de-nghi": request.uid})

    assert "1 đề nghị cấp đổi, cấp lại đang chờ</h1>" in page
    assert "Dự thảo cấp đổi, cấp lại cho 1 cá nhân</h1>" in told
    assert "Không có đề nghị cấp đổi, cấp lại nào chờ</h1>" in words(officer.get(reverse("office:reissues")))


def test_an_old_honour_of_the_ledger_is_asked_for_too_and_the_request_is_taken_back(officer, province):
    honour = give(make_person(province, "Lê Thị An"), 2021)

    post(officer, "ask_reissue", honour.uid, status=200, ground="lost", asked_on=TODAY)
    page = post(officer, "withdraw_reissue", ReissueRequest.objects.get().uid, status=200)

    assert "Đã rút đề nghị cấp đổi, cấp lại của Lê Thị An." in page
    assert ReissueRequest.objects.get().withdrawn_at is not None


def test_asking_twice_or_for_a_day_to_come_is_refused(officer, province, round_):
    honour = issued_today(round_).lines.get().honour

    late = post(officer, "ask_reissue", honour.uid, ground="lost", asked_on="31/12/2099")
    post(officer, "ask_reissue", honour.uid, status=200, ground="lost", asked_on=TODAY)
    twice = post(officer, "ask_reissue", honour.uid, ground="lost", asked_on=TODAY)

    assert "Ngày đề nghị chưa tới." in late
    assert "đang có đề nghị cấp đổi, cấp lại chờ giải quyết" in twice


def test_the_certificate_of_an_annulled_award_is_called_in_and_what_became_of_it_is_undone(officer, province, round_):
    decision = issued_today(round_, waiting(round_, make_person(province, "Lê Thị An")))
    line, by = decision.lines.get(), make_actor(Role.LEADER, unit=province)
    stated = {"reason": "false_papers", "title": "Hủy bỏ", "symbol": "QĐ-UBND", "by": by, "at": clock.now()}
    made = draft_annulment(decision=decision, **stated)
    issue_decision(decision=made, dated_on=clock.today(), by=by, at=clock.now())
    address = reverse("office:record_return", args=[line.uid])

    listed = words(officer.get(reverse("office:decisions")))
    waits = words(officer.get(reverse("office:decision", args=[decision.uid])))
    form = words(officer.get(address))
    done = post(officer, "record_return", line.uid, status=200, returned="handed_back", on=TODAY)
    annulment = words(officer.get(reverse("office:decision", args=[made.uid])))
    again = post(officer, "record_return", line.uid, returned="lost", on=TODAY)
    undone = post(officer, "undo_return", line.uid, status=200)

    assert ("Chờ thu bằng, hiện vật" in listed, address in listed) == (True, True)
    assert ("Bằng, hiện vật chưa thu" in waits, address in waits) == (True, True)
    assert form.count('name="returned"') == 3
    assert f"Bằng, hiện vật: đã nộp lại, {TODAY}" in done
    assert f"Bằng, hiện vật: đã nộp lại, {TODAY}" in annulment
    assert "đã ghi rồi" in again
    assert ("lại chờ thu" in undone, "Bằng, hiện vật chưa thu" in undone) == (True, True)
