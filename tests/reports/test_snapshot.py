"""The snapshot of accepted values: written whole or not at all, only when something changed, not too often."""

from datetime import timedelta

import pyarrow.parquet as pq
import pytest
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_report, month, type_in

from thidua.organisations.commands import end_unit
from thidua.reports.commands import amend_report, settle_totals
from thidua.reports.commands import snapshot as writing
from thidua.reports.commands.snapshot import take_snapshot
from thidua.reports.models import Report
from thidua.reports.queries.snapshot import TABLES, current_snapshot, snapshots_folder
from thidua.reports.tasks import renew_snapshot, settle_marked_totals

pytestmark = pytest.mark.django_db
ON_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture(autouse=True)
def own_home(tmp_path, settings):
    settings.HOME = tmp_path
    settings.SNAPSHOT_MINUTES = 15


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def form():
    return make_form("sessions")


def accept(form, province, name, value="12"):
    report = file_and_accept(
        make_report(form, make_commune(name, under=province), month(), sessions=value), above=province
    )
    settle_totals(at=LATER)
    return report


def values():
    """What the current snapshot holds."""
    return pq.read_table(current_snapshot().folder / "figures.parquet").column("value").to_pylist()


def files():
    """Every file with the instant of its last change."""
    return {path: path.stat().st_mtime_ns for path in snapshots_folder().rglob("*") if path.is_file()}


def test_the_first_one_holds_every_accepted_value(form, province):
    accept(form, province, "An Thi", "12")
    accept(form, province, "Vũ Thư", "30")

    assert take_snapshot(at=LATER) is True

    found = current_snapshot()
    assert (found.figures, found.taken_at, found.checked_at, sorted(values())) == (2, LATER, LATER, [12, 30])
    assert sorted(path.name for path in found.folder.iterdir()) == sorted(f"{name}.parquet" for name in TABLES)


def test_without_a_change_nothing_is_written(form, province):
    accept(form, province, "An Thi")
    take_snapshot(at=LATER)
    before = files()

    assert take_snapshot(at=LATER + timedelta(days=1)) is False

    assert files() == before


def test_who_asks_without_a_change_learns_that_it_is_still_so(form, province):
    accept(form, province, "An Thi")
    take_snapshot(at=LATER)
    asked = LATER + timedelta(days=1)

    assert take_snapshot(at=asked, forced=True) is False

    assert (current_snapshot().taken_at, current_snapshot().checked_at) == (LATER, asked)


def test_a_change_waits_until_the_minutes_are_over_unless_somebody_asks(form, province):
    accept(form, province, "An Thi", "12")
    take_snapshot(at=LATER)
    accept(form, province, "Vũ Thư", "30")

    assert take_snapshot(at=LATER + timedelta(minutes=14)) is False
    assert values() == [12]
    assert take_snapshot(at=LATER + timedelta(minutes=15)) is True
    assert sorted(values()) == [12, 30]
    accept(form, province, "Kim Động", "7")
    assert take_snapshot(at=LATER + timedelta(minutes=16), forced=True) is True
    assert sorted(values()) == [7, 12, 30]


def test_an_amended_value_is_a_change(form, province):
    report = accept(form, province, "An Thi", "12")
    take_snapshot(at=LATER)
    amend_report(report=report, reason="Đính chính", by=process_actor(report.unit), at=LATER)
    file_and_accept(type_in(Report.objects.get(pk=report.pk), sessions="20"), above=province)
    settle_totals(at=LATER + timedelta(minutes=1))

    assert take_snapshot(at=LATER + timedelta(hours=1)) is True
    assert values() == [20]


def test_a_changed_tree_is_a_change(form, province):
    report = accept(form, province, "An Thi")
    take_snapshot(at=LATER)
    end_unit(unit=report.unit, on=LATER.date(), by=process_actor(), at=LATER)

    assert take_snapshot(at=LATER + timedelta(hours=1)) is True


@pytest.mark.parametrize("killed_at", ["_figures", "_units", "_indicators"])
def test_killed_while_writing_the_old_one_stands(form, province, monkeypatch, killed_at):
    accept(form, province, "An Thi", "12")
    take_snapshot(at=LATER)
    before = current_snapshot()
    accept(form, province, "Vũ Thư", "30")

    def killed(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(writing, killed_at, killed)
        with pytest.raises(KeyboardInterrupt):
            take_snapshot(at=LATER + timedelta(hours=1))

    assert current_snapshot() == before
    assert values() == [12]
    assert take_snapshot(at=LATER + timedelta(hours=2)) is True
    assert sorted(values()) == [12, 30]


def test_a_pointer_that_was_damaged_counts_as_none(form, province):
    take_snapshot(at=LATER)
    (snapshots_folder() / "current.json").write_text('{"folder": ', encoding="utf-8")

    assert current_snapshot() is None
    assert take_snapshot(at=LATER) is True


def test_the_one_before_stays_for_who_still_reads_it_and_older_ones_go(form, province):
    folders = []
    for place, name in enumerate(("An Thi", "Vũ Thư", "Kim Động")):
        accept(form, province, name)
        take_snapshot(at=LATER + timedelta(hours=place))
        folders.append(current_snapshot().folder)

    assert {path for path in snapshots_folder().iterdir() if path.is_dir()} == set(folders[1:])


def test_an_acceptance_asks_once_for_a_snapshot_when_the_minutes_are_over(form, province):
    take_snapshot(at=LATER)
    with override_settings(TASKS=ON_DATABASE):
        settle_marked_totals.call()
        settle_marked_totals.call()

        asked = DBTaskResult.objects.filter(task_path=renew_snapshot.module_path)
        assert [each.args_kwargs["kwargs"] for each in asked] == [{}]


def test_where_none_is_wanted_unasked_none_is_asked_for(form, province, settings):
    settings.SNAPSHOT_MINUTES = None
    with override_settings(TASKS=ON_DATABASE):
        settle_marked_totals.call()

    assert not DBTaskResult.objects.filter(task_path=renew_snapshot.module_path).exists()


def test_the_task_adds_what_is_marked_first(form, province):
    file_and_accept(make_report(form, make_commune("An Thi", under=province), month(), sessions="5"), above=province)

    renew_snapshot.call(forced=True)

    assert values() == [5]
