"""How stated numbers are put together and compared. Pure; values are integers scaled by the indicator's decimals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, reduce

from thidua.reports.choices import PeriodKind, Qualifier

LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Amount:
    """A number and how exactly it is known; ``of`` is the whole of a ratio, ``value_max`` the end of a range."""

    value: int
    qualifier: str = Qualifier.EXACT
    of: int | None = None
    value_max: int | None = None


@dataclass(frozen=True)
class Span:
    """A period before it is a row. Days are half-open; ``None`` is unknown or open."""

    kind: str
    since: date | None
    until: date | None
    label: str

    @cached_property
    def key(self) -> str:
        """Equal for equal periods on every database."""
        ends = "/".join(day.isoformat() if day else "" for day in (self.since, self.until))
        return f"{self.kind}:{ends}:{'' if self.since else self.label}"


@dataclass(frozen=True)
class Statement:
    """A figure as one document states it, reduced to what the comparison of documents needs."""

    figure_id: int
    document_id: int
    amount: Amount


@dataclass(frozen=True)
class Line:
    """One number, with every figure that states it. ``rivals``: places (in the result) of lines that contradict it."""

    amount: Amount
    figure_ids: tuple[int, ...]
    document_ids: frozenset[int]
    rivals: tuple[int, ...] = field(default=())


@dataclass(frozen=True)
class Change:
    """From an earlier number to a later one; ``permille`` is ``None`` from zero, ``is_estimate`` if one is inexact."""

    difference: int
    permille: Decimal | None
    is_estimate: bool


@dataclass(frozen=True)
class Gap:
    """How far a target is: ``missing`` units, 0 when reached; ``is_reached`` is ``None`` where it cannot be said."""

    missing: int
    is_reached: bool | None


def scaled(value: int | float | Decimal, decimals: int) -> int:  # noqa: PYI041 - both spellings occur in read facts
    """Return ``value`` as an integer scaled by ``decimals``.

    Raises:
        ValueError: it has more decimals than that, or does not fit 64 bits.

    >>> scaled(2087, 0), scaled(64.2, 1), scaled(Decimal("887500"), 2)
    (2087, 642, 88750000)
    """
    exact = Decimal(str(value)).scaleb(decimals)
    if exact != exact.to_integral_value() or abs(exact) > LARGEST:
        raise ValueError(f"{value} does not fit {decimals} decimals of a 64-bit integer")
    return int(exact)


def total(amounts: Iterable[Amount]) -> Amount:
    """Return the sum; it is known only as exactly as its parts together.

    >>> total([Amount(1600, "at_least"), Amount(20)])
    Amount(value=1620, qualifier='at_least', of=None, value_max=None)
    """
    return reduce(_sum_of_two, amounts)


def _sum_of_two(one: Amount, other: Amount) -> Amount:
    return Amount(one.value + other.value, joint(one.qualifier, other.qualifier))


def joint(one: str, other: str) -> str:
    """Return how exactly a sum of two numbers is known.

    >>> joint("at_least", "exact"), joint("almost", "at_most"), joint("at_least", "almost")
    ('at_least', 'at_most', 'approx')
    """
    kinds = {str(one), str(other)} - {str(Qualifier.EXACT)}
    if not kinds:
        return str(Qualifier.EXACT)
    if len(kinds) == 1:
        return kinds.pop()
    return str(Qualifier.AT_MOST if kinds == {Qualifier.ALMOST, Qualifier.AT_MOST} else Qualifier.APPROX)


def change(before: Amount, after: Amount) -> Change:
    """Return the change; the share is in thousandths of ``before`` with one place more, rounded half up.

    >>> change(Amount(2087), Amount(2316))
    Change(difference=229, permille=Decimal('110'), is_estimate=False)
    """
    difference = after.value - before.value
    exact = Decimal(difference) * 1000 / Decimal(before.value) if before.value else None
    permille = exact.quantize(Decimal(1), ROUND_HALF_UP) if exact is not None else None
    return Change(difference, permille, {before.qualifier, after.qualifier} != {Qualifier.EXACT})


def gap(target: int, reached: Amount) -> Gap:
    """Return what is missing to reach at least ``target``.

    >>> gap(100, Amount(90)), gap(100, Amount(120, "at_least")), gap(100, Amount(90, "at_least")).is_reached
    (Gap(missing=10, is_reached=False), Gap(missing=0, is_reached=True), None)
    """
    missing = max(0, target - reached.value)
    if reached.qualifier == Qualifier.EXACT:
        return Gap(missing, missing == 0)
    if reached.qualifier == Qualifier.AT_LEAST:
        return Gap(missing, True if missing == 0 else None)
    if reached.qualifier in {Qualifier.AT_MOST, Qualifier.ALMOST}:
        return Gap(missing, None if missing == 0 else False)
    return Gap(missing, None)


def lines(statements: Sequence[Statement]) -> tuple[Line, ...]:
    """Put together what documents say about one indicator, unit and period.

    The same number from several documents is one line. Different numbers of one document are different things that it
    counted (they stand side by side, without contradiction); lines that share no document contradict each other.
    """
    ids: dict[Amount, list[int]] = {}
    documents: dict[Amount, set[int]] = {}
    for each in statements:
        ids.setdefault(each.amount, []).append(each.figure_id)
        documents.setdefault(each.amount, set()).add(each.document_id)
    amounts = list(ids)
    return tuple(
        Line(
            amount=amount,
            figure_ids=tuple(ids[amount]),
            document_ids=frozenset(documents[amount]),
            rivals=tuple(
                place for place, other in enumerate(amounts) if documents[amount].isdisjoint(documents[other])
            ),
        )
        for amount in amounts
    )


def span_of(first: int | None, last: int | None, text: str = "") -> Span:
    """Return the period of years that a text states; both years missing: an undated one, called as the text does.

    >>> [span_of(*years).label for years in ((2014, 2019), (2016, 2016), (2014, None), (None, None, "5 năm"))]
    ['2014–2019', '2016', 'từ 2014', '5 năm']
    """
    if first is None and last is None:
        return Span(PeriodKind.UNDATED, None, None, " ".join(text.split())[:60] or "không rõ năm")
    since = date(first, 1, 1) if first is not None else None
    until = date(last + 1, 1, 1) if last is not None else None
    if first == last and first is not None:
        return Span(PeriodKind.YEAR, since, until, str(first))
    if first is None:
        return Span(PeriodKind.PHASE, None, until, f"đến {last}")
    return Span(PeriodKind.PHASE, since, until, f"{first}–{last}" if last is not None else f"từ {first}")


def belongs_to(span: Span, review: Span) -> bool:
    """Whether a figure of ``span`` counts in a review of ``review``: the same period, within it, or begun with it.

    An undated one does not count by itself; it follows the conference of its document (`reports.queries.of_period`).
    """
    if span.key == review.key:
        return True
    if span.since is None or review.since is None or span.since < review.since:
        return False
    return span.until is None or review.until is None or span.until <= review.until


def is_before(span: Span, review: Span) -> bool:
    """Whether ``span`` is an earlier period; printed phases share their border year (2014–2019, 2019–2024)."""
    if span.since is None or span.until is None or review.since is None or span.since >= review.since:
        return False
    return span.until <= date(review.since.year + 1, 1, 1)


_WORDS = {
    Qualifier.AT_LEAST: ("trên", "hơn", "ít nhất", "tối thiểu"),
    Qualifier.AT_MOST: ("không quá", "dưới", "tối đa"),
    Qualifier.ALMOST: ("gần",),
    Qualifier.APPROX: ("khoảng", "ước"),
}
_AFTERWARDS = {"trở lên": "ít nhất", "trở xuống": "không quá"}


def qualifier_word(qualifier: str, quote: str = "") -> str:
    """Return the word that stands before a number of this kind, the one that the source uses where it shows.

    >>> qualifier_word("at_least", "hơn 74.000 lượt người"), qualifier_word("at_least", "đạt 80% trở lên")
    ('hơn', 'ít nhất')
    >>> qualifier_word("almost"), qualifier_word("exact", "2.087 mô hình")
    ('gần', '')
    """
    words = _WORDS.get(Qualifier(qualifier), ())
    said = f" {' '.join(quote.casefold().split())} "
    after = (word for ending, word in _AFTERWARDS.items() if ending in said and word in words)
    before = (word for word in words if f" {word} " in said)
    return next(before, None) or next(after, None) or next(iter(words), "")
