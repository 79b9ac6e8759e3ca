"""Annulling: a decision of its own, a ground of the law and nothing else, honours taken back, money owed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.factories.decisions import draft, issued, make_round, officer, waiting
from tests.factories.organisations import AT, make_commune
from tests.factories.people import make_actor

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.decisions.commands import (
    draft_annulment,
    drop_draft,
    issue_decision,
    open_fund,
    pay_lines,
    record_recovery,
    remove_lines,
)
from thidua.decisions.models import AwardDecision, DecisionLine, FundEntry
from thidua.decisions.queries.balances import balance_of
from thidua.decisions.queries.decisions import waiting_for_decision
from thidua.decisions.queries.funds import owed_lines
from thidua.honours.models import Honour
from thidua.nominations.models import Nomination
from thidua.organisations.models import Succession

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def head(commune):
    return make_actor(Role.LEADER, unit=commune)


@pytest.fixture
def decision(round_):
    return issued(round_, waiting(round_), waiting(round_), title="Về việc tặng Giấy khen")


def annul(decision, by, lines=None, reason="false_papers", head=None, **more):
    made = draft_annulment(
        decision=decision,
        lines=lines,
        reason=reason,
        title="Về việc hủy bỏ khen thưởng",
        symbol="QĐ-UBND",
        by=by,
        at=AT,
        **more,
    )
    return issue_decision(decision=made, dated_on=TODAY, by=head or by, at=AT).decision


def test_an_annulled_line_loses_its_honour_and_its_nomination_is_annulled(decision, by, head):
    first, second = decision.lines.all()

    made = annul(decision, by, [first], head=head)

    first.refresh_from_db()
    assert (made.code, made.kind, made.annuls) == ("02/QĐ-UBND", "annul", decision)
    assert (first.annulled_at, first.to_recover) == (AT, 0)
    gone = Honour.objects.get(pk=first.honour_id)
    assert gone.withdrawn_reason == ("Hủy bỏ theo Quyết định số 02/QĐ-UBND ngày 20/11/2026: giấy tờ không đúng sự thật")
    assert [each.pk for each in Honour.objects.in_force()] == [second.honour_id]
    assert dict(Nomination.objects.values_list("pk", "state")) == {
        first.nomination_id: "annulled",
        second.nomination_id: "decided",
    }
    assert AwardDecision.objects.get(pk=decision.pk).state == "issued"


def test_when_all_its_lines_are_annulled_the_decision_is(decision, by, head):
    first, second = decision.lines.all()
    annul(decision, by, [first], head=head)
    annul(decision, by, head=head)

    assert AwardDecision.objects.get(pk=decision.pk).state == "annulled"
    assert Honour.objects.in_force().count() == 0
    assert second.followed_by.count() == 1


def test_money_that_was_paid_has_to_come_back_into_the_fund(decision, commune, by, head):
    fund = open_fund(unit=commune, year=2026, opening=5_000_000, by=by, at=AT)
    pay_lines(lines=[decision.lines.first()], paid_on=TODAY, by=by, at=AT)
    annul(decision, by, head=head)
    line = decision.lines.first()

    assert [(owed.pk, amount) for owed, amount in owed_lines(commune)] == [(line.pk, 760_000)]
    record_recovery(line=line, amount=500_000, on=TODAY, note="Nộp lần 1", by=by, at=AT)
    with pytest.raises(Refused, match=r"còn phải nộp lại 260\.000 đồng"):
        record_recovery(line=line, amount=260_001, on=TODAY, by=by, at=AT)
    record_recovery(line=line, amount=260_000, on=TODAY, by=by, at=AT)

    assert (balance_of(fund), owed_lines(commune)) == (5_000_000, [])
    kinds = list(FundEntry.objects.values_list("kind", "amount"))
    assert kinds == [("paid", 760_000), ("recovered", 500_000), ("recovered", 260_000)]


def test_money_does_not_come_back_before_it_was_paid(decision, commune, by, head):
    open_fund(unit=commune, year=2026, opening=10_000_000, by=by, at=AT)
    line = decision.lines.first()
    pay_lines(lines=[line], paid_on=TODAY, by=by, at=AT)
    annul(decision, by, head=head)

    with pytest.raises(Refused, match="Ngày nộp trước ngày chi 20/11/2026"):
        record_recovery(line=line, amount=1, on=date(2026, 11, 19), by=by, at=AT)

    assert record_recovery(line=line, amount=1, on=TODAY, by=by, at=AT).amount == 1


def test_what_was_annulled_is_not_paid(decision, commune, by, head):
    open_fund(unit=commune, year=2026, opening=5_000_000, by=by, at=AT)
    annul(decision, by, head=head)

    with pytest.raises(Refused, match="đã hủy bỏ, không chi"):
        pay_lines(lines=[decision.lines.first()], paid_on=TODAY, by=by, at=AT)


def test_only_the_four_grounds_of_the_law_are_taken_and_no_word_more_is_kept(decision, by, head):
    with pytest.raises(Refused, match="bốn căn cứ hủy bỏ"):
        annul(decision, by, reason="vụ việc đang xem xét", head=head)

    made = annul(decision, by, reason="later_conclusion", head=head)

    assert made.reason == "later_conclusion"
    words = AuditEntry.objects.filter(act="draft_annulment").values_list("after", flat=True)
    assert list(words) == [{"annuls": "01/QĐ-UBND", "reason": "later_conclusion", "lines": 2}]


def test_an_officer_drafts_and_one_who_answers_for_the_unit_records_the_annulment(decision, by):
    with pytest.raises(Refused, match="người duyệt hoặc lãnh đạo"):
        annul(decision, by)

    assert Honour.objects.in_force().count() == 2


def test_a_line_is_annulled_once_and_stands_in_one_draft(decision, by, head):
    first = decision.lines.first()
    made = draft_annulment(
        decision=decision, lines=[first], reason="false_papers", title="Hủy bỏ", symbol="QĐ-UBND", by=by, at=AT
    )
    with pytest.raises(Refused, match="đã ở “Hủy bỏ”"):
        annul(decision, by, [first], head=head)
    line = made.lines.get()
    line.pk, line.uid = None, "12345678123456781234567812345678"
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)
    drop_draft(decision=made, reason="Lập lại", by=by, at=AT)

    annul(decision, by, [first], head=head)

    with pytest.raises(Refused, match="dòng còn hiệu lực"):
        annul(decision, by, [first], head=head)
    assert DecisionLine.objects.filter(annulled_at__isnull=False).count() == 1


def test_an_annulment_before_the_decision_it_annuls_is_refused(decision, by, head):
    made = draft_annulment(decision=decision, reason="false_papers", title="Hủy bỏ", symbol="QĐ-UBND", by=by, at=AT)

    with pytest.raises(Refused, match="ký trước quyết định khen thưởng ngày 20/11/2026"):
        issue_decision(decision=made, number="3", dated_on=date(2026, 11, 19), by=head, at=AT)


def test_a_draft_or_an_annulment_itself_is_not_annulled(round_, decision, by, head):
    made = annul(decision, by, head=head)

    for other in (draft(round_), made, AwardDecision.objects.get(pk=decision.pk)):
        with pytest.raises(Refused, match="quyết định đã ban hành"):
            annul(other, by, head=head)


def test_another_unit_does_not_annul_but_the_one_that_took_its_place_does(province):
    old = make_commune("Tự Tân", under=province, until=date(2026, 11, 10))
    heir = make_commune("Vũ Thư", under=province, since=date(2026, 11, 10))
    Succession.objects.create(predecessor=old, successor=heir, on=date(2026, 11, 10), kind="whole")
    decided = issued(make_round(old), dated_on=date(2026, 11, 1))

    with pytest.raises(Refused, match="Nơi đã quyết định khen thưởng, hoặc nơi kế tục"):
        annul(decided, officer(province))
    made = annul(
        decided, officer(heir), head=make_actor(Role.LEADER, unit=heir), authority="Chủ tịch Ủy ban nhân dân xã Vũ Thư"
    )

    assert (made.unit, made.authority, Honour.objects.in_force().count()) == (
        heir,
        "Chủ tịch Ủy ban nhân dân xã Vũ Thư",
        0,
    )


def test_what_an_ended_unit_paid_comes_back_into_the_fund_of_the_one_that_took_its_place(province):
    old = make_commune("Tự Tân", under=province, until=date(2026, 11, 10))
    heir = make_commune("Vũ Thư", under=province, since=date(2026, 11, 10))
    Succession.objects.create(predecessor=old, successor=heir, on=date(2026, 11, 10), kind="whole")
    decided = issued(make_round(old), dated_on=date(2026, 11, 1))
    line = decided.lines.get()
    open_fund(unit=old, year=2026, opening=10_000_000, by=officer(old), at=AT)
    pay_lines(lines=[line], paid_on=date(2026, 11, 2), by=officer(old), at=AT)
    annul(decided, officer(heir), head=make_actor(Role.LEADER, unit=heir))
    fund = open_fund(unit=heir, year=2026, opening=0, by=officer(heir), at=AT)

    owed = owed_lines(heir)
    with pytest.raises(Refused, match="Việc này của cán bộ"):
        record_recovery(line=line, amount=760_000, on=TODAY, by=officer(province), at=AT)
    record_recovery(line=line, amount=760_000, on=TODAY, by=officer(heir), at=AT)

    assert (owed, owed_lines(heir), balance_of(fund)) == ([(line, 760_000)], [], 760_000)


def test_an_annulled_nomination_does_not_wait_again_by_itself(decision, round_, by, head):
    annul(decision, by, head=head)

    assert waiting_for_decision(round_).count() == 0


def test_a_line_taken_out_of_an_annulment_leaves_the_money_of_the_others_as_it_was_given(round_, by):
    decision = issued(round_, waiting(round_), waiting(round_), dated_on=date(2026, 6, 20))
    made = draft_annulment(
        decision=decision, reason="false_papers", title="Về việc hủy bỏ", symbol="QĐ-UBND", by=by, at=AT
    )

    left = remove_lines(decision=made, lines=[made.lines.first()], by=by, at=AT)

    kept = made.lines.get(withdrawn_at=None)
    assert (left, kept.place, kept.bonus, kept.bonus_state) == (1, 1, 710_000, "not_due")
