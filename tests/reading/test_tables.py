"""Tables of reports: every value with its unit, period, place and cell."""

from __future__ import annotations

import io

import docx
import pytest

from thidua.reading.files import load
from thidua.reading.pipeline import read
from thidua.reading.tables import find_tables

BY_INDICATOR = """Bảng 1. Kết quả thực hiện các chỉ tiêu
STT\tNội dung\tĐVT\tNăm 2018\t\tNăm 2019\t\tGhi chú
\t\t\tKế hoạch\tThực hiện\tKế hoạch\tThực hiện\t
A\tB\tC\t1\t2\t3\t4\t5
I\tCông tác tuyên truyền\t\t\t\t\t\t
1\tSố buổi tuyên truyền\tBuổi\t1.200\t1.250\t1.300\t1.402\tđạt
2\tKinh phí\ttriệu đồng\t150\t151,5\t160\t170\t
"""
BY_PLACE = """Bảng 2. Kết quả năm 2020
Xã, phường\tSố mô hình\tTập thể được khen\tTỷ lệ (%)\tKinh phí (triệu đồng)
Xã Đông Hà\t12\t3\t85,5\t120
Phường Trà Lý\t7\t1\t90\t80,5
Tổng cộng\t19\t4\t87\t200,5
"""


def figures(text: str) -> dict[tuple[int, int, int], dict[str, object]]:
    """The figures of the tables by table, row and column."""
    found = {}
    for fact in read(text).facts:
        if cell := fact.value.get("cell"):
            found[cell["table"], cell["row"], cell["column"]] = {**fact.value, "words": text[fact.start : fact.end]}
    return found


def test_a_table_of_indicators_gives_values_with_unit_period_and_cell() -> None:
    found = figures(BY_INDICATOR)

    assert len(found) == 8
    plan, reached = found[1, 5, 4], found[1, 5, 7]
    assert (plan["words"], plan["value"], plan["unit"], plan["status"]) == ("1.200", 1200, "buổi", "target")
    assert (reached["words"], reached["period"], reached["status"]) == ("1.402", {"from": 2019, "to": 2019}, "achieved")
    assert plan["measure"] == "Công tác tuyên truyền, Số buổi tuyên truyền"
    assert plan["cell"] == {
        "table": 1, "row": 5, "column": 4, "row_label": "Số buổi tuyên truyền", "column_label": "Năm 2018 Kế hoạch",
    }  # fmt: skip


def test_money_in_millions_is_scaled_and_its_unit_is_the_currency() -> None:
    money = figures(BY_INDICATOR)[1, 6, 5]

    assert (money["words"], money["value"], money["unit"]) == ("151,5", 151_500_000, "đồng")


def test_a_table_of_places_says_what_is_measured_in_its_heads() -> None:
    found = figures(BY_PLACE)

    told = [(found[1, 2, column]["value"], found[1, 2, column]["unit"]) for column in (2, 3, 4, 5)]
    assert told == [(12, "mô hình"), (3, "tập thể"), (85.5, "%"), (120_000_000, "đồng")]
    assert {each.get("place") for each in found.values()} == {"Xã Đông Hà", "Phường Trà Lý", None}
    assert found[1, 4, 2]["measure"] == "Số mô hình"
    assert found[1, 3, 5]["period"] == {"from": 2020, "to": 2020}


def test_a_unit_told_above_the_table_holds_for_what_says_no_other() -> None:
    text = "Đơn vị tính: triệu đồng\nNội dung\tNăm 2019\nThu\t120\nChi (nghìn đồng)\t80\n"

    assert [(each["value"], each["unit"]) for each in figures(text).values()] == [
        (120_000_000, "đồng"),
        (80_000, "đồng"),
    ]


def test_a_head_that_only_says_plan_and_year_is_neither_a_unit_nor_a_document() -> None:
    told = (
        "Đơn vị tính: mô hình\nĐơn vị\tKế hoạch 2024\tThực hiện 2024\nXã Đông Sơn\t12\t15\nXã Tây Sơn\t1.250\t1.300\n"
    )

    found = figures(told)

    assert [each["unit"] for each in found.values()] == ["mô hình"] * 4
    assert [each["status"] for each in found.values()] == ["target", "achieved"] * 2
    assert [each for fact in read(told).facts for each in fact.value.get("concerns", ())] == []


