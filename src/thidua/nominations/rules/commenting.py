"""For how many days the public is asked about an award, by the conditions of its standard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.law.conditions import with_parts
from thidua.law.day import Law
from thidua.law.entries import RecipientKind
from thidua.nominations.rules.days import days_over, last_day

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


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that asked the public and was closed: for how many days it was shown, from when until its last day."""

    days: int
    is_working: bool
    opened_on: date
    closes_on: date


def days_shown(pages: Iterable[Shown], entered_on: date | None = None) -> int | None:
    """Return for how many days a dossier was shown on pages that were closed since it came to public comment.

    ``entered_on`` is the day on which it came last: while it was away to be supplemented nobody saw it, so of a page
    that was open before only the days after count. ``None`` where there is no page.

    >>> page = Shown(10, False, date(2026, 11, 20), date(2026, 11, 30))
    >>> days_shown([page], date(2026, 11, 20)), days_shown([page], date(2026, 11, 25)), days_shown([])
    (10, 5, None)
    """
    return max((_since(each, entered_on) for each in pages), default=None)


def _since(page: Shown, entered_on: date | None) -> int:
    if entered_on is None or page.opened_on >= entered_on:
        return page.days
    after = days_over(entered_on, page.closes_on + timedelta(days=1), working=page.is_working)
    return max(min(after, page.days - 1), 0)  # days off are not known here: never the whole term
