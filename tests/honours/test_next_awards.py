"""What could come next, and when, from awards held."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from thidua.honours.rules.next_awards import Received, next_awards
from thidua.law.day import Law
from thidua.law.entries import RecipientKind
from thidua.law.verdicts import Outcome

SEPTEMBER = Law.on(date(2026, 9, 30))
FIGHTER, PROVINCIAL = "chien_si_thi_dua_co_so", "chien_si_thi_dua_bo_tinh"


def by_code(*received, kind=RecipientKind.INDIVIDUAL):
    return {each.form.code: each for each in next_awards(kind, received, SEPTEMBER)}


def test_three_years_in_a_row_are_the_ground_of_the_provincial_title():
    found = by_code(*(Received(FIGHTER, year) for year in (2023, 2024, 2025)))[PROVINCIAL]

    assert (found.outcome, found.possible_from) == (Outcome.MET, None)
    assert [str(place) for place in found.provisions] == ["06/2022/QH15, Điều 22 khoản 1"]


def test_two_years_say_what_is_missing_and_from_when():
    found = by_code(Received(FIGHTER, 2024), Received(FIGHTER, 2025))[PROVINCIAL]

    assert (found.outcome, found.possible_from) == (Outcome.NOT_MET, date(2026, 1, 1))
    assert found.verdicts[0].reason == "Mới có 2 lần liên tục, cần 3 lần."


def test_what_is_held_for_this_year_is_not_offered_again():
    received = [*(Received(FIGHTER, year) for year in (2023, 2024, 2025)), Received(PROVINCIAL, 2026)]

    assert PROVINCIAL not in by_code(*received)


def test_an_ad_hoc_certificate_is_no_ground_of_a_merit_award():
    merit = by_code(Received("bang_khen_thu_tuong", 2020, "merit"))["huan_chuong_lao_dong_hang_ba"]
    ad_hoc = by_code(Received("bang_khen_thu_tuong", 2020, "ad_hoc"))["huan_chuong_lao_dong_hang_ba"]

    assert "Bằng khen của Thủ tướng Chính phủ: 2020" not in ad_hoc.verdicts[0].reason
    assert "không làm căn cứ" in ad_hoc.verdicts[0].reason
    assert "không làm căn cứ" not in merit.verdicts[0].reason


def test_a_household_has_nothing_that_rests_on_honours():
    assert next_awards(RecipientKind.HOUSEHOLD, [], SEPTEMBER) == ()


@given(years=st.sets(st.integers(2018, 2026)), more=st.integers(2018, 2026))
def test_what_has_its_ground_comes_first_and_never_loses_it_by_another_honour(years, more):
    found = next_awards(RecipientKind.INDIVIDUAL, [Received(FIGHTER, year) for year in years], SEPTEMBER)
    order = [Outcome.MET, Outcome.TO_JUDGE, Outcome.NOT_MET]
    assert [each.outcome for each in found] == sorted((each.outcome for each in found), key=order.index)

    met = {each.form.code for each in found if each.outcome is Outcome.MET and max(years, default=0) >= more}
    later = next_awards(RecipientKind.INDIVIDUAL, [Received(FIGHTER, year) for year in {*years, more}], SEPTEMBER)
    assert met <= {each.form.code for each in later if each.outcome is Outcome.MET}
