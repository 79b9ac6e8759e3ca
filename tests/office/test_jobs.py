"""The page of long work: every kind of it, stopped and taken up again by whoever works for the unit."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_actor, make_user, process_actor
from tests.factories.registry import make_figure, make_movement, make_review
from tests.factories.reports import make_form, make_report
from tests.intake.articles import REVIEW

from thidua.conferences.commands import fail_pack, request_pack
from thidua.conferences.models import ConferencePack
from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.jobs import JobState
from thidua.core.models import AuditEntry
from thidua.insights.jobs import jobs_of
from thidua.intake.commands import start_batch
from thidua.intake.models import Batch
from thidua.reports.commands.snapshot import take_snapshot
from thidua.reports.models import ReportPaper
from thidua.reports.tasks import file_with_paper, make_filed_paper, renew_snapshot

pytestmark = pytest.mark.django_db
JOBS = reverse("office:jobs")


@pytest.fixture(autouse=True)
def queue(settings, tmp_path):
    """Work waits in the database until somebody does it; snapshots are of this test alone."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    settings.HOME = tmp_path


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def actor(province):
    return make_actor(Role.OFFICER, unit=province, full_name="Trần Thu Hà")


@pytest.fixture
def officer(client, province):
    """A browser in which an officer of the province is signed in."""
    client.force_login(make_user(unit=province))
    return client


def make_batch(unit, *, at=None, name="Nhiều bài.zip", texts=2):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(texts):
            archive.writestr(f"bài {number}.txt", f"{name} {number}: {REVIEW}")
    content = made.getvalue()
    return start_batch(unit=unit, content=content, file_name=name, by=process_actor(unit), at=at or clock.now())


def make_pack(unit):
    movement = make_movement(unit)
    make_figure(unit, movement=movement)
    review = make_review(unit, movement=movement)
    return request_pack(review=review, by=process_actor(unit), at=clock.now())


def filed_report(unit, actor):
    report = make_report(make_form("sessions", levels=(unit.level,)), unit, sessions="12")
    return file_with_paper(report=report, by=actor, at=clock.now())


def states(actor):
    return {job.kind: job.state for job in jobs_of(actor, at=clock.now())}


def press(client, name, uid):
    return client.post(reverse(f"office:{name}", args=[uid]), follow=True)


