"""The line of a series: from zero, broken where nothing was reported, two figures named."""

from thidua.paper import charts
from thidua.paper.series import Point, series

POINTS = [
    Point("quý I", 12, "12"),
    Point("quý II", None, "–"),
    Point("quý III", 40, "trên 40"),
    Point("quý IV", 7, "7"),
]


def captions(spec):
    return [row["caption"] for row in spec["data"]["values"]]


def test_the_highest_and_the_last_figure_are_named():
    assert captions(series(POINTS)) == ["", "", "trên 40", "7"]
    assert captions(series(POINTS[:1])) == ["12"]
    assert captions(series([Point("quý I", None, "–")])) == [""]


def test_the_scale_begins_at_zero_and_a_gap_stays_a_gap():
    spec = series(POINTS)

    assert spec["encoding"]["y"]["scale"]["domain"][0] == 0
    assert [row["value"] for row in spec["data"]["values"]] == [12, None, 40, 7]


def test_names_that_have_no_room_are_left_out_evenly():
    many = [Point(f"tháng {number}/2026", number, str(number)) for number in range(1, 13)]

    assert series(many, width=330)["encoding"]["x"]["axis"]["values"] == [
        "tháng 1/2026",
        "tháng 6/2026",
        "tháng 11/2026",
    ]


def test_it_is_drawn_with_the_figures_as_they_are_printed():
    picture = charts.svg(series(POINTS))

    assert "trên 40" in picture
    assert picture.count(">–<") == 0