def test_numbers_of_rows_columns_and_years_are_no_values() -> None:
    text = "TT\tXã\tNăm 2018\t2019\n(1)\t(2)\t(3)\t(4)\n1\tĐông\t5\t6\n2\tTây\t7\t8\n"

    assert [each["value"] for each in figures(text).values()] == [5, 6, 7, 8]
    assert [each["period"] for each in figures(text).values()][:2] == [
        {"from": 2018, "to": 2018},
        {"from": 2019, "to": 2019},
    ]


def test_a_merged_place_holds_for_the_rows_that_it_covers() -> None:
    text = "Huyện\tChỉ tiêu\tKết quả\nHuyện Đông\tSố vụ\t5\n\tSố tổ\t6\n"

    assert figures(text)[1, 3, 3]["cell"]["row_label"] == "Huyện Đông – Số tổ"


def test_tables_are_counted_in_the_order_of_the_text_and_letterheads_are_none() -> None:
    letterhead = "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH SƠN BÌNH\tĐộc lập – Tự do – Hạnh phúc\n"
    tables = find_tables(letterhead + "\n" + BY_INDICATOR + "\n" + BY_PLACE)

    assert [table.number for table in tables] == [1, 2]
    assert [table.heads for table in tables] == [3, 1]


@pytest.mark.parametrize("words", ["Không có bảng", "một\thai", "a\tb\nc\td", "\t\n\t", "\t5", "5\t6\n7\t8"])
def test_what_is_no_table_with_heads_and_values_gives_no_more_than_it_says(words: str) -> None:
    for fact in read(words).facts:
        assert words[fact.start : fact.end].strip()


def test_prose_around_a_table_is_read_as_ever() -> None:
    text = f"Các tổ hòa giải đã hòa giải thành 2.822 vụ.\n{BY_PLACE}\nToàn tỉnh có 1.600 mô hình.\n"

    told = [fact.value["value"] for fact in read(text).facts if fact.kind == "figure" and "cell" not in fact.value]
    assert told == [2822, 1600]


def test_merged_cells_of_word_keep_every_value_in_its_column() -> None:
    document = docx.Document()
    document.add_paragraph("Kết quả năm 2019")
    table = document.add_table(4, 4)
    for row, words in enumerate(
        (("Nội dung", "Năm 2019", "", "Tỷ lệ (%)"), ("", "Kế hoạch", "Thực hiện", ""), ("Số vụ", "5", "6", "120"))
    ):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(3, 0).merge(table.cell(3, 3)).text = "Nguồn: báo cáo của các xã"
    saved = io.BytesIO()
    document.save(saved)

    found = figures(load(saved.getvalue()).text)

    assert {place: (each["value"], each["unit"], each["status"]) for place, each in found.items()} == {
        (1, 3, 2): (5, "vụ", "target"),
        (1, 3, 3): (6, "vụ", "achieved"),
        (1, 3, 4): (120, "%", "achieved"),
    }


def test_a_table_of_a_web_page_is_read_too() -> None:
    lines = (("1", "Số buổi", "120", "125"), ("2", "Số vụ", "9", "8"))
    rows = "".join(f"<tr>{''.join(f'<td>{word}</td>' for word in line)}</tr>" for line in lines)
    prose = "<p>Sáng nay, Uỷ ban nhân dân tỉnh tổ chức hội nghị sơ kết phong trào thi đua ở các địa phương.</p>"
    page = (
        f"<html><body><article><h1>Kết quả thi đua</h1>{prose}<table><tr><th rowspan=2>STT</th><th rowspan=2>Nội dung"
        "</th><th colspan=2>Năm 2019</th></tr><tr><th>Kế hoạch</th><th>Thực hiện</th></tr>"
        f"{rows}</table>{prose}</article>"
    )

    found = figures(load(page.encode()).text)

    assert {place: each["value"] for place, each in found.items()} == {
        (1, 3, 3): 120, (1, 3, 4): 125, (1, 4, 3): 9, (1, 4, 4): 8,
    }  # fmt: skip
