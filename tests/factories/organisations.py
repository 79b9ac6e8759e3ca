"""Units with their closure rows, without loading the country."""

import itertools
from datetime import UTC, date, datetime

from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.organisations.commands.lineage import lock_forest
from thidua.organisations.models import Lineage, Placement, Unit, UnitDescription
from thidua.vietnamese.fold import fold, sort_key

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def make_unit(
    name="Hưng Yên",
    *,
    kind=UnitKind.PROVINCE,
    level=Level.PROVINCE,
    under=None,
    tree=Tree.TERRITORY,
    since=None,
    until=None,
    code="",
):
    """A unit called ``<kind> <name>``, placed under ``under`` for its whole life."""
    lock_forest()
    full_name = f"{UnitKind(kind).label} {name}"
    unit = Unit.objects.create(
        name=name,
        full_name=full_name,
        kind=kind,
        level=level,
        code=code or f"T{next(_numbers)}",
        folded=fold(full_name),
        sort_key=sort_key(name),
        since=since,
        until=until,
        created_at=AT,
    )
    UnitDescription.objects.create(
        unit=unit,
        name=name,
        full_name=full_name,
        kind=kind,
        code=unit.code,
        folded=unit.folded,
        since=since,
        until=until,
    )
    Lineage.objects.create(ancestor=unit, descendant=unit, tree=tree, depth=0, since=since, until=until)
    if under is not None:
        Placement.objects.create(unit=unit, parent=under, tree=tree, since=since, until=until)
        for row in Lineage.objects.filter(descendant=under, tree=tree):
            Lineage.objects.create(
                ancestor=row.ancestor, descendant=unit, tree=tree, depth=row.depth + 1, since=since, until=until
            )
    return unit


def make_commune(name="Vũ Thư", *, under, **fields):
    """A commune under a province."""
    return make_unit(name, kind=UnitKind.COMMUNE, level=Level.COMMUNE, under=under, **fields)


LONG_AGO = date(2000, 1, 1)
