"""A review put together from what the registry holds."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.registry import make_award, make_document, make_figure, make_movement, make_review

from thidua.conferences.commands import freeze_review
from thidua.conferences.queries import read_review
from thidua.core.errors import Refused
from thidua.reports.commands import withdraw_figures
from thidua.reports.rules import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Thái Bình")


@pytest.fixture
def movement(province):
    return make_movement(province)


def test_a_figure_stands_beside_that_of_the_period_before(province, movement):
    make_figure(province, 2087, years=(2014, 2019), movement=movement)
    make_figure(province, 2316, years=(2019, 2024), movement=movement)

    reading = read_review(make_review(province, movement=movement, years=(2019, 2024)))

    [row] = reading.results
    assert (row.now.text, row.before.text) == ("2.316", "2.087")
    assert row.change == Change(difference=229, permille=Decimal(110), is_estimate=False)
    assert reading.previous_label == "2014–2019"


def test_a_change_from_an_inexact_number_is_marked_as_an_estimate(province, movement):
    make_figure(province, 1600, code="outreach_sessions", qualifier="at_least", movement=movement)
    make_figure(province, 1914, code="outreach_sessions", years=(2019, 2024), movement=movement)

    [row] = read_review(make_review(province, movement=movement, years=(2019, 2024))).results

    assert row.change.is_estimate
    assert row.before.text == "trên 1.600"


def test_two_documents_that_say_different_numbers_stay_side_by_side(province, movement):
    make_figure(province, 2087, movement=movement)
    make_figure(province, 2090, movement=movement)

    reading = read_review(make_review(province, movement=movement))

    assert [row.now.text for row in reading.results] == ["2.087", "2.090"]
    assert [row.now.is_disputed for row in reading.results] == [True, True]


def test_two_documents_that_say_the_same_number_are_one_line_with_two_sources(province, movement):
    make_figure(province, 2087, movement=movement)
    other = make_document(province, "Bài thứ hai cũng nói 2087 veteran_models.", title="Bài thứ hai")
    make_figure(province, 2087, movement=movement, document=other)

    [row] = read_review(make_review(province, movement=movement)).results

    assert (row.now.text, len(row.now.figures), row.now.is_disputed) == ("2.087", 2, False)


def test_two_numbers_of_one_document_count_different_things(province, movement):
    text = "Tuyên truyền 10000 attendances ở cơ quan và 74000 attendances ở cơ sở."
    document = make_document(province, text)
    for value, measure in ((10000, "ở cơ quan"), (74000, "ở cơ sở")):
        make_figure(province, value, code="attendances", document=document, movement=movement, measure=measure)

    rows = read_review(make_review(province, movement=movement)).results

    assert [row.now.is_disputed for row in rows] == [False, False]
    assert [row.now.label for row in rows] == ["lượt người ở cơ quan", "lượt người ở cơ sở"]


def test_units_below_are_added_up_where_the_unit_itself_reports_nothing(province, movement):
    first, second = make_commune("Vũ Thư", under=province), make_commune("Kiến Xương", under=province)
    make_figure(first, 100, movement=movement)
    make_figure(second, 50, qualifier="at_least", movement=movement)

    [row] = read_review(make_review(province, movement=movement)).results

    assert (row.now.text, [unit.name for unit in row.now.units]) == ("trên 150", ["Vũ Thư", "Kiến Xương"])


def test_a_unit_under_another_that_reported_is_not_added_twice(province, movement):
    district = make_unit("Vũ Thư", kind="district", level=2, under=province)
    commune = make_commune("Vũ Ninh", under=district)
    make_figure(district, 100, movement=movement)
    make_figure(commune, 40, movement=movement)

    [row] = read_review(make_review(province, movement=movement)).results

    assert row.now.text == "100"


def test_a_foreign_unit_adds_nothing(province, movement):
    make_figure(make_unit("Hải Dương"), 999, movement=movement)

    reading = read_review(make_review(province, movement=movement))

    assert reading.is_empty


def test_a_published_aggregate_is_shown_apart_and_never_compared(province, movement):
    make_figure(province, 3600, code="published_aggregate", qualifier="at_least", movement=movement, measure="vụ việc")

    reading = read_review(make_review(province, movement=movement))

    assert reading.results == ()
    assert [(line.text, line.label) for line in reading.aggregates] == [("trên 3.600", "như nguồn vụ việc")]


def test_a_frozen_review_keeps_its_numbers_when_a_figure_is_withdrawn_or_added(province, movement):
    figure = make_figure(province, 2087, movement=movement)
    award = make_award(province, movement=movement, collectives=103, individuals=94)
    review = freeze_review(review=make_review(province, movement=movement), by=process_actor(province), at=AT)
    withdraw_figures(citation=figure.citation, reason="thử", by=process_actor(province), at=AT)
    make_figure(province, 500, code="news_items", movement=movement)

    reading = read_review(review)

    assert [row.now.text for row in reading.results] == ["2.087"]
    assert reading.awards == (award,)
    assert reading.new_since_frozen == 1


def test_a_review_with_nothing_in_it_cannot_be_frozen(province, movement):
    with pytest.raises(Refused, match="Chưa có số liệu"):
        freeze_review(review=make_review(province, movement=movement), by=process_actor(province), at=AT)


def test_a_review_on_which_documents_disagree_cannot_be_frozen(province, movement):
    make_figure(province, 2087, movement=movement)
    make_figure(province, 2090, movement=movement)

    with pytest.raises(Refused, match="Hai nguồn còn nói khác nhau về: Mô hình do hội cựu chiến binh chủ trì"):
        freeze_review(review=make_review(province, movement=movement), by=process_actor(province), at=AT)


def test_reading_a_review_takes_the_same_number_of_queries_for_one_figure_and_for_three(
    province, movement, django_assert_num_queries
):
    review = make_review(province, movement=movement)
    make_figure(province, 2087, movement=movement)
    make_award(province, movement=movement, total=75)
    with CaptureQueriesContext(connection) as one:
        read_review(review)
    for value, code in ((5, "mediations"), (7, "patrol_turns")):
        make_figure(province, value, code=code, movement=movement)
        make_award(province, movement=movement, total=value)

    with django_assert_num_queries(len(one)):
        read_review(review)
