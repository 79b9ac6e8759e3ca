from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from tests.paper.samples import AT, press_release, review_report

from thidua.paper.docx import render_docx
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Head


@pytest.fixture(scope="module")
def package() -> bytes:
    return render_docx(review_report(), at=AT)


@pytest.fixture(scope="module")
def report(package: bytes) -> Any:
    return docx.Document(io.BytesIO(package))


@pytest.fixture(scope="module")
def draft() -> Any:
    return docx.Document(io.BytesIO(render_docx(review_report(draft=True), at=AT)))


def all_paragraphs(document: Any) -> list[Any]:
    return [docx.text.paragraph.Paragraph(one, document) for one in document.element.body.iter(qn("w:p"))]


def paragraph(document: Any, start: str) -> Any:
    return next(one for one in all_paragraphs(document) if one.text.startswith(start))


def size(one: Any) -> float:
    own = one.runs[0].font.size
    return (own or one.part.document.styles[one.style.name].font.size).pt


def test_the_same_document_at_the_same_instant_is_the_same_bytes(package):
    assert render_docx(review_report(), at=AT) == package


def test_the_same_instant_in_another_zone_is_the_same_bytes(package):
    assert render_docx(review_report(), at=AT.astimezone(timezone(timedelta(hours=7)))) == package


def test_page_and_margins_are_those_of_the_decree(report):
    page = report.sections[0]
    measures = (page.page_width, page.page_height, page.top_margin, page.bottom_margin, page.left_margin)
    assert [round(measure.mm, 1) for measure in (*measures, page.right_margin)] == [210, 297, 20, 20, 30, 15]


def test_the_body_is_justified_indented_and_spaced(report):
    body = report.styles["Body Text"]
    assert (body.font.name, body.font.size) == ("Times New Roman", Pt(14))
    shape = body.paragraph_format
    assert shape.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(shape.first_line_indent.mm) == 10
    assert (shape.space_before, shape.line_spacing) == (Pt(6), 1.15)


def test_every_style_that_is_used_is_black_times_new_roman(report):
    used = {one.style.name for one in all_paragraphs(report)}
    fonts = {(report.styles[name].font.name, str(report.styles[name].font.color.rgb)) for name in used}
    assert fonts == {("Times New Roman", "000000")}


@pytest.mark.parametrize(
    ("start", "points", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI", 12, True, False),
        ("Độc lập", 13, True, False),
        ("ỦY BAN NHÂN DÂN", 12, False, False),
        ("BAN CHỈ ĐẠO 138", 12, True, False),
        ("Số: 05", 13, False, False),
        ("Thái Bình, ngày 05", 13, False, True),
    ],
)
def test_the_lines_of_the_head_have_their_size_and_style(report, start, points, bold, italic):
    line = paragraph(report, start)
    run = line.runs[0]
    assert (size(line), bool(run.bold), bool(run.italic)) == (points, bold, italic)
    assert report.styles[line.style.name].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


@pytest.mark.parametrize(
    ("start", "points", "bold", "italic"),
    [
        ("BÁO CÁO", 14, True, False),
        ("Tổng kết 5 năm", 14, True, False),
        ("II. KẾT QUẢ", 14, True, False),
        ("Nơi nhận:", 12, True, True),
        ("- Như trên;", 11, False, False),
        ("TM. BAN CHỈ ĐẠO", 14, True, False),
        ("Trần Minh Quang", 14, True, False),
        ("Phụ lục", 14, True, False),
        ("(Kèm theo", 13, False, True),
    ],
)
def test_the_other_components_have_their_style(report, start, points, bold, italic):
    line = paragraph(report, start)
    font = report.styles[line.style.name].font
    assert (font.size.pt, font.bold, font.italic) == (points, bold, italic)


def test_headings_are_headings_so_that_word_shows_the_outline(report):
    found = [(one.style.name, one.text) for one in report.paragraphs if one.style.name.startswith("Heading")]
    assert found[:3] == [
        ("Heading 1", "I. ĐẶC ĐIỂM TÌNH HÌNH"),
        ("Heading 1", "II. KẾT QUẢ THỰC HIỆN"),
        ("Heading 2", "1. Xây dựng và duy trì mô hình"),
    ]


def test_the_page_number_stands_centred_from_page_two_on(report):
    section = report.sections[0]
    field = section.header.paragraphs[0]._p.find(qn("w:fldSimple"))
    assert section.different_first_page_header_footer
    assert field.get(qn("w:instr")) == "PAGE"
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.header_distance < Mm(20) - Pt(13)


