"""A table that is stopped while it is read, written or undone, and taken up again."""

import pytest
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.reports import make_form, make_indicator
from tests.office.test_tables import again, bring, press, read, sheet_of

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.core.jobs import JobState
from thidua.insights.jobs import find_job, jobs_of
from thidua.office.reports.tables.tasks import go_on_with_table
from thidua.people.queries import actor_of
from thidua.reports.choices import TableStage
from thidua.reports.commands.stopping import resume_table, stop_table
from thidua.reports.commands.tables import begin_reading, move_table, stage_parts, undo_parts, write_parts
from thidua.reports.models import Cell, TablePart
from thidua.reports.rules.tables.reading import Reading

pytestmark = pytest.mark.django_db
ROWS = (["Xã", "Số buổi tuyên truyền"], ["An Bình", 4], ["Bách Thuận", 5], ["Cộng Hòa", 6])


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """No snapshot of another test is listed."""
    settings.HOME = tmp_path


@pytest.fixture
def user():
    province = make_unit("Hưng Yên")
    for name in ("An Bình", "Bách Thuận", "Cộng Hòa"):
        make_commune(name, under=province)
    make_indicator("sessions", "Số buổi tuyên truyền")
    make_form("sessions", name="Báo cáo tháng")
    return make_user(unit=province, full_name="Trần Thu Hà")


@pytest.fixture
def officer(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def by(user):
    return actor_of(user, on=clock.today())


@pytest.fixture
def table(officer):
    """Three reports that a table would change; nothing is written yet."""
    return read(officer, sheet_of(*ROWS))


def values():
    return sorted(Cell.objects.exclude(value=None).values_list("value", flat=True))


def outcomes(table):
    return sorted(TablePart.objects.filter(table=table).values_list("outcome", flat=True))


def stopped_after_one(table, to, act, by):
    moved = move_table(table=table, to=to, by=by, at=AT)
    act(table=moved, by=by, at=AT, most=1)
    return stop_table(table=moved, by=by, at=AT)


def gone_on(table, by):
    resumed = resume_table(table=table, by=by, at=AT)
    go_on_with_table.func(table_id=resumed.pk, user_id=by.user_id)
    return again(table)


def test_stopped_while_it_is_written_what_is_written_stays_and_the_rest_can_be_written_later(table, by):
    stopped = stopped_after_one(table, TableStage.WRITING, write_parts, by)
    halfway = (stopped.stage, values(), outcomes(table))

    gone_on(stopped, by)

    assert halfway == ("written", [4], ["refused", "refused", "written"])
    assert (values(), outcomes(table)) == ([4, 5, 6], ["written"] * 3)


def test_stopped_while_it_is_undone_the_rest_stays_and_can_be_undone_later(officer, table, by):
    press(officer, "write_table", table)
    stopped = stopped_after_one(again(table), TableStage.UNDOING, undo_parts, by)
    halfway = (stopped.stage, len(values()), outcomes(table))

    gone_on(stopped, by)

    assert halfway == ("undone", 2, ["kept", "kept", "undone"])
    assert (values(), outcomes(table)) == ([], ["undone"] * 3)


def test_stopped_while_it_is_read_its_columns_are_asked_for_again_and_who_still_reads_stages_nothing(table, by):
    table.stage = TableStage.READING
    table.save(update_fields=["stage"])
    run = begin_reading(table=table, at=AT)

    stopped = stop_table(table=table, by=by, at=AT)
    counts = stage_parts(table=table, run=run, parts={}, reading=Reading(), at=AT)

    assert (stopped.stage, counts, outcomes(table)) == ("mapping", False, [])


def test_what_is_not_at_work_is_neither_stopped_nor_taken_up(table, by):
    with pytest.raises(Refused, match="đã xong hoặc đã dừng"):
        stop_table(table=table, by=by, at=AT)
    with pytest.raises(Refused, match="Không còn phần nào bị dừng"):
        resume_table(table=table, by=by, at=AT)


def test_the_page_of_long_work_shows_it_and_takes_it_up_again(officer, table, by):
    stopped_after_one(table, TableStage.WRITING, write_parts, by)
    [job] = jobs_of(by, at=clock.now())

    officer.post(reverse("office:retry_job", args=[table.uid]))

    assert (job.kind, job.state, job.done, job.total, job.title) == ("table", JobState.STOPPED, 1, 3, "bang.xlsx")
    assert find_job(by, table.uid, at=clock.now()).state == JobState.DONE
    assert values() == [4, 5, 6]


def test_a_table_of_which_the_columns_are_not_named_is_no_work_of_the_machine(officer, by):
    bring(officer, sheet_of(*ROWS))

    assert jobs_of(by, at=clock.now()) == []
