"""Whether a check holds, kind by kind. What is known only roughly is found wrong only where it surely is.

Two kinds ask whether a number is likely (`AgainstPrevious`, `Outlier`): they take every number as it is stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from thidua.reports.rules.amounts import Amount, qualifier_word, total
from thidua.reports.rules.checks import sentences
from thidua.reports.rules.checks.arithmetic import Reach, added, is_outlier, is_surely_broken, reach, rounded, usual
from thidua.reports.rules.checks.sentences import Fault
from thidua.reports.rules.checks.surroundings import Cell, Column, Surroundings
from thidua.reports.rules.checks.terms import (
    AgainstChildren,
    AgainstForm,
    AgainstPrevious,
    Bounds,
    NotBelowPrevious,
    OfOneCell,
    Op,
    Outlier,
    PartOf,
    Relation,
    Terms,
)
from thidua.vietnamese.writing import difference, scaled

_OF_TWO: dict[Op, Fault] = {">=": sentences.LESS, "<=": sentences.MORE, "=": sentences.DIFFERENT}
_OF_SUMS: dict[Op, Fault] = {">=": sentences.SUM_LESS, "<=": sentences.SUM_MORE, "=": sentences.SUM_DIFFERENT}
_OF_FORMS: dict[Op, Fault] = {">=": sentences.FORM_LESS, "<=": sentences.FORM_MORE, "=": sentences.FORM_DIFFERENT}


@dataclass(frozen=True)
class Wrong:
    """What a check found: the fault and what fills the places of its sentence."""

    fault: Fault
    values: dict[str, str]


@dataclass(frozen=True)
class _Desk:
    """What an evaluation has before it."""

    columns: Mapping[str, Column]
    around: Surroundings

    def stated(self, code: str, cell: Cell) -> str:
        return stated(cell, self.columns[code].decimals)


def stated(cell: Cell, decimals: int) -> str:
    """Return the number as it is read, with the word that says how exactly it is known, without its whole.

    >>> stated(Cell(16000, qualifier="at_least"), 1)
    'trên 1.600'
    """
    return f"{qualifier_word(cell.qualifier)} {scaled(cell.value, decimals)}".strip()


def evaluate(terms: Terms, columns: Mapping[str, Column], surroundings: Surroundings) -> Wrong | None:
    """Return what is wrong, ``None`` where nothing is or nothing can be said.

    Raises:
        KeyError: a code has no column.
    """
    desk = _Desk(columns, surroundings)
    if isinstance(terms, Relation):
        return _relation(terms, desk)
    cell = surroundings.cells.get(terms.cell)
    return next(_of_one(terms, cell, desk), None) if cell is not None else None


def _of_one(terms: OfOneCell, cell: Cell, desk: _Desk) -> Iterator[Wrong]:
    match terms:
        case Bounds():
            yield from _bounds(terms, cell, desk)
        case PartOf():
            yield from _part_of(terms, cell, desk)
        case AgainstPrevious():
            yield from _against_previous(terms, cell, desk)
        case NotBelowPrevious():
            yield from _not_below_previous(terms, cell, desk)
        case Outlier():
            yield from _outlier(terms, cell, desk)
        case AgainstChildren():
            yield from _against_children(terms, cell, desk)
        case AgainstForm():
            yield from _against_form(terms, cell, desk)
        case _:
            assert_never(terms)


def _relation(terms: Relation, desk: _Desk) -> Wrong | None:
    cells = desk.around.cells
    if not all(code in cells for code in terms.codes):
        return None
    finest = max(desk.columns[code].decimals for code in terms.codes)
    left, right = (_summed(codes, desk, finest) for codes in (terms.left, terms.right))
    if not is_surely_broken(left, terms.op, right):
        return None
    faults = _OF_TWO if len(terms.left) == len(terms.right) == 1 else _OF_SUMS
    names = _names(terms.left, desk)
    values = {
        "left": names[:1].upper() + names[1:],
        "left_value": _sum_in_words(terms.left, desk, finest),
        "right": _names(terms.right, desk),
        "right_value": _sum_in_words(terms.right, desk, finest),
    }
    return Wrong(faults[terms.op], values)


def _finer(code: str, desk: _Desk, decimals: int) -> int:
    return int(10 ** (decimals - desk.columns[code].decimals))


def _summed(codes: Sequence[str], desk: _Desk, decimals: int) -> Reach:
    return added(reach(desk.around.cells[code]).times(_finer(code, desk, decimals)) for code in codes)


def _names(codes: Sequence[str], desk: _Desk) -> str:
    return " + ".join(desk.columns[code].name for code in codes)


def _sum_in_words(codes: Sequence[str], desk: _Desk, decimals: int) -> str:
    """«12», or «5 + 7 = 12» of several cells."""
    cells = {code: desk.around.cells[code] for code in codes}
    terms = " + ".join(desk.stated(code, cell) for code, cell in cells.items())
    if len(codes) == 1:
        return terms
    whole = total(Amount(cell.value * _finer(code, desk, decimals), cell.qualifier) for code, cell in cells.items())
    return f"{terms} = {stated(Cell(whole.value, qualifier=whole.qualifier), decimals)}"


def _bounds(terms: Bounds, cell: Cell, desk: _Desk) -> Iterator[Wrong]:
    said, decimals = reach(cell), desk.columns[terms.cell].decimals
    limits: tuple[tuple[Fault, int | None, Op], ...] = (
        (sentences.TOO_LOW, terms.min, ">="),
        (sentences.TOO_HIGH, terms.max, "<="),
    )
    for fault, limit, op in limits:
        if limit is not None and is_surely_broken(said, op, Reach(limit, limit)):
            yield Wrong(fault, {"limit": scaled(limit, decimals), "value": desk.stated(terms.cell, cell)})


def _part_of(terms: PartOf, cell: Cell, desk: _Desk) -> Iterator[Wrong]:
    if cell.of is None:
        return
    values = {"value": desk.stated(terms.cell, cell), "whole": scaled(cell.of, desk.columns[terms.cell].decimals)}
    if cell.of <= 0:
        yield Wrong(sentences.NO_WHOLE, values)
    elif reach(cell).low > cell.of:
        yield Wrong(sentences.OVER_WHOLE, values)


def _against_previous(terms: AgainstPrevious, cell: Cell, desk: _Desk) -> Iterator[Wrong]:
    previous = desk.around.previous.get(terms.cell)
    if previous is None or min(cell.value, previous.value) < 0:
        return
    now, before = cell.value, previous.value
    values = {
        "period": desk.around.previous_label,
        "before": desk.stated(terms.cell, previous),
        "value": desk.stated(terms.cell, cell),
    }
    if before == 0:
        if terms.from_zero is not None and now > terms.from_zero:
            yield Wrong(sentences.FROM_ZERO, values)
    elif now >= before * terms.times:
        values["times"] = scaled(rounded(Fraction(now * 10, before)), 1)
        yield Wrong(sentences.MANY_TIMES, values)
    elif now * terms.times <= before:
        yield Wrong(sentences.FALLEN, values)


def _not_below_previous(terms: NotBelowPrevious, cell: Cell, desk: _Desk) -> Iterator[Wrong]:
    previous = desk.around.previous.get(terms.cell)
    if previous is not None and is_surely_broken(reach(cell), ">=", reach(previous)):
        values = {"period": desk.around.previous_label, "before": desk.stated(terms.cell, previous)}
        yield Wrong(sentences.BELOW_PREVIOUS, values)


def _outlier(terms: Outlier, cell: Cell, desk: _Desk) -> Iterator[Wrong]:
    earlier = desk.around.history.get(terms.cell, ())
    if is_outlier(cell.value, earlier):
        middle = scaled(rounded(usual(earlier)), desk.columns[terms.cell].decimals)
        yield Wrong(sentences.UNUSUAL, {"count": scaled(len(earlier), 0), "usual": middle})


def _against_children(terms: AgainstChildren, cell: Cell, desk: _Desk) -> Iterator[Wrong]:
    below = desk.around.children.get(terms.cell)
    if below is None or not below.units:
        return
    if not is_surely_broken(reach(cell), "=", reach(Cell(below.value, qualifier=below.qualifier))):
        return
    decimals = desk.columns[terms.cell].decimals
    values = {
        "units": scaled(below.units, 0),
        "sum": scaled(below.value, decimals),
        "value": desk.stated(terms.cell, cell),
        "gap": difference(cell.value - below.value, decimals),
    }
    yield Wrong(sentences.NOT_THE_SUM, values)


def _against_form(terms: AgainstForm, cell: Cell, desk: _Desk) -> Iterator[Wrong]:
    there = desk.around.others.get((terms.form, terms.other))
    if there is None:
        return
    finest = max(desk.columns[code].decimals for code in (terms.cell, terms.other))
    here = reach(cell).times(_finer(terms.cell, desk, finest))
    if is_surely_broken(here, terms.op, reach(there).times(_finer(terms.other, desk, finest))):
        values = {
            "value": desk.stated(terms.cell, cell),
            "name": desk.columns[terms.other].name,
            "form": desk.around.form_names.get(terms.form, terms.form),
            "other": desk.stated(terms.other, there),
        }
        yield Wrong(_OF_FORMS[terms.op], values)
