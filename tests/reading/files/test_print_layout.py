"""Columns and ruled tables of printed pages."""

from __future__ import annotations

import typst

from thidua.reading.files import load
from thidua.reading.files.print_layout import BLOCK_END, Box, laid_out, rules_of

SENTENCE = "Sáng nay, Uỷ ban nhân dân tỉnh tổ chức hội nghị sơ kết phong trào thi đua yêu nước ở nhiều xã, phường. "


def a_pdf(folder, source):
    path = folder / "nguon.typ"
    path.write_text(f"#set text(size: 10pt)\n{source}", encoding="utf-8")
    return typst.compile(str(path))


def words_of(lines):
    """Words of lines, each given as (left, top, text): eight points a letter, ten high."""
    words = []
    for left, top, text in lines:
        place = left
        for word in text.split():
            words.append(Box(place, top, place + 8 * len(word), top + 10, word))
            place += 8 * len(word) + 4
    return words


def two_columns(rows=6):
    left = [(50, 100 + 14 * row, f"trái {row} có ba từ") for row in range(rows)]
    right = [(320, 103 + 14 * row, f"phải {row} có ba từ") for row in range(rows)]
    return [line for pair in zip(left, right, strict=True) for line in pair]


def test_columns_set_line_by_line_are_read_one_after_the_other():
    page = laid_out(words_of([(50, 60, "một tên bài chạy hết cả hai cột của trang giấy này đó"), *two_columns()]), [])

    headline, left, right = page.split(BLOCK_END)
    assert headline.startswith("một tên bài")
    assert [line.split()[:2] for line in left.split("\r\n")] == [["trái", str(row)] for row in range(6)]
    assert [line.split()[:2] for line in right.split("\r\n")] == [["phải", str(row)] for row in range(6)]


def test_numbers_in_columns_without_rules_are_left_as_they_stand():
    lines = [(left, 100 + 14 * row, f"{row}") for row in range(30) for left in (50, 200, 350)]

    assert laid_out(words_of(lines), []) is None


def test_a_page_of_prose_is_left_as_it_was_set():
    assert laid_out(words_of([(50, 100 + 14 * row, "một dòng văn đủ dài " * 3) for row in range(30)]), []) is None


def test_a_headline_between_two_stretches_of_columns_keeps_its_place():
    below = [(left, top + 200, text) for left, top, text in two_columns()]
    headline = (50, 230, "một tên bài chạy hết cả hai cột của trang giấy này đó")

    blocks = laid_out(words_of([*two_columns(), headline, *below]), []).split(BLOCK_END)

    assert [block.split()[0] for block in blocks] == ["trái", "phải", "một", "trái", "phải"]


def test_a_frame_around_the_page_is_no_table():
    frame = rules_of([Box(20, 20, 575, 820)])

    assert laid_out(words_of([(50, 100, "vài chữ")]), frame) is None


def test_a_table_of_a_pdf_keeps_its_merged_cells_and_the_prose_around_it(tmp_path):
    source = f"""
    #set page(background: rect(width: 95%, height: 95%))
    {SENTENCE}

    #table(columns: 5, table.cell(rowspan: 2)[STT], table.cell(rowspan: 2)[Nội dung], table.cell(colspan: 2)[Năm 2019],
      table.cell(rowspan: 2)[Tỷ lệ (%)], [Kế hoạch], [Thực hiện],
      [1], [Số vụ được hòa giải ở các tổ, các thôn trong cả tỉnh và ở phường], [1.250], [1.300], [104],
      [2], [Kinh phí (triệu đồng)], [50], [60,5], [121])

    Sau bảng. {SENTENCE}
    """

    loaded = load(a_pdf(tmp_path, source))

    assert loaded.text == (
        f"{SENTENCE.strip()}\n"
        "STT\tNội dung\tNăm 2019\t\tTỷ lệ (%)\n"
        "\t\tKế hoạch\tThực hiện\t\n"
        "1\tSố vụ được hòa giải ở các tổ, các thôn trong cả tỉnh và ở phường\t1.250\t1.300\t104\n"
        "2\tKinh phí (triệu đồng)\t50\t60,5\t121\n"
        f"Sau bảng. {SENTENCE.strip()}"
    )


def test_a_sentence_over_two_columns_stays_one(tmp_path):
    source = f"#columns(2)[{SENTENCE * 3} rồi tặng giấy khen cho\n#colbreak()\nhơn 40 tập thể. {SENTENCE * 3}]"

    assert "tặng giấy khen cho hơn 40 tập thể." in load(a_pdf(tmp_path, source)).text
