"""What a unit may decide on by its place in the state's ladder, against who gives an award."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from thidua.law.entries import AuthorityLevel
from thidua.organisations.choices import Level, UnitKind


class Place(StrEnum):
    """Where an award is decided on, seen from a unit."""

    HERE = "here"
    ABOVE = "above"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


_OF_TERRITORY = {
    UnitKind.PROVINCE: AuthorityLevel.PROVINCE,
    UnitKind.CITY: AuthorityLevel.PROVINCE,
    UnitKind.DISTRICT: AuthorityLevel.DISTRICT,
    UnitKind.URBAN_DISTRICT: AuthorityLevel.DISTRICT,
    UnitKind.TOWN: AuthorityLevel.DISTRICT,
    UnitKind.PROVINCIAL_CITY: AuthorityLevel.DISTRICT,
    UnitKind.COMMUNE: AuthorityLevel.COMMUNE,
    UnitKind.WARD: AuthorityLevel.COMMUNE,
    UnitKind.TOWNSHIP: AuthorityLevel.COMMUNE,
    UnitKind.SPECIAL_ZONE: AuthorityLevel.COMMUNE,
    UnitKind.MINISTRY: AuthorityLevel.MINISTRY,
}
_UNITS = frozenset({UnitKind.AGENCY, UnitKind.POLICE, UnitKind.ASSOCIATION, UnitKind.SCHOOL, UnitKind.ENTERPRISE})
_HEIGHT = {
    AuthorityLevel.PRESIDENT: 0,
    AuthorityLevel.PRIME_MINISTER: 1,
    AuthorityLevel.GOVERNMENT: 1,
    AuthorityLevel.MINISTRY: 2,
    AuthorityLevel.PROVINCE: 2,
    AuthorityLevel.REGION: 2,
    AuthorityLevel.DISTRICT: 3,
    AuthorityLevel.COMMUNE: 4,
    AuthorityLevel.UNIT: 4,
}


def level_of(kind: str, level: int) -> AuthorityLevel | None:
    """Return the level in whose name the head of a unit decides; ``None`` where its kind alone does not tell.

    >>> level_of("ward", 3)
    <AuthorityLevel.COMMUNE: 'commune'>
    """
    if kind in _UNITS:
        return AuthorityLevel.UNIT if level != Level.COUNTRY else None
    return _OF_TERRITORY.get(UnitKind(kind))


def place_of(mine: AuthorityLevel | None, given_by: Collection[AuthorityLevel], *, is_local: bool = False) -> Place:
    """Return where an award is decided on, seen from a unit that decides as ``mine``.

    ``is_local`` says that a rule of the place names who decides: then the levels of national law do not tell.
    """
    if mine is None or not given_by or is_local:
        return Place.UNKNOWN
    if mine in given_by:
        return Place.HERE
    return Place.ABOVE if any(_HEIGHT[each] < _HEIGHT[mine] for each in given_by) else Place.ELSEWHERE
