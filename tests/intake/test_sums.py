"""Sums: parts against the total that a text gives."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.choices import FindingKind
from thidua.intake.rules.facts import CheckedFact
from thidua.intake.rules.sums import check_sums

counts = st.integers(min_value=0, max_value=5000)


def award(pk, *, restated=(), **value):
    return CheckedFact(
        id=pk, number=pk, kind="award", value={"form": "Bằng khen", **value}, start=pk * 100, restated=restated
    )


def general_total(pk, total):
    return award(pk, form="khen thưởng", authority="các cấp", total=total, recipient_noun="tập thể, cá nhân")


def test_a_headline_of_both_is_satisfied_by_its_parts():
    facts = [award(1, collectives=103, individuals=94, restated=("197 tập thể, cá nhân",))]

    assert list(check_sums(facts)) == []


@given(counts, counts, counts)
def test_a_headline_is_questioned_exactly_when_it_is_not_the_sum(collectives, individuals, stated):
    headline = f"Biểu dương {stated} tập thể, cá nhân"

    found = list(check_sums([award(1, collectives=collectives, individuals=individuals, restated=(headline,))]))

    assert bool(found) == (collectives + individuals != stated)


def test_a_yearly_total_of_all_levels_is_set_against_what_was_given_there_with_the_likely_reason():
    facts = [
        general_total(6, 207),
        award(11, form="Cờ thi đua xuất sắc", individuals=3),
        award(12, collectives=12),
        award(13, form="Cờ thi đua", collectives=2),
        award(14, collectives=13, individuals=2),
    ]

    (found,) = check_sums(facts)

    assert (found.kind, found.facts, found.in_question) == (FindingKind.SUM, (6, 11, 12, 13, 14), (6,))
    said = found.message % found.values
    assert said.startswith("3 + 12 + 2 + 13 + 2 = 32, trong khi bài ghi 207 tập thể, cá nhân.")
    assert "cả kỳ hoặc mọi cấp" in said


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=5))
def test_a_total_that_is_the_sum_is_never_questioned(parts):
    facts = [award(n, collectives=c, individuals=i) for n, (c, i) in enumerate(parts, 2)]

    assert list(check_sums([general_total(1, sum(c + i for c, i in parts)), *facts])) == []


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=5), counts)
def test_the_key_of_a_finding_does_not_depend_on_the_numbers_found(parts, total):
    facts = [award(n, collectives=c, individuals=i) for n, (c, i) in enumerate(parts, 2)]

    keys = {found.key for found in check_sums([general_total(1, total), *facts])}

    assert keys <= {"sum:total:award@100"}


def test_a_total_of_one_form_is_not_held_against_another_form():
    facts = [
        award(1, form="Giấy khen", total=75, recipient_noun="tập thể, cá nhân"),
        award(2, form="Bằng khen", collectives=3),
    ]

    assert list(check_sums(facts)) == []


def test_units_that_were_recognised_are_not_a_total_of_awards():
    facts = [award(1, form="danh hiệu", total=147, recipient_noun="làng, khu dân cư, xã"), award(2, collectives=3)]

    assert list(check_sums(facts)) == []


def test_the_number_of_a_total_inside_one_award_must_be_its_parts():
    (found,) = check_sums([award(1, total=200, collectives=103, individuals=94)])

    assert found.message % found.values == "103 + 94 = 197, khác tổng 200 ghi cùng chỗ. Xem lại ba số."
