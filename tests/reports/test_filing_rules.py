"""The state of one unit for one period, and what rows and columns of them add up to."""

from datetime import date, timedelta
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reports.choices import ReportState
from thidua.reports.rules.filing import (
    SENT,
    Cell,
    CellState,
    Told,
    cell_of,
    current_place,
    missed_in_a_row,
    opens_on,
    tally,
)

DUE = date(2026, 11, 5)
BEFORE, AFTER = date(2026, 11, 3), date(2026, 11, 20)
IN_TIME, LATE = date(2026, 11, 4), date(2026, 11, 7)
UNSENT = {CellState.MISSING, CellState.ENTERING, CellState.NOT_DUE, CellState.NOT_ASKED}


def accepted(filed_on):
    return Told(ReportState.ACCEPTED, filed_on, is_accepted=True)


def state(told, today=AFTER, due_on=DUE):
    return cell_of(told, due_on, today).state


class TestTheState:
    """One case of each kind."""

    def test_a_report_that_was_filed_on_the_last_day_and_accepted_is_received(self):
        assert cell_of(accepted(DUE), DUE, AFTER) == Cell(CellState.RECEIVED, due_on=DUE, filed_on=DUE)

    def test_one_filed_a_day_later_and_accepted_is_late_by_one_day(self):
        filed_on = DUE + timedelta(days=1)

        assert cell_of(accepted(filed_on), DUE, AFTER) == Cell(CellState.LATE, days=1, due_on=DUE, filed_on=filed_on)

    def test_one_that_waits_for_a_decision_waits_and_says_how_late_it_came(self):
        found = cell_of(Told(ReportState.FILED, LATE), DUE, AFTER)

        assert found == Cell(CellState.WAITING, days=2, due_on=DUE, filed_on=LATE)

    def test_one_that_was_sent_back_is_returned_with_the_reason(self):
        told = Told(ReportState.RETURNED, IN_TIME, reason="Thiếu số buổi")

        assert cell_of(told, DUE, AFTER) == Cell(
            CellState.RETURNED, due_on=DUE, filed_on=IN_TIME, reason="Thiếu số buổi"
        )

    def test_one_that_was_sent_back_stays_so_while_it_is_mended(self):
        assert state(Told(ReportState.DRAFT, IN_TIME, reason="Thiếu số buổi")) == CellState.RETURNED

    def test_one_that_its_unit_took_back_is_as_if_never_filed(self):
        taken_back = Told(ReportState.DRAFT, IN_TIME)

        assert [state(taken_back, BEFORE), state(taken_back, AFTER)] == [CellState.ENTERING, CellState.MISSING]
        assert cell_of(taken_back, DUE, AFTER).filed_on is None

    def test_a_draft_is_being_typed_until_the_last_day_and_missing_after_it(self):
        draft = Told(ReportState.DRAFT)

        assert [state(draft, day) for day in (BEFORE, DUE, DUE + timedelta(days=1))] == [
            CellState.ENTERING,
            CellState.ENTERING,
            CellState.MISSING,
        ]

    def test_a_missing_one_that_was_begun_says_so(self):
        assert cell_of(Told(ReportState.DRAFT), DUE, AFTER) == Cell(
            CellState.MISSING, days=15, due_on=DUE, is_begun=True
        )

    def test_no_report_is_not_due_until_the_last_day_and_missing_after_it(self):
        assert [state(None, day) for day in (BEFORE, DUE, DUE + timedelta(days=1))] == [
            CellState.NOT_DUE,
            CellState.NOT_DUE,
            CellState.MISSING,
        ]

    def test_a_missing_one_says_how_many_days_have_gone_by(self):
        assert cell_of(None, DUE, AFTER) == Cell(CellState.MISSING, days=15, due_on=DUE)

    def test_where_nothing_is_asked_there_is_nothing_to_say(self):
        assert cell_of(None, None, AFTER) == Cell(CellState.NOT_ASKED)

    @pytest.mark.parametrize(
        ("filed_on", "expected"), [(IN_TIME, CellState.RECEIVED), (LATE, CellState.LATE)], ids=["in time", "late"]
    )
    def test_while_an_accepted_report_is_amended_it_stays_accepted(self, filed_on, expected):
        assert state(Told(ReportState.DRAFT, filed_on, is_accepted=True)) == expected

    def test_an_amendment_that_was_filed_waits_for_its_decision(self):
        assert state(Told(ReportState.FILED, IN_TIME, is_accepted=True)) == CellState.WAITING

    def test_an_amendment_that_was_sent_back_is_returned(self):
        assert state(Told(ReportState.RETURNED, IN_TIME, is_accepted=True, reason="Sai")) == CellState.RETURNED

    def test_the_reason_of_an_earlier_return_is_not_told_of_an_accepted_report(self):
        told = Told(ReportState.ACCEPTED, IN_TIME, is_accepted=True, reason="Đã sửa xong")

        assert cell_of(told, DUE, AFTER) == Cell(CellState.RECEIVED, due_on=DUE, filed_on=IN_TIME)


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@st.composite
def reports(draw):
    """Reports as the ladder leaves them: what was filed, returned or accepted has a day on which it was filed."""
    kept = draw(st.sampled_from(list(ReportState)))
    is_accepted = kept == ReportState.ACCEPTED or draw(st.booleans())
    was_filed = kept != ReportState.DRAFT or is_accepted or draw(st.booleans())
    was_returned = kept == ReportState.RETURNED or (kept == ReportState.DRAFT and was_filed and draw(st.booleans()))
    return Told(kept, draw(days) if was_filed else None, is_accepted, "Lý do" if was_returned else "")


