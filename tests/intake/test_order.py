"""The order in which the facts of a text are gone through."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.rules.order import MOST_TOGETHER, Waiting, paragraph_starts, place_of, step_after, steps
from thidua.reading import confidence

SURE, DOUBTFUL = round(100 * confidence.SURE), 70
PARAGRAPHS = [0, 100, 200]

facts = st.lists(
    st.builds(
        Waiting,
        number=st.integers(1, 500),
        start=st.integers(0, 300),
        confidence=st.integers(0, 100),
        is_in_question=st.booleans(),
        is_set_aside=st.booleans(),
    ),
    unique_by=lambda fact: fact.number,
)


def numbers(found):
    return [step.numbers for step in found]


def test_doubtful_facts_come_first_one_by_one_then_sure_ones_by_paragraph():
    waiting = [
        Waiting(1, 5, SURE),
        Waiting(2, 50, DOUBTFUL),
        Waiting(3, 60, SURE),
        Waiting(4, 150, SURE),
        Waiting(5, 250, DOUBTFUL),
    ]

    assert numbers(steps(waiting, PARAGRAPHS)) == [(2,), (5,), (1, 3), (4,)]


def test_a_sure_fact_that_a_check_puts_in_question_is_never_among_those_confirmed_together():
    waiting = [Waiting(1, 5, SURE), Waiting(2, 6, SURE, is_in_question=True), Waiting(3, 7, SURE)]

    assert numbers(steps(waiting, PARAGRAPHS)) == [(2,), (1, 3)]


def test_a_sure_fact_that_a_person_set_aside_is_looked_at_alone():
    waiting = [Waiting(1, 5, SURE), Waiting(2, 6, SURE, is_set_aside=True), Waiting(3, 7, SURE)]

    assert numbers(steps(waiting, PARAGRAPHS)) == [(2,), (1, 3)]


@given(facts)
def test_every_fact_is_in_exactly_one_step_and_only_sure_ones_are_together(waiting):
    found = steps(waiting, PARAGRAPHS)

    by_number = {fact.number: fact for fact in waiting}
    assert sorted(number for step in found for number in step.numbers) == sorted(by_number)
    assert all(by_number[number].is_sure for step in found if step.is_together for number in step.numbers)
    assert [step.place for step in found] == sorted(step.place for step in found)


def test_a_paragraph_with_very_many_facts_is_gone_through_in_parts():
    waiting = [Waiting(number, number, SURE) for number in range(1, MOST_TOGETHER + 11)]

    assert [len(step.numbers) for step in steps(waiting, [0])] == [MOST_TOGETHER, 10]


def test_after_a_doubtful_fact_comes_the_next_one_and_skipped_ones_come_last():
    waiting = [Waiting(1, 5, DOUBTFUL), Waiting(3, 150, DOUBTFUL), Waiting(4, 160, SURE)]
    decided = place_of(Waiting(2, 50, DOUBTFUL), PARAGRAPHS)

    assert step_after(steps(waiting, PARAGRAPHS), decided).numbers == (3,)
    assert step_after(steps(waiting[:1] + waiting[2:], PARAGRAPHS), decided).numbers == (4,)
    assert step_after(steps(waiting[:1], PARAGRAPHS), decided).numbers == (1,)
    assert step_after([], decided) is None


def test_what_is_left_of_a_paragraph_comes_before_the_next_paragraph():
    waiting = [Waiting(1, 5, SURE), Waiting(3, 50, SURE), Waiting(4, 150, SURE)]
    decided = place_of(Waiting(2, 20, SURE), PARAGRAPHS)

    assert step_after(steps(waiting, PARAGRAPHS), decided).numbers == (1, 3)


def test_paragraphs_begin_where_their_first_character_stands():
    assert paragraph_starts("Một dòng.\n\nHai dòng.") == [0, 11]
