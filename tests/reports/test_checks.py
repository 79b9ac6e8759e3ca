"""What the checks of a report's cells find, what they say, and when a report may be filed."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product
from string import ascii_lowercase

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.reports.choices import Qualifier, Severity
from thidua.reports.rules.checks import (
    AgainstChildren,
    AgainstForm,
    AgainstPrevious,
    Bounds,
    Cell,
    Check,
    ChildrenSum,
    Column,
    Finding,
    NotBelowPrevious,
    Outlier,
    PartOf,
    Relation,
    Surroundings,
    findings,
    may_be_filed,
    parse_check,
)
from thidua.reports.rules.checks import sentences as written
from thidua.reports.rules.checks.arithmetic import is_outlier, is_surely_broken, reach, rounded, usual
from thidua.reports.rules.checks.sentences import Fault
from thidua.reports.rules.checks.terms import places

COLUMNS = {
    each.code: each
    for each in (
        Column("sessions", "số buổi", number="1"),
        Column("attendances", "số lượt", number="2"),
        Column("collectives", "tập thể", number="3"),
        Column("individuals", "cá nhân", number="4"),
        Column("honoured", "tổng số được khen", number="5"),
        Column("signed", "tỷ lệ ký cam kết", decimals=1, number="6"),
        Column("money", "kinh phí", decimals=2, number="7"),
        Column("patrols", "số ca tuần tra", number="8"),
    )
}
STEADY = [30, 28, 33, 31, 27, 30]
QUALIFIERS = st.sampled_from([each.value for each in Qualifier])
OPS = st.sampled_from(["<=", ">=", "="])
COUNTS = st.integers(0, 10**6)
SMALL_CELLS = st.builds(Cell, value=st.integers(0, 6), qualifier=QUALIFIERS)


def at_least(value):
    return Cell(value, qualifier="at_least")


def at_most(value):
    return Cell(value, qualifier="at_most")


def almost(value):
    return Cell(value, qualifier="almost")


def approx(value):
    return Cell(value, qualifier="approx")


def cells(**values):
    """Cells of a report; a plain number is an exact one."""
    return {code: value if isinstance(value, Cell) else Cell(value) for code, value in values.items()}


def found(terms, around, *, severity="stop", message="", explanations=None):
    """The findings of one check with the code «one»."""
    return findings([Check("one", severity, terms, message)], COLUMNS, around, explanations or {})


def said(terms, around, *, severity="stop", message=""):
    """The Vietnamese sentences of one check."""
    return [str(each) for each in found(terms, around, severity=severity, message=message)]


# --- What the mock-up of the entry grid shows -------------------------------------------------------------------------


def test_fewer_attendances_than_sessions_are_shown_at_their_row_with_a_jump_to_the_other_cell():
    check = Check("attendance", "stop", Relation(("attendances",), ">=", ("sessions",)))

    (finding,) = findings([check], COLUMNS, Surroundings(cells(sessions=12, attendances=10)), {})

    assert finding == Finding(
        check="attendance",
        cell="attendances",
        jump_to="sessions",
        severity="stop",
        message="%(left)s (%(left_value)s) ít hơn %(right)s (%(right_value)s). Kiểm tra lại hai ô này.",
        values={"left": "Số lượt", "left_value": "10", "right": "số buổi", "right_value": "12"},
        is_answered=False,
    )
    assert str(finding) == "Số lượt (10) ít hơn số buổi (12). Kiểm tra lại hai ô này."


def test_a_leap_since_last_month_asks_for_a_reason_and_takes_it():
    check = Check("patrols_leap", "explain", AgainstPrevious("patrols", Fraction(3)))
    around = Surroundings(cells(patrols=118), previous=cells(patrols=30), previous_label="tháng 9")
    reason = {("patrols_leap", "patrols"): "Cao điểm trước Ngày hội đại đoàn kết, 6 tổ đi tuần mỗi tối"}

    (asked,) = findings([check], COLUMNS, around, {})
    (answered,) = findings([check], COLUMNS, around, reason)

    assert str(asked) == "Gấp 3,9 lần tháng 9. Ghi lý do trong một dòng để cấp trên hiểu."
    assert (asked.cell, asked.jump_to, asked.is_answered) == ("patrols", None, False)
    assert answered == replace(asked, is_answered=True)


OCTOBER = """
- {code: attendance, severity: stop, terms: {kind: relation, left: [attendances], op: ">=", right: [sessions]}}
- {code: sum, severity: stop, terms: {kind: relation, left: [honoured], op: "=", right: [collectives, individuals]}}
- {code: share, severity: stop, terms: {kind: bounds, cell: signed, max: 1000}}
- {code: leap, severity: explain, terms: {kind: against_previous, cell: patrols, times: "3", from_zero: 10}}
- {code: unusual, severity: notice, terms: {kind: outlier, cell: sessions}}
"""


def test_a_report_goes_from_a_wrong_cell_and_a_missing_reason_to_being_filed():
    checks = [parse_check(each) for each in yaml.safe_load(OCTOBER)]
    typed = cells(sessions=12, attendances=10, signed=986, patrols=118, collectives=1, individuals=2)
    before = cells(sessions=14, attendances=1050, signed=982, patrols=30, honoured=2)
    around = Surroundings(
        typed, previous=before, previous_label="tháng 9", history={"sessions": [14, 12, 13, 13, 15, 11]}
    )
    steps = []

    def look(explanations, empty_required):
        now = findings(checks, COLUMNS, around, explanations)
        steps.append(([each.check for each in now if not each.is_answered], may_be_filed(now, empty_required)))

    look({}, ["honoured"])
    around = replace(around, cells=around.cells | cells(attendances=1010))
    look({}, ["honoured"])
    reason = {("leap", "patrols"): "Cao điểm trước Ngày hội"}
    look(reason, ["honoured"])
    around = replace(around, cells=around.cells | cells(honoured=4))
    look(reason, [])
    around = replace(around, cells=around.cells | cells(honoured=3))
    look(reason, [])

    assert steps == [
        (["attendance", "leap"], False),
        (["leap"], False),
        ([], False),
        (["sum"], False),
        ([], True),
    ]


# --- The sentences of each kind ---------------------------------------------------------------------------------------

MONTH_BEFORE = {"previous_label": "tháng 9"}
SUM_BELOW = "Cộng số của 102 đơn vị đã gửi được 1.618, ô này ghi 1.600, chênh −18."
SENTENCES = [
    (
        Bounds("signed", max=1000),
        Surroundings(cells(signed=1012)),
        "Cao nhất là 100, ô này ghi 101,2. Kiểm tra lại ô này.",
        "Thường không quá 100, ô này ghi 101,2. Ghi lý do trong một dòng để cấp trên hiểu.",
    ),
    (
        Bounds("patrols", min=1200),
        Surroundings(cells(patrols=1000)),
        "Thấp nhất là 1.200, ô này ghi 1.000. Kiểm tra lại ô này.",
        "Thường không dưới 1.200, ô này ghi 1.000. Ghi lý do trong một dòng để cấp trên hiểu.",
    ),
    (
        Relation(("attendances",), ">=", ("sessions",)),
        Surroundings(cells(attendances=10, sessions=12)),
        "Số lượt (10) ít hơn số buổi (12). Kiểm tra lại hai ô này.",
        "Số lượt (10) ít hơn số buổi (12). Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        Relation(("collectives",), "<=", ("honoured",)),
        Surroundings(cells(collectives=14, honoured=9)),
        "Tập thể (14) nhiều hơn tổng số được khen (9). Kiểm tra lại hai ô này.",
        "Tập thể (14) nhiều hơn tổng số được khen (9). Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        Relation(("honoured",), "=", ("individuals",)),
        Surroundings(cells(honoured=9, individuals=8)),
        "Tổng số được khen (9) khác cá nhân (8). Kiểm tra lại hai ô này.",
        "Tổng số được khen (9) khác cá nhân (8). Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        Relation(("honoured",), "=", ("collectives", "individuals")),
        Surroundings(cells(honoured=13, collectives=5, individuals=7)),
        "Tổng số được khen (13) khác tập thể + cá nhân (5 + 7 = 12). Kiểm tra lại các ô này.",
        "Tổng số được khen (13) khác tập thể + cá nhân (5 + 7 = 12). Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        Relation(("collectives", "individuals"), "<=", ("honoured",)),
        Surroundings(cells(honoured=11, collectives=5, individuals=7)),
        "Tập thể + cá nhân (5 + 7 = 12) nhiều hơn tổng số được khen (11). Kiểm tra lại các ô này.",
        "Tập thể + cá nhân (5 + 7 = 12) nhiều hơn tổng số được khen (11). Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        Relation(("collectives", "individuals"), ">=", ("honoured",)),
        Surroundings(cells(honoured=1900, collectives=600, individuals=1000)),
        "Tập thể + cá nhân (600 + 1.000 = 1.600) ít hơn tổng số được khen (1.900). Kiểm tra lại các ô này.",
        "Tập thể + cá nhân (600 + 1.000 = 1.600) ít hơn tổng số được khen (1.900). Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        PartOf("sessions"),
        Surroundings(cells(sessions=Cell(15, of=12))),
        "Ô này ghi 15/12: phần lớn hơn tổng số. Kiểm tra lại hai số.",
        "Ô này ghi 15/12: phần lớn hơn tổng số. Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        PartOf("sessions"),
        Surroundings(cells(sessions=Cell(0, of=0))),
        "Tổng số phải lớn hơn 0, ô này ghi 0/0. Kiểm tra lại ô này.",
        "Tổng số ghi 0 (0/0). Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        AgainstPrevious("patrols", Fraction(3)),
        Surroundings(cells(patrols=118), previous=cells(patrols=30), **MONTH_BEFORE),
        "Gấp 3,9 lần tháng 9. Kiểm tra lại ô này.",
        "Gấp 3,9 lần tháng 9. Ghi lý do trong một dòng để cấp trên hiểu.",
    ),
    (
        AgainstPrevious("patrols", Fraction(3)),
        Surroundings(cells(patrols=30), previous=cells(patrols=1180), **MONTH_BEFORE),
        "Giảm từ 1.180 (tháng 9) xuống 30. Kiểm tra lại ô này.",
        "Giảm từ 1.180 (tháng 9) xuống 30. Ghi lý do trong một dòng để cấp trên hiểu.",
    ),
    (
        AgainstPrevious("patrols", Fraction(3), from_zero=5),
        Surroundings(cells(patrols=30), previous=cells(patrols=0), **MONTH_BEFORE),
        "Tăng từ 0 (tháng 9) lên 30. Kiểm tra lại ô này.",
        "Tăng từ 0 (tháng 9) lên 30. Ghi lý do trong một dòng để cấp trên hiểu.",
    ),
    (
        NotBelowPrevious("honoured"),
        Surroundings(cells(honoured=13), previous=cells(honoured=14), **MONTH_BEFORE),
        "Ít hơn tháng 9 (14), trong khi số này thường chỉ tăng. Kiểm tra lại ô này.",
        "Ít hơn tháng 9 (14), trong khi số này thường chỉ tăng. Ghi lý do trong một dòng để cấp trên hiểu.",
    ),
    (
        Outlier("patrols"),
        Surroundings(cells(patrols=118), history={"patrols": STEADY}),
        "Lệch hẳn 6 kỳ trước, thường khoảng 30. Kiểm tra lại ô này.",
        "Lệch hẳn 6 kỳ trước, thường khoảng 30. Ghi lý do trong một dòng để cấp trên hiểu.",
    ),
    (
        AgainstChildren("sessions"),
        Surroundings(cells(sessions=1600), children={"sessions": ChildrenSum(1618, 102)}),
        f"{SUM_BELOW} Kiểm tra lại ô này và báo cáo của các đơn vị.",
        f"{SUM_BELOW} Ghi lý do trong một dòng để cấp trên hiểu.",
    ),
    (
        AgainstForm("sessions", form="yearly", other="attendances", op=">="),
        Surroundings(cells(sessions=12), others={("yearly", "attendances"): Cell(14)}, form_names={"yearly": "năm"}),
        "Ô này ghi 12, ít hơn số lượt ở biểu năm (14). Kiểm tra lại hai biểu.",
        "Ô này ghi 12, ít hơn số lượt ở biểu năm (14). Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        AgainstForm("sessions", form="yearly", other="attendances", op="<="),
        Surroundings(cells(sessions=16), others={("yearly", "attendances"): Cell(14)}),
        "Ô này ghi 16, nhiều hơn số lượt ở biểu yearly (14). Kiểm tra lại hai biểu.",
        "Ô này ghi 16, nhiều hơn số lượt ở biểu yearly (14). Nếu đúng, ghi lý do trong một dòng.",
    ),
    (
        AgainstForm("sessions", form="yearly", other="sessions", op="="),
        Surroundings(cells(sessions=16), others={("yearly", "sessions"): Cell(14)}),
        "Ô này ghi 16, khác số buổi ở biểu yearly (14). Kiểm tra lại hai biểu.",
        "Ô này ghi 16, khác số buổi ở biểu yearly (14). Nếu đúng, ghi lý do trong một dòng.",
    ),
]


@pytest.mark.parametrize(("terms", "around", "to_check", "to_explain"), SENTENCES)
def test_each_kind_says_what_is_wrong_and_what_to_do(terms, around, to_check, to_explain):
    assert said(terms, around, severity="stop") == [to_check]
    assert said(terms, around, severity="notice") == [to_check]
    assert said(terms, around, severity="explain") == [to_explain]


@pytest.mark.parametrize(("terms", "around"), [each[:2] for each in SENTENCES])
def test_only_a_relation_has_another_cell_to_jump_to(terms, around):
    (finding,) = found(terms, around)

    assert finding.cell == terms.codes[0]
    assert finding.jump_to == (terms.right[0] if isinstance(terms, Relation) else None)


@pytest.mark.parametrize(("terms", "around"), [each[:2] for each in SENTENCES])
def test_nothing_is_said_of_an_empty_cell(terms, around):
    assert found(terms, replace(around, cells={})) == ()


FAULTS = [each for each in vars(written).values() if isinstance(each, Fault)]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("severity", Severity.values)
def test_every_fault_has_a_sentence_in_the_voice_of_the_software(fault, severity):
    text = fault.sentence(severity)

    assert text.endswith(".")
    assert not any(word in text for word in ("!", "Vui lòng", "hệ thống", "không hợp lệ"))
    assert ("lý do" in text) == (severity == "explain")


def test_every_fault_is_shown_by_an_example_above():
    shown = {each.message for terms, around, *_ in SENTENCES for each in found(terms, around)}

    assert shown == {fault.to_check for fault in FAULTS}


# --- Bounds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "is_found"),
    [
        (Cell(0), False),
        (Cell(1000), False),
        (Cell(1001), True),
        (at_least(1001), True),
        (at_least(1000), False),
        (at_most(1001), False),
        (almost(1001), False),
        (approx(2000), False),
    ],
)
def test_a_share_is_over_a_hundred_only_where_it_surely_is(cell, is_found):
    assert bool(found(Bounds("signed", 0, 1000), Surroundings(cells(signed=cell)))) == is_found


@pytest.mark.parametrize(
    ("cell", "is_found"),
    [
        (Cell(4), True),
        (Cell(5), False),
        (at_most(4), True),
        (almost(4), True),
        (at_most(5), False),
        (at_least(1), False),
        (approx(1), False),
    ],
)
def test_a_number_is_under_the_least_only_where_it_surely_is(cell, is_found):
    assert bool(found(Bounds("patrols", min=5), Surroundings(cells(patrols=cell)))) == is_found


@given(value=COUNTS, low=COUNTS, high=COUNTS)
def test_an_exact_number_is_found_exactly_when_it_is_outside(value, low, high):
    assume(low <= high)

    around = Surroundings(cells(patrols=value))

    assert bool(found(Bounds("patrols", low, high), around)) == (not low <= value <= high)


# --- Relations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "op", "right", "is_found"),
    [
        (at_least(5), "<=", 3, True),
        (5, "<=", at_least(3), False),
        (5, "<=", at_most(3), True),
        (5, "<=", almost(3), True),
        (5, "<=", approx(3), False),
        (at_most(5), "<=", 3, False),
        (at_most(3), ">=", 5, True),
        (almost(3), ">=", at_least(5), True),
        (at_least(3), ">=", 5, False),
        (approx(3), ">=", 5, False),
        (3, ">=", at_most(5), False),
        (at_least(5), "=", 5, False),
        (at_least(6), "=", 5, True),
        (at_most(4), "=", 5, True),
        (at_least(6), "=", at_most(5), True),
        (at_least(6), "=", at_least(5), False),
        (approx(6), "=", 500, False),
    ],
)
def test_a_relation_is_broken_only_where_the_qualifiers_leave_no_way_out(left, op, right, is_found):
    around = Surroundings(cells(attendances=left, sessions=right))

    assert bool(found(Relation(("attendances",), op, ("sessions",)), around)) == is_found


def possible(cell):
    """The exact numbers that a small cell may stand for, up to one that is larger than all sums in these tests."""
    return {
        "exact": range(cell.value, cell.value + 1),
        "at_least": range(cell.value, 40),
        "at_most": range(cell.value + 1),
        "almost": range(cell.value + 1),
        "approx": range(40),
    }[cell.qualifier]


def holds(left, op, right):
    return {"<=": left <= right, ">=": left >= right, "=": left == right}[op]


@given(st.lists(SMALL_CELLS, min_size=1, max_size=2), OPS, st.lists(SMALL_CELLS, min_size=1, max_size=2))
def test_a_relation_is_found_broken_exactly_when_no_exact_numbers_within_the_qualifiers_satisfy_it(left, op, right):
    codes = dict(zip(("sessions", "attendances"), left, strict=False))
    others = dict(zip(("collectives", "individuals"), right, strict=False))
    lefts = {sum(numbers) for numbers in product(*map(possible, left))}
    rights = {sum(numbers) for numbers in product(*map(possible, right))}

    broken = found(Relation(tuple(codes), op, tuple(others)), Surroundings(codes | others))

    assert bool(broken) == (not any(holds(one, op, other) for one in lefts for other in rights))


@given(SMALL_CELLS, SMALL_CELLS)
def test_a_relation_read_from_the_other_side_finds_the_same(one, other):
    around = Surroundings({"sessions": one, "attendances": other})

    forward = found(Relation(("sessions",), "<=", ("attendances",)), around)
    backward = found(Relation(("attendances",), ">=", ("sessions",)), around)

    assert bool(forward) == bool(backward)


@given(SMALL_CELLS, SMALL_CELLS, SMALL_CELLS)
def test_parts_may_be_named_in_any_order(total, one, other):
    around = Surroundings({"honoured": total, "collectives": one, "individuals": other})

    first, second = (
        found(Relation(("honoured",), "=", parts), around)
        for parts in (("collectives", "individuals"), ("individuals", "collectives"))
    )

    assert bool(first) == bool(second)


@pytest.mark.parametrize("empty", ["honoured", "collectives", "individuals"])
def test_a_sum_is_not_looked_at_while_one_of_its_cells_is_empty(empty):
    filled = cells(honoured=13, collectives=5, individuals=7)
    del filled[empty]

    assert found(Relation(("honoured",), "=", ("collectives", "individuals")), Surroundings(filled)) == ()


@pytest.mark.parametrize(
    ("money", "sessions", "sentences"),
    [
        (1200, 12, []),
        (1250, 12, ["Kinh phí (12,5) khác số buổi (12). Kiểm tra lại hai ô này."]),
    ],
)
def test_numbers_with_different_decimals_are_compared_as_they_are_read(money, sessions, sentences):
    around = Surroundings(cells(money=money, sessions=sessions))

    assert said(Relation(("money",), "=", ("sessions",)), around) == sentences


def test_a_sum_of_different_decimals_is_told_in_the_finest():
    around = Surroundings(cells(honoured=20, money=1250, sessions=3))

    sentences = said(Relation(("honoured",), "<=", ("money", "sessions")), around)

    assert sentences == [
        "Tổng số được khen (20) nhiều hơn kinh phí + số buổi (12,5 + 3 = 15,5). Kiểm tra lại các ô này."
    ]


def test_a_rough_number_keeps_its_word_in_the_sentence_and_so_does_its_sum():
    around = Surroundings(cells(honoured=13, collectives=at_least(1600), individuals=7))

    (sentence_,) = said(Relation(("collectives", "individuals"), "<=", ("honoured",)), around)

    assert sentence_.startswith("Tập thể + cá nhân (trên 1.600 + 7 = trên 1.607) nhiều hơn tổng số được khen (13).")


def test_a_relation_of_several_cells_is_shown_at_the_first_and_jumps_to_the_first_of_the_other_side():
    around = Surroundings(cells(honoured=13, collectives=5, individuals=7))

    (finding,) = found(Relation(("collectives", "individuals"), "=", ("honoured",)), around)

    assert (finding.cell, finding.jump_to) == ("collectives", "honoured")


# --- Ratios -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "is_found"),
    [
        (Cell(12, of=15), False),
        (Cell(15, of=15), False),
        (Cell(0, of=15), False),
        (Cell(1, of=1), False),
        (Cell(16, of=15), True),
        (Cell(0, of=0), True),
        (Cell(16), False),
        (Cell(16, of=15, qualifier="at_least"), True),
        (Cell(16, of=15, qualifier="almost"), False),
    ],
)
def test_a_part_is_within_its_whole_and_the_whole_is_more_than_nought(cell, is_found):
    assert bool(found(PartOf("sessions"), Surroundings(cells(sessions=cell)))) == is_found


# --- Against the period before ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "is_found"),
    [
        (30, 89, False),
        (30, 90, True),
        (30, 11, False),
        (30, 10, True),
        (30, 0, True),
        (0, 0, False),
        (0, 5, False),
        (0, 6, True),
        (1, 1, False),
        (approx(30), at_least(90), True),
        (at_most(30), approx(89), False),
    ],
)
def test_a_number_is_held_against_the_previous_one_as_both_are_stated(before, now, is_found):
    around = Surroundings(cells(patrols=now), previous=cells(patrols=before), previous_label="tháng 9")

    assert bool(found(AgainstPrevious("patrols", Fraction(3), from_zero=5), around)) == is_found


def test_nothing_is_said_where_nothing_was_filed_before():
    around = Surroundings(cells(patrols=118), previous=cells(sessions=1))

    assert found(AgainstPrevious("patrols", Fraction(3), from_zero=5), around) == ()
    assert found(NotBelowPrevious("patrols"), around) == ()


def test_from_nought_to_anything_is_let_pass_where_no_limit_is_given():
    around = Surroundings(cells(patrols=10**9), previous=cells(patrols=0))

    assert found(AgainstPrevious("patrols", Fraction(3)), around) == ()


@pytest.mark.parametrize(("before", "now"), [(-30, 90), (30, -90), (-1, -5)])
def test_times_mean_nothing_below_nought(before, now):
    around = Surroundings(cells(patrols=now), previous=cells(patrols=before))

    assert found(AgainstPrevious("patrols", Fraction(3), from_zero=5), around) == ()


@given(COUNTS, COUNTS, st.fractions(min_value=Fraction(11, 10), max_value=50))
def test_a_leap_one_way_is_a_fall_the_other_way(before, now, times):
    assume(before > 0)
    assume(now > 0)
    terms = AgainstPrevious("patrols", times)

    forward = found(terms, Surroundings(cells(patrols=now), previous=cells(patrols=before)))
    backward = found(terms, Surroundings(cells(patrols=before), previous=cells(patrols=now)))

    assert bool(forward) == bool(backward)
    assert bool(forward) == (now >= before * times or now * times <= before)


@pytest.mark.parametrize(
    ("before", "now", "times"),
    [(30, 118, "3,9"), (10, 30, "3"), (100, 395, "4"), (3, 10000, "3.333,3"), (8, 30, "3,8")],
)
def test_times_are_told_with_one_decimal_rounded_half_up(before, now, times):
    around = Surroundings(cells(patrols=now), previous=cells(patrols=before), previous_label="tháng 9")

    assert said(AgainstPrevious("patrols", Fraction(3)), around) == [f"Gấp {times} lần tháng 9. Kiểm tra lại ô này."]


@pytest.mark.parametrize(
    ("before", "now", "is_found"),
    [
        (14, 14, False),
        (14, 15, False),
        (14, 13, True),
        (at_least(14), 13, True),
        (at_most(14), 13, False),
        (approx(14), 13, False),
        (14, at_least(13), False),
        (14, almost(13), True),
    ],
)
def test_what_only_grows_is_not_below_what_was_surely_there(before, now, is_found):
    around = Surroundings(cells(honoured=now), previous=cells(honoured=before), previous_label="tháng 9")

    assert bool(found(NotBelowPrevious("honoured"), around)) == is_found


# --- Outliers ---------------------------------------------------------------------------------------------------------

HISTORIES = st.lists(st.integers(-(10**6), 10**6), min_size=6, max_size=24)
VALUES = st.integers(-(10**7), 10**7)


@pytest.mark.parametrize(("value", "expected"), [(3, False), (13, False), (14, True), (-7, False), (-8, True)])
def test_an_outlier_has_a_modified_z_score_over_three_and_a_half(value, expected):
    """Median 3, median absolute deviation 2: the score passes 3.5 at a distance of 3.5 · 2 / 0.6745 = 10.4."""
    assert is_outlier(value, [0, 1, 2, 3, 4, 5, 6]) == expected


@pytest.mark.parametrize(("value", "expected"), [(5, False), (7, False), (8, True), (3, False), (2, True)])
def test_the_mean_deviation_helps_where_most_values_are_alike(value, expected):
    """Median 5, mean absolute deviation 0.5: the score passes 3.5 at a distance of 3.5 · 1.253314 · 0.5 = 2.2."""
    assert is_outlier(value, [5, 5, 5, 5, 5, 8]) == expected


@pytest.mark.parametrize(
    ("earlier", "farthest"),
    [([-1349] * 3 + [1349] * 3, 7000), ([0] * 7 + [8_000_000], 4_386_599)],
)
def test_a_score_of_exactly_three_and_a_half_is_let_pass(earlier, farthest):
    """7000 · 0.6745 = 3.5 · 1349; 4 386 599 = 3.5 · 1.253314 · 1 000 000."""
    assert [is_outlier(value, earlier) for value in (farthest, farthest + 1)] == [False, True]


def test_values_that_were_all_alike_say_nothing_of_how_much_may_change():
    assert not is_outlier(10**9, [5] * 12)


@pytest.mark.parametrize(("count", "expected"), [(0, False), (5, False), (6, True)])
def test_fewer_than_six_earlier_values_say_nothing(count, expected):
    assert is_outlier(10**6, STEADY[:count]) == expected


@given(VALUES, HISTORIES, VALUES)
def test_adding_a_constant_everywhere_does_not_make_an_outlier(value, earlier, constant):
    moved = [each + constant for each in earlier]

    assert is_outlier(value + constant, moved) == is_outlier(value, earlier)


@given(VALUES, HISTORIES, st.integers(1, 1000), st.sampled_from([1, -1]))
def test_counting_in_other_units_does_not_make_an_outlier(value, earlier, factor, sign):
    counted = [each * factor * sign for each in earlier]

    assert is_outlier(value * factor * sign, counted) == is_outlier(value, earlier)


@given(VALUES, HISTORIES, st.randoms())
def test_the_order_of_earlier_periods_does_not_matter(value, earlier, chance):
    mixed = list(earlier)
    chance.shuffle(mixed)

    assert is_outlier(value, mixed) == is_outlier(value, earlier)


@given(HISTORIES, VALUES, st.integers(0, 10**6))
def test_what_is_farther_out_on_one_side_is_an_outlier_all_the_more(earlier, value, farther):
    assume(is_outlier(value, earlier))

    assert is_outlier(value + farther if value > usual(earlier) else value - farther, earlier)


@given(HISTORIES)
def test_the_usual_value_is_never_an_outlier(earlier):
    assert not is_outlier(rounded(usual(earlier)), earlier)


@given(st.integers(0, 10**18))
def test_numbers_up_to_sixty_four_bits_are_compared_without_rounding(start):
    """Median start + 3, deviation 2; as floats the values of a large start would all be one number."""
    earlier = [start + step for step in range(7)]

    assert [is_outlier(start + step, earlier) for step in (13, 14)] == [False, True]


def test_the_usual_value_is_told_with_the_decimals_of_the_line():
    history = [980, 981, 983, 984, 985, 986]

    sentences = said(Outlier("signed"), Surroundings(cells(signed=400), history={"signed": history}), severity="notice")

    assert sentences == ["Lệch hẳn 6 kỳ trước, thường khoảng 98,4. Kiểm tra lại ô này."]


# --- Against the units below, against other forms ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "below", "gaps"),
    [
        (Cell(118), ChildrenSum(118, 3), []),
        (Cell(120), ChildrenSum(118, 3), ["+2"]),
        (Cell(1100), ChildrenSum(2200, 3), ["−1.100"]),
        (at_least(100), ChildrenSum(118, 3), []),
        (at_least(120), ChildrenSum(118, 3), ["+2"]),
        (approx(500), ChildrenSum(118, 3), []),
        (Cell(5), ChildrenSum(0, 3), ["+5"]),
        (Cell(5), ChildrenSum(0, 0), []),
        (Cell(120), ChildrenSum(118, 3, "at_least"), []),
        (Cell(117), ChildrenSum(118, 3, "at_least"), ["−1"]),
        (Cell(120), ChildrenSum(118, 3, "approx"), []),
    ],
)
def test_a_consolidated_number_differs_from_the_sum_below_by_so_much(cell, below, gaps):
    around = Surroundings(cells(sessions=cell), children={"sessions": below})

    assert [each.values["gap"] for each in found(AgainstChildren("sessions"), around)] == gaps


def test_nothing_is_said_where_no_unit_below_filed():
    assert found(AgainstChildren("sessions"), Surroundings(cells(sessions=5))) == ()


@pytest.mark.parametrize(
    ("here", "op", "there", "is_found"),
    [
        (12, "=", 12, False),
        (12, "=", 13, True),
        (12, "<=", 13, False),
        (12, ">=", 13, True),
        (14, "<=", at_least(13), False),
        (at_least(14), "<=", 13, True),
    ],
)
def test_a_number_is_held_against_a_line_of_another_form(here, op, there, is_found):
    others = {("yearly", "attendances"): there if isinstance(there, Cell) else Cell(there)}
    around = Surroundings(cells(sessions=here), others=others)

    assert bool(found(AgainstForm("sessions", "yearly", "attendances", op), around)) == is_found


@given(SMALL_CELLS, OPS, SMALL_CELLS)
def test_another_form_is_held_against_as_a_cell_of_this_one_is(here, op, there):
    of_a_form = AgainstForm("sessions", "yearly", "attendances", op)
    of_a_cell = Relation(("sessions",), op, ("attendances",))

    beside = found(of_a_form, Surroundings({"sessions": here}, others={("yearly", "attendances"): there}))
    within = found(of_a_cell, Surroundings({"sessions": here, "attendances": there}))

    assert bool(beside) == bool(within)


@given(SMALL_CELLS, st.integers(0, 9))
def test_a_consolidated_number_is_questioned_exactly_when_it_cannot_be_the_sum(cell, below):
    around = Surroundings({"sessions": cell}, children={"sessions": ChildrenSum(below, 2)})

    assert bool(found(AgainstChildren("sessions"), around)) == (below not in possible(cell))


@pytest.mark.parametrize("key", [("monthly", "attendances"), ("yearly", "sessions")])
def test_nothing_is_said_where_the_other_form_or_its_line_was_not_filed(key):
    around = Surroundings(cells(sessions=12), others={key: Cell(99)})

    assert found(AgainstForm("sessions", "yearly", "attendances", "="), around) == ()


def test_a_line_of_another_form_is_compared_in_its_own_decimals():
    around = Surroundings(cells(sessions=12), others={("money_form", "money"): Cell(1200), ("bad", "money"): Cell(12)})

    assert found(AgainstForm("sessions", "money_form", "money", "="), around) == ()
    assert said(AgainstForm("sessions", "bad", "money", "="), around) == [
        "Ô này ghi 12, khác kinh phí ở biểu bad (0,12). Kiểm tra lại hai biểu."
    ]


# --- A check's own sentence -------------------------------------------------------------------------------------------


def test_a_check_may_have_its_own_sentence_with_the_numbers_of_cells():
    around = Surroundings(cells(attendances=1000, sessions=1200, signed=986))
    message = "%(attendances)s lượt cho %(sessions)s buổi (đã ký %(signed)s%%). Xem lại sổ."

    (finding,) = found(Relation(("attendances",), ">=", ("sessions",)), around, message=message)

    assert (finding.message, finding.values) == (
        message,
        {"attendances": "1.000", "sessions": "1.200", "signed": "98,6"},
    )
    assert str(finding) == "1.000 lượt cho 1.200 buổi (đã ký 98,6%). Xem lại sổ."


def test_an_own_sentence_shows_rough_numbers_ratios_and_empty_cells_as_such():
    around = Surroundings(cells(attendances=Cell(15, of=12), sessions=approx(1200)))
    message = "%(attendances)s; %(sessions)s; %(honoured)s"

    assert said(PartOf("attendances"), around, message=message) == ["15/12; khoảng 1.200; chưa có số"]


def test_an_own_sentence_without_numbers_is_filled_like_any_other():
    around = Surroundings(cells(signed=1012))

    assert said(Bounds("signed", max=1000), around, message="Quá 100%%. Xem lại.") == ["Quá 100%. Xem lại."]


def test_a_check_knows_every_line_it_names():
    check = Check(
        "one", "stop", Relation(("honoured",), "=", ("collectives",)), "Cộng thêm %(individuals)s, %%(money)s."
    )

    assert check.codes == {"honoured", "collectives", "individuals"}
    assert Check("one", "stop", AgainstForm("sessions", "yearly", "attendances", "=")).codes == {"sessions"}


@pytest.mark.parametrize("terms", [Bounds("nowhere", max=1), Relation(("sessions",), "<=", ("nowhere",))])
def test_a_line_without_a_name_is_a_fault_of_the_caller(terms):
    with pytest.raises(KeyError, match="nowhere"):
        found(terms, Surroundings(cells(nowhere=5, sessions=9)))


def test_a_qualifier_that_does_not_exist_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="about"):
        reach(Cell(5, qualifier="about"))


# --- All checks of a report -------------------------------------------------------------------------------------------

MANY = [
    Check("leap", "explain", AgainstPrevious("patrols", Fraction(3), from_zero=5)),
    Check("attendance", "stop", Relation(("attendances",), ">=", ("sessions",))),
    Check("attendance_notice", "notice", Bounds("attendances", max=10)),
    Check("attendance_leap", "explain", AgainstPrevious("attendances", Fraction(2), from_zero=5)),
    Check("few", "notice", Bounds("sessions", min=5)),
    Check("sum", "stop", Relation(("honoured",), "=", ("collectives", "individuals"))),
    Check("unusual", "notice", Outlier("patrols")),
]
REPORTS = st.dictionaries(st.sampled_from(list(COLUMNS)), st.builds(Cell, st.integers(0, 40), qualifier=QUALIFIERS))


@given(REPORTS, REPORTS, st.permutations(MANY))
def test_the_order_of_checks_does_not_change_the_findings(filed, before, mixed):
    around = Surroundings(filed, previous=before, history={"patrols": STEADY})

    assert findings(mixed, COLUMNS, around, {}) == findings(MANY, COLUMNS, around, {})


def test_findings_go_down_the_form_and_the_gravest_of_a_line_comes_first():
    around = Surroundings(
        cells(sessions=99, attendances=50, patrols=118, honoured=1, collectives=1, individuals=1),
        previous=cells(patrols=30, attendances=10),
    )
    checks = [*MANY, Check("few_patrols", "notice", Bounds("sessions", max=50))]

    assert [(each.cell, each.check) for each in findings(checks, COLUMNS, around, {})] == [
        ("sessions", "few_patrols"),
        ("attendances", "attendance"),
        ("attendances", "attendance_leap"),
        ("attendances", "attendance_notice"),
        ("honoured", "sum"),
        ("patrols", "leap"),
    ]


@given(REPORTS)
def test_every_finding_can_be_read_out(filed):
    around = Surroundings(filed, previous=cells(patrols=1, attendances=0), history={"patrols": STEADY})

    assert all(str(each).endswith(".") and "%(" not in str(each) for each in findings(MANY, COLUMNS, around, {}))


def test_an_empty_report_has_no_findings():
    assert findings(MANY, COLUMNS, Surroundings({}), {}) == ()


@pytest.mark.parametrize(
    ("severity", "explanations", "is_answered"),
    [
        ("explain", {("one", "patrols"): "Cao điểm"}, True),
        ("explain", {("one", "patrols"): " \u00a0\t"}, False),
        ("explain", {("patrols", "one"): "Cao điểm"}, False),
        ("explain", {("other", "patrols"): "Cao điểm"}, False),
        ("explain", {}, False),
        ("stop", {("one", "patrols"): "Cao điểm"}, False),
        ("notice", {("one", "patrols"): "Cao điểm"}, False),
    ],
)
def test_only_a_reason_that_was_asked_for_answers_a_finding(severity, explanations, is_answered):
    around = Surroundings(cells(patrols=118))

    (finding,) = found(Bounds("patrols", max=1), around, severity=severity, explanations=explanations)

    assert finding.is_answered == is_answered


def finding_of(severity, *, is_answered=False):
    return Finding("one", "patrols", None, severity, "Xem lại.", is_answered=is_answered)


@pytest.mark.parametrize(
    ("given_findings", "empty_required", "expected"),
    [
        ([], [], True),
        ([], ["honoured"], False),
        ([finding_of("notice")], [], True),
        ([finding_of("stop")], [], False),
        ([finding_of("explain")], [], False),
        ([finding_of("explain", is_answered=True)], [], True),
        ([finding_of("explain", is_answered=True), finding_of("explain")], [], False),
        ([finding_of("explain", is_answered=True), finding_of("notice")], ["honoured"], False),
    ],
)
def test_a_report_is_filed_when_nothing_is_wrong_unexplained_or_empty(given_findings, empty_required, expected):
    assert may_be_filed(given_findings, empty_required) == expected


# --- Checks as data ---------------------------------------------------------------------------------------------------

IN_YAML = """
- {code: share, severity: stop, terms: {kind: bounds, cell: signed, min: 0, max: 1000}}
- {code: least, severity: notice, terms: {kind: bounds, cell: signed, min: 5, max: null}}
- code: attendance
  severity: stop
  message: Số lượt (%(attendances)s) ít hơn số buổi (%(sessions)s). Kiểm tra lại hai ô này.
  terms: {kind: relation, left: [attendances], op: ">=", right: [sessions]}