@given(told=st.none() | reports(), due_on=st.none() | days, today=days)
def test_every_report_has_one_state_and_only_what_is_not_asked_has_no_last_day(told, due_on, today):
    found = cell_of(told, due_on, today)

    assert (found.due_on is None) == (found.state == CellState.NOT_ASKED)
    assert (found.filed_on is not None) == (found.state in SENT)
    assert set(CellState) == SENT | UNSENT


@given(told=st.none() | reports(), due_on=days, today=days)
def test_the_days_are_those_after_the_last_day_and_never_negative(told, due_on, today):
    found = cell_of(told, due_on, today)

    if found.state == CellState.MISSING:
        assert due_on + timedelta(days=found.days) == today
    elif found.filed_on:
        assert found.days == max(0, (found.filed_on - due_on).days)
    else:
        assert found.days == 0


@given(told=st.none() | reports(), due_on=days, today=days)
def test_something_is_missing_exactly_when_the_last_day_is_over_and_nothing_was_sent(told, due_on, today):
    found = cell_of(told, due_on, today)

    assert (found.state == CellState.MISSING) == (today > due_on and found.state not in SENT)


@given(told=reports(), due_on=days, today=days, later=st.integers(0, 400))
def test_what_was_sent_does_not_change_by_waiting(told, due_on, today, later):
    now, then = (cell_of(told, due_on, day) for day in (today, today + timedelta(days=later)))

    assert now.state not in SENT or then == now


@given(told=st.none() | reports(), due_on=days, today=days)
def test_what_is_late_was_filed_after_the_last_day_and_what_is_received_was_not(told, due_on, today):
    found = cell_of(told, due_on, today)

    if found.state == CellState.LATE:
        assert found.filed_on > due_on
    if found.state == CellState.RECEIVED:
        assert found.filed_on <= due_on


@given(told=st.none() | reports(), due_on=days, today=days)
def test_begun_is_said_only_of_what_was_typed_and_not_sent(told, due_on, today):
    found = cell_of(told, due_on, today)

    assert found.is_begun == (told is not None and found.state not in SENT)


def cells_in(*states):
    return [Cell(each) for each in states]


