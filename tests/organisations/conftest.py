"""A small country of our own, and the real one loaded once."""

from datetime import UTC, date, datetime

import pytest
from django.core.management.color import no_style
from django.db import connection

from thidua.core.actors import Actor
from thidua.core.models import AuditEntry
from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.organisations.commands import create_unit, load_units, place_unit
from thidua.organisations.models import Lineage, Placement, Succession, Unit, UnitDescription
from thidua.organisations.records import read_units

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
BY = Actor(uid=None, label="Người thử")
LEVELS = {
    UnitKind.COUNTRY: Level.COUNTRY,
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.COMMUNE: Level.COMMUNE,
    UnitKind.WARD: Level.COMMUNE,
    UnitKind.POLICE: Level.PROVINCE,
    UnitKind.MINISTRY: Level.COUNTRY,
}


@pytest.fixture
def create(db):
    """Create a unit by the product's own command: ``create("Tỉnh Hưng Yên", kind, under=…)``."""

    def make(full_name, kind=UnitKind.PROVINCE, *, under=None, tree=Tree.TERRITORY, since=None, until=None, code=""):
        label = UnitKind(kind).label.capitalize() + " "
        unit = create_unit(
            name=full_name.removeprefix(label),
            full_name=full_name,
            kind=kind,
            level=LEVELS[kind],
            since=since,
            until=until,
            code=code,
            by=BY,
            at=AT,
        )
        if under is not None:
            place_unit(unit=unit, under=under, since=since, until=until, tree=tree, by=BY, at=AT)
        return unit

    return make


@pytest.fixture
def place(db):
    """Place a unit by the product's own command."""

    def do(unit, under, since=None, **options):
        return place_unit(unit=unit, under=under, since=since, by=BY, at=AT, **options)

    return do


@pytest.fixture
def lines():
    """The closure rows of a unit as plain values: ancestor's name, tree, depth, since, until."""

    def of(unit, tree=Tree.TERRITORY):
        rows = Lineage.objects.filter(descendant=unit, tree=tree).select_related("ancestor")
        return sorted(((r.ancestor.name, r.depth, r.since, r.until) for r in rows), key=str)

    return of


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The real units, loaded once for the tests of a module and taken away after it; tests only add and roll back."""
    with django_db_blocker.unblock():
        report = load_units(records=read_units(), by=BY, at=AT)
    yield report
    with django_db_blocker.unblock():
        tables = [model._meta.db_table for model in (Lineage, Succession, Placement, UnitDescription, Unit, AuditEntry)]
        on_postgresql = connection.vendor == "postgresql"
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, allow_cascade=on_postgresql))


def actor_at(unit):
    """An actor who works in the name of ``unit``."""
    return Actor(uid=None, label="Cán bộ thử", unit_id=unit.pk)


JULY = date(2025, 7, 1)
JUNE_30 = date(2025, 6, 30)
TODAY = date(2026, 11, 21)
