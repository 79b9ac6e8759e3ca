"""What it means that an achievement was awarded before: a block, a warning, or nothing."""

import pytest

from thidua.law.entries import Category
from thidua.nominations.rules.achievements.comparing import Likeness, Verdict
from thidua.nominations.rules.achievements.weighing import Given, Weight, weigh

PRAISE = Given("giay_khen", Category.COMMENDATION, "movement")
MERIT = Given("bang_khen_bo_tinh", Category.COMMENDATION, "merit")
ADVANCED = Given("lao_dong_tien_tien", Category.TITLE)
FIGHTER = Given("chien_si_thi_dua_co_so", Category.TITLE)
AS_WRITTEN = Given("", None)
OF_A_LIFE = Given("huan_chuong_lao_dong_hang_ba", Category.COMMENDATION, "service_history")
DEED, MAYBE = Likeness(900, Verdict.SAME), Likeness(500, Verdict.LOOK)
YEARS_WORK, OTHER = Likeness(800, Verdict.SAME, is_formula=True), Likeness(200, Verdict.DIFFERENT)


@pytest.mark.parametrize(
    ("found", "one", "other", "weight"),
    [
        (DEED, MERIT, PRAISE, Weight.BLOCK),
        (YEARS_WORK, MERIT, PRAISE, Weight.BLOCK),
        (MAYBE, MERIT, PRAISE, Weight.WARNING),
        (OTHER, MERIT, PRAISE, Weight.NONE),
        (YEARS_WORK, FIGHTER, FIGHTER, Weight.BLOCK),
        (YEARS_WORK, FIGHTER, ADVANCED, Weight.NONE),
        (YEARS_WORK, MERIT, FIGHTER, Weight.NONE),
        (DEED, MERIT, FIGHTER, Weight.WARNING),
        (DEED, FIGHTER, ADVANCED, Weight.WARNING),
        (DEED, MERIT, AS_WRITTEN, Weight.WARNING),
        (YEARS_WORK, MERIT, AS_WRITTEN, Weight.WARNING),
        (DEED, OF_A_LIFE, MERIT, Weight.WARNING),
        (YEARS_WORK, OF_A_LIFE, MERIT, Weight.NONE),
    ],
)
def test_two_forms_for_one_achievement_block_and_titles_do_not(found, one, other, weight):
    assert (weigh(found, one, other, is_same_holder=True), weigh(found, other, one, is_same_holder=True)) == (
        weight,
        weight,
    )


@pytest.mark.parametrize(("found", "weight"), [(DEED, Weight.WARNING), (MAYBE, Weight.WARNING), (OTHER, Weight.NONE)])
def test_what_another_holder_received_is_a_warning_at_most(found, weight):
    assert weigh(found, MERIT, PRAISE, is_same_holder=False) == weight
