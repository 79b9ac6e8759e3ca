"""What stands for a unit, a movement and a period, from what documents state."""

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_citation, make_document, make_figure, make_indicator, make_movement

from thidua.reports.commands import StatedFigure, ensure_period, record_figure, withdraw_figures
from thidua.reports.queries import (
    counts_in,
    figures,
    figures_of_movement,
    figures_with_ids,
    lines,
    of_period,
    of_previous_period,
    span,
)

pytestmark = pytest.mark.django_db
ACT = {"by": process_actor(), "at": AT}
PUBLISHED = "published_aggregate"


@pytest.fixture
def unit():
    return make_unit("Thái Bình")


@pytest.fixture
def movement(unit):
    return make_movement(unit)


def period(first, last, text=""):
    return ensure_period(period={"from": first, "to": last, "text": text})


def state(
    unit, value, *, code="models", text="Toàn tỉnh có trên 1.600 nơi.", words="1.600", years=(2014, 2019), **stated
):
    """A figure cited from a document of its own with this text."""
    title = f"{text} {value} {unit.pk}"
    citation = make_citation(make_document(unit, f"{text} ({title})", title=title[:80]), words)
    return record_figure(
        indicator=make_indicator(code), unit=unit, period=period(*years), citation=citation,
        stated=StatedFigure(value=value, **stated), **ACT,
    )  # fmt: skip


def told(rows, unit):
    return [(line.indicator.code, line.text) for line in lines(rows, unit.pk)]


@pytest.mark.parametrize(
    ("value", "stated", "number"),
    [
        (1600, {}, "1.600"),
        (1600, {"qualifier": "at_least"}, "trên 1.600"),
        (1600, {"qualifier": "almost"}, "gần 1.600"),
        (63, {"of": 63}, "63/63"),
        (3, {"value_max": 5}, "3–5"),
        (100, {"printed_unit": "%"}, "100%"),
    ],
)
def test_a_line_is_written_as_its_source_has_it(unit, value, stated, number):
    assert told([state(unit, value, **stated)], unit) == [("models", number)]


def test_indicators_stand_in_the_order_of_the_catalogue_whatever_came_first(unit):
    rows = [make_figure(unit, 5, code=code) for code in ("lessons", "mediations", "veteran_models")]
    codes = [code for code, _text in told(rows, unit)]

    assert codes == [code for code, _text in told(rows[::-1], unit)]
    assert codes == sorted(codes, key=lambda code: make_indicator(code).order)


def test_the_same_number_of_two_documents_is_one_line_with_two_sources(unit):
    rows = [state(unit, 40, text="Có 40 mô hình ở xã.", words="40"), state(unit, 40, text="Đạt 40 nơi.", words="40")]
    (line,) = lines(rows, unit.pk)

    assert (line.figures, line.is_disputed, line.is_one_of_several) == (tuple(rows), False, False)


def test_two_documents_that_differ_are_both_shown_as_disputed(unit):
    rows = [state(unit, 40, text="Có 40 nơi.", words="40"), state(unit, 41, text="Có 41 nơi.", words="41")]

    assert [(line.text, line.is_disputed) for line in lines(rows, unit.pk)] == [("40", True), ("41", True)]


def test_two_numbers_of_one_document_stand_side_by_side_under_what_they_count(unit):
    document = make_document(unit, "Có 40 mô hình dân vận và 41 mô hình camera.")
    rows = [
        record_figure(
            indicator=make_indicator("models"), unit=unit, period=period(2014, 2019),
            stated=StatedFigure(value=value, measure=measure, printed_unit="mô hình"),
            citation=make_citation(document, str(value)), **ACT,
        )
        for value, measure in ((40, "dân vận"), (41, "camera"))
    ]  # fmt: skip

    assert [(line.label, line.is_disputed) for line in lines(rows, unit.pk)] == [
        ("mô hình dân vận", False),
        ("mô hình camera", False),
    ]


def test_units_below_are_added_once_each_and_their_exactness_together(unit):
    communes = [make_commune(name, under=unit) for name in ("Vũ Thư", "Tiền Hải")]
    rows = [state(communes[0], 40), state(communes[1], 60, qualifier="at_least")]
    (line,) = lines(rows, unit.pk)

    assert (line.number, line.amount.qualifier, set(line.units)) == ("100", "at_least", set(communes))


def test_a_unit_whose_documents_disagree_is_left_out_of_the_sum_which_is_then_at_least_so_much(unit):
    communes = [make_commune(name, under=unit) for name in ("Vũ Thư", "Tiền Hải")]
    rows = [
        state(communes[0], 40),
        state(communes[1], 10, text="Một 1.600 mười."),
        state(communes[1], 11, text="Hai 1.600 mười một."),
    ]
    (line,) = lines(rows, unit.pk)

    assert (line.amount.value, line.amount.qualifier, line.left_out) == (40, "at_least", (communes[1],))


