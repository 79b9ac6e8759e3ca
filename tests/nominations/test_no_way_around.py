"""However somebody walks, no nomination is decided past a condition that is not met and that nobody let pass."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.nominations import fill_dossier, judge_all, make_nomination, make_offices, make_round
from tests.factories.organisations import AT, make_commune, make_unit

from thidua.core.errors import Refused
from thidua.law.record import Votes
from thidua.law.verdicts import Outcome
from thidua.nominations.choices import Act, State
from thidua.nominations.commands import (
    conclude,
    hold,
    mark_annulled,
    mark_decided,
    mark_paid,
    mark_unpaid,
    move,
    override,
    record_council_outcome,
    withdraw_conclusion,
)
from thidua.nominations.models import Conclusion, Nomination, Paper, Step
from thidua.nominations.queries.assessing import assess_nominations
from thidua.nominations.rules.verdict_rows import VerdictRow

pytestmark = pytest.mark.django_db
_AWARDS = ("giay_khen", "chien_si_thi_dua_co_so", "lao_dong_tien_tien", "bang_khen_bo_tinh")
_MOVES = [
    Act.SEND_TO_REVIEW, Act.SUBMIT, Act.RECALL, Act.RECEIVE, Act.RETURN, Act.FINISH_APPRAISAL, Act.CLOSE_COMMENT,
    Act.ANNOUNCE, Act.ARCHIVE, Act.WITHDRAW,
]  # fmt: skip


def _first(row, outcome, at):
    rows = assess_nominations([row], on=at.date())[row.pk].rows
    return next(each.code for each in rows if each.outcome is outcome)


def _council(act, form=""):
    return lambda row, number, at, by: record_council_outcome(
        nomination=row, act=act, vote=Votes(number, 15), lower_form=form, reason="Thử", by=by, at=at
    )


def _judge_no(row, _number, at, by):
    code = _first(row, Outcome.TO_JUDGE, at)
    conclude(nomination=row, condition=code, is_met=False, reason="Thử", by=by, at=at)


def _let_pass(row, _number, at, by):
    override(nomination=row, condition=_first(row, Outcome.NOT_MET, at), reason="Thử", by=by, at=at)


def _take_back(row, _number, at, by):
    withdraw_conclusion(conclusion=Conclusion.objects.in_force().get(nomination=row), by=by, at=at)


OTHERS = {
    "decide": lambda row, _number, at, by: mark_decided(nominations=[row], by=by, at=at),
    "pay": lambda row, _number, at, by: mark_paid(nominations=[row], by=by, at=at),
    "unpay": lambda row, _number, at, by: mark_unpaid(nominations=[row], reason="Thử", by=by, at=at),
    "annul": lambda row, _number, at, by: mark_annulled(nominations=[row], reason="Thử", by=by, at=at),
    "agree": _council(Act.COUNCIL_AGREE),
    "refuse": _council(Act.COUNCIL_REFUSE),
    "supplement": _council(Act.COUNCIL_SUPPLEMENT),
    "lower": _council(Act.COUNCIL_LOWER, "giay_khen"),
    "judge no": _judge_no,
    "let pass": _let_pass,
    "take back": _take_back,
    "fill": lambda row, _number, _at, _by: fill_dossier(row),
    "empty": lambda row, _number, _at, _by: Paper.objects.filter(nomination=row).delete(),
    "hold": lambda row, number, at, by: hold(
        nomination=row, until=at.date() + timedelta(days=1 + number), by=by, at=at
    ),
}


def _do(one, offices, act, number, at):
    """Try one thing with a nomination."""
    row = Nomination.objects.select_related("round__unit", "unit").get(pk=one.pk)
    if isinstance(act, Act):
        move(nomination=row, act=act, reason="Thử", by=offices.leader, at=at)
    elif act == "judge":
        judge_all(row, offices)
    else:
        OTHERS[act](row, number, at, offices.leader)


def _passed_at_decision(one):
    """Return the conditions that were not met when it was decided, and those that somebody had let pass."""
    step = Step.objects.get(nomination=one, act=Act.DECIDE)
    rows = [VerdictRow.from_json(row) for row in step.check_made.verdicts]
    lets = Conclusion.objects.filter(nomination=one, is_override=True)
    return (
        {row.code for row in rows if row.outcome in {Outcome.NOT_MET, Outcome.TO_JUDGE}},
        {each.condition for each in lets if each.withdrawn_at is None or each.withdrawn_at >= step.at},
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    award=st.sampled_from(_AWARDS),
    ready=st.booleans(),
    acts=st.lists(st.tuples(st.sampled_from([*_MOVES, "judge", *OTHERS]), st.integers(0, 15)), min_size=4, max_size=14),
)
def test_no_walk_reaches_a_decision_past_what_is_not_met_without_an_override(award, ready, acts):
    unit = make_commune("Vũ Thư", under=make_unit("Hưng Yên"))
    offices = make_offices(unit, unit)
    one = make_nomination(make_round(unit, _AWARDS), unit, offices.officer, award=award, type="")
    begun = [(Act.SEND_TO_REVIEW, 0), (Act.SUBMIT, 0), (Act.RECEIVE, 0), ("fill", 0), ("judge", 0)] if ready else []
    at = AT
    for act, number in [*begun, *acts, ("decide", 0)]:
        at += timedelta(minutes=5)
        try:
            _do(one, offices, act, number, at)
        except (Refused, StopIteration, Conclusion.DoesNotExist, Conclusion.MultipleObjectsReturned):
            continue

    if Step.objects.filter(nomination=one, after=State.DECIDED).exists():
        in_the_way, let_pass = _passed_at_decision(one)
        assert in_the_way <= let_pass


def test_such_a_walk_can_reach_a_decision_where_all_is_met_or_let_pass():
    unit = make_commune("Vũ Thư", under=make_unit("Hưng Yên"))
    offices = make_offices(unit, unit)
    one = make_nomination(make_round(unit, _AWARDS), unit, offices.officer)
    for act in [Act.SEND_TO_REVIEW, Act.SUBMIT, Act.RECEIVE]:
        move(nomination=one, act=act, by=offices.leader, at=AT)
    judge_all(one, offices)
    override(nomination=one, condition="thanh_phan_ho_so", reason="Bổ sung sau", by=offices.leader, at=AT)
    move(nomination=one, act=Act.FINISH_APPRAISAL, by=offices.leader, at=AT)

    (decided,) = mark_decided(nominations=[one], by=offices.leader, at=AT)

    assert (decided.state, _passed_at_decision(one)) == (State.DECIDED, ({"thanh_phan_ho_so"}, {"thanh_phan_ho_so"}))
