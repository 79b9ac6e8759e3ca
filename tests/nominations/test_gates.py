"""What stands in the way of a nomination, and what an override and a conclusion change of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.verdicts import Outcome
from thidua.nominations.rules.gates import Concluded, Standing, is_held, standing, with_conclusions
from thidua.nominations.rules.verdict_rows import VerdictRow

_CODES = st.sampled_from("abcdef")
_OUTCOMES = st.dictionaries(_CODES, st.sampled_from(Outcome))
_CONCLUSIONS = st.lists(
    st.builds(Concluded, _CODES, st.booleans(), st.booleans()), unique_by=lambda each: each.condition
)


def row(code, outcome):
    return VerdictRow(code, outcome, f"Điều kiện {code}", "")


@given(outcomes=_OUTCOMES, conclusions=_CONCLUSIONS)
def test_clear_is_exactly_what_has_nothing_to_judge_and_an_override_for_everything_not_met(outcomes, conclusions):
    overridden = {each.condition for each in conclusions if each.is_override}
    in_the_way = {
        code
        for code, outcome in outcomes.items()
        if outcome is Outcome.TO_JUDGE or (outcome is Outcome.NOT_MET and code not in overridden)
    }

    found = standing(outcomes.items(), conclusions)

    assert {*found.not_met, *found.to_judge} == in_the_way
    assert found.is_clear == (not in_the_way)


@given(outcomes=_OUTCOMES, conclusions=_CONCLUSIONS)
def test_a_conclusion_changes_only_what_was_left_to_a_person(outcomes, conclusions):
    said = {each.condition: each.is_met for each in conclusions}

    found = with_conclusions([row(code, outcome) for code, outcome in outcomes.items()], conclusions)

    def expected(code, outcome):
        if outcome is not Outcome.TO_JUDGE or code not in said:
            return outcome
        return Outcome.MET if said[code] else Outcome.NOT_MET

    assert {each.code: each.outcome for each in found} == {
        code: expected(code, outcome) for code, outcome in outcomes.items()
    }


def test_an_override_says_what_it_let_pass():
    found = standing([("a", Outcome.NOT_MET), ("b", Outcome.MET)], [Concluded("a", is_met=False, is_override=True)])

    assert found == Standing(not_met=(), to_judge=(), overridden=("a",))


@pytest.mark.parametrize(("until", "held"), [(None, False), (date(2026, 11, 21), True), (date(2026, 11, 20), False)])
def test_a_hold_ends_on_its_day(until, held):
    assert is_held(until, date(2026, 11, 20)) is held


@given(
    outcome=st.sampled_from(Outcome),
    possible_from=st.none() | st.dates(),
    verified=st.booleans(),
    words=st.lists(st.text(max_size=20), min_size=6, max_size=6),
)
def test_a_verdict_comes_back_from_the_row_that_was_kept(outcome, possible_from, verified, words):
    kept = VerdictRow("ma", outcome, *words[:3], words[3], possible_from, words[4], verified, words[5])

    assert VerdictRow.from_json(kept.as_json()) == kept