def test_a_column_is_counted_by_state_without_those_of_whom_nothing_is_asked():
    counted = tally(
        cells_in(
            CellState.RECEIVED,
            CellState.RECEIVED,
            CellState.LATE,
            CellState.WAITING,
            CellState.RETURNED,
            CellState.MISSING,
            CellState.ENTERING,
            CellState.NOT_DUE,
            CellState.NOT_ASKED,
        )
    )

    assert (counted.asked, counted.sent, counted.accepted) == (8, 5, 3)
    assert (counted.of(CellState.MISSING), counted.of(CellState.NOT_ASKED)) == (1, 0)


def test_an_empty_column_counts_nothing():
    counted = tally([])

    assert (counted.asked, counted.sent, counted.accepted, counted.of(CellState.MISSING)) == (0, 0, 0, 0)


columns = st.lists(st.sampled_from(list(CellState)), max_size=40)


@given(states=columns)
def test_of_those_asked_each_has_sent_or_not(states):
    counted = tally(cells_in(*states))

    unsent = sum(counted.of(each) for each in (CellState.MISSING, CellState.ENTERING, CellState.NOT_DUE))
    assert counted.asked == counted.sent + unsent
    assert counted.asked == len([each for each in states if each != CellState.NOT_ASKED])


@given(states=columns, more=columns)
def test_counts_of_two_columns_add_up(states, more):
    one, other, both = (tally(cells_in(*each)) for each in (states, more, states + more))

    assert all(one.of(each) + other.of(each) == both.of(each) for each in CellState)


def test_missing_in_a_row_is_counted_from_the_end():
    missing, there = CellState.MISSING, CellState.RECEIVED

    assert [
        missed_in_a_row(cells_in(*states))
        for states in (
            (),
            (there,),
            (missing,),
            (missing, missing),
            (missing, there, missing),
            (there, missing, missing, missing),
            (missing, missing, there),
        )
    ] == [0, 0, 1, 2, 1, 3, 0]


def test_a_period_of_which_nothing_was_asked_breaks_the_row():
    assert missed_in_a_row(cells_in(CellState.MISSING, CellState.NOT_ASKED, CellState.MISSING)) == 1


@given(states=columns)
def test_what_is_missed_in_a_row_is_the_tail_that_is_missing(states):
    tail = list(takewhile(lambda each: each == CellState.MISSING, reversed(states)))

    assert missed_in_a_row(cells_in(*states)) == len(tail)


OPENINGS = [date(2026, number, 1) for number in range(2, 13)]


class TestTheCurrentPeriod:
    """Which column is looked at."""

    @pytest.mark.parametrize(
        ("today", "place"),
        [
            (date(2026, 1, 20), 0),
            (date(2026, 2, 1), 0),
            (date(2026, 11, 1), 9),
            (date(2026, 11, 30), 9),
            (date(2027, 6, 1), 10),
        ],
    )
    def test_it_is_the_last_that_is_over_else_the_first(self, today, place):
        assert current_place(OPENINGS, today) == place

    def test_periods_of_which_nothing_is_asked_are_passed_over(self):
        assert current_place([None, date(2026, 11, 1), date(2026, 12, 1)], date(2026, 10, 1)) == 1

    def test_where_nothing_is_asked_at_all_it_is_the_first(self):
        assert current_place([None, None], date(2026, 10, 1)) == 0

    @given(opens=st.lists(st.none() | days, min_size=1, max_size=12), today=days)
    def test_it_is_always_one_of_them_and_over_where_one_is(self, opens, today):
        place = current_place(opens, today)

        assert 0 <= place < len(opens)
        if any(day is not None and day <= today for day in opens):
            assert opens[place] <= today
            assert all(day is None or day > today for day in opens[place + 1 :])

    @given(due_on=days, days_to_file=st.integers(1, 60))
    def test_a_report_opens_so_many_days_before_its_last_day(self, due_on, days_to_file):
        assert (due_on - opens_on(due_on, days_to_file)).days + 1 == days_to_file
