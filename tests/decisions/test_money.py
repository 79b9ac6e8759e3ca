"""The money of a decision's lines: the base salary of its day, the rules of the unit, what a person has to state."""

from datetime import date

import pytest
from tests.factories.decisions import draft, issued, make_round, officer, waiting
from tests.factories.honours import make_holder, make_person
from tests.factories.organisations import AT
from tests.factories.people import make_actor

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.decisions.commands import add_lines, issue_decision, set_bonus
from thidua.decisions.models import DecisionLine
from thidua.honours.commands import merge_holders
from thidua.local_rules.commands import add_value
from thidua.local_rules.rules import StatedValue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
FIGHTER, ADVANCED, MEDAL = "chien_si_thi_dua_co_so", "lao_dong_tien_tien", "ky_niem_chuong"


def bonuses(decision):
    return {line.name: line.bonus for line in decision.lines.in_force()}


def test_the_base_salary_of_the_decisions_day_counts_not_that_of_the_draft(round_, by):
    made = draft(round_, waiting(round_, year=2026))
    drafted = made.lines.get().bonus

    issue_decision(decision=made, dated_on=date(2026, 6, 30), by=by, at=AT)

    line = made.lines.get()
    assert (drafted, line.bonus, line.base_salary) == (760_000, 710_000, 2_340_000)
    assert (line.coefficient, line.provisions) == (3, "152/2025/NĐ-CP, Điều 49-54; 73/2024/NĐ-CP")


def test_collectives_persons_and_households_have_their_own_amounts(round_, commune):
    kinds = {"individual": 760_000, "collective": 1_520_000, "household": 1_140_000}
    rows = [waiting(round_, make_holder(commune, kind, f"Tên {kind}")) for kind in kinds]

    assert bonuses(issued(round_, *rows)) == {f"Tên {kind}": amount for kind, amount in kinds.items()}


def test_the_office_may_choose_not_to_round(round_, commune):
    stated = StatedValue("bonus_rounding_direction", 1, date(2026, 1, 1), "12/QĐ-UBND", "Trang quy định của xã")
    add_value(unit=commune, stated=stated, by=make_actor(Role.APPROVER, unit=commune), at=AT)

    assert list(bonuses(issued(round_)).values()) == [759_000]


def test_of_two_titles_of_one_year_only_the_higher_is_paid_and_the_other_says_why(round_, commune):
    person = make_person(commune, "Lê Thị Hòa")
    made = issued(round_, waiting(round_, person, FIGHTER), waiting(round_, person, ADVANCED), waiting(round_, person))

    told = {line.award_code: (line.bonus, line.bonus_note) for line in made.lines.all()}
    assert told == {
        FIGHTER: (2_530_000, ""),
        ADVANCED: (
            0,
            "Cùng thời gian xét, đã thưởng theo “Chiến sĩ thi đua cơ sở” (152/2025/NĐ-CP, Điều 49 khoản 5-7).",
        ),
        "giay_khen": (760_000, ""),
    }


def test_a_title_decided_for_the_same_round_before_counts_too(round_, commune):
    person = make_person(commune, "Lê Thị Hòa")
    issued(round_, waiting(round_, person, FIGHTER), dated_on=date(2026, 11, 1))
    second = issued(round_, waiting(round_, person, ADVANCED))

    line = second.lines.get()
    assert line.bonus == 0
    assert "“Chiến sĩ thi đua cơ sở” (01/QĐ-UBND)" in line.bonus_note


def test_who_was_put_together_since_is_one_recipient_and_is_paid_one_title(round_, commune, by):
    gone, kept = (make_person(commune, name, birth_year=1975) for name in ("Lê Thị Hòa", "Lê Thị Hoà"))
    issued(round_, waiting(round_, gone, FIGHTER), dated_on=date(2026, 11, 1))
    made = draft(round_, waiting(round_, kept, ADVANCED))
    merge_holders(kept=kept, gone=gone, by=by, at=AT)

    issue_decision(decision=made, dated_on=TODAY, by=by, at=AT)

    line = made.lines.get()
    assert line.bonus == 0
    assert "“Chiến sĩ thi đua cơ sở” (01/QĐ-UBND)" in line.bonus_note