def worked():
    """Do every task that waits, as the worker does."""
    while (row := DBTaskResult.objects.ready().first()) is not None:
        row.claim("thử")
        row.set_successful(row.task.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"]))


class TestWhatIsShown:
    """State, progress, who, why."""

    def test_a_batch_waits_is_worked_on_and_is_done(self, officer, actor, province):
        batch = make_batch(province)
        before = [(job.state, job.done, job.total, job.by) for job in jobs_of(actor, at=clock.now())]
        page = officer.get(JOBS).content.decode()
        Batch.objects.filter(pk=batch.pk).update(moved_at=clock.now() + timedelta(seconds=1))
        during = states(actor)
        press(officer, "retry_job", batch.uid)
        worked()

        assert before == [(JobState.WAITING, 0, 2, "Người thử")]
        assert ("1 việc máy đang làm" in page, "Nhiều bài.zip" in page, "0/2" in page) == (True, True, True)
        assert (during, states(actor)) == ({"texts": JobState.WORKING}, {"texts": JobState.DONE})

    def test_one_on_which_nothing_moves_says_what_to_do(self, officer, actor, province):
        make_batch(province, at=clock.now() - timedelta(minutes=5))

        assert states(actor) == {"texts": JobState.STILL}
        assert "máy làm việc nền có thể đã tắt" in officer.get(JOBS).content.decode()

    def test_a_pack_that_failed_says_why(self, officer, province, actor):
        pack = make_pack(province)
        fail_pack(pack=pack, because="Thiếu nguồn của chú thích 1.", by=actor, at=clock.now())

        page = officer.get(JOBS).content.decode()

        assert states(actor) == {"pack": JobState.FAILED}
        assert ("Thiếu nguồn của chú thích 1." in page, "Chưa làm được" in page) == (True, True)

    def test_the_document_of_a_filed_report_waits_and_is_made(self, actor, province):
        filed_report(province, actor)
        before = states(actor)
        worked()

        assert (before, states(actor)) == ({"paper": JobState.WAITING}, {"paper": JobState.DONE})

    def test_the_snapshot_is_shown_once_it_is_asked_for(self, actor):
        nothing = states(actor)
        renew_snapshot.enqueue(forced=True)
        asked = states(actor)
        worked()

        assert (nothing, asked, states(actor)) == ({}, {"snapshot": JobState.WAITING}, {"snapshot": JobState.DONE})

    def test_a_snapshot_that_is_put_off_until_later_does_not_wait_yet(self, actor):
        take_snapshot(at=clock.now(), forced=True)
        renew_snapshot.using(run_after=clock.now() + timedelta(minutes=10)).enqueue()

        assert states(actor) == {"snapshot": JobState.DONE}

    def test_nothing_to_show_says_what_would_be_here(self, officer):
        page = officer.get(JOBS).content.decode()

        assert ("Máy không còn việc nào phải làm" in page, "Chưa giao máy việc nào" in page) == (True, True)

    def test_what_changes_is_asked_for_until_nothing_is_open(self, officer, province):
        batch = make_batch(province)
        open_one = officer.get(reverse("office:jobs_progress"))
        press(officer, "stop_job", batch.uid)
        over = officer.get(reverse("office:jobs_progress"))

        assert (open_one.status_code, over.status_code) == (200, 286)
        assert 'hx-trigger="every 3s"' not in officer.get(JOBS).content.decode()

    def test_what_is_open_comes_first_and_what_was_over_long_ago_is_left_out(self, actor, province):
        old = make_batch(province, at=clock.now() - timedelta(days=40), name="Cũ.zip")
        Batch.objects.filter(pk=old.pk).update(finished_at=clock.now() - timedelta(days=31))
        make_batch(province, at=clock.now() - timedelta(days=2), name="Đang đọc.zip")
        done = make_batch(province, name="Xong.zip")
        Batch.objects.filter(pk=done.pk).update(finished_at=clock.now())

        assert [job.title for job in jobs_of(actor, at=clock.now())] == ["Đang đọc.zip", "Xong.zip"]

    def test_more_work_asks_no_more_queries(self, officer, actor, province):
        counted = []
        for number in (1, 4):
            for each in range(number):
                make_batch(province, name=f"{number}-{each}.zip")
                filed_report(province, actor)
            officer.get(JOBS)
            with CaptureQueriesContext(connection) as queries:
                officer.get(JOBS)
            counted.append(len(queries))

        assert counted[0] == counted[1]


class TestStoppingAndRetrying:
    """What a person can do."""

    def test_a_batch_is_stopped_and_the_toast_takes_it_up_again(self, officer, actor, province):
        batch = make_batch(province)

        page = press(officer, "stop_job", batch.uid).content.decode()
        stopped = states(actor)
        press(officer, "retry_job", batch.uid)
        worked()

        assert "Đã dừng Nhiều bài.zip. Phần đã làm giữ nguyên." in page
        assert f'action="{reverse("office:retry_job", args=[batch.uid])}"' in page
        assert (stopped, states(actor)) == ({"texts": JobState.STOPPED}, {"texts": JobState.DONE})

    def test_a_pack_that_is_stopped_is_not_made_until_it_is_asked_for_again(self, officer, actor, province):
        pack = make_pack(province)

        press(officer, "stop_job", pack.uid)
        stopped = states(actor)
        press(officer, "retry_job", pack.uid)
        worked()

        made = ConferencePack.objects.exclude(made_at=None)
        assert stopped == {"pack": JobState.STOPPED}
        assert [each.pk == pack.pk for each in made] == [False]

    def test_a_document_that_waits_is_taken_out_of_the_queue_and_can_be_asked_for_again(self, officer, actor, province):
        report = filed_report(province, actor)

        press(officer, "stop_job", report.uid)
        waiting = DBTaskResult.objects.filter(task_path=make_filed_paper.module_path).count()
        worked()
        without = ReportPaper.objects.count()
        report.revisions.update(filed_at=clock.now() - timedelta(minutes=3))
        failed = states(actor)
        press(officer, "retry_job", report.uid)
        worked()

        assert (waiting, without, ReportPaper.objects.count()) == (0, 0, 1)
        assert failed == {"paper": JobState.FAILED}
        assert AuditEntry.objects.filter(act="stop_report_paper").count() == 1

    def test_a_document_that_is_made_is_not_stopped(self, officer, actor, province):
        report = filed_report(province, actor)
        worked()

        assert press(officer, "stop_job", report.uid).status_code == 409

    def test_the_snapshot_is_renewed_and_never_stopped(self, officer, actor):
        take_snapshot(at=clock.now(), forced=True)
        [job] = jobs_of(actor, at=clock.now())

        renewed = press(officer, "retry_job", job.uid)
        twice = press(officer, "retry_job", job.uid)
        stopped = press(officer, "stop_job", job.uid)

        assert (renewed.status_code, twice.status_code, stopped.status_code) == (200, 409, 409)
        assert DBTaskResult.objects.filter(task_path=renew_snapshot.module_path).count() == 1

    def test_what_is_over_is_not_stopped(self, officer, province):
        batch = make_batch(province)
        press(officer, "stop_job", batch.uid)

        assert press(officer, "stop_job", batch.uid).status_code == 409


class TestWho:
    """Of the own unit only, and not of those who only read."""

    def test_work_of_another_unit_is_neither_shown_nor_stopped(self, client, province):
        commune = make_commune("Vũ Thư", under=province)
        foreign = make_unit("Hải Phòng")
        jobs = [make_batch(unit, name=f"{unit.name}.zip").uid for unit in (province, foreign)]
        client.force_login(make_user(unit=commune))

        page = client.get(JOBS).content.decode()
        statuses = [press(client, act, uid).status_code for act in ("stop_job", "retry_job") for uid in jobs]

        assert ("Hưng Yên.zip" in page, "Hải Phòng.zip" in page, statuses) == (False, False, [404] * 4)

    @pytest.mark.parametrize("role", [Role.LEADER, Role.COUNCIL_MEMBER])
    def test_who_does_none_of_it_does_not_see_it(self, client, province, role):
        client.force_login(make_user(role, unit=province))

        assert client.get(JOBS).status_code == 403
