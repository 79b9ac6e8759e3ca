"""Many names and codes at once: which unit each means on a day, looked up in memory after one query."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from thidua.organisations.models import Lineage, Unit, UnitDescription
from thidua.organisations.names import is_same_name, plain, press_name
from thidua.organisations.queries.scope import in_force
from thidua.vietnamese.fold import fold


class Reason(StrEnum):
    """Why a name or a code means no one unit."""

    NONE = "none"
    SEVERAL = "several"
    NO_CODE = "no_code"
    OTHER_CODE = "other_code"


@dataclass(frozen=True)
class _Called:
    """One name of a unit, for its span of days."""

    unit_id: int
    name: str
    full_name: str
    since: date | None
    until: date | None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Directory:
    """The names and codes of some units through time. One query; another where a name needs the unit above."""

    def __init__(self, units: QuerySet[Unit]) -> None:
        self._by_name: dict[str, list[_Called]] = defaultdict(list)
        self._by_code: dict[str, list[_Called]] = defaultdict(list)
        self._by_spelling: dict[str, list[_Called]] = defaultdict(list)
        self._loose: dict[str, list[tuple[_Called, bool]]] = {}
        rows = UnitDescription.objects.filter(unit__in=units.order_by().values("pk")).order_by()
        for unit_id, name, full_name, folded, code, since, until in rows.values_list(
            "unit", "name", "full_name", "folded", "code", "since", "until"
        ):
            called = _Called(unit_id, name, full_name, since, until)
            self._by_spelling[_spelling(full_name)].append(called)
            for form in {folded, fold(plain(name))}:
                self._by_name[form].append(called)
            if code:
                self._by_code[_plain_code(code)].append(called)

    def find(self, name: str, *, code: str = "", above: str = "", on: date) -> int | Reason:
        """Return the key of the unit that is meant on a day; a code goes before a name, which must not contradict it.

        Marks need not be typed; where they are, they count. ``above`` tells units of one name apart: the name of
        anything above the unit, as after the comma in «xã Tân Hưng, tỉnh Hưng Yên».
        """
        if code:
            return self._with_code(code, name, on)
        return self._named(name, above, on) if name else Reason.NONE

    def _with_code(self, code: str, name: str, on: date) -> int | Reason:
        units = {each.unit_id for each in self._by_code.get(_plain_code(code), ()) if each.holds(on)}
        if len(units) != 1:
            return Reason.SEVERAL if units else Reason.NO_CODE
        named = {each.unit_id for each in self._fitting(name, on)} if name else set()
        return Reason.OTHER_CODE if named and not named & units else units.pop()

    def _named(self, name: str, above: str, on: date) -> int | Reason:
        units = {each.unit_id for each in self._fitting(name, on)}
        inside = above or press_name(name).inside
        if len(units) > 1 and inside:
            units = _standing_in(units, inside, on)
        if len(units) == 1:
            return units.pop()
        return Reason.SEVERAL if units else Reason.NONE

    def _fitting(self, name: str, on: date) -> list[_Called]:
        if spelt := [each for each in self._by_spelling.get(_spelling(name), ()) if each.holds(on)]:
            return spelt
        if name not in self._loose:
            self._loose[name] = self._loosely(name)
        rows = [(each, is_exact) for each, is_exact in self._loose[name] if each.holds(on)]
        exact = [each for each, is_exact in rows if is_exact]
        return exact or ([each for each, _is_exact in rows] if press_name(name).is_unmarked else [])

    def _loosely(self, name: str) -> list[tuple[_Called, bool]]:
        """Return what the name may mean on any day, and whether it is spelt just so, but for the kind of unit."""
        pressed = press_name(name)
        spelt = {name, pressed.head, *pressed.forms}
        found: dict[int, tuple[_Called, bool]] = {}
        for form in {fold(plain(each)) for each in spelt}:
            for row in self._by_name.get(form, ()):
                is_exact = any(is_same_name(each, row.full_name) or is_same_name(each, row.name) for each in spelt)
                found[id(row)] = row, is_exact
        return list(found.values())


def _standing_in(units: Iterable[int], above: str, on: date) -> set[int]:
    """Return those of the units that stand under something called ``above`` on a day, in any tree."""
    wanted = {fold(plain(above)), *(fold(form) for form in press_name(above).forms)}
    rows = Lineage.objects.filter(in_force(on), descendant__in=list(units), depth__gt=0)
    told: Mapping[int, set[str]] = defaultdict(set)
    for unit_id, folded, name in rows.values_list(
        "descendant", "ancestor__descriptions__folded", "ancestor__descriptions__name"
    ):
        told[unit_id] |= {folded or "", fold(plain(name or ""))}
    return {unit_id for unit_id, names in told.items() if names & wanted}


def _spelling(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.casefold().split()))


def _plain_code(code: str) -> str:
    """Return a code without what a spreadsheet does to it: «01234» kept as the number 1234."""
    bare = code.strip().casefold()
    return bare.lstrip("0") if bare.isdigit() else bare
