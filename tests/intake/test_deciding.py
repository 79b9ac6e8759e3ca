"""Accepting, correcting, rejecting, taking back."""

import pytest
from tests.factories.organisations import AT
from tests.factories.people import make_actor
from tests.intake.articles import fact_of

from thidua.awards.models import Award
from thidua.conferences.models import AwardOnStage, Conference, Participation
from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.intake.choices import FactState
from thidua.intake.commands import (
    accept_checked,
    accept_fact,
    answer_finding,
    correct_fact,
    reject_fact,
    reopen_fact,
    take_back,
    undo_correction,
)
from thidua.intake.models import ProposedFact
from thidua.movements.models import Movement
from thidua.people.models import PublicPerson
from thidua.reports.models import Figure
from thidua.sources.models import Citation

pytestmark = pytest.mark.django_db


def accept(fact, by):
    return accept_fact(fact=fact, version=fact.version, by=by, at=AT)


def test_an_accepted_figure_stands_in_the_registry_with_its_sentence_and_who_accepted_it(document, officer, province):
    fact = fact_of(document, "figure", "2.822")

    kept = accept(fact, officer)

    figure = Figure.objects.get()
    assert (figure.indicator.code, figure.value, figure.unit, figure.period.label) == (
        "mediations", 2822, province, "2014–2019",
    )  # fmt: skip
    assert figure.citation == kept.citation
    assert (kept.citation.quote, kept.citation.accepted_by_label) == (
        document.text[fact.start : fact.end],
        "Trần Thu Hà",
    )
    assert kept.citation.sentence.startswith("Các tổ hòa giải đã hòa giải thành 2.822 vụ")
    assert (kept.state, kept.decided_by_label, kept.decided_at) == (FactState.ACCEPTED, "Trần Thu Hà", AT)


def test_qualifiers_and_own_periods_are_kept(document, officer):
    accept(fact_of(document, "figure", "1.600"), officer)

    figure = Figure.objects.get()
    assert (figure.indicator.code, figure.qualifier, figure.value) == ("outreach_sessions", "at_least", 1600)


def test_a_conference_brings_its_movement_and_phase(document, officer, province):
    accept(fact_of(document, "event"), officer)

    conference = Conference.objects.get()
    assert (conference.unit, conference.held_on.isoformat(), conference.period.label) == (
        province, "2019-11-12", "2014–2019",
    )  # fmt: skip
    assert conference.name == "Hội nghị tổng kết phong trào Toàn dân bảo vệ an ninh Tổ quốc 2014–2019"
    movement = Movement.objects.get()
    assert (conference.movement, movement.name) == (movement, "Toàn dân bảo vệ an ninh Tổ quốc")
    assert [str(phase) for phase in movement.phases.all()] == ["2014–2019"]


@pytest.mark.parametrize("order", ["event_first", "event_last"])
def test_persons_awards_and_figures_hang_on_the_conference_whatever_was_accepted_first(document, officer, order):
    event = fact_of(document, "event")
    others = [
        fact_of(document, "person"),
        fact_of(document, "award", "12 tập thể"),
        fact_of(document, "figure", "2.822"),
    ]
    for fact in [event, *others] if order == "event_first" else [*others, event]:
        accept(fact, officer)

    conference = Conference.objects.get()
    assert Participation.objects.get().conference == conference
    assert Award.objects.get().movement == conference.movement
    assert Figure.objects.get().movement == conference.movement
    assert AwardOnStage.objects.get().conference == conference


def test_an_award_is_recorded_with_its_form_in_the_catalogue_of_the_day(document, officer):
    accept(fact_of(document, "award", "12 tập thể"), officer)

    award = Award.objects.get()
    assert (award.form_code, award.collectives, award.individuals) == ("bang_khen_bo_tinh", 12, None)
    assert award.awarded_on.isoformat() == "2019-11-12"


def test_a_person_is_recorded_in_public_capacity_only_when_accepted(document, officer):
    assert PublicPerson.objects.count() == 0

    accept(fact_of(document, "person"), officer)

    person = PublicPerson.objects.get()
    assert (person.name, person.rank, person.posts) == ("Lê Văn Mẫu", "Đại tá", ["Giám đốc Công an tỉnh Sơn Bình"])


@pytest.mark.parametrize("kind", ["event", "figure", "award", "person"])
def test_what_an_accepted_fact_wrote_is_withdrawn_when_it_is_taken_back_and_nothing_is_deleted(document, officer, kind):
    fact = accept(fact_of(document, kind, "12 tập thể" if kind == "award" else ""), officer)
    citation = fact.citation

    kept = take_back(fact=fact, by=officer, at=AT)

    rows = [*Conference.objects.all(), *Figure.objects.all(), *Award.objects.all(), *Participation.objects.all()]
    assert rows != []
    assert all(row.withdrawn_at == AT and row.withdrawn_by == "Trần Thu Hà" for row in rows)
    assert (kept.state, kept.citation, kept.decided_by_label) == (FactState.WAITING, None, "")
    assert Citation.objects.filter(pk=citation.pk).exists()


def test_a_fact_taken_back_can_be_accepted_again_with_a_citation_of_its_own(document, officer):
    fact = accept(fact_of(document, "figure", "2.822"), officer)

    again = accept(take_back(fact=fact, by=officer, at=AT), officer)

    assert Figure.objects.in_force().get().citation == again.citation
    assert Citation.objects.count() == 2


