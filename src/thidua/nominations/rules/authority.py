"""Where an award is decided on, seen from a unit that decides at some levels of the law's catalogue."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from thidua.law.entries import AuthorityLevel
from thidua.nominations.rules.own_rows import rank


class Place(StrEnum):
    """Where an award is decided on, seen from a unit."""

    HERE = "here"
    ABOVE = "above"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


def place_of(
    mine: Collection[AuthorityLevel], given_by: Collection[AuthorityLevel], *, is_local: bool = False
) -> Place:
    """Return where an award is decided on, seen from a unit of the levels ``mine`` (``rules.authorities``).

    ``is_local`` says that a rule of the place names who decides: then the levels of national law do not tell.
    """
    if not mine or not given_by or is_local:
        return Place.UNKNOWN
    if not set(mine).isdisjoint(given_by):
        return Place.HERE
    return Place.ABOVE if rank(given_by) < rank(mine) else Place.ELSEWHERE


def is_no_higher(proposed: Collection[AuthorityLevel], now: Collection[AuthorityLevel]) -> bool:
    """Tell whether an award is given by no higher level than another one; where a level is not known, it may be.

    >>> is_no_higher({AuthorityLevel.PRESIDENT}, {AuthorityLevel.PROVINCE})
    False
    """
    return not proposed or not now or rank(proposed) >= rank(now)
