"""Decisions about accounts, on plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.vietnamese.fold import same_form, sort_key

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,58}[a-z0-9]")
"""A sign-in name: 3 to 60 small letters without marks, digits, dot, underscore or hyphen."""


@dataclass(frozen=True)
class HeldSpan:
    """A role held from ``since`` until ``until`` (exclusive; ``None``: open)."""

    user_id: int
    unit_id: int
    role: str
    since: date
    until: date | None


def is_username(text: str) -> bool:
    """Whether ``text`` may be a sign-in name.

    >>> is_username("ha.tt"), is_username("Hà"), is_username("x")
    (True, False, False)
    """
    return USERNAME.fullmatch(text) is not None


def person_sort_key(name: str) -> str:
    """Return the key of a Vietnamese name: given name first, then surname and middle names.

    >>> sorted(["Trần Văn An", "Lê Thị Bình", "Bùi Đức An"], key=person_sort_key)
    ['Bùi Đức An', 'Trần Văn An', 'Lê Thị Bình']
    """
    words = name.split()
    return sort_key(" ".join([*words[-1:], *words[:-1]]))


def same_capacity(known: Sequence[str], given: Sequence[str]) -> bool:
    """Whether a namesake with ``given`` posts may be the person of the ``known`` ones: a post in common, or none told.

    >>> same_capacity(["Giám đốc Sở Y tế"], ["Chủ tịch UBND xã"]), same_capacity(["Giám đốc Sở Y tế"], [])
    (False, True)
    """
    if not known or not given:
        return True
    return bool({same_form(post) for post in known} & {same_form(post) for post in given})


def overlaps(one: HeldSpan, other: HeldSpan) -> bool:
    """Whether both give the same role at the same unit to the same user on some day."""
    if (one.user_id, one.unit_id, one.role) != (other.user_id, other.unit_id, other.role):
        return False
    return (other.until is None or one.since < other.until) and (one.until is None or other.since < one.until)


def leaves_unit_without_administrator(administrators: Iterable[int], leaving: int) -> bool:
    """Whether ``leaving`` (a user id) is the only one left among a unit's ``administrators``."""
    return set(administrators) == {leaving}
