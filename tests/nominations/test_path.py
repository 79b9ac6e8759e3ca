"""The path of a nomination: which act leads where, and that every state can be left or is an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.actors import Role
from thidua.nominations.choices import Act, State
from thidua.nominations.rules.gates import is_final
from thidua.nominations.rules.path import WAYS, Asks, Side, leads_to, may, path, ways_from

EVERY_ASKS = [Asks(council, comment) for council in (False, True) for comment in (False, True)]


@pytest.mark.parametrize(
    ("asks", "after_appraisal", "after_council"),
    [
        (Asks(), State.TO_DECIDE, State.TO_DECIDE),
        (Asks(council=True), State.COUNCIL, State.TO_DECIDE),
        (Asks(public_comment=True), State.PUBLIC_COMMENT, State.PUBLIC_COMMENT),
        (Asks(council=True, public_comment=True), State.COUNCIL, State.PUBLIC_COMMENT),
    ],
)
def test_council_and_comment_are_steps_only_of_awards_that_ask_for_them(asks, after_appraisal, after_council):
    assert leads_to(Act.FINISH_APPRAISAL, asks) is after_appraisal
    assert leads_to(Act.COUNCIL_AGREE, asks) is after_council


@pytest.mark.parametrize("asks", EVERY_ASKS)
def test_the_picture_of_a_path_has_its_steps_in_order_and_no_others(asks):
    shown = path(asks)

    assert (State.COUNCIL in shown, State.PUBLIC_COMMENT in shown) == (asks.council, asks.public_comment)
    assert shown[0] is State.DRAFT
    assert shown[-1] is State.ARCHIVED
    assert list(shown) == [state for state in State if state in shown]


@pytest.mark.parametrize("state", State)
def test_a_state_can_be_left_exactly_when_it_is_no_end(state):
    forward = [way for way in ways_from(state, outside=True) if way.act is not Act.ANNUL]

    assert bool(forward) == (not is_final(state))


@given(asks=st.sampled_from(EVERY_ASKS), acts=st.lists(st.sampled_from(list(WAYS)), max_size=40))
def test_no_walk_along_the_path_reaches_a_decision_without_the_steps_that_the_award_asks_for(asks, acts):
    state, seen = State.DRAFT, [State.DRAFT]
    for act in acts:
        if state in WAYS[act].sources:
            state = leads_to(act, asks)
            seen.append(state)

    if State.DECIDED in seen:
        before = seen[: seen.index(State.DECIDED)]
        assert State.APPRAISAL in before
        assert State.SUBMITTED in before
        assert not asks.council or State.COUNCIL in before
        assert not asks.public_comment or State.PUBLIC_COMMENT in before


def test_every_way_up_to_a_decision_from_the_appraisal_on_needs_clear_verdicts():
    forward = [Act.FINISH_APPRAISAL, Act.COUNCIL_AGREE, Act.CLOSE_COMMENT, Act.DECIDE]

    assert [WAYS[act].needs_clear for act in forward] == [True] * 4


@pytest.mark.parametrize(
    ("act", "role", "side", "allowed"),
    [
        (Act.SEND_TO_REVIEW, Role.OFFICER, Side.NOMINATING, True),
        (Act.SUBMIT, Role.OFFICER, Side.NOMINATING, False),
        (Act.SUBMIT, Role.APPROVER, Side.NOMINATING, True),
        (Act.SUBMIT, Role.APPROVER, Side.DECIDING, False),
        (Act.RECEIVE, Role.OFFICER, Side.DECIDING, True),
        (Act.RECEIVE, Role.COUNCIL_MEMBER, Side.DECIDING, False),
        (Act.ANNUL, Role.OFFICER, Side.DECIDING, False),
        (Act.ANNUL, Role.LEADER, Side.DECIDING, True),
    ],
)
def test_who_may_do_what(act, role, side, allowed):
    assert may(WAYS[act], {role}, {side}) is allowed
