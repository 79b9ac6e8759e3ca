"""Two people at the same fact in the same instant: one writes, the other gets a sentence. On every database."""

import threading

import pytest
from django.db import connection
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_actor
from tests.factories.registry import make_indicator
from tests.intake.articles import REVIEW, fact_of

from thidua.core.errors import Refused
from thidua.intake.commands import accept_fact, accept_facts, answer_finding, bring_in, take_back
from thidua.intake.models import ProposedFact
from thidua.reports.models import Figure
from thidua.sources.models import Citation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    make_indicator()
    province = make_unit("Sơn Bình")
    people = [make_actor(unit=province, full_name=f"Cán bộ {number}") for number in range(4)]
    document = bring_in(unit=province, content=REVIEW.encode(), keep_file=False, by=people[0], at=AT).document
    return document, people


def at_once(acts):
    """Run the acts in threads that start together; return what each said."""
    said, barrier = [], threading.Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            act()
            said.append("done")
        except Refused as refusal:
            said.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return said


def test_four_people_accept_one_fact_and_it_is_written_once(office):
    document, people = office
    fact = fact_of(document, "figure", "2.822")

    said = at_once([lambda by=by: accept_fact(fact=fact, version=fact.version, by=by, at=AT) for by in people])

    assert sorted(each == "done" for each in said) == [False, False, False, True]
    assert all("đã nhận dữ kiện này lúc" in each for each in said if each != "done")
    assert (Figure.objects.count(), Citation.objects.count()) == (1, 1)


def test_four_people_accept_four_facts_of_one_text_and_all_are_written(office):
    document, people = office
    facts = list(document.facts.exclude(kind="award").order_by("number")[:4])

    said = at_once(
        [
            lambda by=by, fact=fact: accept_fact(fact=fact, version=fact.version, by=by, at=AT)
            for by, fact in zip(people, facts, strict=True)
        ]
    )

    assert said == ["done"] * 4
    assert Citation.objects.count() == 4


def test_taking_back_while_another_accepts_leaves_no_figure_without_its_fact(office):
    document, people = office
    fact = fact_of(document, "figure", "2.822")
    accept_fact(fact=fact, version=fact.version, by=people[0], at=AT)

    at_once(
        [
            lambda: take_back(fact=fact, by=people[0], at=AT),
            lambda: accept_fact(fact=fact, version=fact.version, by=people[1], at=AT),
        ]
    )

    kept = ProposedFact.objects.get(pk=fact.pk)
    assert Figure.objects.in_force().count() == (1 if kept.state == "accepted" else 0)


def test_four_people_confirm_one_paragraph_and_it_is_written_once(office):
    document, people = office
    facts = [fact_of(document, "figure", "2.822"), fact_of(document, "figure", "1.600")]
    chosen = {fact.uid: fact.version for fact in facts}

    said = at_once([lambda by=by: accept_facts(document=document, chosen=chosen, by=by, at=AT) for by in people])

    assert sorted(each == "done" for each in said) == [False, False, False, True]
    assert all("đã nhận dữ kiện này lúc" in each for each in said if each != "done")
    assert (Figure.objects.count(), Citation.objects.count()) == (2, 2)


def test_of_a_paragraph_and_one_of_its_facts_at_once_each_fact_is_written_once(office):
    document, people = office
    one, other = fact_of(document, "figure", "2.822"), fact_of(document, "figure", "1.600")
    chosen = {fact.uid: fact.version for fact in (one, other)}

    at_once(
        [
            lambda: accept_facts(document=document, chosen=chosen, by=people[0], at=AT),
            lambda: accept_fact(fact=one, version=one.version, by=people[1], at=AT),
        ]
    )

    accepted = ProposedFact.objects.filter(document=document, state="accepted").count()
    assert accepted in {1, 2}
    assert Figure.objects.in_force().count() == Citation.objects.count() == accepted


def test_two_people_accept_one_statement_in_two_texts_of_one_story_and_it_is_counted_once(office):
    document, people = office
    text = REVIEW.replace("Dự hội nghị có", "Tham dự có")
    copy = bring_in(unit=document.unit, content=text.encode(), title="Báo khác", keep_file=False, by=people[0], at=AT)
    finding = copy.document.findings.get(kind="duplicate")
    answer_finding(finding=finding, answer="same_story", by=people[0], at=AT)
    facts = [fact_of(each, "figure", "2.822") for each in (document, copy.document)]

    said = at_once(
        [
            lambda by=by, fact=fact: accept_fact(fact=fact, version=fact.version, by=by, at=AT)
            for by, fact in zip(people, facts, strict=False)
        ]
    )

    assert said == ["done", "done"]
    assert (Figure.objects.in_force().count(), Citation.objects.filter(restates__isnull=False).count()) == (1, 1)
