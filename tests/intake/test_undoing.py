"""Every act on a fact or finding has its opposite: after both, the registry says what it said before."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.organisations import AT
from tests.intake.articles import fact_of

from thidua.awards.models import Award
from thidua.conferences.models import Conference, Participation
from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.intake.choices import Answer, FactKind
from thidua.intake.commands import (
    accept_fact,
    answer_finding,
    correct_fact,
    lock_document,
    reject_fact,
    reopen_fact,
    take_back,
    undo_answer,
    undo_correction,
)
from thidua.intake.models import ProposedFact
from thidua.intake.rules.answers import offered
from thidua.reports.models import Figure

pytestmark = pytest.mark.django_db
REGISTRY = (Conference, Participation, Figure, Award)


def standing():
    """How many rows of each kind stand in the registry."""
    return [model.objects.in_force().count() for model in REGISTRY]


def fresh(fact):
    return ProposedFact.objects.get(pk=fact.pk)


def accept(fact, by):
    return accept_fact(fact=fresh(fact), version=fresh(fact).version, by=by, at=AT)


def reject(fact, by, reason=""):
    return reject_fact(fact=fresh(fact), version=fresh(fact).version, reason=reason, by=by, at=AT)


@pytest.mark.parametrize(
    ("kind", "words", "written"),
    [
        (FactKind.EVENT, "", [1, 0, 0, 0]),
        (FactKind.PERSON, "Lê Văn Mẫu", [0, 1, 0, 0]),
        (FactKind.FIGURE, "2.822", [0, 0, 1, 0]),
        (FactKind.AWARD, "12 tập thể", [0, 0, 0, 1]),
    ],
)
def test_a_fact_writes_its_one_row_and_taking_it_back_leaves_none(document, officer, kind, words, written):
    fact = fact_of(document, kind, words)
    accept(fact, officer)
    after = standing()
    take_back(fact=fresh(fact), by=officer, at=AT)

    assert (after, standing()) == (written, [0, 0, 0, 0])


@given(steps=st.lists(st.sampled_from(["accept", "take_back", "reject", "reopen"]), max_size=8))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_a_figure_stands_exactly_while_its_fact_is_accepted(document, officer, steps):
    fact = fact_of(document, FactKind.FIGURE, "2.822")
    acts = {
        "accept": lambda: accept(fact, officer),
        "reject": lambda: reject(fact, officer),
        "take_back": lambda: take_back(fact=fresh(fact), by=officer, at=AT),
        "reopen": lambda: reopen_fact(fact=fresh(fact), by=officer, at=AT),
    }
    for step in steps:
        try:
            acts[step]()
        except Refused:
            continue

    assert Figure.objects.in_force().count() == int(fresh(fact).state == "accepted")
    take_back(fact=fresh(fact), by=officer, at=AT)
    reopen_fact(fact=fresh(fact), by=officer, at=AT)
    assert (fresh(fact).state, fresh(fact).citation_id) == ("waiting", None)


@pytest.mark.parametrize(("given", "kept"), [("", "bỏ khi xem bài"), ("  ", "bỏ khi xem bài"), (" trùng ", "trùng")])
def test_a_rejected_fact_says_why(document, officer, given, kept):
    assert reject(fact_of(document, FactKind.FIGURE), officer, given).reason == kept


@pytest.mark.parametrize("act", [accept, reject])
def test_a_double_click_is_told_once_in_the_trail(document, officer, act):
    fact = fact_of(document, FactKind.FIGURE, "2.822")
    act(fact, officer)
    act(fact, officer)

    assert AuditEntry.objects.filter(act=f"{act.__name__}_fact").count() == 1


def test_what_waits_is_neither_taken_back_nor_opened_again(document, officer):
    fact = fact_of(document, FactKind.FIGURE)
    before = AuditEntry.objects.count()
    take_back(fact=fact, by=officer, at=AT)
    reopen_fact(fact=fact, by=officer, at=AT)

    assert (fresh(fact).version, AuditEntry.objects.count()) == (fact.version, before)


def test_a_correction_to_what_it_was_writes_nothing(document, officer):
    fact = fact_of(document, FactKind.FIGURE, "2.822")
    kept = correct_fact(fact=fact, version=fact.version, changes={"value": 2822}, by=officer, at=AT)

    assert (kept.version, AuditEntry.objects.filter(act="correct_fact").count()) == (fact.version, 0)


def test_saving_the_same_correction_twice_is_saving_it_once(document, officer):
    fact = fact_of(document, FactKind.FIGURE, "2.822")
    first = correct_fact(fact=fact, version=fact.version, changes={"value": 2823}, by=officer, at=AT)
    again = correct_fact(fact=fact, version=fact.version, changes={"value": 2823}, by=officer, at=AT)

    assert (first.version, again.version, again.value["value"]) == (fact.version + 1, fact.version + 1, 2823)


def test_another_correction_of_the_same_version_is_stale_and_keeps_both(document, officer):
    fact = fact_of(document, FactKind.FIGURE, "2.822")
    correct_fact(fact=fact, version=fact.version, changes={"value": 2823}, by=officer, at=AT)

    with pytest.raises(Stale) as stale:
        correct_fact(fact=fact, version=fact.version, changes={"value": 2824}, by=officer, at=AT)

    assert (stale.value.theirs["value"], stale.value.ours["value"]) == ("2.823", "2.824")


def test_undoing_a_correction_brings_back_a_field_that_it_emptied(document, officer):
    fact = fact_of(document, FactKind.FIGURE, "1.600")
    correct_fact(fact=fact, version=fact.version, changes={"qualifier": None}, by=officer, at=AT)
    back = undo_correction(fact=fresh(fact), by=officer, at=AT)

    assert back.value == fact.value


@pytest.mark.parametrize("kind", ["sum", "recipient"])
@pytest.mark.parametrize("answer", [answer.value for answer in Answer])
def test_each_answer_is_taken_where_it_is_offered_and_undone_without_trace(document, officer, kind, answer):
    finding = document.findings.get(kind=kind)
    before = list(document.facts.order_by("pk").values_list("state", "value"))
    if answer not in offered(kind):
        with pytest.raises(Refused, match="không dùng cho chỗ cần xem này"):
            answer_finding(finding=finding, answer=answer, by=officer, at=AT)
        return
    kept = answer_finding(finding=finding, answer=answer, by=officer, at=AT)
    undone = undo_answer(finding=kept, by=officer, at=AT)

    assert (kept.answer, kept.answered_by_label, undone.answer, undone.answered_at) == (answer, officer.label, "", None)
    assert list(document.facts.order_by("pk").values_list("state", "value")) == before


def test_undoing_an_answer_that_was_never_given_writes_nothing(document, officer):
    finding = document.findings.get(kind="sum")
    undone = undo_answer(finding=finding, by=officer, at=AT)

    assert (undone.version, AuditEntry.objects.filter(act="undo_answer").count()) == (finding.version, 0)


def test_a_locked_document_refuses_every_act(document, officer):
    for fact in document.facts.all():
        reject(fact, officer)
    for finding in document.findings.filter(answer=""):
        answer_finding(finding=finding, answer=offered(finding.kind)[0], by=officer, at=AT)
    lock_document(document=document, by=officer, at=AT)
    fact = fresh(fact_of(document, FactKind.FIGURE))
    acts = {
        "accept": lambda: accept(fact, officer),
        "reject": lambda: reject(fact, officer),
        "take_back": lambda: take_back(fact=fact, by=officer, at=AT),
        "reopen": lambda: reopen_fact(fact=fact, by=officer, at=AT),
        "correct": lambda: correct_fact(fact=fact, version=fact.version, changes={"value": 1}, by=officer, at=AT),
        "undo": lambda: undo_correction(fact=fact, by=officer, at=AT),
    }

    for act in acts.values():
        with pytest.raises(Refused, match="đã khóa"):
            act()
