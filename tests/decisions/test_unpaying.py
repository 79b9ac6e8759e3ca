"""A payment written by mistake is taken back by an entry against it; nothing of the fund is removed or changed."""

from datetime import date

import pytest
from tests.factories.at_once import at_once
from tests.factories.decisions import issued, make_round, officer, waiting
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.decisions.commands import draft_annulment, issue_decision, open_fund, pay_lines, take_back_payments
from thidua.decisions.models import DecisionLine, FundEntry
from thidua.decisions.queries.balances import balance_of
from thidua.decisions.queries.funds import fund_page, standing_payments, unpaid_lines
from thidua.nominations.commands import mark_announced, move
from thidua.nominations.models import Nomination, Step

TODAY = date(2026, 11, 20)


@pytest.fixture
def fund(commune, by):
    return open_fund(unit=commune, year=2026, opening=2_000_000, by=by, at=AT)


def paid(round_, by, *, announced=True, count=1):
    """A decision whose awards were announced and paid."""
    decision = issued(round_, *[waiting(round_) for _time in range(count)])
    lines = list(decision.lines.select_related("nomination"))
    if announced:
        mark_announced(nominations=[line.nomination for line in lines], by=by, at=AT)
    pay_lines(lines=lines, paid_on=TODAY, by=by, at=AT)
    return decision


def take_back(decision, by, *, payments=None, reason="Ghi nhầm người"):
    chosen = list(standing_payments(decision)) if payments is None else payments
    return take_back_payments(payments=chosen, reason=reason, by=by, at=AT)


@pytest.mark.django_db
def test_taking_a_payment_back_adds_an_entry_and_lets_line_and_nomination_wait_again(fund, round_, by):
    decision = paid(round_, by)

    total = take_back(decision, by)

    line = DecisionLine.objects.get()
    assert (total, balance_of(fund), line.paid_on) == (760_000, 2_000_000, None)
    assert list(FundEntry.objects.values_list("kind", "amount", "note")) == [
        ("paid", 760_000, ""),
        ("taken_back", 760_000, "Ghi nhầm người"),
    ]
    assert list(unpaid_lines(fund.unit)) == [line]
    assert Nomination.objects.get().state == "announced"
    step = Step.objects.last()
    assert (step.act, step.before, step.after, step.reason) == ("unpay", "paid", "announced", "Ghi nhầm người")
    assert (fund_page(fund, on=TODAY).paid, fund_page(fund, on=TODAY).waiting) == (0, 760_000)


@pytest.mark.django_db
def test_what_was_paid_before_it_was_announced_goes_back_to_decided(fund, round_, by):
    decision = paid(round_, by, announced=False)

    take_back(decision, by)

    assert Nomination.objects.get().state == "decided"


@pytest.mark.django_db
def test_a_dossier_that_was_archived_since_stays_so(fund, round_, by):
    decision = paid(round_, by)
    move(nomination=Nomination.objects.get(), act="archive", by=by, at=AT)

    take_back(decision, by)

    assert (Nomination.objects.get().state, DecisionLine.objects.get().paid_on) == ("archived", None)


@pytest.mark.django_db
def test_the_trail_has_what_was_and_what_is(fund, round_, by):
    decision = paid(round_, by)
    name = DecisionLine.objects.get().name

    take_back(decision, by)

    kept = AuditEntry.objects.get(act="take_back_payments")
    assert kept.before == {"lines": [name], "paid_on": ["2026-11-20"]}
    assert kept.after == {"lines": [name], "paid_on": None, "total": 760_000, "reason": "Ghi nhầm người"}


@pytest.mark.django_db
def test_an_award_is_paid_and_taken_back_as_often_as_it_is_wrong_and_each_payment_once(fund, round_, by):
    decision = paid(round_, by)
    first = list(standing_payments(decision))
    take_back(decision, by)
    pay_lines(lines=[DecisionLine.objects.get()], paid_on=TODAY, by=by, at=AT)

    with pytest.raises(Refused, match="đã bỏ ghi rồi"):
        take_back(decision, by, payments=first)

    assert (balance_of(fund), DecisionLine.objects.get().paid_on) == (1_240_000, TODAY)
    take_back(decision, by)
    assert list(FundEntry.objects.values_list("kind", "turn")) == [
        ("paid", 0),
        ("taken_back", 0),
        ("paid", 1),
        ("taken_back", 1),
    ]


@pytest.mark.django_db
def test_without_a_reason_without_payments_or_at_another_unit_nothing_is_taken_back(fund, round_, province, by):
    decision = paid(round_, by)
    cases = [
        ({"reason": " "}, by, "Ghi lý do"),
        ({"payments": []}, by, "Chọn ít nhất một"),
        ({}, officer(province), "Việc này của cán bộ"),
    ]

    for stated, actor, why in cases:
        with pytest.raises(Refused, match=why):
            take_back(decision, actor, **stated)
    assert FundEntry.objects.count() == 1


@pytest.mark.django_db
def test_what_was_annulled_since_is_recovered_and_not_taken_back(fund, round_, commune, by):
    decision = paid(round_, by)
    payments = list(standing_payments(decision))
    made = draft_annulment(decision=decision, reason="false_papers", title="Hủy bỏ", symbol="QĐ-UBND", by=by, at=AT)
    issue_decision(decision=made, dated_on=TODAY, by=make_actor(Role.LEADER, unit=commune), at=AT)

    with pytest.raises(Refused, match="Tiền nộp lại thì ghi thu hồi"):
        take_back(decision, by, payments=payments)
    assert list(standing_payments(decision)) == []


@pytest.mark.django_db
def test_a_payment_of_a_year_that_is_over_is_taken_back_on_its_last_day(fund, round_, by):
    decision = paid(round_, by)

    take_back_payments(
        payments=list(standing_payments(decision)), reason="Ghi nhầm", by=by, at=AT.replace(year=2027, month=1)
    )

    assert FundEntry.objects.get(kind="taken_back").on == date(2026, 12, 31)


@pytest.mark.django_db(transaction=True)
def test_four_clicks_take_a_payment_back_once():
    commune = make_commune("Vũ Thư", under=make_unit("Hưng Yên"))
    by, round_ = officer(commune), make_round(commune)
    fund = open_fund(unit=commune, year=2026, opening=1_600_000, by=by, at=AT)
    decision = paid(round_, by)
    payments = list(standing_payments(decision))

    clicked = at_once(*[lambda: take_back(decision, by, payments=payments)] * 4)

    assert sum(isinstance(each, Refused) for each in clicked) == 3
    assert (balance_of(fund), FundEntry.objects.count()) == (1_600_000, 2)
