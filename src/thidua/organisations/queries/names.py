"""What a name means on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.organisations.choices import Level, Tree
from thidua.organisations.models import Lineage, Unit, UnitDescription
from thidua.organisations.names import PressName, is_same_name, press_name, search_forms
from thidua.organisations.queries.description import UnitOnDay, describe_all
from thidua.organisations.queries.scope import in_force
from thidua.vietnamese.fold import fold

_AT_ONCE = 2_000


def units_named(name: str, *, on: date, within: QuerySet[Unit] | None = None) -> list[UnitOnDay]:
    """Return every unit that was called ``name`` on a day, with or without its kind, the highest level first.

    Marks need not be typed; where they are, units spelt just so come first within a level.
    """
    called = _called(search_forms(name), within).filter(in_force(on))
    return describe_all(_in_order(called, name), on=on)


def units_gone(name: str, *, on: date, within: QuerySet[Unit] | None = None) -> list[UnitOnDay]:
    """Return the units that bear ``name`` at another time but not on the day ``on``: gone, renamed or to come.

    Each is described as it was on the last day of the name, or on its first where that is still to come.
    """
    forms = search_forms(name)
    present = _called(forms, within).filter(in_force(on)).values("unit")
    called = list(_called(forms, within).exclude(unit__in=present))
    days = {row.unit_id: _nearest_day(row, on) for row in called}
    units = _in_order(called, name)
    described = {
        row.unit.pk: row
        for day in set(days.values())
        for row in describe_all([unit for unit in units if days[unit.pk] == day], on=day)
    }
    return [described[unit.pk] for unit in units]


def resolve_name(text: str, *, on: date, within: QuerySet[Unit] | None = None) -> Unit | None:
    """Return the unit that a text of the day ``on`` means by ``text``, ``None`` where there is none or more than one.

    A committee speaks for its unit («UBND tỉnh Hải Dương» is the province). A bare name («Hải Dương») means the
    province; it means a lower unit only ``within`` a set given. «xã Tân Hưng, tỉnh Hưng Yên» is looked up there.
    """
    name = press_name(text)
    if name.inside:
        outer = resolve_name(name.inside, on=on)
        below = Lineage.objects.filter(in_force(on), ancestor=outer, tree=Tree.TERRITORY, depth__gt=0)
        inner = Unit.objects.filter(pk__in=below.values("descendant")) if outer else Unit.objects.none()
        within = inner if within is None else within & inner
    found = _meant(name, on, within)
    if name.is_bare and within is None:
        found = [row for row in found if row.unit.level <= Level.PROVINCE or is_same_name(row.full_name, name.head)]
    highest = min((row.unit.level for row in found), default=None)
    units = {row.unit for row in found if row.unit.level == highest}
    return units.pop() if len(units) == 1 else None


def names_of_units(texts: Iterable[str]) -> set[str]:
    """Return those of ``texts`` that ``resolve_name`` could find a unit by, whatever the day; a few queries for all."""
    forms = {text: {fold(form) for form in press_name(text).forms} for text in texts}
    wanted = sorted({form for each in forms.values() for form in each})
    there: set[str] = set()
    for first in range(0, len(wanted), _AT_ONCE):
        rows = UnitDescription.objects.filter(folded__in=wanted[first : first + _AT_ONCE])
        there.update(rows.values_list("folded", flat=True))
    return {text for text, each in forms.items() if each & there}


def unit_with_code(code: str, *, on: date) -> Unit:
    """Return the unit that has the official ``code`` on a day.

    Raises:
        Refused: there is none.
    """
    found = UnitDescription.objects.filter(in_force(on), code=code).select_related("unit").first() if code else None
    if found is None:
        raise Refused(
            _("Không có đơn vị nào mang mã %(code)s vào ngày %(day)s. Kiểm tra lại mã và ngày."),
            field="code", code=code, day=f"{on:%d/%m/%Y}",
        )  # fmt: skip
    return found.unit


def _nearest_day(row: UnitDescription, on: date) -> date:
    if row.until is not None and row.until <= on:
        return row.until - timedelta(days=1)
    return row.since or on


def _called(folded: Iterable[str], within: QuerySet[Unit] | None) -> QuerySet[UnitDescription]:
    rows = UnitDescription.objects.filter(folded__in=list(folded)).select_related("unit")
    return rows if within is None else rows.filter(unit__in=within.order_by().values("pk"))


def _in_order(called: Iterable[UnitDescription], name: str) -> list[Unit]:
    exact = {row.unit_id for row in called if is_same_name(name, row.name) or is_same_name(name, row.full_name)}
    units = {row.unit_id: row.unit for row in called}
    return sorted(units.values(), key=lambda u: (u.level, u.pk not in exact, u.sort_key, u.pk))


def _meant(name: PressName, on: date, within: QuerySet[Unit] | None) -> list[UnitDescription]:
    """Descriptions in force that the name fits. Marks count where they were typed, except in names of provinces."""
    rows = list(_called({fold(form) for form in name.forms}, within).filter(in_force(on)))
    exact = [row for row in rows if any(is_same_name(form, row.full_name) for form in name.forms)]
    if exact:
        return exact
    return [row for row in rows if name.is_unmarked or row.unit.level <= Level.PROVINCE]
