from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document

from thidua.reading.files import Unreadable, load
from thidua.reading.files.kinds import WORD
from thidua.reading.files.word import MAX_MARKUP


def a_document(fill: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    fill(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_body(body: str) -> bytes:
    """A document whose paragraphs are written as WordprocessingML."""
    marker = "CHỖ-NÀY"
    blank = a_document(lambda document: document.add_paragraph(marker))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = part.decode().replace(f"<w:p><w:r><w:t>{marker}</w:t></w:r></w:p>", body).encode()
            target.writestr(name, part)
    return packed.getvalue()


def test_paragraphs_and_tables_come_in_their_order() -> None:
    def fill(document: Document) -> None:
        document.add_heading("Báo cáo sơ kết", 0)
        document.add_paragraph("Đoạn trước bảng.")
        table = document.add_table(2, 2)
        for row, words in enumerate((("Đơn vị", "Số tổ"), ("Xã Đông", "5"))):
            for column, word in enumerate(words):
                table.cell(row, column).text = word
        document.add_paragraph("Đoạn sau bảng.")

    loaded = load(a_document(fill), "bao-cao.docx")

    assert loaded.text == "Báo cáo sơ kết\nĐoạn trước bảng.\nĐơn vị\tSố tổ\nXã Đông\t5\nĐoạn sau bảng."
    assert (loaded.media, loaded.title, loaded.verbatim, loaded.pages) == (WORD, "Báo cáo sơ kết", False, ())


def test_a_merged_cell_is_read_once() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(1, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "Cả hàng"

    assert load(a_document(fill)).text == "Cả hàng\t\t"


def test_a_table_within_a_table_is_read_in_its_cell() -> None:
    def fill(document: Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "Ngoài"
        cell.add_table(1, 1).cell(0, 0).text = "Trong"

    assert load(a_document(fill)).text == "Ngoài Trong"


def test_the_day_of_a_letterhead_is_the_day_of_the_document() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("BÁO CÁO")
        document.add_paragraph("Hà Nội, ngày 05 tháng 6 năm 2020")

    assert load(a_document(fill)).published == "2020-06-05"


def test_tracked_deletions_are_left_out_and_insertions_taken() -> None:
    body = (
        "<w:p><w:r><w:t>Có </w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText>102</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>103</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> tập thể</w:t></w:r></w:p>"
    )

    assert load(with_body(body)).text == "Có 103 tập thể"


def test_tabs_breaks_and_hard_hyphens_are_printed_and_soft_ones_not() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='10'/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/>"
        "<w:t>b</w:t><w:br/><w:t>2019</w:t><w:noBreakHyphen/><w:t>2020</w:t><w:softHyphen/><w:t>x</w:t></w:r></w:p>"
    )

    assert load(with_body(body)).text == "a\tb\n2019-2020x"


def test_content_controls_and_links_are_read() -> None:
    body = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Trong ô</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>Liên kết</w:t></w:r></w:hyperlink></w:p>"
    )

    assert load(with_body(body)).text == "Trong ô\nLiên kết"


def test_a_document_typed_in_an_old_font_is_converted() -> None:
    typed = "ñy ban nh©n d©n tØnh tæ chøc héi nghÞ s¬ kÕt phong trµo thi ®ua yªu n­íc ë nhiÒu x·, ph­êng."

    loaded = load(a_document(lambda document: document.add_paragraph(typed)))

    assert loaded.text == "ủy ban nhân dân tỉnh tổ chức hội nghị sơ kết phong trào thi đua yêu nước ở nhiều xã, phường."
    assert "TCVN3" in str(loaded.notices[0])


def test_a_long_table_is_read_at_once() -> None:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc>" * 5 + "</w:tr>"

    assert load(with_body(f"<w:tbl>{row * 5000}</w:tbl>")).text.count("\n") == 4999


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(Unreadable, match="Văn bản Word không có chữ"):
        load(a_document(lambda document: document.add_paragraph("")))


def test_a_document_that_unpacks_without_measure_is_refused_before_it_does() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (MAX_MARKUP + 1))

    with pytest.raises(Unreadable, match="bung ra lớn bất thường"):
        load(packed.getvalue())


@pytest.mark.parametrize("part", [b"", b"<broken", b"<?xml version='1.0'?><a/>"])
def test_a_damaged_document_is_refused(part: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", part)
        archive.writestr("word/document.xml", part)

    with pytest.raises(Unreadable, match="bị hỏng"):
        load(packed.getvalue())


def test_an_archive_locked_with_a_password_is_refused() -> None:
    content = bytearray(a_document(lambda document: document.add_paragraph("x")))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 0x1
        at = content.find(b"PK\x01\x02", at + 4)

    with pytest.raises(Unreadable, match="mật khẩu"):
        load(bytes(content))
