from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest

from thidua.paper import charts
from thidua.paper.charts import PRINT, SCREEN, Bar, Pair, Tone
from thidua.paper.model import Column, runs

BARS = (
    Bar("2019", 2087, "2.087", Tone.EARLIER),
    Bar("2020", 2142, "2.142"),
    Bar("2024", 2316, "2.316", Tone.HIGHLIGHT),
)
PAIRS = (
    Pair("Mô hình", 2087, "2.087", 2316, "2.316"),
    Pair("Buổi tuyên truyền", 1600, "trên 1.600", 1914, "1.914"),
    Pair("Vụ hòa giải", None, "chưa có số", 3117, "3.117"),
)
PERIODS = ("2014–2019", "2019–2024")
SPECS = {
    "bars": charts.bar_comparison(BARS, palette=PRINT),
    "bars on screen": charts.bar_comparison(BARS),
    "pairs": charts.period_comparison(PAIRS, periods=PERIODS, palette=PRINT),
    "ranked": charts.ranked_bars([Bar("Công an xã Vũ Thư và các đơn vị phối hợp trên địa bàn", 12, "12"), *BARS[1:]]),
    "no bars": charts.bar_comparison([]),
    "only noughts": charts.bar_comparison([Bar("2020", 0, "0")]),
}


def words(picture: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]


def spans(picture: str) -> set[str]:
    svg = "{http://www.w3.org/2000/svg}"
    return {element.text or "" for tag in ("text", "tspan") for element in ET.fromstring(picture).iter(svg + tag)}


@pytest.mark.parametrize("name", SPECS)
def test_every_specification_is_plain_json_and_draws(name):
    assert json.loads(json.dumps(SPECS[name])) == SPECS[name]
    assert ET.fromstring(charts.svg(SPECS[name])).tag.endswith("svg")


def test_figures_stand_in_the_picture_as_they_were_given():
    assert sorted(words(charts.svg(SPECS["bars"]))) == ["2.087", "2.142", "2.316", "2019", "2020", "2024"]


def test_a_long_name_is_wrapped_and_never_cut_off():
    assert {"Công an xã Vũ Thư và các đơn", "vị phối hợp trên địa bàn"} <= spans(charts.svg(SPECS["ranked"]))


def test_a_name_with_quotes_and_braces_is_only_a_name():
    name = 'Tổ "liên gia" {tự quản} \\ số\u2028 một của thôn Đông'
    picture = charts.svg(charts.ranked_bars([Bar(name, 1, "1")]))
    assert "liên gia" in "".join(spans(picture))


def test_few_bars_are_not_blown_up():
    one = charts.bar_comparison([Bar("2024", 5, "5")])
    assert one["layer"][0]["mark"]["width"] == 76


def test_an_unknown_figure_is_said_and_not_drawn():
    values = SPECS["pairs"]["data"]["values"]
    assert [row["value"] for row in values if row["shown"] == "chưa có số"] == [0]
    assert "chưa có số" in words(charts.svg(SPECS["pairs"]))


def test_bars_begin_at_zero():
    assert SPECS["bars"]["encoding"]["y"]["scale"]["domain"][0] == 0
    assert SPECS["pairs"]["encoding"]["x"]["scale"]["domain"][0] == 0


def test_only_the_first_row_names_the_periods():
    captions = [row["caption"] for row in SPECS["pairs"]["data"]["values"]]
    assert captions[:4] == ["2.087 (2014–2019)", "2.316 (2019–2024)", "trên 1.600", "1.914"]


def test_the_earlier_period_is_hatched_and_the_pattern_is_defined():
    picture = charts.svg(SPECS["bars"])
    assert picture.count('fill="url(#hatch)"') == 1
    assert picture.count('<pattern id="hatch"') == 1


def test_a_chart_without_an_earlier_period_defines_no_pattern():
    assert "pattern" not in charts.svg(SPECS["only noughts"])


def test_printed_charts_are_grey_white_and_black():
    colours = set(re.findall(r"#[0-9A-Fa-f]{6}", charts.svg(SPECS["bars"])))
    spread = {max(channels) - min(channels) for channels in (bytes.fromhex(colour[1:]) for colour in colours)}
    assert max(spread) <= 20


def test_the_one_highlighted_mark_is_red_on_screen():
    assert charts.svg(SPECS["bars on screen"]).count(f'fill="{SCREEN.highlight}"') == 1


def test_a_chart_has_neither_title_nor_legend_in_the_picture():
    assert all(text in {"2.087", "2.142", "2.316", "2019", "2020", "2024"} for text in words(charts.svg(SPECS["bars"])))


@pytest.mark.parametrize("name", SPECS)
def test_the_same_chart_is_the_same_picture(name):
    assert charts.svg(SPECS[name]) == charts.svg(SPECS[name])


def test_two_charts_on_one_page_share_no_names_but_the_pattern():
    other = charts.bar_comparison([*BARS[:2], Bar("2024", 2400, "2.400", Tone.HIGHLIGHT)], palette=PRINT)
    names = [set(re.findall(r'id="([^"]+)"', charts.svg(spec))) for spec in (SPECS["bars"], other)]
    assert names[0] & names[1] == {"hatch"}


def test_a_png_is_twice_the_size():
    picture = charts.png(charts.bar_comparison(BARS, width=300, height=100))
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (600, 200)


def test_an_address_in_a_specification_is_not_fetched():
    spec = {**SPECS["bars"], "data": {"url": "https://example.org/so-lieu.json"}}
    with pytest.raises(ValueError, match=r"example\.org|allowed"):
        charts.svg(spec)


def test_the_figures_of_bars_as_a_table():
    table = charts.data_table(SPECS["bars"])
    assert table.columns == (Column("Nội dung"), Column("Số liệu", "right"))
    assert table.rows[0].cells == (runs("2019"), runs("2.087"))


def test_the_figures_of_two_periods_as_a_table():
    table = charts.data_table(SPECS["pairs"])
    assert [column.head for column in table.columns] == ["Nội dung", *PERIODS]
    assert [tuple(cell[0].text for cell in row.cells) for row in table.rows] == [
        ("Mô hình", "2.087", "2.316"),
        ("Buổi tuyên truyền", "trên 1.600", "1.914"),
        ("Vụ hòa giải", "chưa có số", "3.117"),
    ]


def test_a_chart_of_nothing_is_an_empty_table():
    assert charts.data_table(SPECS["no bars"]).rows == ()
