"""Accepting several sure facts with one act, and taking the act back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT
from tests.factories.people import make_actor
from tests.intake.articles import fact_of

from thidua.awards.models import Award
from thidua.conferences.models import Conference, Participation
from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.intake.choices import FactState
from thidua.intake.commands import (
    accept_fact,
    accept_facts,
    answer_finding,
    bring_in,
    correct_fact,
    lock_document,
    reject_fact,
    take_back_facts,
)
from thidua.intake.models import ProposedFact
from thidua.reading.confidence import SURE
from thidua.reports.models import Figure
from thidua.sources.models import Citation

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)
FIGURES = """Kết quả phong trào tỉnh Sơn Bình năm 2019

Năm 2019, toàn tỉnh hòa giải thành 2.822 vụ, duy trì 2.087 mô hình, tổ chức 1.600 buổi tuyên truyền, phát 5.000 tờ \
rơi, đăng 340 tin, bài, lắp 715 camera."""


@pytest.fixture
def pair(document):
    """Two sure figures of the text."""
    return [fact_of(document, "figure", "2.822"), fact_of(document, "figure", "1.600")]


def seen(facts):
    return {fact.uid: fact.version for fact in facts}


def states(facts):
    return [ProposedFact.objects.get(pk=fact.pk).state for fact in facts]


def test_all_are_accepted_each_with_a_citation_of_its_own_and_a_line_in_the_trail(document, officer, pair):
    accepted = accept_facts(document=document, chosen=seen(pair), by=officer, at=AT)

    assert [fact.number for fact in accepted] == [fact.number for fact in pair]
    assert states(pair) == [FactState.ACCEPTED] * 2
    assert sorted(Figure.objects.values_list("value", flat=True)) == [1600, 2822]
    assert {figure.citation.quote for figure in Figure.objects.all()} == {
        document.text[fact.start : fact.end] for fact in pair
    }
    entries = AuditEntry.objects.filter(act="accept_fact")
    assert {entry.object_uid for entry in entries} == {fact.uid for fact in pair}
    assert [(entry.before, entry.after) for entry in entries] == [
        ({"state": "waiting"}, {"state": "accepted", "together": 2})
    ] * 2


def test_a_conference_accepted_together_with_its_facts_holds_them(document, officer):
    ProposedFact.objects.filter(document=document).update(confidence_percent=round(100 * SURE))
    chosen = [
        fact_of(document, "person"),
        fact_of(document, "figure", "2.822"),
        fact_of(document, "award", "12 tập thể"),
        fact_of(document, "event"),
    ]

    accept_facts(document=document, chosen=seen(chosen), by=officer, at=AT)

    conference = Conference.objects.get()
    assert Participation.objects.get().conference == conference
    assert (Figure.objects.get().movement, Award.objects.get().movement) == (conference.movement,) * 2


def test_a_double_click_writes_once(document, officer, pair):
    first = accept_facts(document=document, chosen=seen(pair), by=officer, at=AT)
    second = accept_facts(document=document, chosen=seen(pair), by=officer, at=LATER)

    assert [fact.citation_id for fact in second] == [fact.citation_id for fact in first]
    assert (Figure.objects.count(), Citation.objects.count()) == (2, 2)
    assert AuditEntry.objects.filter(act="accept_fact").count() == 2


def test_one_stale_fact_keeps_all_of_them_waiting(document, officer, pair, province):
    correct_fact(
        fact=pair[1], version=1, changes={"value": 1700}, by=make_actor(unit=province, full_name="Lê Văn Nam"), at=AT
    )

    with pytest.raises(Stale):
        accept_facts(document=document, chosen=seen(pair), by=officer, at=AT)

    assert states(pair) == [FactState.WAITING] * 2
    assert (Figure.objects.count(), Citation.objects.count()) == (0, 0)


def test_the_second_of_two_people_is_told_who_was_first(document, officer, pair, province):
    accept_fact(fact=pair[0], version=1, by=officer, at=AT)
    other = make_actor(unit=province, full_name="Lê Văn Nam")

    with pytest.raises(Refused, match="Trần Thu Hà đã nhận dữ kiện này lúc"):
        accept_facts(document=document, chosen=seen(pair), by=other, at=AT)

    assert states(pair) == [FactState.ACCEPTED, FactState.WAITING]


def test_a_fact_in_question_is_never_accepted_together(document, officer, pair):
    total = fact_of(document, "award", "90 tập thể")
    ProposedFact.objects.filter(pk=total.pk).update(confidence_percent=99)

    with pytest.raises(Refused, match=rf"Dữ kiện {total.number} cần xem riêng"):
        accept_facts(document=document, chosen=seen([*pair, total]), by=officer, at=AT)
    answer_finding(finding=document.findings.get(kind="sum"), answer="different_scope", by=officer, at=AT)
    accept_facts(document=document, chosen=seen([*pair, total]), by=officer, at=AT)

    assert states([*pair, total]) == [FactState.ACCEPTED] * 3


@pytest.mark.parametrize("answer", ["later", "source_error"])
def test_an_answer_that_settles_nothing_keeps_its_facts_apart(document, officer, answer):
    total = fact_of(document, "award", "90 tập thể")
    ProposedFact.objects.filter(pk=total.pk).update(confidence_percent=99)
    answer_finding(finding=document.findings.get(kind="sum"), answer=answer, by=officer, at=AT)

    with pytest.raises(Refused, match="cần xem riêng"):
        accept_facts(document=document, chosen=seen([total]), by=officer, at=AT)


def test_a_fact_that_is_not_sure_is_never_accepted_together(document, officer, pair):
    ProposedFact.objects.filter(pk=pair[0].pk).update(confidence_percent=89)

    with pytest.raises(Refused, match="cần xem riêng"):
        accept_facts(document=document, chosen=seen(pair), by=officer, at=AT)


def test_a_fact_that_the_registry_refuses_is_named_and_nothing_is_accepted(document, officer, pair):
    value = {name: field for name, field in pair[1].value.items() if name != "value"}
    ProposedFact.objects.filter(pk=pair[1].pk).update(value=value)

    with pytest.raises(Refused, match=rf"Dữ kiện {pair[1].number}: Dữ kiện này chưa có số"):
        accept_facts(document=document, chosen=seen(pair), by=officer, at=AT)

    assert (states(pair), Figure.objects.count()) == ([FactState.WAITING] * 2, 0)


def test_what_is_set_aside_waits_and_is_from_then_on_looked_at_alone(document, officer, pair):
    accept_facts(document=document, chosen=seen(pair[:1]), set_aside=seen(pair[1:]), by=officer, at=AT)

    aside = ProposedFact.objects.get(pk=pair[1].pk)
    assert (aside.state, aside.set_aside_at, aside.version) == (FactState.WAITING, AT, 2)
    assert AuditEntry.objects.get(act="set_fact_aside").object_uid == aside.uid
    with pytest.raises(Refused, match="cần xem riêng"):
        accept_facts(document=document, chosen=seen([aside]), by=officer, at=AT)
    assert accept_fact(fact=aside, version=2, by=officer, at=AT).state == FactState.ACCEPTED


def test_a_document_read_anew_with_other_facts_is_not_accepted_unseen(document, officer, pair):
    chosen = seen(pair)
    ProposedFact.objects.get(pk=pair[1].pk).delete()

    with pytest.raises(Refused, match="đã được đọc lại"):
        accept_facts(document=document, chosen=chosen, by=officer, at=AT)


def test_a_fact_of_another_document_is_not_taken_for_one_of_this(document, officer, province):
    other = bring_in(unit=province, content=FIGURES.encode(), keep_file=False, by=officer, at=AT).document

    with pytest.raises(Refused, match="đã được đọc lại"):
        accept_facts(document=document, chosen=seen([fact_of(other, "figure")]), by=officer, at=AT)


def test_a_locked_document_takes_nothing(document, officer, pair):
    for finding in document.findings.all():
        answer_finding(finding=finding, answer=offered_last(finding), by=officer, at=AT)
    for fact in document.facts.all():
        reject_fact(fact=fact, version=fact.version, by=officer, at=AT)
    lock_document(document=document, by=officer, at=AT)

    with pytest.raises(Refused, match="đã khóa"):
        accept_facts(document=document, chosen=seen(pair), by=officer, at=AT)
    with pytest.raises(Refused, match="đã khóa"):
        take_back_facts(document=document, accepted_at=AT, by=officer, at=LATER)


def offered_last(finding):
    return "keep_as_printed" if finding.kind == "recipient" else "different_scope"


def test_the_whole_act_is_taken_back_at_once_with_what_it_set_aside(document, officer, pair):
    person = fact_of(document, "person")
    accept_fact(fact=person, version=1, by=officer, at=AT)
    accept_facts(document=document, chosen=seen(pair[:1]), set_aside=seen(pair[1:]), by=officer, at=LATER)

    back = take_back_facts(document=document, accepted_at=LATER, by=officer, at=LATER)
    again = take_back_facts(document=document, accepted_at=LATER, by=officer, at=LATER)

    assert ([fact.number for fact in back], again) == ([fact.number for fact in pair], [])
    assert states([*pair, person]) == [FactState.WAITING, FactState.WAITING, FactState.ACCEPTED]
    assert ProposedFact.objects.filter(set_aside_at__isnull=False).count() == 0
    figure = Figure.objects.get()
    assert (figure.withdrawn_at, figure.withdrawn_by) == (LATER, "Trần Thu Hà")
    assert AuditEntry.objects.filter(act="take_back_fact").count() == 1


def test_what_was_decided_anew_since_then_stays(document, officer, pair):
    accept_facts(document=document, chosen=seen(pair), by=officer, at=AT)
    take_back_facts(document=document, accepted_at=AT, by=officer, at=LATER)
    accept_fact(fact=pair[0], version=3, by=officer, at=LATER)

    assert take_back_facts(document=document, accepted_at=AT, by=officer, at=LATER) == []
    assert states(pair) == [FactState.ACCEPTED, FactState.WAITING]


def test_facts_taken_back_are_accepted_again_as_they_now_are(document, officer, pair):
    accept_facts(document=document, chosen=seen(pair), by=officer, at=AT)
    back = take_back_facts(document=document, accepted_at=AT, by=officer, at=LATER)

    with pytest.raises(Stale):
        accept_facts(document=document, chosen=seen(pair), by=officer, at=LATER)
    accept_facts(document=document, chosen=seen(back), by=officer, at=LATER)

    assert Figure.objects.in_force().count() == 2


def test_each_fact_more_costs_only_what_the_registry_writes_for_it(province, officer):
    document = bring_in(unit=province, content=FIGURES.encode(), keep_file=False, by=officer, at=AT).document
    figures = list(document.facts.filter(kind="figure", confidence_percent__gte=100 * SURE))
    counts = []
    for part in (figures[:1], figures[1:]):
        with CaptureQueriesContext(connection) as queries:
            accept_facts(document=document, chosen=seen(part), by=officer, at=AT)
        counts.append(len(queries))

    one, several = counts
    assert len(figures) >= 5
    assert (several - one) / (len(figures) - 2) <= 8
