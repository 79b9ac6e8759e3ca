"""What columns are, which period a cell says, what a row comes to: plain values."""

from datetime import date

import pytest

from thidua.reports.rules.amounts import Span
from thidua.reports.rules.calendar import calendar_span
from thidua.reports.rules.sheet import Mark, Problem
from thidua.reports.rules.tables.changes import CellChange, Counts, changes_of, count, to_write
from thidua.reports.rules.tables.headers import (
    Named,
    Why,
    columns_of,
    header_row,
    keys_of,
    propose,
    signature,
)
from thidua.reports.rules.tables.periods import said_period
from thidua.reports.rules.tables.reading import Around, Asked, Found, RowReader
from thidua.reports.rules.tables.values import read_number
from thidua.reports.rules.typed import CellKind
from thidua.vietnamese.fold import fold

NAMED = [
    Named("sessions", "Số buổi tuyên truyền", "Buổi tuyên truyền"),
    Named("attendances", "Số lượt người dự tuyên truyền"),
    Named("models", "Mô hình tự quản về an ninh, trật tự"),
]


def parts(headers, remembered=None):
    return [each.part for each in propose(headers, NAMED, remembered or {})]


# --- Columns ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("Tên đơn vị", "unit"),
        ("XÃ, PHƯỜNG", "unit"),
        ("Đơn vị tính", ""),
        ("Mã đơn vị", "code"),
        ("Kỳ báo cáo", "period"),
        ("1. Số buổi tuyên truyền", "line:sessions"),
        ("buoi tuyen truyen", "line:sessions"),
        ("Lượt người dự tuyên truyền", "line:attendances"),
        ("models", "line:models"),
        ("Số vụ", ""),
        ("", ""),
    ],
)
def test_a_header_is_known_by_its_words_whatever_its_marks(header, part):
    assert parts([header]) == [part]


def test_one_indicator_gets_the_likeliest_column_only():
    assert parts(["Số buổi tuyên truyền năm trước", "Số buổi tuyên truyền"]) == ["", "line:sessions"]


def test_a_long_table_has_no_columns_of_indicators():
    assert parts(["Đơn vị", "Chỉ tiêu", "Giá trị", "Số buổi tuyên truyền"]) == ["unit", "indicator", "value", ""]


def test_what_was_said_before_goes_first_and_an_indicator_that_is_gone_is_not_proposed():
    remembered = {"xa": "unit", "cot x": "line:models", "cot y": "line:gone"}

    found = propose(["Xã", "Cột X", "Cột Y"], NAMED, remembered)

    assert [(each.part, each.why) for each in found] == [
        ("unit", Why.REMEMBERED), ("line:models", Why.REMEMBERED), ("", Why.UNKNOWN),
    ]  # fmt: skip


def test_headers_that_come_twice_are_counted_and_their_order_does_not_matter():
    assert keys_of(["Số", "số", None or ""]) == ["so", "so#2", ""]
    assert signature(["Xã", "Số", "số"]) == signature(["số", "SỐ", "", "xã"])
    assert signature(["Xã", "Số"]) != signature(["Xã", "Số", "Số"])


def test_the_row_of_headers_is_the_one_that_is_known_best():
    rows = [["BÁO CÁO"], ["Tháng 10/2026", ""], ["Xã", "Số buổi tuyên truyền"], ["An Bình", 5]]

    assert (header_row(rows, NAMED), header_row([["x"], ["a", "b"]], NAMED), header_row([], NAMED)) == (3, 2, 1)


def test_columns_are_found_by_their_parts():
    columns = columns_of(["", "unit", "line:a", "period", "line:b"], has_period=False)

    assert (columns.unit, columns.period, columns.lines, columns.is_long) == (1, 3, ((2, "a"), (4, "b")), False)


