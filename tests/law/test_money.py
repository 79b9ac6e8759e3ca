"""The bonus of an award, in whole đồng; the amounts of the guidance are in ``cases/tien_thuong_ho_so.yaml``."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.catalogue import NotInForceError
from thidua.law.day import Law, all_bonuses
from thidua.law.entries import RecipientKind
from thidua.law.money import bonus_of

BONUSES = st.sampled_from(all_bonuses())
DAYS = st.dates(date(2025, 7, 1), date(2028, 1, 1))


@given(bonus=BONUSES, on=DAYS)
def test_a_bonus_is_the_coefficient_times_the_base_salary_rounded_up_to_ten_thousand(bonus, on) -> None:  # type: ignore[no-untyped-def]
    money = bonus_of(bonus.award, bonus.kind, Law.on(on))
    exact = bonus.tenths * money.base_salary.value

    assert money.amount % 10_000 == 0
    assert 0 <= money.amount * 10 - exact < 100_000


@given(on=DAYS)
def test_a_household_has_one_and_a_half_times_the_individuals_bonus(on: date) -> None:
    household = bonus_of("giay_khen", RecipientKind.HOUSEHOLD, Law.on(on), rounded=False)
    individual = bonus_of("giay_khen", RecipientKind.INDIVIDUAL, Law.on(on), rounded=False)

    assert household.amount * 2 == individual.amount * 3


def test_the_day_of_the_decision_chooses_the_base_salary() -> None:
    amounts = [
        bonus_of("bang_khen_thu_tuong", RecipientKind.COLLECTIVE, Law.on(day)).amount
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]

    assert amounts == [16_380_000, 17_710_000]


def test_a_ceiling_says_that_it_is_one() -> None:
    money = bonus_of("ky_niem_chuong", RecipientKind.INDIVIDUAL, Law.on(date(2026, 7, 1)))

    assert (money.amount, money.at_most) == (2_530_000, True)


def test_what_no_file_has_is_an_error_and_not_nothing() -> None:
    with pytest.raises(NotInForceError, match="bonus of huan_chuong_huu_nghi"):
        bonus_of("huan_chuong_huu_nghi", RecipientKind.INDIVIDUAL, Law.on(date(2026, 7, 1)))
