"""Which of several awards at once carry money (Decree 152/2025/NĐ-CP, Art. 49 clauses 5-7), and how it is told."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.decisions.choices import BonusState
from thidua.decisions.rules.bonuses import Claim, Ruled, Ruling, rule
from thidua.decisions.rules.money import Stated, alone, at_once_provisions, ruled, with_stated
from thidua.law.day import Law
from thidua.law.entries import RecipientKind

THIS_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
THREE_YEARS = (date(2024, 1, 1), date(2026, 12, 31))
LAW = Law.on(date(2026, 11, 20))
CLAIMS = st.lists(
    st.builds(
        Claim,
        key=st.integers(1, 10_000),
        holder=st.integers(1, 3),
        is_title=st.booleans(),
        period=st.sampled_from([THIS_YEAR, THREE_YEARS, (date(2026, 8, 1), date(2026, 8, 1))]),
        achievement=st.sampled_from(["", "cuu nguoi", "phong trao"]),
        amount=st.integers(1, 9).map(lambda tens: tens * 10_000),
    ),
    max_size=8,
    unique_by=lambda claim: claim.key,
)


def title(key, amount, period=THIS_YEAR, **more):
    return Claim(key, 7, is_title=True, period=period, achievement="", amount=amount, **more)


def form(key, amount, period=THIS_YEAR, achievement="phong trao", **more):
    return Claim(key, 7, is_title=False, period=period, achievement=achievement, amount=amount, **more)


def test_titles_of_different_periods_are_paid_each():
    assert rule([title(1, 2_530_000), title(2, 7_590_000, THREE_YEARS)]) == {1: Ruled(Ruling.DUE), 2: Ruled(Ruling.DUE)}


def test_of_titles_of_one_period_only_the_highest_is_paid():
    found = rule([title(1, 760_000), title(2, 2_530_000), title(3, 760_000)])

    assert found == {1: Ruled(Ruling.HIGHER, 2), 2: Ruled(Ruling.DUE), 3: Ruled(Ruling.HIGHER, 2)}


def test_forms_that_differ_in_period_and_achievement_are_paid_each():
    found = rule([form(1, 760_000), form(2, 3_800_000, THREE_YEARS, "cuu nguoi")])

    assert {each.ruling for each in found.values()} == {Ruling.DUE}


def test_of_forms_for_one_achievement_in_one_period_only_the_highest_is_paid():
    assert rule([form(1, 760_000), form(2, 3_800_000)]) == {1: Ruled(Ruling.HIGHER, 2), 2: Ruled(Ruling.DUE)}


@pytest.mark.parametrize("other", [form(2, 3_800_000, THREE_YEARS), form(2, 3_800_000, achievement="cuu nguoi")])
def test_of_forms_that_differ_in_only_one_of_the_two_a_person_states_the_lower(other):
    assert rule([form(1, 760_000), other])[1] == Ruled(Ruling.ASKS, 2)


def test_a_title_and_a_form_are_both_paid():
    assert rule([title(1, 2_530_000), form(2, 760_000)]) == {1: Ruled(Ruling.DUE), 2: Ruled(Ruling.DUE)}


def test_after_a_lower_title_was_decided_a_person_states_what_the_higher_one_still_gets():
    assert rule([title(1, 760_000, is_settled=True), title(2, 2_530_000)]) == {2: Ruled(Ruling.ASKS, 1)}
    assert rule([title(1, 2_530_000, is_settled=True), title(2, 760_000)]) == {2: Ruled(Ruling.HIGHER, 1)}


@given(CLAIMS, st.randoms())
def test_the_order_in_which_awards_are_told_changes_nothing(claims, dice):
    shuffled = list(claims)
    dice.shuffle(shuffled)

    assert rule(shuffled) == rule(claims)


@given(CLAIMS)
def test_the_highest_award_of_each_sort_is_always_paid_and_no_title_period_twice(claims):
    found = rule(claims)

    for holder in {claim.holder for claim in claims}:
        titles = [each for each in claims if each.holder == holder and each.is_title]
        forms = [each for each in claims if each.holder == holder and not each.is_title]
        for mine in (titles, forms):
            if mine:
                highest = min(mine, key=lambda each: (-each.amount, each.key))
                assert found[highest.key].ruling is Ruling.DUE
        for period in {each.period for each in titles}:
            due = [each for each in titles if each.period == period and found[each.key].ruling is Ruling.DUE]
            assert len(due) == 1


@given(CLAIMS)
def test_what_others_receive_changes_nothing_for_a_recipient(claims):
    everyone = rule(claims)

    for holder in {claim.holder for claim in claims}:
        mine = [claim for claim in claims if claim.holder == holder]
        assert rule(mine) == {claim.key: everyone[claim.key] for claim in mine}


@given(CLAIMS)
def test_an_unpaid_award_names_one_of_the_same_recipient_that_is_not_lower(claims):
    by_key = {claim.key: claim for claim in claims}

    for key, found in rule(claims).items():
        if found.ruling is Ruling.HIGHER:
            other = by_key[found.because_of]
            assert (other.holder, other.is_title) == (by_key[key].holder, by_key[key].is_title)
            assert other.amount >= by_key[key].amount


def test_a_bonus_tells_its_coefficient_base_salary_and_provisions():
    money = alone("bang_khen_bo_tinh", RecipientKind.COLLECTIVE, LAW)

    assert (money.bonus, money.bonus_state) == (7_590_000, BonusState.DUE)
    assert (money.coefficient, money.base_salary, money.household_factor) == (30, 2_530_000, None)
    assert money.provisions == "152/2025/NĐ-CP, Điều 49-54; 161/2026/NĐ-CP"


def test_a_household_has_the_individuals_bonus_times_its_factor():
    money = alone("giay_khen", RecipientKind.HOUSEHOLD, LAW)

    assert (money.bonus, money.coefficient, money.household_factor) == (1_140_000, 3, 15)


def test_a_ceiling_asks_for_the_amount():
    money = alone("ky_niem_chuong", RecipientKind.INDIVIDUAL, LAW)

    assert (money.bonus, money.bonus_state, money.ceiling) == (None, BonusState.ASKS, 2_530_000)
    assert money.bonus_note == "Mức tối đa 2.530.000 đồng; ghi số tiền."


def test_where_no_file_has_a_coefficient_the_amount_is_asked_and_a_recognition_has_none():
    unknown = alone("giay_khen", RecipientKind.INDIVIDUAL, Law.on(date(2024, 5, 1)))
    recognition = alone("an_toan_ve_antt", RecipientKind.COLLECTIVE, LAW)

    assert (unknown.bonus, unknown.bonus_state, unknown.is_verified) == (None, BonusState.ASKS, False)
    assert "chưa có mức tiền thưởng của “Giấy khen” cho cá nhân vào ngày 01/05/2024" in unknown.bonus_note
    assert (recognition.bonus, recognition.bonus_state) == (0, BonusState.NOT_DUE)


def test_of_a_day_whose_catalogue_lacks_the_award_nothing_is_reckoned_and_the_day_is_doubted():
    money = alone("giay_khen", RecipientKind.INDIVIDUAL, Law.on(date(1990, 5, 5)))

    assert (money.bonus, money.bonus_state) == (None, BonusState.ASKS)
    assert money.bonus_note == "Danh mục không có “giay_khen” vào ngày 05/05/1990; kiểm tra lại ngày quyết định."


def test_what_is_not_paid_says_after_which_award_and_where_the_law_says_so():
    money = alone("lao_dong_tien_tien", RecipientKind.INDIVIDUAL, LAW)
    provisions = at_once_provisions(date(2026, 11, 20))

    found = ruled(money, Ruled(Ruling.HIGHER, 2), "“Chiến sĩ thi đua cơ sở”", provisions)

    assert (found.bonus, found.bonus_state) == (0, BonusState.NOT_DUE)
    assert found.bonus_note == (
        "Cùng thời gian xét, đã thưởng theo “Chiến sĩ thi đua cơ sở” (152/2025/NĐ-CP, Điều 49 khoản 5-7)."
    )


def test_before_the_decree_no_file_says_which_of_several_awards_are_paid():
    assert at_once_provisions(date(2025, 6, 30)) == ""


def test_a_stated_amount_stays_while_it_is_asked_and_not_above_the_ceiling():
    asked = alone("ky_niem_chuong", RecipientKind.INDIVIDUAL, LAW)

    assert with_stated(asked, Stated(2_000_000, "mức của Bộ")).bonus == 2_000_000
    assert with_stated(asked, Stated(2_600_000, "mức của Bộ")) == asked
    fixed = alone("giay_khen", RecipientKind.INDIVIDUAL, LAW)
    assert with_stated(fixed, Stated(1, "mức của Bộ")) == fixed
    assert with_stated(replace(asked, ceiling=None), Stated(0, "không thưởng")).bonus == 0
