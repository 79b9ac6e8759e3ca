"""Decisions about accounts, on plain values."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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


LENDABLE = ("officer", "approver", "leader")
"""Roles that may be lent. An administrator could give roles away for good; a member of a council votes in person."""
LONGEST_LENDING = timedelta(days=184)
"""For how long a role may be lent at most; then it is lent again, or given by the administrator."""


class LendingFault(StrEnum):
    """Why a role is not to be lent."""

    EMPTY = "empty"
    PAST = "past"
    TOO_LONG = "too_long"
    NOT_LENDABLE = "not_lendable"
    NOT_HELD = "not_held"
    NOT_A_COLLEAGUE = "not_a_colleague"
    HELD_ALREADY = "held_already"


def lending_fault(
    wanted: HeldSpan, *, lender: Sequence[HeldSpan], borrower: Sequence[HeldSpan], lent: Sequence[HeldSpan], today: date
) -> LendingFault | None:
    """Return why ``wanted`` (whose user is the borrower) is not to be lent; ``None`` where it may be.

    ``lender``, ``borrower``: the roles of their own that both hold at that unit. ``lent``: those lent to the borrower.

    >>> day = date(2026, 11, 20)
    >>> wanted = HeldSpan(2, 5, "approver", day, date(2026, 12, 1))
    >>> an, ha = HeldSpan(1, 5, "approver", date(2020, 1, 1), None), HeldSpan(2, 5, "officer", date(2020, 1, 1), None)
    >>> lending_fault(wanted, lender=[an], borrower=[ha], lent=[], today=day) is None
    True
    >>> str(lending_fault(wanted, lender=[an], borrower=[], lent=[ha], today=day))
    'not_a_colleague'
    """
    until = wanted.until or date.max
    faults = (
        (LendingFault.EMPTY, until <= wanted.since),
        (LendingFault.PAST, wanted.since < today),
        (LendingFault.TOO_LONG, until - wanted.since > LONGEST_LENDING),
        (LendingFault.NOT_LENDABLE, wanted.role not in LENDABLE),
        (LendingFault.NOT_HELD, not any(each.role == wanted.role and _covers(each, wanted) for each in lender)),
        (LendingFault.HELD_ALREADY, any(overlaps(each, wanted) for each in (*borrower, *lent))),
        (LendingFault.NOT_A_COLLEAGUE, not any(_covers(each, wanted) for each in borrower)),
    )
    return next((fault for fault, is_so in faults if is_so), None)


def _covers(held: HeldSpan, wanted: HeldSpan) -> bool:
    """Whether a role is held on every day that is wanted."""
    return held.since <= wanted.since and (held.until is None or (wanted.until or date.max) <= held.until)


def leaves_unit_without_administrator(administrators: Iterable[int], leaving: int) -> bool:
    """Whether ``leaving`` (a user id) is the only one left among a unit's ``administrators``."""
    return set(administrators) == {leaving}


def digest(secret: str) -> str:
    """Return what is kept of a token's secret. A plain hash is enough: the secret is random, not chosen by a person.

    >>> len(digest("thidua_x"))
    64
    """
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