# --- Periods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kind", "span"),
    [
        ("Tháng 10 năm 2026", "month", ("month", 2026, 10)),
        ("T1/2026", "month", ("month", 2026, 1)),
        ("202610", "month", ("month", 2026, 10)),
        (202610.0, "month", ("month", 2026, 10)),
        ("2026-10-31", "month", ("month", 2026, 10)),
        ("quý 4/2026", "quarter", ("quarter", 2026, 4)),
        ("Q1 2026", "quarter", ("quarter", 2026, 1)),
        ("2026Q3", "quarter", ("quarter", 2026, 3)),
        ("6 tháng đầu năm 2026", "half", ("half", 2026, 1)),
        ("Năm 2026", "year", ("year", 2026, 1)),
        (date(2026, 12, 31), "year", ("year", 2026, 1)),
    ],
)
def test_a_period_is_known_as_people_write_it(said, kind, span):
    assert said_period(said, kind) == calendar_span(*span)


@pytest.mark.parametrize(
    ("said", "kind"),
    [("tháng 13/2026", "month"), ("31/02/2026", "month"), ("2026", "month"), ("10/26", "month"),
     ("quý V/2026", "quarter"), ("", "year"), (20.0, "year"), ("9999", "year"),
     ("10/2026", "year"), ("10/2026", "phase")],
)  # fmt: skip
def test_what_is_no_period_of_the_kind_is_none(said, kind):
    assert said_period(said, kind) is None


# --- Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "kept"),
    [
        (1600.0, CellKind(), (1600, None, "exact")),
        ("1600", CellKind(2), (160000, None, "exact")),
        ("1.600", CellKind(), (1600, None, "exact")),
        (1.5, CellKind(1), (15, None, "exact")),
        ("trên 20", CellKind(takes_qualifier=True), (20, None, "at_least")),
        ("12/15", CellKind(is_ratio=True), (12, 15, "exact")),
        ("98,6%", CellKind(1, is_share=True), (986, None, "exact")),
        ("  ", CellKind(), None),
    ],
)
def test_a_number_is_read_as_it_is_typed_on_the_page(value, kind, kept):
    assert read_number(value, kind) == kept


@pytest.mark.parametrize(
    ("value", "kind", "message"),
    [
        (-1.0, CellKind(), "số âm"),
        (True, CellKind(), "TRUE"),
        (date(2026, 12, 5), CellKind(), "ngày tháng"),
        (1.5, CellKind(), "too_precise"),
        (1e18, CellKind(), "too_large"),
        ("9" * 12, CellKind(4), "too_large"),
        (float("nan"), CellKind(), "báo lỗi"),
        ("1.5", CellKind(), "one_reading"),
        (0.5, CellKind(1, is_share=True), "có thể là"),
        ("12", CellKind(is_ratio=True), "not_a_ratio"),
    ],
)
def test_what_is_no_number_for_the_cell_says_why(value, kind, message):
    assert message in read_number(value, kind).message


def test_a_formula_without_a_result_or_with_an_error_is_refused_whatever_stands_there():
    found = [read_number(5.0, CellKind(), mark) for mark in (Mark.COMPUTED, Mark.UNCOMPUTED, Mark.ERROR)]

    assert found[0] == (5, None, "exact")
    assert [each.message.partition(": ")[2][:17] for each in found[1:]] == ["công thức chưa có", "công thức báo lỗi"]


# --- Rows -------------------------------------------------------------------------------------------------------------

OCTOBER = calendar_span("month", 2026, 10)
UNITS = {"An Bình": 1, "Bách Thuận": 2}


def around(period: Span | None = OCTOBER):
    asked = Asked(7, {"a": (70, CellKind()), "b": (71, CellKind())}, {"a": "a", fold("Chỉ tiêu b"): "b"})
    return Around("month", period, lambda _span: asked, lambda cells, _span: UNITS.get(cells.name, Problem("none")))


def read(rows, said, marks=None, period=OCTOBER):
    reader = RowReader(columns_of(said, has_period=period is not None), around(period))
    reader.read(rows, 2, marks or {})
    return reader.reading


WIDE = ["unit", "line:a", "line:b"]


