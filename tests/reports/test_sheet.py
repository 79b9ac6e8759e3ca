"""A filled-in workbook against the report: what it changes, what is asked, what is refused, by the cell's name."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.reports.rules.sheet import (
    LINE_MARK,
    LONGEST_NOTE,
    LONGEST_PASSAGE,
    MOVED,
    PASSAGE_MARK,
    WORDS,
    Column,
    Field,
    Grid,
    Mark,
    Outcome,
    Problem,
    ReadCell,
    Slot,
    as_text,
    letter,
    read_sheets,
)
from thidua.reports.rules.stamps import NOT_OURS
from thidua.reports.rules.typed import (
    MOST,
    NO_QUALIFIER,
    NOT_A_NUMBER,
    NOT_A_RATIO,
    TOO_LARGE,
    TOO_PRECISE,
    CellKind,
    shown,
)

ROW = 9
LINE, SECTION = 31, 7
WHOLE, TENTHS = CellKind(), CellKind(decimals=1)
ROUGH = CellKind(takes_qualifier=True)
RATIO = CellKind(is_ratio=True)
SHARE = CellKind(decimals=1, is_share=True)
VALUES = st.one_of(st.integers(0, 10_000), st.integers(0, MOST))


def slots(kind=WHOLE, now="", note=""):
    return [
        Slot(Field.NUMBER, LINE, "Buổi tuyên truyền", "1", now, kind),
        Slot(Field.NOTE, LINE, "Buổi tuyên truyền", "1", note),
    ]


def form(value="", word="", note="", *, number="1", name="Buổi tuyên truyền", row=ROW, **marks):
    """The sheet «Biểu» with one line in its row."""
    rows = [[""] * 7 for _each in range(row)]
    rows[row - 1] = [number, name, "buổi", 12.0, value, word, note]
    return Grid(rows, marks)


def read(value="", word="", note="", *, kind=WHOLE, was="", now=None, note_was="", note_now=None, **marks):
    """The number and the note of the one line, read from a file that was made when they were ``was``."""
    here = slots(kind, was if now is None else now, note_was if note_now is None else note_now)
    hidden = [[LINE_MARK, float(LINE), float(ROW), was, note_was]]
    found = read_sheets(form(value, word, note, **marks), Grid(), hidden, here)
    assert isinstance(found, tuple), found
    return found


def number(*args, **kwargs) -> ReadCell:
    return read(*args, **kwargs)[0]


def note(text, **kwargs) -> ReadCell:
    return read("", "", text, **kwargs)[1]


def sentence(cell: ReadCell) -> str:
    return cell.problem.message % cell.problem.values


def passage(text, *, was="", now=None, title="Nhận xét", mark=None):
    slot = Slot(Field.PASSAGE, SECTION, "Nhận xét", now=was if now is None else now)
    marks = {"B2": mark} if mark else {}
    grid = Grid([["Phần", "Lời văn"], [title, text]], marks)
    return read_sheets(Grid(), grid, [[PASSAGE_MARK, float(SECTION), 2.0, was]], [slot])


# --- Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "kept"),
    [
        (1600.0, WHOLE, "1.600"),
        (1600, WHOLE, "1.600"),
        (0.0, WHOLE, "0"),
        (-0.0, WHOLE, "0"),
        (1.5, TENTHS, "1,5"),
        (98.6, SHARE, "98,6"),
        (0.1 + 0.2, TENTHS, "0,3"),
        (1e15 - 1, WHOLE, "999.999.999.999.999"),
        ("1600", WHOLE, "1.600"),
        ("1.600", WHOLE, "1.600"),
        (" 1 600 ", WHOLE, "1.600"),
        ("1,5", TENTHS, "1,5"),
        ("98,6%", SHARE, "98,6"),
        ("trên 1.600", ROUGH, "trên 1.600"),
        ("≥ 1600", ROUGH, "trên 1.600"),
        ("12/15", RATIO, "12/15"),
        ("12 / 1.500", RATIO, "12/1.500"),
        ("1600_x000D_", WHOLE, "1.600"),
    ],
)
def test_a_number_however_it_is_written_is_a_change(value, kind, kept):
    cell = number(value, kind=kind)

    assert (cell.outcome, cell.text, cell.place) == (Outcome.CHANGED, kept, "E9")


@given(VALUES, st.integers(0, 2), st.sampled_from(["", *WORDS]))
def test_what_the_report_has_is_unchanged_when_it_comes_back_as_the_file_has_it(value, decimals, word):
    kind = CellKind(decimals, takes_qualifier=True)
    qualifier = {"": "exact", "trên": "at_least", "gần": "almost", "dưới": "at_most", "khoảng": "approx"}[word]
    now = shown(value, kind, qualifier=qualifier)

    cell = number(value / 10**decimals, word, kind=kind, was=now)

    assert (cell.outcome, cell.text) == (Outcome.UNCHANGED, now)


@given(VALUES, VALUES)
def test_a_changed_number_says_what_stood_there_and_what_would(before, after):
    assume(before != after)
    kept = shown(before, WHOLE)

    cell = number(float(after), was=kept)

    assert (cell.outcome, cell.slot.now, cell.text) == (Outcome.CHANGED, kept, shown(after, WHOLE))


@given(VALUES, VALUES)
def test_taking_over_a_change_leaves_nothing_to_change(before, after):
    first = number(float(after), was=shown(before, WHOLE))

    again = number(float(after), was=shown(before, WHOLE), now=first.text)

    assert again.outcome == Outcome.UNCHANGED


def test_an_emptied_cell_is_a_change_to_nothing():
    cell = number("", was="1.600")

    assert (cell.outcome, cell.slot.now, cell.text) == (Outcome.CHANGED, "1.600", "")


def test_an_empty_cell_of_an_empty_report_is_unchanged():
    assert [cell.outcome for cell in read()] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


# --- The report was typed on since the file was made -----------------------------------------------------------------


def test_what_was_not_touched_in_the_file_leaves_what_was_typed_since():
    cell = number("", was="", now="15")

    assert (cell.outcome, cell.text) == (Outcome.UNCHANGED, "15")


def test_a_number_that_was_typed_in_both_places_is_marked():
    cell = number(20.0, was="10", now="15")

    assert (cell.outcome, cell.slot.now, cell.text, cell.is_newer) == (Outcome.CHANGED, "15", "20", True)


def test_the_same_number_typed_in_both_places_is_unchanged():
    assert number(15.0, was="10", now="15").outcome == Outcome.UNCHANGED


def test_a_number_that_nobody_typed_since_is_not_marked():
    assert not number(20.0, was="10").is_newer


# --- Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", WORDS)
def test_every_word_that_may_be_chosen_is_kept_before_the_number(word):
    assert number(1600.0, word, kind=ROUGH).text == f"{word} 1.600"


def test_a_word_written_by_hand_is_understood():
    assert number(1600.0, " Hơn ", kind=ROUGH).text == "trên 1.600"


def test_the_same_word_twice_is_one():
    assert number("trên 1.600", "trên", kind=ROUGH).text == "trên 1.600"


def test_a_word_taken_away_is_a_change():
    cell = number(1600.0, "", kind=ROUGH, was="trên 1.600")

    assert (cell.outcome, cell.text) == (Outcome.CHANGED, "1.600")


@pytest.mark.parametrize(
    ("value", "word", "told"),
    [
        (1600.0, "nhiều", "Ô F9: không có chữ “nhiều”"),
        (1600.0, 5.0, "Ô F9: không có chữ “5”"),
        ("", "trên", "Ô F9 ghi “trên” mà ô E9 trống"),
        ("gần 1.600", "trên", "Ô E9 và ô F9 ghi hai chữ khác nhau"),
    ],
)
def test_a_word_that_does_not_fit_is_refused(value, word, told):
    cell = number(value, word, kind=ROUGH)

    assert cell.outcome == Outcome.REFUSED
    assert told in sentence(cell)


@pytest.mark.parametrize(("value", "word"), [("trên 1.600", ""), (1600.0, "trên")])
def test_a_line_that_takes_exact_numbers_refuses_a_word(value, word):
    cell = number(value, word, kind=WHOLE)

    assert (cell.outcome, cell.asked.problem) == (Outcome.REFUSED, NO_QUALIFIER)


# --- Questions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "choices"),
    [
        ("1.5", TENTHS, ("1,5", "15")),
        ("1.5", WHOLE, ("15",)),
        ("1,600", WHOLE, ("1600",)),
        ("trên 1.5", replace(TENTHS, takes_qualifier=True), ("trên 1,5", "trên 15")),
    ],
)
def test_a_text_with_two_readings_is_asked(value, kind, choices):
    cell = number(value, kind=kind)

    assert (cell.outcome, cell.asked.choices, cell.text) == (Outcome.ASKED, choices, value)


def test_a_number_that_an_english_excel_may_have_made_of_thousands_is_asked():
    cell = number(1.234)

    assert (cell.outcome, cell.asked.choices) == (Outcome.ASKED, ("1234",))


@pytest.mark.parametrize(
    ("value", "choices"), [(0.986, ("98,6",)), (0.5, ("50", "0,5")), (1.0, ("100", "1")), (0.07, ("7",))]
)
def test_a_share_that_excel_may_have_divided_by_a_hundred_is_asked(value, choices):
    cell = number(value, kind=SHARE)

    assert (cell.outcome, cell.asked.choices) == (Outcome.ASKED, choices)


def test_a_small_share_that_the_report_has_already_is_not_asked():
    assert number(0.5, kind=SHARE, was="0,5").outcome == Outcome.UNCHANGED


def test_a_share_of_nothing_is_nothing():
    cell = number(0.0, kind=SHARE)

    assert (cell.outcome, cell.text) == (Outcome.CHANGED, "0")


def test_a_question_keeps_the_word_beside():
    cell = number(0.5, "gần", kind=replace(SHARE, takes_qualifier=True))

    assert cell.asked.choices == ("gần 50", "gần 0,5")


# --- Refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "problem"),
    [
        ("nhiều lắm", WHOLE, NOT_A_NUMBER),
        ("x" * 40_000, WHOLE, NOT_A_NUMBER),
        ("-5", WHOLE, NOT_A_NUMBER),
        (1.5, WHOLE, TOO_PRECISE),
        (1 / 3, TENTHS, TOO_PRECISE),
        ("1,55", TENTHS, TOO_PRECISE),
        (1e15, WHOLE, TOO_LARGE),
        (1e300, WHOLE, TOO_LARGE),
        ("9" * 30, WHOLE, TOO_LARGE),
        (0.8, RATIO, NOT_A_RATIO),
        ("12", RATIO, NOT_A_RATIO),
        (0.00012, SHARE, TOO_PRECISE),
    ],
)
def test_what_is_no_number_for_the_cell_is_refused_with_the_reason(value, kind, problem):
    cell = number(value, kind=kind)

    assert (cell.outcome, cell.asked.problem, cell.problem) == (Outcome.REFUSED, problem, None)


def test_only_so_much_of_a_text_is_shown_again():
    assert len(number("x" * 40_000).text) == 200


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (-5.0, "Ô E9: số âm"),
        (True, "Ô E9: đây là TRUE"),
        (date(2026, 12, 15), "Ô E9: Excel đã đổi thành ngày tháng"),
        (datetime(2026, 12, 15, 8, 0), "Ô E9: Excel đã đổi thành ngày tháng"),  # noqa: DTZ001 - as the reader gives it
        (time(8, 0), "Ô E9: Excel đã đổi thành ngày tháng"),
        (timedelta(hours=30), "Ô E9: Excel đã đổi thành ngày tháng"),
        (float("nan"), "Ô E9: công thức báo lỗi"),
        (float("inf"), "Ô E9: công thức báo lỗi"),
    ],
)
def test_what_excel_keeps_as_something_else_is_refused_by_the_cells_name(value, told):
    cell = number(value)

    assert cell.outcome == Outcome.REFUSED
    assert sentence(cell).startswith(told)


@given(
    st.one_of(
        st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas()
    ),
    st.one_of(st.text(max_size=12), st.sampled_from(WORDS), st.floats()),
    st.one_of(st.text(), st.floats(), st.dates(), st.booleans()),
    st.builds(CellKind, st.integers(0, 3), st.booleans(), st.booleans(), st.booleans()),
)
def test_whatever_stands_in_a_file_is_understood_asked_or_refused(value, word, beside, kind):
    cell, kept_note = read(value, word, beside, kind=kind)

    if cell.outcome == Outcome.ASKED:
        assert cell.asked.choices
    if cell.outcome == Outcome.REFUSED:
        assert (cell.problem is None) != (cell.asked is None)
        assert cell.problem is None or "E9" in sentence(cell) or "F9" in sentence(cell)
    assert kept_note.outcome in {Outcome.UNCHANGED, Outcome.CHANGED, Outcome.REFUSED}


# --- Formulas ---------------------------------------------------------------------------------------------------------


def test_a_formula_with_its_value_is_taken_and_marked():
    cell = number(12.0, E9=Mark.COMPUTED)

    assert (cell.outcome, cell.text, cell.is_computed) == (Outcome.CHANGED, "12", True)


def test_a_number_without_a_formula_is_not_marked():
    assert not number(12.0, E10=Mark.COMPUTED).is_computed


@pytest.mark.parametrize("place", ["E9", "F9"])
def test_a_formula_without_a_value_is_refused_by_the_cells_name(place):
    cell = number("", was="15", **{place: Mark.UNCOMPUTED})

    assert cell.outcome == Outcome.REFUSED
    assert sentence(cell).startswith(f"Ô {place}: công thức chưa có kết quả")


def test_a_formula_that_failed_does_not_empty_the_cell():
    cell = number("", was="15", E9=Mark.ERROR)

    assert cell.outcome == Outcome.REFUSED
    assert sentence(cell) == "Ô E9: công thức báo lỗi. Sửa công thức hoặc ghi số vào ô."


def test_a_question_about_a_formula_is_marked_too():
    assert number("1.5", kind=TENTHS, E9=Mark.COMPUTED).is_computed


def test_a_note_by_formula_is_marked_and_one_without_value_refused():
    assert note("cao điểm", G9=Mark.COMPUTED).is_computed
    assert note("", G9=Mark.UNCOMPUTED).outcome == Outcome.REFUSED


# --- Notes and passages -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Cao điểm", "Cao điểm"),
        ("  Cao điểm \r\n", "Cao điểm"),
        (2026.0, "2026"),
        (1.5, "1,5"),
        (date(2026, 10, 5), "05/10/2026"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_note_is_kept_as_it_was_written(written, kept):
    cell = note(written)

    assert (cell.outcome, cell.text, cell.place) == (Outcome.CHANGED, kept, "G9")


def test_a_note_that_was_not_touched_is_unchanged():
    assert note("Cao điểm", note_was="Cao điểm").outcome == Outcome.UNCHANGED


def test_a_note_that_was_taken_away_is_a_change():
    assert note("", note_was="Cao điểm").outcome == Outcome.CHANGED


def test_a_note_that_was_written_in_both_places_is_marked():
    assert note("Ở tệp", note_was="", note_now="Trên máy").is_newer


@pytest.mark.parametrize(("letters", "outcome"), [(LONGEST_NOTE, Outcome.CHANGED), (LONGEST_NOTE + 1, Outcome.REFUSED)])
def test_a_note_is_as_long_as_the_report_keeps(letters, outcome):
    assert note("a" * letters).outcome == outcome


def test_a_note_that_is_too_long_says_by_how_much():
    assert sentence(note("a" * 612)) == "Ô G9 dài 612 ký tự, quá 500. Rút gọn lại."


def test_a_passage_is_a_change_that_names_its_cell():
    (cell,) = passage("Dòng một\r\nDòng hai ", was="Cũ")

    assert (cell.outcome, cell.place, cell.text) == (Outcome.CHANGED, "B2", "Dòng một\nDòng hai")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Cũ", Outcome.UNCHANGED),
        ("Cũ\n", Outcome.UNCHANGED),
        ("", Outcome.CHANGED),
        ("a" * LONGEST_PASSAGE, Outcome.CHANGED),
        ("a" * (LONGEST_PASSAGE + 1), Outcome.REFUSED),
    ],
)
def test_a_passage_is_compared_and_kept_within_its_length(text, outcome):
    assert [cell.outcome for cell in passage(text, was="Cũ")] == [outcome]


def test_a_passage_that_somebody_wrote_since_is_left_where_the_file_was_not_touched():
    (cell,) = passage("Cũ", was="Cũ", now="Mới")

    assert (cell.outcome, cell.text) == (Outcome.UNCHANGED, "Mới")


def test_a_passage_by_a_formula_without_value_is_refused():
    (cell,) = passage("", mark=Mark.UNCOMPUTED)

    assert sentence(cell).startswith("Ô B2: công thức chưa có kết quả")


# --- The whole file ---------------------------------------------------------------------------------------------------


def test_cells_come_in_the_order_of_the_file():
    here = [
        *slots(),
        Slot(Field.NUMBER, 32, "Lượt người", "2"),
        Slot(Field.NOTE, 32, "Lượt người", "2"),
        Slot(Field.PASSAGE, SECTION, "Nhận xét"),
    ]
    rows = [["1", "Buổi tuyên truyền"], ["2", "Lượt người", "", "", 7.0]]
    hidden = [[LINE_MARK, 31.0, 1.0], [LINE_MARK, 32.0, 2.0], [PASSAGE_MARK, 7.0, 1.0], ["", "", ""]]

    found = read_sheets(Grid(rows), Grid([["Nhận xét", "Tốt"]]), hidden, here)

    assert [cell.place for cell in found] == ["E1", "G1", "E2", "G2", "B1"]
    assert [cell.outcome.value for cell in found] == ["unchanged", "unchanged", "changed", "unchanged", "changed"]


def test_the_file_says_where_its_lines_stand():
    found = read_sheets(form(5.0, row=40), Grid(), [[LINE_MARK, 31.0, 40.0]], slots())

    assert found[0].place == "E40"


@pytest.mark.parametrize(
    ("changed", "hidden_row"),
    [({"name": "Lượt người"}, ROW), ({"number": "2"}, ROW), ({}, ROW + 1), ({}, ROW - 1), ({}, 0), ({}, 10**8)],
)
def test_a_row_that_is_no_longer_where_it_was_refuses_the_file(changed, hidden_row):
    found = read_sheets(form(5.0, **changed), Grid(), [[LINE_MARK, 31.0, float(hidden_row)]], slots())

    values = {"row": hidden_row, "sheet": "Biểu", "name": "Buổi tuyên truyền"}
    assert found == Problem(MOVED, values)
    assert f"Hàng {hidden_row} của trang «Biểu»" in found.message % found.values


def test_a_passage_under_another_title_refuses_the_file():
    found = passage("Tốt", title="Kiến nghị")

    assert found == Problem(MOVED, {"row": 2, "sheet": "Lời văn", "name": "Nhận xét"})


@pytest.mark.parametrize(
    "hidden",
    [
        [],
        [[]],
        [["x", 31.0, 9.0]],
        [[LINE_MARK]],
        [[LINE_MARK, "x", 9.0]],
        [[LINE_MARK, -31.0, 9.0]],
        [[LINE_MARK, 31.5, 9.0]],
        [[LINE_MARK, "9" * 5000, 9.0]],
        [[LINE_MARK, "²", 9.0]],
        [[LINE_MARK, 99.0, 9.0]],
        [[PASSAGE_MARK, 31.0, 9.0]],
        [[LINE_MARK, 31.0, 9.0], [LINE_MARK, 31.0, 9.0]],
        [[LINE_MARK, 31.0, 9.0], ["thừa"]],
    ],
)
def test_a_hidden_sheet_that_was_changed_refuses_the_file(hidden):
    assert read_sheets(form(5.0), Grid(), hidden, slots()) == Problem(NOT_OURS)


def test_a_file_that_has_only_some_of_the_lines_is_refused():
    here = [*slots(), Slot(Field.PASSAGE, SECTION, "Nhận xét")]

    assert read_sheets(form(5.0), Grid(), [[LINE_MARK, 31.0, 9.0]], here) == Problem(NOT_OURS)


@given(st.lists(st.lists(st.one_of(st.text(max_size=5), st.floats(), st.just(LINE_MARK)), max_size=6), max_size=4))
def test_whatever_the_hidden_sheet_says_nothing_breaks(hidden):
    found = read_sheets(form(5.0), Grid(), hidden, slots())

    assert isinstance(found, tuple | Problem)


# --- Small parts ------------------------------------------------------------------------------------------------------


def test_a_place_outside_the_rows_is_empty():
    grid = Grid([["a"], ["b", "c"]])

    assert [grid.at(*place) for place in ((1, 0), (1, 1), (2, 1), (3, 0), (0, 0))] == ["a", "", "c", "", ""]


def test_columns_have_the_letters_that_sentences_name():
    assert [letter(each) for each in (Column.NUMBER, Column.BEFORE, Column.HERE, Column.WORD, Column.NOTE)] == [
        *"ADEFG"
    ]


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=0, max_value=1e15))
def test_a_number_as_text_is_plain(value):
    text = as_text(value)

    assert set(text) <= set("0123456789,")
    assert float(text.replace(",", ".")) == pytest.approx(value)
