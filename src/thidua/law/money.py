"""The bonus of an award in đồng: coefficient × base salary × household factor (Decree 152/2025/NĐ-CP, Art. 49-54)."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.law.catalogue import NotInForceError
from thidua.law.day import Law
from thidua.law.entries import Parameter, RecipientKind
from thidua.law.papers import Bonus

_TENTHS = 10
ROUNDING, ROUNDING_DIRECTION = "bonus_rounding", "bonus_rounding_direction"
BASE_SALARY, HOUSEHOLD_FACTOR = "base_salary", "household_factor_tenths"
ROUND_UP = "up"


@dataclass(frozen=True, slots=True)
class BonusMoney:
    """The bonus of one award and how it came about; ``amount`` in whole đồng, ``at_most`` for a ceiling."""

    amount: int
    at_most: bool
    coefficient: Bonus
    base_salary: Parameter
    household_factor: Parameter | None

    @property
    def verified(self) -> bool:
        """Whether everything that it was computed from was seen in its text."""
        of_household = self.household_factor is None or self.household_factor.verified
        return self.coefficient.verified and self.base_salary.verified and of_household


def bonus_of(award: str, kind: RecipientKind, law: Law, *, rounded: bool | None = None) -> BonusMoney:
    """Return the bonus of an award decided on the law's day; a household has the individual's times the factor.

    ``rounded`` overrides what the law says on rounding (press tables leave it out).

    Raises:
        UnknownCodeError: there is no such award.
        NotInForceError: no coefficient or base salary is known for that day.
    """
    factor = None
    if kind is RecipientKind.HOUSEHOLD:
        try:
            coefficient = law.bonus(award, kind)
        except NotInForceError:
            coefficient, factor = law.bonus(award, RecipientKind.INDIVIDUAL), law.parameter(HOUSEHOLD_FACTOR)
    else:
        coefficient = law.bonus(award, kind)
    salary = law.parameter(BASE_SALARY)
    tenths = coefficient.tenths * salary.value
    exact, unit = (tenths * factor.value, _TENTHS * _TENTHS) if factor else (tenths, _TENTHS)
    should_round = law.choice(ROUNDING_DIRECTION) == ROUND_UP if rounded is None else rounded
    step = law.number(ROUNDING) if should_round else 1
    # -(-a // b) is the quotient rounded up, in whole numbers.
    return BonusMoney(-(-exact // (unit * step)) * step, coefficient.at_most, coefficient, salary, factor)
