"""What the checks of a report find, and whether it may be filed with that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thidua.reports.choices import Severity
from thidua.reports.rules.checks.evaluating import evaluate, stated
from thidua.reports.rules.checks.sentences import NO_NUMBER
from thidua.reports.rules.checks.surroundings import Cell, Column, Surroundings
from thidua.reports.rules.checks.terms import Check, Relation, places
from thidua.vietnamese.writing import scaled

_GRAVEST_FIRST = tuple(Severity.values)


@dataclass(frozen=True)
class Finding:
    """A check that does not hold.

    Attributes:
        check: its code.
        cell: code of the line whose row shows it.
        jump_to: code of the other line that it speaks of, ``None`` where there is none.
        severity: ``stop``, ``explain`` or ``notice``.
        message: a Vietnamese msgid with ``%(name)s`` places, to be filled even where ``values`` is empty (``%%``).
        values: what fills the places.
        is_answered: whether it asks for a reason and one is written.
    """

    check: str
    cell: str
    jump_to: str | None
    severity: str
    message: str
    values: dict[str, str] = field(default_factory=dict)
    is_answered: bool = False

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the report cannot be filed with it: something is wrong, or asks for a reason that is not written."""
        return self.severity == Severity.STOP or (self.severity == Severity.EXPLAIN and not self.is_answered)

    def __str__(self) -> str:
        """Return the sentence in Vietnamese."""
        return self.message % self.values


def findings(
    checks: Iterable[Check],
    columns: Mapping[str, Column],
    surroundings: Surroundings,
    explanations: Mapping[tuple[str, str], str],
) -> tuple[Finding, ...]:
    """Return what does not hold, from the top line to the bottom, on one line the gravest first.

    ``columns`` has the lines in their order, and every code that a check names, those of other forms too.
    ``explanations`` are by code of the check and of the cell.

    Raises:
        KeyError: a code has no column.
        ValueError: a qualifier is not known.
    """
    found = [each for check in checks if (each := _finding(check, columns, surroundings, explanations)) is not None]
    rows = {code: row for row, code in enumerate(columns)}
    return tuple(sorted(found, key=lambda each: (rows[each.cell], _GRAVEST_FIRST.index(each.severity), each.check)))


def may_be_filed(findings: Iterable[Finding], empty_required: Sequence[str]) -> bool:
    """Whether nothing is wrong, every reason asked for is written, and no required line (by its code) is empty."""
    return not any(each.stands_in_the_way for each in findings) and not empty_required


def _finding(
    check: Check,
    columns: Mapping[str, Column],
    surroundings: Surroundings,
    explanations: Mapping[tuple[str, str], str],
) -> Finding | None:
    wrong = evaluate(check.terms, columns, surroundings)
    if wrong is None:
        return None
    cell = check.terms.codes[0]
    is_explained = bool(explanations.get((check.code, cell), "").strip())
    return Finding(
        check=check.code,
        cell=cell,
        jump_to=check.terms.right[0] if isinstance(check.terms, Relation) else None,
        severity=check.severity,
        message=check.message or wrong.fault.sentence(check.severity),
        values=_own_values(check.message, columns, surroundings) if check.message else wrong.values,
        is_answered=check.severity == Severity.EXPLAIN and is_explained,
    )


def _own_values(message: str, columns: Mapping[str, Column], surroundings: Surroundings) -> dict[str, str]:
    """Return the numbers of the cells that a check's own sentence names."""
    return {code: _number(surroundings.cells.get(code), columns[code].decimals) for code in places(message)}


def _number(cell: Cell | None, decimals: int) -> str:
    if cell is None:
        return NO_NUMBER
    number = stated(cell, decimals)
    return f"{number}/{scaled(cell.of, decimals)}" if cell.of is not None else number
