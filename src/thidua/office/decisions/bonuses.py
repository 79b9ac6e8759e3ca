"""How the money of a decision was reckoned: lines with the same reckoning told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.decisions.choices import BonusState
from thidua.decisions.models import DecisionLine
from thidua.decisions.rules.papers.texts import award_name
from thidua.office.decisions.words import counted
from thidua.vietnamese.writing import number

_TENTHS = 10
_SAME = (
    "award_name",
    "kind",
    "bonus",
    "bonus_state",
    "coefficient",
    "base_salary",
    "household_factor",
    "provisions",
    "is_verified",
    "bonus_note",
)


@dataclass(frozen=True)
class Reckoned:
    """Lines with one amount on one ground; ``first`` stands for them, ``award_name`` as the decision says it."""

    first: DecisionLine
    count: int
    award_name: str

    @property
    def is_several(self) -> bool:
        """Whether the sum is of more than one."""
        return self.count > 1

    @property
    def recipients(self) -> str:
        """How many, in words."""
        return counted(self.first.kind, self.count)

    @property
    def total(self) -> int:
        """What all of them get, in đồng."""
        return (self.first.bonus or 0) * self.count

    @property
    def how(self) -> str:
        """The reckoning, «0,3 × 2.530.000 đồng, làm tròn lên»; blank where there is none."""
        line = self.first
        if line.coefficient is None or line.base_salary is None:
            return ""
        told = f"{_tenths(line.coefficient)} × {number(line.base_salary)}"
        if line.household_factor is not None:
            told += f" × {_tenths(line.household_factor)}"
        told = _("%(reckoning)s đồng") % {"reckoning": told}
        is_rounded = line.bonus_state == BonusState.DUE and line.bonus not in (None, _exact(line))
        return _("%(reckoning)s, làm tròn") % {"reckoning": told} if is_rounded else told

    @property
    def is_asked(self) -> bool:
        """Whether somebody has to state the amount."""
        return self.first.bonus_state == BonusState.ASKS


def reckoned(lines: Iterable[DecisionLine], authority: str) -> list[Reckoned]:
    """Return the reckonings of the lines of an authority's decision, in the order in which they come first."""
    found: dict[tuple[object, ...], list[DecisionLine]] = {}
    for line in lines:
        found.setdefault(tuple(getattr(line, name) for name in _SAME), []).append(line)
    return [Reckoned(mine[0], len(mine), award_name(mine[0].award_name, authority)) for mine in found.values()]


def _tenths(value: int) -> str:
    return number(Decimal(value) / _TENTHS, 1)


def _exact(line: DecisionLine) -> Decimal:
    """Return the amount before rounding, in đồng."""
    factor = Decimal(line.household_factor) / _TENTHS if line.household_factor is not None else 1
    return Decimal(line.coefficient or 0) * (line.base_salary or 0) * factor / _TENTHS
