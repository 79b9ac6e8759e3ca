"""For how many days the public is asked about an award, by the conditions of its standard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.law.conditions import with_parts
from thidua.law.day import Law
from thidua.law.entries import RecipientKind
from thidua.nominations.rules.days import last_day

LONGEST_COMMENT: Final = 2000
"""Letters of what somebody of the public writes."""
_TEST = "commented"
_WORKING = "làm việc"


@dataclass(frozen=True, slots=True)
class CommentTerm:
    """A term of public comment: its days, whether working days, the provisions in words, whether they were seen."""

    days: int
    is_working: bool
    provision: str
    verified: bool


def comment_term(award: str, kind: RecipientKind, law: Law) -> CommentTerm | None:
    """Return the term that the standard of an award asks for that day; ``None`` where it asks for none.

    The number of days and whether they are working days is a quantity of the law, or of a local rule that is stricter.
    """
    try:
        conditions = law.conditions(award, kind)
    except (NotInForceError, UnknownCodeError):
        return None
    for condition in (part for each in conditions for part in with_parts(each)):
        if condition.test == _TEST:
            number = law.parameter(str(condition.arguments["number"]))
            places = dict.fromkeys((*condition.provisions, *(number.provisions if number.local else ())))
            verified = condition.verified and number.verified
            return CommentTerm(number.value, _WORKING in number.unit, "; ".join(map(str, places)), verified)
    return None


def longest(terms: Iterable[CommentTerm], begins_on: date) -> CommentTerm:
    """Return the term of several that ends last when all begin on a day."""
    return max(terms, key=lambda each: last_day(begins_on, each.days, working=each.is_working))
