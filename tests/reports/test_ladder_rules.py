"""Who may do what with a report at each step, on plain values."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reports.choices import ReportState
from thidua.reports.rules.ladder import Act, Stand, acts, state_after

COMMUNE, PROVINCE, ELSEWHERE = 5, 1, 9
STATES = st.sampled_from(list(ReportState))
UNITS = st.integers(1, 4)
STANDS = st.builds(Stand, STATES, UNITS, UNITS)


def commune_report(state):
    return Stand(state, COMMUNE, PROVINCE)


@pytest.mark.parametrize(
    ("state", "own", "above"),
    [
        ("draft", {Act.EDIT, Act.FILE}, set()),
        ("filed", {Act.RECALL}, {Act.ACCEPT, Act.RETURN}),
        ("returned", {Act.EDIT, Act.FILE}, set()),
        ("accepted", {Act.AMEND}, set()),
    ],
)
def test_the_unit_types_files_and_amends_and_the_level_above_decides(state, own, above):
    stand = commune_report(state)

    assert (acts(stand, COMMUNE), acts(stand, PROVINCE)) == (own, above)


@pytest.mark.parametrize("somebody", [ELSEWHERE, None])
@given(STATES)
def test_whoever_works_for_neither_can_do_nothing(somebody, state):
    assert acts(commune_report(state), somebody) == frozenset()


def test_the_top_of_the_tree_files_and_accepts_its_own_report():
    top = Stand("filed", PROVINCE, PROVINCE)

    assert acts(top, PROVINCE) == {Act.RECALL, Act.ACCEPT, Act.RETURN}


@given(STANDS, UNITS)
def test_nobody_but_the_level_above_accepts_or_returns(stand, somebody):
    if acts(stand, somebody) & {Act.ACCEPT, Act.RETURN}:
        assert (somebody, stand.state) == (stand.acceptor_id, ReportState.FILED)


@given(STANDS, UNITS)
def test_nobody_but_the_unit_itself_types_files_recalls_or_amends(stand, somebody):
    if acts(stand, somebody) & {Act.EDIT, Act.FILE, Act.RECALL, Act.AMEND}:
        assert somebody == stand.unit_id


@given(STANDS)
def test_while_a_report_waits_or_counts_nobody_types_in_it(stand):
    typing = {unit for unit in (stand.unit_id, stand.acceptor_id) if Act.EDIT in acts(stand, unit)}

    assert bool(typing) == (stand.state in {ReportState.DRAFT, ReportState.RETURNED})


@given(STANDS)
def test_somebody_can_always_go_on(stand):
    assert acts(stand, stand.unit_id)


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (Act.EDIT, "draft"),
        (Act.FILE, "filed"),
        (Act.RECALL, "draft"),
        (Act.ACCEPT, "accepted"),
        (Act.RETURN, "returned"),
        (Act.AMEND, "draft"),
    ],
)
def test_each_act_leads_to_one_state(act, state):
    assert state_after(act) == state


def test_every_act_can_be_done_in_some_state_and_leads_on():
    done = {act for state in ReportState for unit in (COMMUNE, PROVINCE) for act in acts(commune_report(state), unit)}

    assert done == set(Act)


@given(st.lists(st.tuples(st.sampled_from([COMMUNE, PROVINCE, ELSEWHERE]), st.sampled_from(list(Act))), max_size=30))
def test_a_report_counts_only_after_its_unit_filed_it_and_the_level_above_accepted_it(tries):
    stand, trail = commune_report("draft"), []
    for somebody, act in tries:
        if act in acts(stand, somebody):
            stand = replace(stand, state=state_after(act))
            trail.append((somebody, act))

    if stand.state == ReportState.ACCEPTED:
        assert trail[-2:] == [(COMMUNE, Act.FILE), (PROVINCE, Act.ACCEPT)]


def test_a_state_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="lost"):
        acts(commune_report("lost"), COMMUNE)
