"""What a unit's books of numbers say: which number is whose, which is missing, which comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.core.actors import Actor
from thidua.decisions.models import AwardDecision, NumberBook
from thidua.decisions.rules.numbers import Given, gaps, next_number
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope


@dataclass(frozen=True, slots=True)
class BookPage:
    """The numbers of a unit, year and symbol.

    ``rows`` are the decisions, from the highest number; ``missing`` numbers up to the highest that no decision here
    has: those of the office's registry that stand elsewhere. ``next`` is what our own book would give.
    """

    unit: Unit
    year: int
    symbol: str
    book: NumberBook | None
    rows: tuple[AwardDecision, ...]
    missing: tuple[int, ...]
    next: Given


def book_page(unit: Unit, year: int, symbol: str) -> BookPage:
    """Return the numbers of a unit, year and symbol; three queries."""
    book = NumberBook.objects.filter(unit=unit, year=year, symbol=symbol).first()
    rows = tuple(_numbered(unit, year, symbol).select_related("round").order_by("-number"))
    numbers = {row.number for row in rows if row.number}
    first, last = (book.first, book.last) if book else (1, 0)
    missing = gaps(numbers, first)
    return BookPage(unit, year, symbol, book, rows, missing, next_number(last, numbers))


def books(actor: Actor, *, on: date) -> QuerySet[AwardDecision, tuple[int, int | None, str]]:
    """Return (unit, year, symbol) of the numbers that units in scope have used, the newest year first."""
    seen = AwardDecision.objects.filter(unit__in=units_in_scope(actor, on=on), number__isnull=False)
    return seen.order_by("-year", "symbol", "unit").values_list("unit_id", "year", "symbol").distinct()


def next_from_book(decision: AwardDecision, on: date) -> Given:
    """Return what our own book would give a draft on a day, if nobody takes it before."""
    book = NumberBook.objects.filter(unit=decision.unit, year=on.year, symbol=decision.symbol).first()
    last = book.last if book else 0
    taken = _numbered(decision.unit, on.year, decision.symbol).filter(number__gt=last)
    return next_number(last, {number for number in taken.values_list("number", flat=True) if number})


def _numbered(unit: Unit, year: int, symbol: str) -> QuerySet[AwardDecision]:
    return AwardDecision.objects.filter(unit=unit, year=year, symbol=symbol).order_by()
