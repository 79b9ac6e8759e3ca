"""Rows change in two ways: saved against a version, and withdrawn with a reason."""

import threading

import pytest
from django.db import connections
from tests.factories.organisations import AT, make_unit
from tests.factories.people import process_actor
from tests.factories.registry import make_figure, make_movement

from thidua.core.audit import record
from thidua.core.changes import restore_row, save_checked, withdraw_rows
from thidua.core.errors import Stale
from thidua.core.models import AuditEntry
from thidua.movements.models import Movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def by(unit):
    return process_actor(unit)


def test_an_entry_holds_plain_values_that_outlive_what_it_names(unit, by):
    movement = make_movement(unit)
    entry = record("close_movement", movement, by=by, at=AT, before={"open": True}, after={"open": False})
    uid, label = movement.uid, str(movement)

    movement.delete()
    entry.refresh_from_db()

    assert (entry.object_uid, entry.object_label, entry.object_kind) == (uid, label, "Movement")
    assert (entry.actor_label, entry.actor_role, entry.unit_id_value) == ("Người thử", "administrator", unit.pk)


def test_an_entry_can_be_for_the_readers_of_another_unit(unit, by):
    other = make_unit("Hải Phòng")

    entry = record("x", make_movement(unit), by=by, at=AT, unit_id=other.pk)

    assert entry.unit_id_value == other.pk


def test_a_save_writes_only_what_changed_and_says_what_it_was(unit, by):
    movement = make_movement(unit, "Phong trào A")

    saved = save_checked(movement, {"name": "Phong trào B", "aim": ""}, version=1, act="edit", by=by, at=AT)

    entry = AuditEntry.objects.get(act="edit")
    assert (saved.name, saved.version) == ("Phong trào B", 2)
    assert (entry.before, entry.after) == ({"name": "Phong trào A"}, {"name": "Phong trào B"})


def test_a_save_that_changes_nothing_leaves_version_and_trail_alone(unit, by):
    movement = make_movement(unit, "Phong trào A")

    saved = save_checked(movement, {"name": "Phong trào A"}, version=1, act="edit", by=by, at=AT)

    assert (saved.version, AuditEntry.objects.filter(act="edit").count()) == (1, 0)


def test_the_second_of_two_saves_is_refused_with_both_texts(unit, by):
    movement = make_movement(unit, "Phong trào A")
    save_checked(movement, {"name": "Bản của người trước"}, version=1, act="edit", by=by, at=AT)

    with pytest.raises(Stale) as stale:
        save_checked(movement, {"name": "Bản của người sau"}, version=1, act="edit", by=by, at=AT)

    assert stale.value.theirs == {"name": "Bản của người trước"}
    assert stale.value.ours == {"name": "Bản của người sau"}
    assert Movement.objects.get().name == "Bản của người trước"


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_exactly_one_is_kept():
    unit = make_unit()
    by = process_actor(unit)
    movement = make_movement(unit, "Phong trào A")
    start = threading.Barrier(2)
    outcomes = []

    def save(name):
        try:
            start.wait(timeout=10)
            save_checked(movement, {"name": name}, version=1, act="edit", by=by, at=AT)
            outcomes.append("saved")
        except Stale:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(name,)) for name in ("B", "C")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "saved"]
    assert Movement.objects.get().version == 2


def test_a_withdrawn_row_stays_and_says_who_and_why(unit, by):
    figure = make_figure(unit)

    count = withdraw_rows([figure], act="withdraw_figure", reason="bài ghi nhầm", by=by, at=AT)

    figure.refresh_from_db()
    assert (count, figure.withdrawn_at, figure.withdrawn_by, figure.withdrawn_reason) == (
        1,
        AT,
        "Người thử",
        "bài ghi nhầm",
    )
    assert list(type(figure).objects.in_force()) == []


def test_withdrawing_twice_changes_nothing_the_second_time(unit, by):
    figure = make_figure(unit)
    withdraw_rows([figure], act="withdraw_figure", reason="lần đầu", by=by, at=AT)

    again = withdraw_rows([figure], act="withdraw_figure", reason="lần sau", by=by, at=AT)

    figure.refresh_from_db()
    assert (again, figure.withdrawn_reason) == (0, "lần đầu")


def test_a_withdrawn_row_can_stand_again(unit, by):
    figure = make_figure(unit)
    withdraw_rows([figure], act="withdraw_figure", reason="nhầm", by=by, at=AT)

    restore_row(figure, act="restore_figure", by=by, at=AT)

    assert list(type(figure).objects.in_force()) == [figure]
    assert AuditEntry.objects.get(act="restore_figure").before == {"withdrawn_reason": "nhầm"}


def test_the_trail_is_read_newest_first(unit, by):
    movement = make_movement(unit)
    first = record("một", movement, by=by, at=AT)
    second = record("hai", movement, by=by, at=AT)

    assert list(AuditEntry.objects.filter(pk__in=[first.pk, second.pk])) == [second, first]