def test_nothing_is_added_where_every_unit_below_disagrees_with_itself(unit):
    commune = make_commune(under=unit)
    rows = [state(commune, 10, text="Một 1.600 mười."), state(commune, 11, text="Hai 1.600 mười một.")]

    assert lines(rows, unit.pk) == ()


def test_a_published_aggregate_of_a_unit_below_is_never_added(unit):
    commune = make_commune(under=unit)
    rows = [make_figure(commune, 50, code=PUBLISHED), make_figure(commune, 60, code=PUBLISHED)]

    assert lines(rows, unit.pk) == ()


@pytest.mark.parametrize(
    ("printed_unit", "measure", "label"),
    [
        ("vụ", "phạm pháp hình sự", "vụ phạm pháp hình sự"),
        ("vụ", "vụ phạm pháp hình sự", "vụ phạm pháp hình sự"),
        ("vụ", "", "vụ"),
        ("%", "tỷ lệ điều tra, khám phá án", "tỷ lệ điều tra, khám phá án"),
    ],
)
def test_a_published_aggregate_is_called_in_the_words_of_its_source(unit, printed_unit, measure, label):
    row = state(unit, 50, code=PUBLISHED, printed_unit=printed_unit, measure=measure)

    assert [line.label for line in lines([row], unit.pk)] == [label]


@pytest.mark.parametrize(
    ("years", "expected"),
    [((2014, 2019), True), ((2015, 2016), True), ((2014, None), True), ((2013, 2019), False), ((2014, 2020), False)],
)
def test_a_dated_figure_counts_by_its_years_alone(years, expected):
    review = span(period(2014, 2019))
    outcomes = {counts_in(period(*years), 1, review, elsewhere) for elsewhere in ((), (1,))}

    assert outcomes == {expected}


@pytest.mark.parametrize("undated", [None, "5 năm"])
def test_an_undated_figure_counts_unless_its_document_tells_of_another_period_only(undated):
    stated = None if undated is None else period(None, None, undated)
    review = span(period(2014, 2019))

    assert (counts_in(stated, 1, review, ()), counts_in(stated, 1, review, (1,))) == (True, False)


def test_a_review_of_the_very_words_of_an_undated_period_holds_it_in_any_case():
    undated = period(None, None, "5 năm")

    assert counts_in(undated, 1, span(undated), (1,)) is True


def test_the_previous_period_is_the_latest_earlier_one_for_each_indicator_by_itself(unit):
    old = make_figure(unit, 10, years=(2004, 2009))
    last = make_figure(unit, 20, years=(2009, 2014))
    only = make_figure(unit, 30, code="mediations", years=(2004, 2009))
    now = make_figure(unit, 40)

    found = of_previous_period([old, last, only, now], now.period)

    assert found == [last, only]


def test_all_figures_of_the_previous_period_are_returned_in_either_order(unit):
    rows = [make_figure(unit, value, years=(2009, 2014)) for value in (20, 21)]
    review = period(2014, 2019)

    assert (of_previous_period(rows, review), of_previous_period(rows[::-1], review)) == (rows, rows[::-1])


def test_figures_of_a_period_leave_the_others_out(unit):
    rows = [make_figure(unit, 1), make_figure(unit, 2, years=(2009, 2013)), make_figure(unit, 3, years=(2016, 2016))]

    assert of_period(rows, period(2014, 2019)) == [rows[0], rows[2]]


def test_figures_of_a_movement_are_those_of_its_unit_and_under_it(unit, movement):
    commune = make_commune(under=unit)
    here, below = make_figure(unit, 1, movement=movement), make_figure(commune, 2, movement=movement)
    make_figure(make_unit("Thanh Hóa"), 3, movement=movement)
    make_figure(unit, 4, movement=make_movement(unit, "Khác"))

    assert figures_of_movement(movement.pk, unit.pk) == [here, below]


def test_a_withdrawn_figure_is_in_no_list_but_in_a_fixed_cut(unit, movement):
    row = make_figure(unit, 1, movement=movement)
    withdraw_figures(citation=row.citation, reason="thôi nhận", **ACT)

    assert (list(figures(make_actor(unit=unit), on=TODAY)), figures_of_movement(movement.pk, unit.pk)) == ([], [])
    assert figures_with_ids([row.pk]) == [row]


def test_a_sum_of_many_units_takes_no_more_queries_than_one_of_two(unit, django_assert_num_queries):
    communes = [make_commune(f"Xã {number}", under=unit) for number in range(5)]
    for commune in communes:
        make_figure(commune, 10, movement=make_movement(unit))
    rows = figures_of_movement(make_movement(unit).pk, unit.pk)

    with django_assert_num_queries(1):
        found = lines(rows, unit.pk)

    assert [line.number for line in found] == ["50"]
