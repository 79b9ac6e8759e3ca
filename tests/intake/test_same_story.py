"""One story in two papers is counted once; said to be two, or taken back, each has its own rows again."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.organisations import AT
from tests.intake.articles import REVIEW, fact_of

from thidua.awards.models import Award
from thidua.conferences.models import Conference, Participation
from thidua.core.errors import Refused
from thidua.intake.choices import Answer
from thidua.intake.commands import (
    accept_checked,
    accept_fact,
    answer_finding,
    bring_in,
    lock_document,
    take_back,
    undo_answer,
)
from thidua.intake.commands.deciding import finding_sentence
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.rules.restating import StatedFact, pairs, states_the_same
from thidua.reports.models import Figure
from thidua.sources.models import Citation

pytestmark = pytest.mark.django_db
REGISTRY = (Conference, Participation, Figure, Award)
COPY = REVIEW.replace("Các tổ hòa giải đã hòa giải thành 2.822 vụ", "Các tổ đã hòa giải thành công 2.822 vụ").replace(
    "Dự hội nghị có", "Tham dự có"
)


def standing():
    return [model.objects.in_force().count() for model in REGISTRY]


def fresh(fact):
    return ProposedFact.objects.get(pk=fact.pk)


@pytest.fixture
def copy(document, province, officer):
    return bring_in(
        unit=province, content=COPY.encode(), title="Báo khác đưa tin", publisher="Báo Sơn Bình", keep_file=False,
        by=officer, at=AT,
    ).document  # fmt: skip


def question(document):
    return document.findings.get(kind="duplicate")


def answer(document, given, by):
    return answer_finding(finding=question(document), answer=given, by=by, at=AT)


def test_the_later_text_is_held_against_the_earlier_one(document, copy):
    assert question(copy).other == document
    assert finding_sentence(question(copy)).startswith(f"Bài này giống bài «{document.title}»")
    assert not document.findings.filter(kind="duplicate").exists()


def test_facts_of_one_story_are_cited_twice_and_counted_once(document, copy, officer):
    accept_checked(document=document, by=officer, at=AT)
    before = standing()
    answer(copy, Answer.SAME_STORY, officer)

    accept_checked(document=copy, by=officer, at=AT)

    assert standing() == before
    figure = Figure.objects.in_force().get(indicator__code="mediations")
    assert [each.document for each in figure.citation.restated_by.all()] == [copy]


def test_facts_that_were_accepted_before_the_answer_are_counted_once_after_it(document, copy, officer):
    accept_checked(document=document, by=officer, at=AT)
    before = standing()
    accept_checked(document=copy, by=officer, at=AT)
    twice = standing()

    answer(copy, Answer.SAME_STORY, officer)
    once = standing()
    undo_answer(finding=question(copy), by=officer, at=AT)

    assert twice == [2 * each for each in before]
    assert (once, standing()) == (before, twice)


def test_said_to_be_two_texts_they_are_counted_twice(document, copy, officer):
    accept_checked(document=document, by=officer, at=AT)
    answer(copy, Answer.SAME_STORY, officer)
    accept_checked(document=copy, by=officer, at=AT)
    once = standing()

    answer(copy, Answer.KEEP_AS_PRINTED, officer)

    assert standing() == [2 * each for each in once]


def test_it_does_not_matter_which_of_the_texts_is_gone_through_first(document, copy, officer):
    answer(copy, Answer.SAME_STORY, officer)
    accept_checked(document=copy, by=officer, at=AT)
    before = standing()

    accept_checked(document=document, by=officer, at=AT)

    assert standing() == before
    assert Citation.objects.filter(document=document, restates__document=copy).exists()


def test_a_number_that_only_one_text_gives_is_recorded(document, province, officer):
    text = COPY.replace("\n\nTrong giai", "\n\nNhân dân đã góp 45 camera an ninh ở các ngõ xóm.\n\nTrong giai")
    other = bring_in(unit=province, content=text.encode(), title="Báo khác", keep_file=False, by=officer, at=AT)
    accept_checked(document=document, by=officer, at=AT)
    before = standing()
    answer(other.document, Answer.SAME_STORY, officer)

    accept_checked(document=other.document, by=officer, at=AT)

    assert [now - then for now, then in zip(standing(), before, strict=True)] == [0, 0, 1, 0]


def test_when_the_first_text_takes_its_fact_back_the_second_bears_the_row(document, copy, officer):
    answer(copy, Answer.SAME_STORY, officer)
    first, second = fact_of(document, "figure", "2.822"), fact_of(copy, "figure", "2.822")
    for fact in (first, second):
        accept_fact(fact=fact, version=fact.version, by=officer, at=AT)

    take_back(fact=fresh(first), by=officer, at=AT)

    figure = Figure.objects.in_force().get()
    assert (figure.citation.document, figure.citation.restates) == (copy, None)


def test_when_the_second_text_takes_its_fact_back_the_row_stays_the_first_ones(document, copy, officer):
    answer(copy, Answer.SAME_STORY, officer)
    first, second = fact_of(document, "figure", "2.822"), fact_of(copy, "figure", "2.822")
    for fact in (first, second):
        accept_fact(fact=fact, version=fact.version, by=officer, at=AT)

    take_back(fact=fresh(second), by=officer, at=AT)

    figure = Figure.objects.in_force().get()
    assert (figure.citation.document, figure.citation.restated_by.count()) == (document, 0)


def test_what_only_the_second_text_tells_hangs_on_the_conference_of_the_first(document, province, officer):
    text = COPY.replace("Đại tá Lê Văn Mẫu", "Đại tá Lê Văn Kiểu")
    other = bring_in(unit=province, content=text.encode(), title="Báo khác", keep_file=False, by=officer, at=AT)
    accept_checked(document=document, by=officer, at=AT)
    answer(other.document, Answer.SAME_STORY, officer)

    accept_checked(document=other.document, by=officer, at=AT)

    conference = Conference.objects.in_force().get()
    assert Participation.objects.in_force().filter(conference=conference).count() == 2


def test_an_answered_text_can_be_locked_and_then_its_answer_stays(document, copy, officer):
    answer(copy, Answer.SAME_STORY, officer)
    for finding in copy.findings.exclude(kind="duplicate"):
        answer_finding(finding=finding, answer=Answer.KEEP_AS_PRINTED, by=officer, at=AT) if (
            finding.kind == "recipient"
        ) else answer_finding(finding=finding, answer=Answer.DIFFERENT_SCOPE, by=officer, at=AT)
    accept_checked(document=copy, by=officer, at=AT)
    lock_document(document=copy, by=officer, at=AT)

    with pytest.raises(Refused, match="đã khóa"):
        undo_answer(finding=question(copy), by=officer, at=AT)


def test_a_third_paper_is_asked_about_once_and_joins_the_story(document, copy, province, officer):
    answer(copy, Answer.SAME_STORY, officer)
    third = bring_in(
        unit=province, content=COPY.replace("Tham dự", "Cùng dự").encode(), title="Báo thứ ba", keep_file=False,
        by=officer, at=AT,
    ).document  # fmt: skip
    finding = third.findings.filter(kind="duplicate").first()
    accept_checked(document=document, by=officer, at=AT)
    before = standing()

    answer_finding(finding=finding, answer=Answer.SAME_STORY, by=officer, at=AT)
    accept_checked(document=third, by=officer, at=AT)
    accept_checked(document=copy, by=officer, at=AT)

    assert standing() == before
    assert third.findings.filter(kind="duplicate").count() == 1


@given(steps=st.lists(st.sampled_from(["first", "second", "one", "two", "back_first", "back_second"]), max_size=9))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_an_accepted_fact_is_borne_out_by_one_row_of_its_story(document, copy, officer, steps):
    facts = [fact_of(document, "figure", "2.822"), fact_of(copy, "figure", "2.822")]

    def accept(place):
        fact = fresh(facts[place])
        if fact.state == "waiting":
            accept_fact(fact=fact, version=fact.version, by=officer, at=AT)

    acts = {
        "first": lambda: accept(0),
        "second": lambda: accept(1),
        "one": lambda: answer(copy, Answer.SAME_STORY, officer),
        "two": lambda: answer(copy, Answer.KEEP_AS_PRINTED, officer),
        "back_first": lambda: take_back(fact=fresh(facts[0]), by=officer, at=AT),
        "back_second": lambda: take_back(fact=fresh(facts[1]), by=officer, at=AT),
    }
    for step in steps:
        acts[step]()

    accepted = sum(fresh(fact).state == "accepted" for fact in facts)
    is_one = Finding.objects.get(pk=question(copy).pk).answer == Answer.SAME_STORY
    assert Figure.objects.in_force().count() == (min(accepted, 1) if is_one else accepted)
    acts["two"]()
    for step in ("back_first", "back_second"):
        acts[step]()
    assert Figure.objects.in_force().count() == 0


def fact(pk, kind="figure", **value):
    return StatedFact(pk, kind, value)


amounts = st.fixed_dictionaries(
    {
        "value": st.integers(1, 5000),
        "unit": st.sampled_from(["mô hình", "vụ"]),
        "qualifier": st.sampled_from(["exact", "at_least", "almost", "approx"]),
        "measure": st.sampled_from(["", "tự quản", "an toàn"]),
    }
)


@given(amounts, amounts)
def test_stating_the_same_is_mutual_and_everything_states_itself(one, other):
    assert states_the_same(fact(1, **one), fact(2, **one))
    assert states_the_same(fact(1, **one), fact(2, **other)) == states_the_same(fact(2, **other), fact(1, **one))


@given(st.lists(amounts, max_size=6), st.lists(amounts, max_size=6))
def test_no_fact_is_taken_for_two_others(ours, theirs):
    found = pairs([fact(n, **v) for n, v in enumerate(ours)], [fact(100 + n, **v) for n, v in enumerate(theirs)])

    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("figure", {"value": 2087, "unit": "vụ"}, {"value": 2000, "unit": "vụ", "qualifier": "at_least"}, True),
        ("figure", {"value": 2087, "unit": "mô hình"}, {"value": 2078, "unit": "mô hình"}, False),
        ("figure", {"value": 12, "unit": "xã", "place": "xã A"}, {"value": 12, "unit": "xã", "place": "xã B"}, False),
        ("award", {"form": "Bằng khen", "collectives": 12}, {"form": "bằng khen", "collectives": 12}, True),
        ("award", {"form": "Bằng khen", "collectives": 12}, {"form": "Giấy khen", "collectives": 12}, False),
        ("award", {"form": "Bằng khen", "collectives": 2, "individuals": 3}, {"form": "Bằng khen", "total": 5}, True),
        ("person", {"name": "Lê Văn Hoà"}, {"name": "Lê Văn Hòa"}, True),
        ("document", {"title": "Chỉ thị số 09", "number": "09"}, {"title": "Chỉ thị 9", "number": "10"}, False),
        ("event", {"main": True}, {"main": True, "date": "2019-11-12"}, True),
    ],
)  # fmt: skip
def test_what_states_the_same_in_one_story(kind, one, other, same):
    for first, second in itertools.permutations([fact(1, kind, **one), fact(2, kind, **other)]):
        assert states_the_same(first, second) is same