def test_rows_become_numbers_by_unit_period_and_line_with_their_places():
    found = read([["An Bình", 5.0, ""], ["Bách Thuận", "", "7"]], WIDE)

    assert found.parts == {
        (1, OCTOBER): {70: Found(5, None, "exact", 2, 1, is_computed=False)},
        (2, OCTOBER): {71: Found(7, None, "exact", 3, 2, is_computed=False)},
    }


@pytest.mark.parametrize("name", ["Tổng cộng", "TỔNG", "Cộng:", "Tổng số xã", "Toàn tỉnh", "", "  ", "Cả nước"])
def test_rows_of_sums_and_rows_without_a_unit_are_skipped(name):
    assert (read([[name, 5.0]], WIDE).skipped, read([[name, 5.0]], WIDE).wrong) == (1, 0)


@pytest.mark.parametrize("name", ["Công an xã An Bình", "Tổng công ty Thép", "Cộng Hòa"])
def test_units_whose_names_begin_like_a_sum_are_none(name):
    assert (read([[name, 5.0]], WIDE).skipped, read([[name, 5.0]], WIDE).wrong) == (0, 1)


def test_short_rows_end_where_they_end():
    assert read([["An Bình"], ["An Bình", 1.0], []], WIDE).parts[1, OCTOBER].keys() == {70}


def test_each_row_with_a_fault_of_its_unit_is_counted_and_the_first_ones_are_told():
    found = read([["Không Có", 1.0]] * 700, WIDE)

    assert (found.wrong, len(found.faults), found.faults[0]["place"]) == (700, 500, "A2")


def test_the_same_number_twice_is_one_and_another_number_is_refused():
    found = read([["An Bình", 5.0], ["An Bình", 5.0], ["An Bình", 6.0]], WIDE)

    assert (found.wrong, found.faults[0]["values"], found.parts[1, OCTOBER][70].value) == (
        1, {"other": 2, "place": "B4"}, 5,
    )  # fmt: skip


def test_a_long_row_names_its_period_and_indicator():
    said = ["unit", "period", "indicator", "value"]
    rows = [["An Bình", "9/2026", "A", 5.0], ["An Bình", "x", "A", 5.0], ["An Bình", "9/2026", "c", 5.0],
            ["An Bình", "9/2026", "c", ""]]  # fmt: skip

    found = read(rows, said, period=None)

    assert [key[1].label for key in found.parts] == ["tháng 9/2026"]
    assert [fault["place"] for fault in found.faults] == ["B3", "C4"]


def test_a_computed_number_is_marked_and_an_uncomputed_empty_cell_refused():
    found = read([["An Bình", 5.0, ""]], WIDE, {(2, 1): Mark.COMPUTED, (2, 2): Mark.UNCOMPUTED})

    assert found.parts[1, OCTOBER][70].is_computed
    assert [fault["place"] for fault in found.faults] == ["C2"]


# --- Changes ----------------------------------------------------------------------------------------------------------


def test_changes_are_counted_written_as_ticked_and_undone():
    found = {
        1: Found(5, None, "exact", 2, 1, is_computed=False), 2: Found(6, None, "exact", 2, 2, is_computed=True),
        3: Found(7, None, "exact", 2, 3, is_computed=False), 4: Found(8, None, "exact", 2, 4, is_computed=False),
    }  # fmt: skip

    changes = changes_of(found, {3: (7, None, "exact"), 4: (9, None, "exact")})

    assert count(changes) == Counts(fresh=2, changed=1, same=1, computed=1)
    written = {
        (computed, changed): [each.line for each in to_write(changes, with_computed=computed, with_changed=changed)]
        for computed in (False, True)
        for changed in (False, True)
    }
    assert written == {
        (False, False): [1], (True, False): [1, 2], (False, True): [1, 4], (True, True): [1, 2, 4],
    }  # fmt: skip
    assert changes[3].undone[:7] == (4, 9, None, "exact", 8, None, "exact")
    assert CellChange(*list(changes[3])).undone.undone == changes[3]