- {code: sum, severity: stop, terms: {kind: relation, left: [honoured], op: "=", right: [collectives, individuals]}}
- {code: part, severity: stop, terms: {kind: part_of, cell: signed}, message: ""}
- {code: leap, severity: explain, terms: {kind: against_previous, cell: patrols, times: "3"}}
- {code: leap_fine, severity: explain, terms: {kind: against_previous, cell: patrols, times: "2.5", from_zero: 10}}
- {code: stock, severity: explain, terms: {kind: not_below_previous, cell: honoured}}
- {code: unusual, severity: notice, terms: {kind: outlier, cell: patrols}}
- {code: below, severity: explain, terms: {kind: against_children, cell: sessions}}
- {code: forms, severity: stop, terms: {kind: against_form, cell: sessions, form: yearly, other: all, op: "<="}}
"""
PARSED = [
    Check("share", "stop", Bounds("signed", 0, 1000)),
    Check("least", "notice", Bounds("signed", 5, None)),
    Check(
        "attendance",
        "stop",
        Relation(("attendances",), ">=", ("sessions",)),
        "Số lượt (%(attendances)s) ít hơn số buổi (%(sessions)s). Kiểm tra lại hai ô này.",
    ),
    Check("sum", "stop", Relation(("honoured",), "=", ("collectives", "individuals"))),
    Check("part", "stop", PartOf("signed")),
    Check("leap", "explain", AgainstPrevious("patrols", Fraction(3), None)),
    Check("leap_fine", "explain", AgainstPrevious("patrols", Fraction(5, 2), 10)),
    Check("stock", "explain", NotBelowPrevious("honoured")),
    Check("unusual", "notice", Outlier("patrols")),
    Check("below", "explain", AgainstChildren("sessions")),
    Check("forms", "stop", AgainstForm("sessions", "yearly", "all", "<=")),
]


def test_every_kind_is_read_from_yaml():
    assert [parse_check(each) for each in yaml.safe_load(IN_YAML)] == PARSED


def test_json_says_the_same():
    stored = json.loads(json.dumps(yaml.safe_load(IN_YAML)))

    assert [parse_check(each) for each in stored] == PARSED


def raw(*, without="", **changes):
    """A good check with some of its fields changed."""
    whole = {"code": "share", "severity": "stop", "terms": {"kind": "bounds", "cell": "signed", "max": 1000}} | changes
    return {name: value for name, value in whole.items() if name != without}


@pytest.mark.parametrize(
    ("given_raw", "sentence_"),
    [
        ([], "check: must be a mapping, not []"),
        ({}, 'check: "code" is missing'),
        (raw(code=5), 'check: "code" must be words without blanks around them, not 5'),
        (raw(code=" share"), "check: \"code\" must be words without blanks around them, not ' share'"),
        (raw(without="severity"), 'check share: "severity" is missing'),
        (raw(severity="fatal"), "check share: \"severity\" must be one of stop, explain, notice, not 'fatal'"),
        (raw(severity=["stop"]), "check share: \"severity\" must be one of stop, explain, notice, not ['stop']"),
        (raw(without="terms"), 'check share: "terms" is missing'),
        (raw(terms="bounds"), "check share, terms: must be a mapping, not 'bounds'"),
        (raw(cell="signed", level=1), "check share: not known here: cell, level"),
        (raw(message=5), 'check share: "message" must be a sentence, not 5'),
    ],
)
def test_what_is_wrong_with_a_check_is_said_plainly(given_raw, sentence_):
    with pytest.raises(ValueError, match=r"^check") as refusal:
        parse_check(given_raw)

    assert str(refusal.value) == sentence_


SIGNED = {"cell": "signed"}
RELATION = {"kind": "relation", "left": ["a"], "op": "<=", "right": ["b"]}
PREVIOUS = {"kind": "against_previous", "cell": "signed", "times": "3"}
FORM = {"kind": "against_form", "cell": "signed", "form": "yearly", "other": "all", "op": "="}


@pytest.mark.parametrize(
    ("terms", "sentence_"),
    [
        (SIGNED, '"kind" is missing'),
        (SIGNED | {"kind": 1}, '"kind" must be one of bounds, relation, part_of, against_previous, not_below_previous'),
        ({"kind": "bounds", "max": 1}, '"cell" is missing'),
        ({"kind": "outlier", "cell": ""}, "\"cell\" must be words without blanks around them, not ''"),
        ({"kind": "part_of", "cell": ["signed"]}, '"cell" must be words'),
        (SIGNED | {"kind": "bounds"}, '"min" or "max" must be given'),
        (
            SIGNED | {"kind": "bounds", "max": "100"},
            "\"max\" must be a whole number, scaled by the decimals, not '100'",
        ),
        (SIGNED | {"kind": "bounds", "max": True}, '"max" must be a whole number, scaled by the decimals, not True'),
        (SIGNED | {"kind": "bounds", "min": 0.5}, '"min" must be a whole number, scaled by the decimals, not 0.5'),
        (SIGNED | {"kind": "bounds", "min": 2, "max": 1}, '"min" 2 is over "max" 1'),
        (SIGNED | {"kind": "outlier", "max": 1}, "not known here: max"),
        (SIGNED | {"kind": "against_children", 1: 2}, "not known here: 1"),
        (RELATION | {"left": []}, '"left" must be a list of codes, at least one, not []'),
        (RELATION | {"right": "b"}, "\"right\" must be a list of codes, at least one, not 'b'"),
        (RELATION | {"right": ["b", 5]}, '"right" must be a list of codes'),
        (RELATION | {"op": "=="}, "\"op\" must be one of <=, >=, =, not '=='"),
        (RELATION | {"right": ["b", "a"]}, "a code stands twice in a, b, a"),
        (RELATION | {"left": ["c", "c"]}, "a code stands twice in c, c, b"),
        (PREVIOUS | {"times": 3}, '"times" must be a decimal over 1 in quotes, such as "2.5", not 3'),
        (PREVIOUS | {"times": "2,5"}, "not '2,5'"),
        (PREVIOUS | {"times": "1"}, "not '1'"),
        (PREVIOUS | {"times": "-3"}, "not '-3'"),
        (PREVIOUS | {"times": "nan"}, "not 'nan'"),
        (PREVIOUS | {"times": "7/2"}, "not '7/2'"),
        (PREVIOUS | {"from_zero": "5"}, '"from_zero" must be a whole number'),
        ({"kind": "not_below_previous"}, '"cell" is missing'),
        (FORM | {"form": None}, '"form" must be words'),
        (FORM | {"op": "!="}, '"op" must be one of'),
        ({name: value for name, value in FORM.items() if name != "other"}, '"other" is missing'),
    ],
)
def test_what_is_wrong_with_the_terms_is_said_plainly(terms, sentence_):
    with pytest.raises(ValueError, match=r"^check share, terms: ") as refusal:
        parse_check(raw(terms=terms))

    assert sentence_ in str(refusal.value)


@pytest.mark.parametrize(
    "message", ["Đạt 98%.", "Đạt %(signed)d.", "Đạt %(signed).", "Đạt %s.", "%(a%%b)s", "%%%", "%()s"]
)
def test_a_sentence_that_could_not_be_filled_is_refused(message):
    with pytest.raises(ValueError, match=r'^check share: "message" must be a sentence with %\(code\)s where'):
        parse_check(raw(message=message))


@given(st.text(alphabet="%()s" + ascii_lowercase[:2], max_size=12))
def test_whatever_sentence_is_let_in_can_be_filled_with_the_lines_it_names(message):
    try:
        check = parse_check(raw(message=message))
    except ValueError:
        return

    assert isinstance(check.message % dict.fromkeys(places(check.message), "1"), str)


NAMES = st.text(alphabet=ascii_lowercase, min_size=1, max_size=3)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(["bounds", "relation", "stop"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["kind", "cell", "max", "left", "op"]) | NAMES, inner, max_size=4)
    ),
    max_leaves=8,
)


FIELDS = st.sampled_from(["code", "severity", "terms", "message"])


@given(st.dictionaries(FIELDS, DATA, max_size=4))
def test_bad_data_is_refused_and_never_a_crash(data):
    try:
        check = parse_check(data)
    except ValueError:
        return

    assert (check.code, check.severity) == (data["code"], data["severity"])


@given(DATA.filter(lambda data: not isinstance(data, dict) or "kind" not in data or "cell" not in data))
def test_bad_terms_are_refused_and_never_a_crash(data):
    with pytest.raises(ValueError, match=r"^check share"):
        parse_check(raw(terms=data))


CODES = st.lists(NAMES, min_size=2, max_size=6, unique=True)
NUMBERS = st.none() | st.integers(0, 10**18)


@st.composite
def written_terms(draw):
    """Terms as a person writes them, and what they are to be read as."""
    kind = draw(st.sampled_from(["relation", "bounds", "against_previous", "against_form", *PLAIN_KINDS]))
    first, *others = draw(CODES)
    op = draw(OPS)
    if kind == "relation":
        return {"kind": kind, "left": [first], "op": op, "right": others}, Relation((first,), op, tuple(others))
    if kind == "bounds":
        low, high = sorted(draw(st.tuples(st.integers(0, 99), st.integers(0, 99))))
        return {"kind": kind, "cell": first, "min": low, "max": high}, Bounds(first, low, high)
    if kind == "against_previous":
        tenths, limit = draw(st.integers(11, 999)), draw(NUMBERS)
        raw_terms = {"kind": kind, "cell": first, "times": f"{tenths // 10}.{tenths % 10}", "from_zero": limit}
        return raw_terms, AgainstPrevious(first, Fraction(tenths, 10), limit)
    if kind == "against_form":
        return {"kind": kind, "cell": first, "form": "f", "other": "o", "op": op}, AgainstForm(first, "f", "o", op)
    return {"kind": kind, "cell": first}, PLAIN_KINDS[kind](first)


PLAIN_KINDS = {
    "part_of": PartOf,
    "not_below_previous": NotBelowPrevious,
    "outlier": Outlier,
    "against_children": AgainstChildren,
}


@given(written_terms(), st.sampled_from(Severity.values))
def test_whatever_is_written_well_is_read_as_it_is_meant(terms, severity):
    as_written, meant = terms

    assert parse_check({"code": "one", "severity": severity, "terms": as_written}) == Check("one", severity, meant)


@given(written_terms(), NAMES)
def test_a_field_too_many_is_always_refused(terms, name):
    as_written, _meant = terms
    assume(name not in as_written)

    with pytest.raises(ValueError, match=f"not known here: {name}"):
        parse_check(raw(terms=as_written | {name: 1}))


@given(written_terms(), st.data())
def test_a_field_too_few_is_refused_where_it_is_needed(terms, data):
    as_written, _meant = terms
    name = data.draw(st.sampled_from(sorted(set(as_written) - {"min", "max", "from_zero"})))

    with pytest.raises(ValueError, match=f'"{name}" is missing'):
        parse_check(raw(terms={key: value for key, value in as_written.items() if key != name}))


# --- Arithmetic -------------------------------------------------------------------------------------------------------


@given(SMALL_CELLS, OPS)
def test_a_number_may_always_be_itself(cell, op):
    assert not is_surely_broken(reach(cell), op, reach(cell))


@given(st.fractions())
def test_rounding_goes_to_the_nearest_whole_number(number):
    assert abs(rounded(number) - number) <= Fraction(1, 2)
    assert rounded(number + 1) == rounded(number) + 1