def test_a_draft_says_so_in_the_head_and_on_every_page(draft):
    assert "DỰ THẢO" in draft.sections[0].header.paragraphs[0].text
    assert paragraph(draft, "DỰ THẢO").runs[0].bold


def test_a_finished_document_carries_no_draft_mark(report):
    assert "DỰ THẢO" not in report.sections[0].header.paragraphs[0].text
    assert not any("DỰ THẢO" in one.text for one in all_paragraphs(report))


def test_title_author_language_and_instant_are_told(report):
    properties = report.core_properties
    assert properties.title.startswith("Báo cáo Tổng kết 5 năm")
    assert (properties.author, properties.language) == ("Ban Chỉ đạo 138", "vi-VN")
    assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 20, 2, 40)  # noqa: DTZ001 - Word keeps UTC


def test_the_heads_of_tables_repeat_and_rows_do_not_break(report):
    grids = [table for table in report.tables if table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert [len(table.rows) for table in grids] == [6, 62]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for table in grids for row in table.rows)


def test_tables_are_as_wide_as_the_text(report):
    widths = {
        sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol")))
        for table in report.tables
    }
    assert {round(width / 1440 * 25.4) for width in widths} == {165}


def test_a_total_is_bold(report):
    last = report.tables[-1].rows[-1]
    assert [run.bold for cell in last.cells for one in cell.paragraphs for run in one.runs if run.text] == [True] * 3


def test_charts_are_pictures_with_words_for_those_who_do_not_see(report):
    described = [one.get("descr") for one in report.element.body.iter(qn("wp:docPr"))]
    assert [text.split(":")[0] for text in described] == [
        "Biểu đồ cột",
        "Biểu đồ so sánh hai kỳ của bốn nội dung, số liệu như Bảng 1.",
    ]
    assert [round(shape.width.mm) for shape in report.inline_shapes] == [165, 165]


def test_every_source_mark_leads_to_its_note(report):
    targets = {one.get(qn("w:name")) for one in report.element.body.iter(qn("w:bookmarkStart"))}
    marks = [one.get(qn("w:anchor")) for one in report.element.body.iter(qn("w:hyperlink"))]
    assert targets == {f"source_{number}" for number in range(1, 7)}
    assert set(marks) <= targets
    assert len(marks) == sum(len(run.notes) for run in review_report().runs())


def test_every_part_is_well_formed_and_dated(package):
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        assert parts.testzip() is None
        assert {entry.date_time for entry in parts.infolist()} == {(2026, 11, 20, 2, 40, 0)}


def test_the_file_is_one_of_todays_word_without_a_strangers_thumbnail(package, report):
    modes = {
        setting.get(qn("w:name")): setting.get(qn("w:val"))
        for setting in report.settings.element.iter(qn("w:compatSetting"))
    }
    assert modes["compatibilityMode"] == "15"
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        assert not any("thumbnail" in name for name in parts.namelist())


def test_properties_stand_in_the_order_of_the_schema(report):
    order = ["pStyle", "keepNext", "pageBreakBefore", "pBdr", "tabs", "spacing", "ind", "jc"]
    for properties in report.element.body.iter(qn("w:pPr")):
        names = [child.tag.rpartition("}")[2] for child in properties]
        assert names == sorted(names, key=order.index)


def test_a_press_release_has_its_own_head():
    release = docx.Document(io.BytesIO(render_docx(press_release(), at=AT)))
    lines = [one.text for one in all_paragraphs(release) if one.text]
    assert lines[:4] == [
        "BAN CHỈ ĐẠO 138 TỈNH THÁI BÌNH",
        "Thái Bình, ngày 05 tháng 11 năm 2024",
        "THÔNG CÁO BÁO CHÍ",
        "Thái Bình có 2.316 mô hình tự quản về an ninh, trật tự sau 5 năm",
    ]


def test_special_letters_arrive_as_they_are():
    text = "<w:p/> & \"ngoặc\" 'đơn' ]]> {{ jinja }} \\n"
    page = Manuscript().paragraph(text).paragraph("hết").table([Column(text)], [[text]], title=text)
    printed = docx.Document(io.BytesIO(render_docx(page.finish(head=Head(text), kind=text, summary=text), at=AT)))
    assert sum(one.text == text for one in all_paragraphs(printed)) >= 4