def test_taking_the_conference_back_leaves_persons_accepted_without_it(document, officer):
    event = accept(fact_of(document, "event"), officer)
    accept(fact_of(document, "person"), officer)

    take_back(fact=event, by=officer, at=AT)

    assert Participation.objects.in_force().get().conference is None


def test_a_double_click_writes_once(document, officer):
    fact = fact_of(document, "figure", "2.822")

    first, second = accept(fact, officer), accept(fact, officer)

    assert (first.citation, Figure.objects.count(), Citation.objects.count()) == (second.citation, 1, 1)


def test_the_second_of_two_people_is_told_who_was_first(document, officer, province):
    fact = fact_of(document, "figure", "2.822")
    accept(fact, officer)
    other = make_actor(unit=province, full_name="Lê Văn Nam")

    with pytest.raises(Refused, match="Trần Thu Hà đã nhận dữ kiện này lúc"):
        accept(fact, other)
    with pytest.raises(Refused, match="Trần Thu Hà đã nhận"):
        reject_fact(fact=fact, version=fact.version, by=other, at=AT)


def test_a_fact_that_was_corrected_meanwhile_is_not_accepted_unseen(document, officer, province):
    fact = fact_of(document, "figure", "2.822")
    other = make_actor(unit=province, full_name="Lê Văn Nam")
    correct_fact(fact=fact, version=1, changes={"value": 2832}, by=other, at=AT)

    with pytest.raises(Stale) as stale:
        accept_fact(fact=fact, version=1, by=officer, at=AT)
    with pytest.raises(Stale) as both:
        correct_fact(fact=fact, version=1, changes={"value": 2842}, by=officer, at=AT)

    assert stale.value.theirs["value"] == "2.832"
    assert (both.value.theirs["value"], both.value.ours["value"]) == ("2.832", "2.842")
    assert Figure.objects.count() == 0


def test_a_correction_keeps_what_the_reader_found_and_is_undone_step_by_step(document, officer):
    fact = fact_of(document, "figure", "2.822")
    once = correct_fact(fact=fact, version=1, changes={"value": 2832}, by=officer, at=AT)
    twice = correct_fact(fact=once, version=2, changes={"value": 2842, "measure": "vụ việc"}, by=officer, at=AT)

    undone = undo_correction(fact=twice, by=officer, at=AT)

    assert (undone.value, undone.read_value) == (once.value, fact.read_value)
    assert undone.value["value"] == 2832


def test_an_accepted_fact_is_not_corrected_under_the_registry(document, officer):
    fact = accept(fact_of(document, "figure", "2.822"), officer)

    with pytest.raises(Refused, match="đã nhận dữ kiện này"):
        correct_fact(fact=fact, version=fact.version, changes={"value": 1}, by=officer, at=AT)


def test_a_rejected_fact_keeps_its_reason_and_can_be_opened_again(document, officer):
    fact = fact_of(document, "person")

    rejected = reject_fact(fact=fact, version=1, reason="không phải người dự", by=officer, at=AT)

    assert (rejected.state, rejected.reason) == (FactState.REJECTED, "không phải người dự")
    assert reopen_fact(fact=rejected, by=officer, at=AT).state == FactState.WAITING


def test_an_award_against_the_law_waits_for_an_answer(document, officer):
    flag = fact_of(document, "award", "3 cá nhân")

    with pytest.raises(Refused, match="trái quy định"):
        accept(flag, officer)

    finding = document.findings.get(kind="recipient")
    answer_finding(finding=finding, answer="keep_as_printed", by=officer, at=AT)
    assert accept(flag, officer).state == FactState.ACCEPTED


def test_accepting_all_that_passes_leaves_the_rest_with_its_reason(document, officer):
    outcome = accept_checked(document=document, by=officer, at=AT)

    left = {each.fact.number: each.because for each in outcome.left}
    doubtful = {fact_of(document, "award", "90 tập thể").number, fact_of(document, "award", "3 cá nhân").number}
    assert set(left) == doubtful
    assert all(sentence.endswith(".") for sentence in left.values())
    assert len(outcome.accepted) == document.facts.count() - len(doubtful)
    assert accept_checked(document=document, by=officer, at=AT).accepted == ()


def test_a_refused_act_writes_nothing_at_all(document, officer):
    fact = fact_of(document, "figure", "2.822")
    ProposedFact.objects.filter(pk=fact.pk).update(value={**fact.value, "place": "xã Không Có Ở Đâu"})
    audit_before = AuditEntry.objects.count()

    with pytest.raises(Refused, match="Chưa rõ số này của đơn vị nào"):
        accept(fact, officer)

    assert (Citation.objects.count(), AuditEntry.objects.count()) == (0, audit_before)


def test_every_decision_is_in_the_audit_trail_of_the_unit(document, officer, province):
    fact = accept(fact_of(document, "figure", "2.822"), officer)
    take_back(fact=fact, by=officer, at=AT)

    acts = AuditEntry.objects.filter(object_uid=fact.uid).order_by("id").values_list("act", "unit_id_value")
    assert list(acts) == [("accept_fact", province.pk), ("take_back_fact", province.pk)]
