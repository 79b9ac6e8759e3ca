"""Findings: what is checked against the registry and the trees, how they are answered, and that answers stay."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor
from tests.intake.articles import REVIEW, fact_of

from thidua.core.errors import Refused
from thidua.intake.choices import Answer, FactState
from thidua.intake.commands import (
    accept_checked,
    accept_fact,
    answer_finding,
    bring_in,
    correct_fact,
    refresh_findings,
    reject_fact,
    undo_answer,
)
from thidua.intake.commands.deciding import finding_sentence
from thidua.intake.models import Finding, ProposedFact
from thidua.reports.models import Figure

pytestmark = pytest.mark.django_db


def finding_of(document, kind):
    return document.findings.get(kind=kind)


def another(province, officer, old, new, title="Bản tin khác"):
    text = REVIEW.replace(old, new)
    return bring_in(unit=province, content=text.encode(), title=title, keep_file=False, by=officer, at=AT).document


def test_the_sum_and_the_recipients_of_the_sample_are_questioned_and_nothing_is_changed(document):
    before = list(document.facts.values_list("value", "state"))

    kinds = sorted(document.findings.values_list("kind", flat=True))

    assert kinds == ["recipient", "sum"]
    assert finding_sentence(finding_of(document, "sum")).startswith("3 + 12 = 15, trong khi bài ghi 90")
    assert list(document.facts.values_list("value", "state")) == before


def test_checking_again_finds_the_same_and_keeps_the_answer(document, officer):
    answered = answer_finding(finding=finding_of(document, "sum"), answer=Answer.DIFFERENT_SCOPE, by=officer, at=AT)
    keys = set(document.findings.values_list("key", flat=True))

    refresh_findings(document=document, by=officer, at=AT)

    assert set(document.findings.values_list("key", flat=True)) == keys
    assert Finding.objects.get(pk=answered.pk).answer == Answer.DIFFERENT_SCOPE


def test_a_finding_that_no_longer_holds_goes_unless_somebody_answered_it(document, officer):
    total = fact_of(document, "award", "90 tập thể")

    correct_fact(fact=total, version=1, changes={"total": 15}, by=officer, at=AT)

    assert not document.findings.filter(kind="sum").exists()


def test_an_answer_that_corrects_changes_the_fact_and_is_undone_with_it(document, officer):
    finding = finding_of(document, "recipient")
    flag = fact_of(document, "award", "3 cá nhân")

    answer_finding(finding=finding, answer=Answer.CORRECTED, by=officer, at=AT)
    corrected = ProposedFact.objects.get(pk=flag.pk).value
    undo_answer(finding=finding, by=officer, at=AT)

    assert (corrected.get("collectives"), corrected.get("individuals")) == (3, None)
    assert ProposedFact.objects.get(pk=flag.pk).value == flag.read_value
    assert Finding.objects.get(pk=finding.pk).answer == ""


def test_an_answer_that_leaves_it_out_rejects_the_fact_and_is_undone_with_it(document, officer):
    finding = finding_of(document, "recipient")
    flag = fact_of(document, "award", "3 cá nhân")

    answer_finding(finding=finding, answer=Answer.NOT_RECORDED, by=officer, at=AT)
    state = ProposedFact.objects.get(pk=flag.pk).state
    undo_answer(finding=finding, by=officer, at=AT)

    assert (state, ProposedFact.objects.get(pk=flag.pk).state) == (FactState.REJECTED, FactState.WAITING)


def test_only_answers_that_are_offered_are_taken(document, officer):
    with pytest.raises(Refused, match="không dùng cho chỗ cần xem này"):
        answer_finding(finding=finding_of(document, "sum"), answer=Answer.CORRECTED, by=officer, at=AT)


def test_another_number_for_the_same_is_questioned_and_both_stand_when_it_is_accepted(document, province, officer):
    accept_checked(document=document, by=officer, at=AT)

    other = another(province, officer, "2.822", "2.900")
    finding = finding_of(other, "contradiction")
    fact = fact_of(other, "figure", "2.900")
    accept_fact(fact=fact, version=fact.version, by=officer, at=AT)

    assert finding_sentence(finding).startswith(
        "Bài này ghi 2.900 vụ hòa giải thành, bài «Tổng kết phong trào toàn dân bảo vệ an ninh Tổ quốc tỉnh Sơn Bình» "
        "đã nhận ghi 2.822, cùng tỉnh Sơn Bình, kỳ 2014–2019."
    )
    mediations = Figure.objects.in_force().filter(indicator__code="mediations")
    assert sorted(mediations.values_list("value", flat=True)) == [2822, 2900]


def test_the_same_number_from_another_text_is_no_contradiction(document, province, officer):
    accept_checked(document=document, by=officer, at=AT)

    other = another(province, officer, "Đại tá Lê Văn Mẫu", "Đại tá Lê Văn Kiểu")

    assert not other.findings.filter(kind="contradiction").exists()


def test_a_text_of_the_same_name_is_questioned(document, province, officer):
    text = "Công an xã Vũ Hòa mở 3 lớp tập huấn cho 45 dân quân, phát 120 tờ rơi ở chợ trong ngày đầu tháng."
    made = bring_in(unit=province, content=text.encode(), title=document.title, keep_file=False, by=officer, at=AT)
    other = made.document

    assert finding_sentence(finding_of(other, "duplicate")).startswith("Đã có bài cùng tên, đưa vào ngày 20/11/2026")


def test_what_became_of_a_unit_is_said_where_it_was_gone_that_day(document, officer, province):
    make_commune("Vũ Hòa", under=province, until=date(2018, 7, 1))
    fact = fact_of(document, "figure", "2.822")
    ProposedFact.objects.filter(pk=fact.pk).update(value={**fact.value, "place": "xã Vũ Hòa"})

    refresh_findings(document=document, by=officer, at=AT)

    assert "không có vào ngày 12/11/2019 (đã hết từ ngày 01/07/2018)" in finding_sentence(finding_of(document, "place"))


def test_a_name_that_several_units_bear_is_left_to_a_person(document, officer, province):
    make_commune("Vũ Hòa", under=province)
    make_commune("Vũ Hòa", under=province)
    fact = fact_of(document, "figure", "2.822")
    ProposedFact.objects.filter(pk=fact.pk).update(value={**fact.value, "place": "xã Vũ Hòa"})

    refresh_findings(document=document, by=officer, at=AT)

    assert "có nhiều đơn vị tên như vậy" in finding_sentence(finding_of(document, "place"))


def test_an_organiser_that_was_not_there_yet_is_a_matter_of_the_day(document, officer):
    make_unit("Về Sau", since=date(2025, 7, 1))
    event = fact_of(document, "event")
    ProposedFact.objects.filter(pk=event.pk).update(value={**event.value, "organiser": ["UBND tỉnh Về Sau"]})

    refresh_findings(document=document, by=officer, at=AT)

    assert "không có vào ngày 12/11/2019 (chỉ có từ ngày 01/07/2025)" in finding_sentence(finding_of(document, "date"))


def test_a_number_that_may_be_the_other_one_rounded_is_told_so(document, province, officer):
    accept_checked(document=document, by=officer, at=AT)

    other = another(province, officer, "2.822", "hơn 2.800")

    assert "một bài làm tròn" in finding_sentence(finding_of(other, "contradiction"))


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("xã Chưa Từng Nghe", "chưa có đơn vị nào tên như vậy"),
        ("tỉnh Ngoại Vi", "ngoài phạm vi của tỉnh Sơn Bình"),
        ("tỉnh Về Sau", "không có vào ngày 12/11/2019"),
    ],
)
def test_a_unit_that_is_unknown_foreign_or_not_yet_there_is_questioned(document, officer, place, sentence):
    make_unit("Ngoại Vi")
    make_unit("Về Sau", since=date(2025, 7, 1))
    fact = fact_of(document, "figure", "2.822")
    ProposedFact.objects.filter(pk=fact.pk).update(value={**fact.value, "place": place})

    refresh_findings(document=document, by=officer, at=AT)

    finding = finding_of(document, "place")
    assert (sentence in finding_sentence(finding), finding.in_question) == (True, [fact.pk])


def test_a_figure_of_a_commune_is_recorded_for_the_commune_as_it_was_called_then(document, province, officer):
    commune = make_commune("Vũ Hòa", under=province, until=date(2025, 7, 1))
    fact = fact_of(document, "figure", "2.822")
    ProposedFact.objects.filter(pk=fact.pk).update(value={**fact.value, "place": "xã Vũ Hòa"})

    accept_fact(fact=fact, version=1, by=officer, at=AT)

    assert Figure.objects.get().unit == commune


def test_a_text_about_another_province_is_held_back_until_a_person_says_whose_numbers_they_are(province, officer):
    make_unit("Ngoại Vi")
    foreign = another(province, officer, "Sơn Bình", "Ngoại Vi")

    outcome = accept_checked(document=foreign, by=officer, at=AT)

    assert {each.fact.kind for each in outcome.left} >= {"figure"}
    assert not Figure.objects.exists()
    finding = finding_of(foreign, "place")
    answer_finding(finding=finding, answer=Answer.CORRECTED, by=officer, at=AT)
    accept_checked(document=foreign, by=officer, at=AT)
    assert {figure.unit for figure in Figure.objects.all()} == {province}


def test_a_rejected_fact_is_not_checked_any_more(document, officer):
    flag = fact_of(document, "award", "3 cá nhân")

    reject_fact(fact=flag, version=1, by=officer, at=AT)

    assert not document.findings.filter(kind="recipient").exists()


def test_two_people_answer_one_after_the_other_and_the_last_answer_stands(document, officer, province):
    finding = finding_of(document, "sum")
    other = make_actor(unit=province, full_name="Lê Văn Nam")

    answer_finding(finding=finding, answer=Answer.LATER, by=officer, at=AT)
    answer_finding(finding=finding, answer=Answer.DIFFERENT_SCOPE, by=other, at=AT)

    kept = Finding.objects.get(pk=finding.pk)
    assert (kept.answer, kept.answered_by_label) == (Answer.DIFFERENT_SCOPE, "Lê Văn Nam")
