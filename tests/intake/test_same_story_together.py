"""Several facts accepted with one act from a text that tells a story again: each is counted once, as alone."""

from datetime import timedelta

import pytest
from tests.factories.organisations import AT
from tests.intake.articles import REVIEW, fact_of

from thidua.awards.models import Award
from thidua.conferences.models import Conference, ConferenceDirection, Participation
from thidua.intake.choices import Answer
from thidua.intake.commands import accept_fact, accept_facts, answer_finding, bring_in, take_back_facts
from thidua.intake.models import ProposedFact
from thidua.reading.confidence import SURE
from thidua.reports.models import Figure
from thidua.sources.models import Citation

pytestmark = pytest.mark.django_db
REGISTRY = (Conference, Participation, Figure, Award)
LATER = AT + timedelta(minutes=5)
ASKED = "Phát biểu tại hội nghị, Đại tá Lê Văn Mẫu yêu cầu các đơn vị tiếp tục nhân rộng các mô hình tự quản ở cơ sở."


def standing():
    return [model.objects.in_force().count() for model in REGISTRY]


def told_again(document, province, officer, text=REVIEW):
    """The story in another paper, said by a person to be the same."""
    content = text.replace("Dự hội nghị có", "Tham dự có").encode()
    copy = bring_in(unit=province, content=content, title="Báo khác", keep_file=False, by=officer, at=AT).document
    finding = copy.findings.get(kind="duplicate", other=document)
    answer_finding(finding=finding, answer=Answer.SAME_STORY, by=officer, at=AT)
    return copy


def accept(facts, by, at=AT):
    """Accept facts of one document with one act, whatever the reader thought of them."""
    keys = [fact.pk for fact in facts]
    ProposedFact.objects.filter(pk__in=keys).update(confidence_percent=round(100 * SURE))
    chosen = dict(ProposedFact.objects.filter(pk__in=keys).values_list("uid", "version"))
    return accept_facts(document=facts[0].document, chosen=chosen, by=by, at=at)


def four_of(document):
    return [
        fact_of(document, "person"),
        fact_of(document, "figure", "2.822"),
        fact_of(document, "award", "12 tập thể"),
        fact_of(document, "event"),
    ]


def test_facts_accepted_together_that_the_other_text_gave_are_cited_only(document, province, officer):
    copy = told_again(document, province, officer)
    accept(four_of(document), officer)
    before = standing()

    accept(four_of(copy), officer)

    assert before == standing() == [1, 1, 1, 1]
    assert Citation.objects.filter(document=copy, restates__document=document).count() == 4


def test_what_only_the_second_text_gives_hangs_on_the_conference_of_the_first(document, province, officer):
    copy = told_again(document, province, officer, REVIEW.replace("Lê Văn Mẫu", "Lê Văn Kiểu"))
    accept(four_of(document), officer)

    accept(four_of(copy), officer)

    assert standing() == [1, 2, 1, 1]
    assert Conference.objects.get().citation.document == document
    assert not Participation.objects.filter(conference=None).exists()


def test_two_alike_numbers_accepted_together_do_not_both_restate_one(document, province, officer):
    twice = REVIEW.replace("\n\nTừ năm", " Công an xã hòa giải được 2.822 vụ mâu thuẫn.\n\nTừ năm")
    copy = told_again(document, province, officer, twice)
    alike = [fact for fact in copy.facts.filter(kind="figure") if fact.value["value"] == 2822]
    accept([fact_of(document, "figure", "2.822")], officer)

    accept(alike, officer)

    assert len(alike) == 2
    assert Citation.objects.filter(document=copy, restates__isnull=False).count() == 1
    assert Figure.objects.in_force().count() == 2


def test_taken_back_together_in_the_first_text_the_rows_become_the_second_ones(document, province, officer):
    copy = told_again(document, province, officer)
    accept(four_of(document), officer)
    accept(four_of(copy), officer, at=LATER)

    take_back_facts(document=document, accepted_at=AT, by=officer, at=LATER)

    assert standing() == [1, 1, 1, 1]
    for model in REGISTRY:
        assert model.objects.in_force().get().citation.document == copy
    assert Participation.objects.in_force().get().conference == Conference.objects.in_force().get()
    take_back_facts(document=copy, accepted_at=LATER, by=officer, at=LATER)
    assert standing() == [0, 0, 0, 0]


def test_taken_back_together_in_the_second_text_the_rows_stay_the_first_ones(document, province, officer):
    copy = told_again(document, province, officer)
    accept(four_of(document), officer)
    accept(four_of(copy), officer, at=LATER)

    take_back_facts(document=copy, accepted_at=LATER, by=officer, at=LATER)

    assert standing() == [1, 1, 1, 1]
    assert not Citation.objects.filter(restates__isnull=False).exists()
    assert Participation.objects.in_force().get().conference == Conference.objects.in_force().get()


def test_a_request_that_waited_for_the_conference_in_both_texts_is_written_once(province, officer):
    first = bring_in(
        unit=province, content=f"{REVIEW}\n{ASKED}\n".encode(), keep_file=False, by=officer, at=AT
    ).document  # fmt: skip
    copy = told_again(first, province, officer, f"{REVIEW}\n{ASKED}\n")

    for document in (first, copy):
        for kind in ("direction", "event"):
            fact = ProposedFact.objects.get(pk=fact_of(document, kind).pk)
            accept_fact(fact=fact, version=fact.version, by=officer, at=AT)

    assert ConferenceDirection.objects.in_force().get().citation.document == first