def test_in_another_round_on_another_day_a_title_is_paid_for_itself(round_, commune):
    person = make_person(commune, "Lê Thị Hòa")
    issued(round_, waiting(round_, person, FIGHTER), dated_on=date(2026, 11, 1))
    later = make_round(commune, title="Đợt sau")

    assert bonuses(issued(later, waiting(later, person, ADVANCED))) == {"Lê Thị Hòa": 760_000}


def test_a_ceiling_has_to_be_stated_before_the_decision_is_issued(province):
    round_ = make_round(province)
    made = draft(round_, waiting(round_, make_person(province, "An"), MEDAL))
    by, (line,) = officer(province), made.lines.all()

    with pytest.raises(Refused, match=r"1 dòng còn phải ghi số tiền thưởng, .* An: Mức tối đa 2\.530\.000"):
        issue_decision(decision=made, dated_on=TODAY, by=by, at=AT)
    set_bonus(decision=made, lines=[line], amount=2_000_000, reason="Mức theo 12/QĐ-UBND", by=by, at=AT)
    issue_decision(decision=made, dated_on=TODAY, by=by, at=AT)

    line.refresh_from_db()
    assert (line.bonus, line.bonus_state, line.bonus_note) == (2_000_000, "stated", "Mức theo 12/QĐ-UBND")


def test_a_stated_amount_that_the_day_no_longer_allows_is_asked_again(province):
    round_ = make_round(province)
    made = draft(round_, waiting(round_, make_person(province, "An"), MEDAL))
    by = officer(province)
    set_bonus(decision=made, lines=list(made.lines.all()), amount=2_500_000, reason="Mức của tỉnh", by=by, at=AT)

    with pytest.raises(Refused, match=r"Mức tối đa 2\.340\.000 đồng"):
        issue_decision(decision=made, dated_on=date(2026, 6, 30), by=by, at=AT)


def test_what_was_stated_stays_when_lines_are_added(province):
    round_ = make_round(province)
    made = draft(round_, waiting(round_, make_person(province, "An"), MEDAL))
    by = officer(province)
    set_bonus(decision=made, lines=list(made.lines.all()), amount=1_000_000, reason="Mức của tỉnh", by=by, at=AT)

    add_lines(decision=made, nominations=[waiting(round_, make_person(province, "Bình"), MEDAL)], by=by, at=AT)

    assert bonuses(made) == {"An": 1_000_000, "Bình": None}


@pytest.mark.parametrize(
    ("amount", "reason", "why"),
    [
        (2_530_001, "Mức của tỉnh", "không quá 2.530.000 đồng \\(152/2025/NĐ-CP, Điều 54 khoản 1"),
        (-1, "Mức của tỉnh", "không được âm"),
        (1_000_000, "  ", "Ghi căn cứ của số tiền"),
    ],
)
def test_an_amount_above_the_ceiling_below_nought_or_without_a_ground_is_refused(province, amount, reason, why):
    round_ = make_round(province)
    made = draft(round_, waiting(round_, make_person(province, "An"), MEDAL))

    with pytest.raises(Refused, match=why):
        set_bonus(
            decision=made, lines=list(made.lines.all()), amount=amount, reason=reason, by=officer(province), at=AT
        )

    assert DecisionLine.objects.get().bonus is None


def test_what_the_law_sets_is_not_stated_by_hand(round_, by):
    made = draft(round_)

    with pytest.raises(Refused, match="tính theo luật, không ghi tay"):
        set_bonus(decision=made, lines=list(made.lines.all()), amount=1, reason="muốn thế", by=by, at=AT)
