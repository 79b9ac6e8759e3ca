from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from tests.paper.reading import pdf_pages, pdf_text
from tests.paper.samples import AT, SAMPLES, press_release, review_report

from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Head, Paragraph, runs
from thidua.paper.pdf import render_pdf

POINTS = 72 / 25.4


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_pdf(review_report(), at=AT)


@pytest.fixture(scope="module")
def draft() -> bytes:
    return render_pdf(review_report(draft=True), at=AT)


def short(text: str, **parts):
    page = Manuscript().paragraph(text)
    return page.finish(**{"head": Head("Công an tỉnh"), "kind": "Báo cáo", "summary": "Về kết quả", **parts})


def test_the_same_document_at_the_same_instant_is_the_same_bytes(report):
    assert render_pdf(review_report(), at=AT) == report


def test_another_instant_is_another_file(report):
    assert render_pdf(review_report(), at=AT + timedelta(days=1)) != report


def test_pages_are_a4_upright(report):
    sizes = {tuple(round(side / POINTS) for side in page.get_size()) for page in pypdfium2.PdfDocument(report)}
    assert sizes == {(210, 297)}


def test_text_keeps_to_the_margins(report):
    for page in pypdfium2.PdfDocument(report):
        text = page.get_textpage()
        letters = [place for place in range(text.count_chars()) if text.get_text_range(place, 1).strip()]
        boxes = [text.get_charbox(place) for place in letters]
        left, right, bottom = min(b[0] for b in boxes), max(b[2] for b in boxes), min(b[1] for b in boxes)
        assert (left / POINTS > 29.5, right / POINTS < 195.5, bottom / POINTS > 19.5) == (True, True, True)


def test_the_page_number_stands_on_every_page_but_the_first(report):
    pages = pdf_pages(report)
    assert not pages[0].startswith("1")
    assert [page.split()[0] for page in pages[1:]] == [str(place) for place in range(2, len(pages) + 1)]


def test_the_page_number_is_centred_between_the_edges_of_the_text(report):
    page = pypdfium2.PdfDocument(report)[1]
    left, bottom, right, top = page.get_textpage().get_charbox(0)
    assert abs((left + right) / 2 / POINTS - (30 + 165 / 2)) < 1
    assert 297 - 20 < bottom / POINTS < top / POINTS < 297


def test_a_draft_says_so_on_every_page(draft):
    assert all("DỰ THẢO" in page for page in pdf_pages(draft))


def test_a_finished_document_does_not(report):
    assert "DỰ THẢO" not in pdf_text(report)


def test_title_author_and_language_are_told(report):
    properties = pypdfium2.PdfDocument(report).get_metadata_dict()
    assert properties["Title"].startswith("Báo cáo Tổng kết 5 năm")
    assert properties["Author"] == "Ban Chỉ đạo 138"
    assert properties["CreationDate"].startswith("D:20261120024")
    assert b"/Lang(vi)" in report


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_is_fit_for_the_archive_and_to_be_read_aloud(name):
    printed = render_pdf(SAMPLES[name], at=AT)
    assert (b"pdfaid:part" in printed, b"pdfuaid:part" in printed, b"/MarkInfo" in printed) == (True, True, True)


def test_a_letter_that_no_font_has_prints_all_the_same():
    printed = render_pdf(short("Chúc mừng 🎉 龍 hội nghị"), at=AT)
    assert "Chúc mừng" in pdf_text(printed)
    assert b"pdfaid:part" not in printed


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x")',
        "$ x^2 $ và #sys.inputs",
        '#read("/etc/passwd")',
        "*đậm* _nghiêng_ `mã` = Đề mục",
        "] [ } { ) ( \\ \\u{41} // không phải chú thích /* */",
        '"}, "layout": {"body": 99}',
        "@nguon <nhan> https://example.org -- --- ~",
    ],
)
def test_text_is_never_read_as_markup(text):
    assert text.replace(" ", "") in pdf_text(render_pdf(short(text), at=AT)).replace("\n", "").replace(" ", "")


def test_source_marks_are_links_within_the_file(report):
    assert report.count(b"/Subtype/Link") >= len([run for run in review_report().runs() if run.notes])


def test_the_head_of_a_table_repeats_on_every_page(report):
    assert sum("Đơn vị Mô hình Buổi" in page for page in pdf_pages(report)) == 2


def test_a_short_table_is_not_broken():
    page = Manuscript()
    for _ in range(21):
        page.paragraph("Một dòng.")
    page.table([Column("Cột A"), Column("Cột B")], [[f"hàng {place}", "x"] for place in range(1, 9)], title="Tên bảng")
    pages = pdf_pages(render_pdf(page.finish(head=Head("A"), kind="Báo cáo", summary="x"), at=AT))
    assert ["Tên bảng" in text for text in pages] == [False, True]
    assert ["hàng 1" in text for text in pages] == ["hàng 8" in text for text in pages] == [False, True]


def test_the_signature_never_stands_alone_on_a_page():
    for lines in range(22, 30):
        document = review_report()
        blocks = tuple(Paragraph(runs(f"Dòng {place}.")) for place in range(1, lines))
        pages = pdf_pages(render_pdf(replace(document, blocks=blocks, annexes=(), sources=()), at=AT))
        signed = next(text for text in pages if "Trần Minh Quang" in text)
        assert f"Dòng {lines - 1}./." in signed


def test_a_cell_longer_than_a_page_loses_nothing():
    words = " ".join(f"từ{place}" for place in range(3000))
    page = Manuscript().table([Column("Cột")], [[words]])
    text = pdf_text(render_pdf(page.finish(head=Head("A"), kind="Báo cáo", summary="x"), at=AT))
    assert all(f"từ{place}" in text for place in (0, 1500, 2999))


def test_each_annex_starts_a_new_page(report):
    pages = pdf_pages(report)
    starts = [place for place, text in enumerate(pages, start=1) if "(Kèm theo Báo cáo số 05/BC-BCĐ" in text]
    assert starts == [4, 6]


def test_a_press_release_keeps_its_sources_on_the_page():
    pages = pdf_pages(render_pdf(press_release(), at=AT))
    assert len(pages) == 1
    assert "Nguồn số liệu" in pages[0]
    assert "CỘNG HÒA" not in pages[0]
