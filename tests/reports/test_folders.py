"""A workbook among many: what is written with the others, what waits for a person, what is kept for an undo."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reports.rules.changes import Change, change_of, from_json, to_json
from thidua.reports.rules.folders import MANY_READINGS, MOST_FAULTS, NEWER, ONE_READING, summary_of, to_write
from thidua.reports.rules.sheet import Field, Outcome, Problem, ReadCell, Slot
from thidua.reports.rules.typed import NOT_A_NUMBER, Typed

TEXTS = st.text(max_size=20)
CHANGES = st.builds(
    Change,
    st.sampled_from([each.value for each in Field]),
    st.integers(1, 10**9),
    TEXTS,
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
    st.booleans(),
    st.booleans(),
)


def cell(outcome, text="", *, of=7, now="", **fields):
    return ReadCell(Slot(Field.NUMBER, of, "Buổi tuyên truyền", "1", now), f"E{of}", outcome, text, **fields)


def test_sound_cells_are_counted_apart_from_what_formulas_gave():
    cells = [cell(Outcome.CHANGED, "12"), cell(Outcome.CHANGED, "24", is_computed=True), cell(Outcome.UNCHANGED, "3")]

    found = summary_of(cells)

    assert (found.sound, found.computed, found.asked, found.refused) == (1, 1, 0, 0)
    assert found.changes == tuple(change_of(each) for each in cells[:2])


def test_what_somebody_typed_since_is_asked_and_never_written_with_the_others():
    found = summary_of([cell(Outcome.CHANGED, "12", now="15", is_newer=True)])

    assert (found.changes, found.asked) == ((), 1)
    assert [each["message"] % each["values"] for each in found.faults] == [
        "Ô E7: có người ghi “15” sau khi tải biểu; tệp ghi “12”. Mở báo cáo để chọn."
    ]
    assert found.faults[0]["message"] == NEWER


@pytest.mark.parametrize(
    ("asked", "message", "choice"),
    [
        (Typed(choices=("15",)), ONE_READING, "15"),
        (Typed(choices=("15", "1,5")), MANY_READINGS, "15"),
        (Typed(problem=NOT_A_NUMBER), NOT_A_NUMBER, ""),
    ],
)
def test_a_number_that_is_not_clear_is_told_by_its_cell_and_its_line(asked, message, choice):
    outcome = Outcome.ASKED if asked.choices else Outcome.REFUSED

    [fault] = summary_of([cell(outcome, " 1.5 ", asked=asked)]).faults

    assert fault == {
        "place": "E7", "title": "1. Buổi tuyên truyền", "message": message, "values": {"text": "1.5", "choice": choice},
    }  # fmt: skip


def test_faults_beyond_the_most_are_counted_and_not_told():
    problem = Problem("Ô %(place)s: số âm.", {"place": "E1"})

    found = summary_of([cell(Outcome.REFUSED, of=number, problem=problem) for number in range(1, MOST_FAULTS + 6)])

    assert (found.refused, len(found.faults)) == (MOST_FAULTS + 5, MOST_FAULTS)


@given(st.lists(CHANGES, max_size=5), st.booleans())
def test_what_formulas_gave_is_written_only_where_a_person_said_so(changes, with_computed):
    found = to_write(changes, with_computed=with_computed)

    assert found == [each for each in changes if with_computed or not each.is_computed]


@given(st.lists(CHANGES, max_size=5))
def test_changes_come_back_from_json_as_they_were(changes):
    assert from_json(json.loads(json.dumps(to_json(changes)))) == changes


@given(CHANGES)
def test_undoing_twice_is_the_change_itself(change):
    back = change.undone

    assert (back.was, back.text) == (change.text, change.was)
    assert (back.undone.was, back.undone.text) == (change.was, change.text)


@given(CHANGES, TEXTS)
def test_only_a_reading_that_was_offered_is_taken(change, answer):
    chosen = change.chosen({change.name: answer})

    if change.choices:
        assert (chosen.text if chosen else None) == (answer if answer in change.choices else None)
    else:
        assert chosen == (change if answer or not change.is_optional else None)
