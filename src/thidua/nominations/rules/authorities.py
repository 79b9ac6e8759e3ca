"""At which level of the law's catalogue a unit gives awards, by what kind of body it is."""

from __future__ import annotations

from thidua.law.entries import AuthorityLevel
from thidua.organisations.choices import Level, UnitKind

_OF_KIND = {
    UnitKind.COUNTRY: frozenset({AuthorityLevel.PRESIDENT, AuthorityLevel.PRIME_MINISTER, AuthorityLevel.GOVERNMENT}),
    UnitKind.PROVINCE: frozenset({AuthorityLevel.PROVINCE}),
    UnitKind.CITY: frozenset({AuthorityLevel.PROVINCE}),
    UnitKind.DISTRICT: frozenset({AuthorityLevel.DISTRICT}),
    UnitKind.URBAN_DISTRICT: frozenset({AuthorityLevel.DISTRICT}),
    UnitKind.TOWN: frozenset({AuthorityLevel.DISTRICT}),
    UnitKind.PROVINCIAL_CITY: frozenset({AuthorityLevel.DISTRICT}),
    UnitKind.COMMUNE: frozenset({AuthorityLevel.COMMUNE}),
    UnitKind.WARD: frozenset({AuthorityLevel.COMMUNE}),
    UnitKind.TOWNSHIP: frozenset({AuthorityLevel.COMMUNE}),
    UnitKind.SPECIAL_ZONE: frozenset({AuthorityLevel.COMMUNE}),
    UnitKind.MINISTRY: frozenset({AuthorityLevel.MINISTRY}),
    UnitKind.AGENCY: frozenset({AuthorityLevel.UNIT}),
    UnitKind.POLICE: frozenset({AuthorityLevel.UNIT}),
    UnitKind.SCHOOL: frozenset({AuthorityLevel.UNIT}),
    UnitKind.ENTERPRISE: frozenset({AuthorityLevel.UNIT}),
}
# A steering committee or a mass organisation works for its level: its awards are signed there.
_OF_LEVEL = {
    Level.COUNTRY: frozenset({AuthorityLevel.MINISTRY}),
    Level.PROVINCE: frozenset({AuthorityLevel.PROVINCE, AuthorityLevel.UNIT}),
    Level.DISTRICT: frozenset({AuthorityLevel.DISTRICT, AuthorityLevel.UNIT}),
    Level.COMMUNE: frozenset({AuthorityLevel.COMMUNE}),
}


def authority_levels(kind: str, level: int) -> frozenset[AuthorityLevel]:
    """Return the levels at which a unit of a kind gives awards; none for a village, which gives none."""
    found = _OF_KIND.get(UnitKind(kind))
    return found if found is not None else _OF_LEVEL.get(Level(level), frozenset())
