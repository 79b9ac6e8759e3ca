"""What can be said for sure of numbers known more or less exactly, and which number is far from the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from thidua.reports.choices import Qualifier
from thidua.reports.rules.checks.surroundings import Cell
from thidua.reports.rules.checks.terms import Op

FEWEST_EARLIER = 6
_THRESHOLD = Fraction("3.5")
_OF_MEDIAN_DEVIATION = Fraction("0.6745")
_OF_MEAN_DEVIATION = Fraction("1.253314")


@dataclass(frozen=True)
class Reach:
    """The least and the largest that a number may be; ``None`` is open."""

    low: int
    high: int | None

    def times(self, factor: int) -> Reach:
        """Return the reach in units ``factor`` times as fine."""
        return Reach(self.low * factor, None if self.high is None else self.high * factor)


def reach(cell: Cell) -> Reach:
    """Return what the number may be; nothing is counted below nought, and how far «gần» and «khoảng» go is not known.

    Raises:
        ValueError: the qualifier is not known.

    >>> reach(Cell(5)), reach(Cell(5, qualifier="at_least")), reach(Cell(5, qualifier="almost"))
    (Reach(low=5, high=5), Reach(low=5, high=None), Reach(low=0, high=5))
    """
    qualifier, least = Qualifier(cell.qualifier), min(0, cell.value)
    if qualifier == Qualifier.EXACT:
        return Reach(cell.value, cell.value)
    if qualifier == Qualifier.AT_LEAST:
        return Reach(cell.value, None)
    return Reach(least, None if qualifier == Qualifier.APPROX else cell.value)


def added(reaches: Iterable[Reach]) -> Reach:
    """Return what the sum may be.

    >>> added([Reach(1, 2), Reach(10, 10)]), added([Reach(1, None), Reach(10, 10)])
    (Reach(low=11, high=12), Reach(low=11, high=None))
    """
    low, high = 0, 0
    is_open = False
    for each in reaches:
        low += each.low
        high += each.high or 0
        is_open = is_open or each.high is None
    return Reach(low, None if is_open else high)


def is_surely_broken(left: Reach, op: Op, right: Reach) -> bool:
    """Whether no numbers within the two reaches stand in the relation.

    >>> is_surely_broken(Reach(5, None), "<=", Reach(3, 3)), is_surely_broken(Reach(5, 5), "<=", Reach(3, None))
    (True, False)
    """
    is_below = left.high is not None and left.high < right.low
    is_above = right.high is not None and left.low > right.high
    return {"<=": is_above, ">=": is_below, "=": is_below or is_above}[op]


def is_outlier(value: int, earlier: Sequence[int]) -> bool:
    """Whether ``value`` is far from ``earlier`` ones: modified z-score over 3.5 (Iglewicz and Hoaglin 1993).

    The score is taken from the median absolute deviation; where that is nought, from the mean one. Fewer than six
    earlier values, or all of them alike, say nothing.

    >>> is_outlier(118, [30, 28, 33, 31, 27, 30]), is_outlier(34, [30, 28, 33, 31, 27, 30])
    (True, False)
    """
    if len(earlier) < FEWEST_EARLIER:
        return False
    middle = usual(earlier)
    distance, deviations = abs(value - middle), [abs(each - middle) for each in earlier]
    if typical := median(deviations):
        return distance * _OF_MEDIAN_DEVIATION > _THRESHOLD * typical
    mean = sum(deviations) / len(deviations)
    return bool(mean) and distance > _THRESHOLD * _OF_MEAN_DEVIATION * mean


def usual(earlier: Sequence[int]) -> Fraction:
    """Return the median, exactly.

    >>> usual([1, 2, 4, 9])
    Fraction(3, 1)
    """
    return median([Fraction(each) for each in earlier])


def rounded(number: Fraction) -> int:
    """Return the nearest whole number, a half away upwards.

    >>> rounded(Fraction(5, 2)), rounded(Fraction(7, 3))
    (3, 2)
    """
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)
