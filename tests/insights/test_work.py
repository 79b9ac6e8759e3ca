"""What waits for whom."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.councils import make_chamber, make_session, take_up, vote
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.registry import make_document, make_movement, make_review
from tests.factories.reports import make_form, make_report, month
from tests.factories.rounds import make_nomination, make_round, move_to

from thidua.conferences.commands import add_direction, mark_direction, withdraw_direction
from thidua.core.actors import Role
from thidua.councils.commands import add_words, mark_left, recuse
from thidua.documents.models import IssuedDocument
from thidua.insights.work import WorkKind, reading_states, waiting_counts, work_items
from thidua.intake.models import Finding, ProposedFact
from thidua.movements.commands import add_aim, ensure_phase, mark_aim
from thidua.nominations.models import Opinion
from thidua.reports.commands import file_report
from thidua.sources.commands import store_file

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NOTHING = dict.fromkeys(("home", "documents", "reports", "nominations", "decisions", "councils"), 0)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def officer(province):
    return make_actor(Role.OFFICER, unit=province)


def propose(document, count=1):
    for number in range(count):
        ProposedFact.objects.create(
            document=document,
            kind="figure",
            number=number + 1,
            start=0,
            end=4,
            rule="r",
            confidence_percent=90,
            created_at=AT,
        )


def find(document, answer="", key="tổng"):
    return Finding.objects.create(
        document=document, kind="sum", key=key, message="103 + 94 = 197", answer=answer, created_at=AT
    )


def kinds(actor, on=TODAY):
    return [item.kind for item in work_items(actor, on=on)]


def test_a_text_with_facts_to_go_through_is_work(province, officer):
    document = make_document(province)
    propose(document, 3)

    [item] = work_items(officer, on=TODAY)

    assert (item.kind, item.subject, item.uid, item.count) == (
        WorkKind.READ_DOCUMENT,
        document.title,
        document.uid,
        3,
    )


def test_an_unanswered_check_goes_before_facts(province, officer):
    document = make_document(province)
    propose(document, 2)
    find(document)

    [item] = work_items(officer, on=TODAY)

    assert (item.kind, item.count, item.second) == (WorkKind.CHECK_DOCUMENT, 2, 1)


def test_a_check_set_aside_comes_back(province, officer):
    find(make_document(province), answer="later")

    assert kinds(officer) == [WorkKind.RETURN_TO_DOCUMENT]


def test_an_answered_check_is_no_work(province, officer):
    find(make_document(province), answer="different_scope")

    assert kinds(officer) == []


def test_in_a_locked_text_nothing_is_left_to_do(province, officer):
    document = make_document(province)
    propose(document)
    document.locked_at = AT
    document.save()

    [state] = reading_states(officer, on=TODAY)

    assert (kinds(officer), state.word) == ([], "done")


def test_texts_of_units_below_are_work_and_those_of_others_are_not(province, officer):
    commune, foreign = make_commune(under=province), make_unit("Hải Phòng")
    for unit in (commune, foreign):
        propose(make_document(unit, f"Báo cáo {unit.pk}", title=str(unit)))

    assert [item.subject for item in work_items(officer, on=TODAY)] == [str(commune)]


def test_a_council_member_has_no_texts_to_read(province):
    propose(make_document(province))

    assert kinds(make_actor(Role.COUNCIL_MEMBER, unit=province)) == []


def test_the_texts_with_most_to_answer_stand_first(province, officer):
    calm, busy = make_document(province, "Một", title="Một"), make_document(province, "Hai", title="Hai")
    propose(calm, 3)
    find(busy)

    assert [state.title for state in reading_states(officer, on=TODAY)] == ["Hai", "Một"]


class TestDirections:
    @pytest.fixture
    def review(self, province):
        return make_review(province)

    def direct(self, review, **fields):
        return add_direction(review=review, text="Nhân rộng mô hình", by=process_actor(review.unit), at=AT, **fields)

    def test_one_with_an_owner_is_followed_until_its_day(self, review, officer):
        self.direct(review, owner="Công an tỉnh", due_on=TODAY + timedelta(days=4))

        [item] = work_items(officer, on=TODAY)

        assert (item.kind, item.owner, item.due_on, item.uid) == (
            WorkKind.FOLLOW_DIRECTION,
            "Công an tỉnh",
            TODAY + timedelta(days=4),
            review.uid,
        )

    def test_one_that_lies_far_ahead_is_a_plan_not_work(self, review, officer):
        self.direct(review, owner="Công an tỉnh", due_on=TODAY + timedelta(days=61))

        assert kinds(officer) == []

    def test_those_without_an_owner_are_to_be_given_out_together(self, review, officer):
        self.direct(review)
        self.direct(review)

        [item] = work_items(officer, on=TODAY)

        assert (item.kind, item.count, item.subject) == (WorkKind.ASSIGN_DIRECTIONS, 2, review.title)

    def test_one_that_is_done_or_withdrawn_is_no_work(self, review, officer):
        by = process_actor(review.unit)
        mark_direction(direction=self.direct(review, owner="A", due_on=TODAY), is_done=True, by=by, at=AT)
        withdraw_direction(direction=self.direct(review, owner="B", due_on=TODAY), by=by, at=AT)

        assert kinds(officer) == []

    def test_a_leader_follows_them_too(self, review, province):
        self.direct(review, owner="Công an tỉnh", due_on=TODAY)

        assert kinds(make_actor(Role.LEADER, unit=province)) == [WorkKind.FOLLOW_DIRECTION]

    def test_the_overdue_stand_first_and_what_has_no_day_last(self, review, province, officer):
        propose(make_document(province, "Bài mới", title="Bài mới"))
        self.direct(review, owner="B", due_on=TODAY + timedelta(days=1))
        self.direct(review, owner="A", due_on=TODAY - timedelta(days=1))

        assert [(item.owner, item.kind) for item in work_items(officer, on=TODAY)] == [
            ("A", WorkKind.FOLLOW_DIRECTION),
            ("B", WorkKind.FOLLOW_DIRECTION),
            ("", WorkKind.READ_DOCUMENT),
        ]


class TestTasks:
    @pytest.fixture
    def task(self, province):
        phase = ensure_phase(
            movement=make_movement(province), first_year=2020, last_year=2026, by=process_actor(province), at=AT
        )
        return add_aim(
            phase=phase, kind="task", text="Phân loại phong trào", due_on=TODAY, by=process_actor(province), at=AT
        )

    @pytest.mark.usefixtures("task")
    def test_a_task_of_the_unit_is_work_for_its_officers(self, officer):
        assert kinds(officer) == [WorkKind.DO_TASK]

    def test_a_task_that_is_done_is_not(self, task, officer, province):
        mark_aim(aim=task, is_done=True, by=process_actor(province), at=AT)

        assert kinds(officer) == []

    def test_a_task_given_to_somebody_is_work_for_them_alone(self, task, officer, province):
        colleague = make_actor(Role.OFFICER, unit=province)
        task.assignee_id = colleague.user_id
        task.save()

        assert (kinds(officer), kinds(colleague)) == ([], [WorkKind.DO_TASK])


def test_drafts_for_want_of_a_profile_are_work(province, officer):
    file = store_file(name="a.pdf", content=b"%PDF", media_type="application/pdf", by=process_actor(province), at=AT)
    IssuedDocument.objects.create(
        unit=province,
        kind="review_report",
        title="Báo cáo",
        dated_on=TODAY,
        is_draft=True,
        docx=file,
        pdf=file,
        created_at=AT,
    )

    [item] = work_items(officer, on=TODAY)

    assert (item.kind, item.count) == (WorkKind.FILL_PROFILE, 1)


def test_counts_of_the_side_bar_are_those_of_the_work(province, officer):
    propose(make_document(province))

    assert waiting_counts(officer, on=TODAY) == {**NOTHING, "home": 1, "documents": 1}


def test_more_texts_ask_no_more_queries(province, officer, django_assert_num_queries):
    for number in range(3):
        propose(make_document(province, f"Bài {number}", title=f"Bài {number}"))
    elsewhere = make_unit("Hải Phòng")
    propose(make_document(elsewhere, "Bài 3", title="Bài 3"))
    one = make_actor(Role.OFFICER, unit=elsewhere)

    with CaptureQueriesContext(connection) as few:
        work_items(one, on=TODAY)
    with django_assert_num_queries(len(few)):
        work_items(officer, on=TODAY)


class TestReports:
    """Reports that are waited for, and reports to decide on."""

    @pytest.fixture
    def commune(self, province):
        return make_commune("Vũ Thư", under=province)

    def made_by(self, unit):
        found = work_items(make_actor(Role.OFFICER, unit=unit), on=TODAY)
        return [(item.subject, item.due_on) for item in found if item.kind == WorkKind.MAKE_REPORT]

    def test_every_month_that_is_over_and_not_filed_is_work_of_the_unit(self, commune):
        make_form("sessions", name="Báo cáo tháng")

        assert self.made_by(commune) == [
            ("Báo cáo tháng, tháng 8/2026", date(2026, 9, 5)),
            ("Báo cáo tháng, tháng 9/2026", date(2026, 10, 5)),
            ("Báo cáo tháng, tháng 10/2026", date(2026, 11, 5)),
        ]

    def test_months_that_were_over_when_the_form_came_are_not_waited_for(self, commune):
        make_form("sessions", name="Báo cáo tháng").editions.update(asked_since=date(2026, 10, 15))

        assert self.made_by(commune) == [("Báo cáo tháng, tháng 10/2026", date(2026, 11, 5))]

    def test_what_is_filed_is_no_longer_work_of_the_unit_but_of_the_one_above(self, officer, commune):
        form = make_form("sessions", name="Báo cáo tháng")
        form.editions.update(asked_since=date(2026, 10, 15))
        report = make_report(form, commune, month(10), sessions="12")

        file_report(report=report, by=process_actor(commune), at=AT)

        assert self.made_by(commune) == []
        assert [(item.kind, item.count) for item in work_items(officer, on=TODAY)] == [(WorkKind.DECIDE_REPORTS, 1)]
        assert waiting_counts(officer, on=TODAY) == {**NOTHING, "home": 1, "reports": 1}


class TestCouncils:
    """Votes and sessions of whoever sits in a council."""

    @pytest.fixture
    def chamber(self, province):
        return make_chamber(province, size=3)

    def test_a_session_to_come_is_work_of_who_sits_in_it_and_of_nobody_else(self, chamber, officer):
        make_session(chamber, is_open=False)

        [item] = work_items(chamber.actor(1), on=TODAY)

        assert (item.kind, item.due_on, item.owner) == (WorkKind.ATTEND_SESSION, TODAY, "Phòng họp số 2")
        assert WorkKind.ATTEND_SESSION not in kinds(officer)

    def test_a_vote_under_way_waits_until_the_ballot_is_in(self, chamber):
        item = add_words(session=make_session(chamber), text="Kế hoạch", way="secret_ballot", by=chamber.clerk, at=AT)
        before = kinds(chamber.actor(1))
        take_up(item, chamber)
        waiting = (kinds(chamber.actor(1)), waiting_counts(chamber.actor(1), on=TODAY))

        vote(item, chamber, {1: "against"})

        assert (before, waiting) == ([], ([WorkKind.CAST_BALLOT], {**NOTHING, "home": 1, "councils": 1}))
        assert waiting_counts(chamber.actor(1), on=TODAY) == NOTHING
        assert kinds(chamber.actor(2)) == [WorkKind.CAST_BALLOT]

    def test_who_stepped_aside_or_is_away_has_no_vote_waiting(self, chamber):
        session = make_session(chamber)
        item = add_words(session=session, text="Kế hoạch", way="secret_ballot", by=chamber.clerk, at=AT)
        recuse(item=item, ground="own_unit", by=chamber.actor(1), at=AT)
        take_up(item, chamber)
        mark_left(session=session, member=chamber.members[2], by=chamber.clerk, at=AT)

        assert [kinds(chamber.actor(place)) for place in range(3)] == [[WorkKind.CAST_BALLOT], [], []]


def test_bodies_that_are_late_are_work_of_the_unit_that_asked_once_a_round(province, officer):
    found = make_round(province)
    for number in range(2):
        row = move_to(make_nomination(found), "appraisal")
        Opinion.objects.create(
            nomination=row, body=f"Cơ quan {number}", asked_on=date(2026, 11, 1), due_on=date(2026, 11, 10 + number),
            asked_by="Hà", created_at=AT,
        )  # fmt: skip

    [item] = [each for each in work_items(officer, on=TODAY) if each.kind == WorkKind.CHASE_OPINIONS]

    assert (item.uid, item.count, item.due_on) == (found.uid, 2, date(2026, 11, 10))
    assert waiting_counts(officer, on=TODAY) == {**NOTHING, "home": 2, "nominations": 2}
