"""Two offices act at once: one of them is refused. On SQLite in a file of its own, since memory is one connection."""

import threading

import pytest
from django.apps import apps
from django.db import connection, connections
from tests.organisations.conftest import AT, BY, JULY

from thidua.core.errors import Refused
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.commands import create_unit, place_unit
from thidua.organisations.models import Placement, Unit

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(work):
    """Run ``work`` in a thread of its own, thus on a connection of its own; return its result or refusal."""
    box = []

    def run():
        try:
            box.append(work())
        except Refused as refusal:
            box.append(refusal)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, box


def alone(work):
    thread, box = in_thread(work)
    thread.join(timeout=30)
    return box[0]


def at_once(*works):
    gate = threading.Barrier(len(works))

    def behind_gate(work):
        def run():
            gate.wait(timeout=30)
            return work()

        return run

    running = [in_thread(behind_gate(work)) for work in works]
    for thread, _ in running:
        thread.join(timeout=60)
    return [box[0] for _, box in running]


@pytest.fixture
def shared_database(tmp_path):
    """A database that several connections share: PostgreSQL's own, or a file with the tables needed here."""
    if connection.vendor != "sqlite":
        yield
        return
    settings = connections.settings["default"]
    kept = settings["NAME"]
    settings["NAME"] = str(tmp_path / "race.sqlite3")
    try:
        alone(_make_tables)
        yield
    finally:
        settings["NAME"] = kept


def _make_tables():
    connections["default"].disable_constraint_checking()
    with connections["default"].schema_editor() as editor:
        for app in ("core", "organisations"):
            for model in apps.get_app_config(app).get_models():
                editor.create_model(model)


def new_unit(name, kind, level):
    return alone(lambda: create_unit(name=name, kind=kind, level=level, since=None, by=BY, at=AT))


def placing(unit, parent):
    return lambda: place_unit(unit=unit, under=parent, since=JULY, by=BY, at=AT)


def test_of_two_placements_at_once_one_is_refused(shared_database):
    one, other = (new_unit(f"Tỉnh {name}", UnitKind.PROVINCE, Level.PROVINCE) for name in "AB")
    communes = [new_unit(f"Xã {number}", UnitKind.COMMUNE, Level.COMMUNE) for number in range(4)]

    for commune in communes:
        results = at_once(placing(commune, one), placing(commune, other))
        refused = [result for result in results if isinstance(result, Refused)]
        assert len(refused) == 1
        assert "không thể đồng thời thuộc" in str(refused[0])

    assert alone(Placement.objects.count) == 4


def test_a_ring_is_not_closed_by_two_placements_at_once(shared_database):
    a, b, c, d = (new_unit(f"Tỉnh {name}", UnitKind.PROVINCE, Level.PROVINCE) for name in "ABCD")
    alone(placing(b, c))
    alone(placing(d, a))

    results = at_once(placing(a, b), placing(c, d))

    assert sum(isinstance(result, Refused) for result in results) == 1
    assert alone(Placement.objects.count) == 3


def test_of_two_units_with_one_code_at_once_one_is_refused(shared_database):
    def creating(name):
        return lambda: create_unit(
            name=name, kind=UnitKind.PROVINCE, level=Level.PROVINCE, since=JULY, code="33", by=BY, at=AT
        )

    new_unit("Tỉnh đầu tiên", UnitKind.PROVINCE, Level.PROVINCE)
    results = at_once(creating("Tỉnh A"), creating("Tỉnh B"))

    assert sum(isinstance(result, Refused) for result in results) == 1
    assert alone(Unit.objects.filter(code="33").count) == 1
