"""Titles that state the result, and the chart that proves it."""

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import process_actor
from tests.factories.registry import make_award, make_figure, make_movement, make_review

from thidua.conferences import sentences
from thidua.conferences.commands import add_direction
from thidua.conferences.pictures import picture_of
from thidua.conferences.queries import read_review
from thidua.paper.charts import data_table, svg

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Thái Bình")


@pytest.fixture
def movement(province):
    return make_movement(province)


def reading_of(province, movement, years=(2019, 2024)):
    return read_review(make_review(province, movement=movement, years=years))


def test_a_table_is_titled_by_what_rose_and_what_fell(province, movement):
    for code, before, now in (("models", 10, 12), ("mediations", 5, 6), ("patrol_turns", 9, 7)):
        make_figure(province, before, code=code, years=(2014, 2019), movement=movement)
        make_figure(province, now, code=code, years=(2019, 2024), movement=movement)

    assert (
        sentences.comparison(reading_of(province, movement).results)
        == "Hai việc tăng, một việc giảm: ca tuần tra, canh gác."
    )


def test_without_an_earlier_period_the_title_says_so(province, movement):
    make_figure(province, 5, years=(2019, 2024), movement=movement)

    title = sentences.comparison(reading_of(province, movement).results)

    assert title == "Một kết quả của kỳ; chưa có kỳ trước để so."


def test_a_change_to_or_from_an_inexact_number_is_called_an_estimate(province, movement):
    make_figure(province, 1600, qualifier="at_least", years=(2014, 2019), movement=movement)
    make_figure(province, 1914, years=(2019, 2024), movement=movement)

    [row] = reading_of(province, movement).results

    assert sentences.change_of_lead(row, "2014–2019") == (
        "Mô hình do hội cựu chiến binh chủ trì tăng 19,6% so với 2014–2019 (ước tính)"
    )


def test_awards_are_told_in_a_sentence(province, movement):
    assert sentences.awards_given(reading_of(province, movement)) == "Chưa có khen thưởng nào trong sổ."
    make_award(province, movement=movement, years=(2019, 2024), authority="Bộ Công an", collectives=103, individuals=94)
    assert sentences.awards_given(reading_of(province, movement)) == (
        "103 tập thể, 94 cá nhân được nhận bằng khen của Bộ Công an"
    )


def test_directions_are_told_with_what_nobody_has(province, movement):
    review = make_review(province, movement=movement)
    for owner in ("Công an tỉnh", ""):
        add_direction(review=review, text="Việc", owner=owner, by=process_actor(province), at=AT)

    assert sentences.directions_given(read_review(review)) == "2 chỉ đạo, 0 đã xong, 1 chưa giao ai."


def test_two_periods_are_drawn_side_by_side_with_the_numbers_as_printed(province, movement):
    make_figure(province, 1600, qualifier="at_least", years=(2014, 2019), movement=movement)
    make_figure(province, 1914, years=(2019, 2024), movement=movement)

    picture = picture_of(reading_of(province, movement))

    cells = ["".join(run.text for run in cell) for row in data_table(picture.spec).rows for cell in row.cells]
    assert cells == ["Mô hình do hội cựu chiến binh chủ trì", "trên 1.600", "1.914"]
    assert "trên 1.600" in svg(picture.spec)


def test_three_periods_are_drawn_as_a_history(province, movement):
    for value, years in ((5, (2009, 2014)), (6, (2014, 2019)), (8, (2019, 2024))):
        make_figure(province, value, years=years, movement=movement)

    picture = picture_of(reading_of(province, movement))

    assert [row["label"] for row in picture.spec["data"]["values"]] == ["2009–2014", "2014–2019", "2019–2024"]


def test_awards_are_drawn_where_no_figures_can_be(province, movement):
    for authority, count in (("Bộ Công an", 12), ("UBND tỉnh", 13)):
        make_award(province, movement=movement, years=(2019, 2024), authority=authority, collectives=count)

    picture = picture_of(reading_of(province, movement))

    assert picture.title == "Nhiều nhất là Bằng khen của UBND tỉnh: 13 tập thể"


def test_a_published_aggregate_is_never_drawn(province, movement):
    for value in (3600, 200):
        make_figure(province, value, code="published_aggregate", years=(2019, 2024), movement=movement)

    assert picture_of(reading_of(province, movement)) is None


def test_a_single_number_is_not_drawn(province, movement):
    make_figure(province, 5, years=(2019, 2024), movement=movement)

    assert picture_of(reading_of(province, movement)) is None
