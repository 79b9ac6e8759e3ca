"""One document, two formats: the same words and the same numbers, whatever the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.paper.reading import bare, docx_text, figures, pdf_text
from tests.paper.samples import AT, SAMPLES
from tests.paper.test_fonts import OTHERS, VIETNAMESE

from thidua.paper.docx import render_docx
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import (
    Annex,
    Chart,
    Column,
    Document,
    Head,
    HeadKind,
    Honoured,
    HonourGroup,
    Number,
    Row,
    Signature,
    figure,
    runs,
)
from thidua.paper.pdf import render_pdf

# What our fonts can print and a reader gets back letter for letter.
PRINTABLE = st.text(alphabet=sorted(VIETNAMESE | OTHERS), max_size=60)
ANYTHING = st.text(max_size=60)
SLOW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def letter_of(text: str, figure_text: str = "1.234") -> Document:
    """Return a document that holds ``text`` in each of its places."""
    page = Manuscript()
    note = page.cite("nguồn", text, text)
    page.heading(1, text).paragraph(text, figure(figure_text, note)).items([text, "b"])
    page.table([Column("Cột " + text)], [[text], Row((runs(text),), total=True)], title=text, remark=text)
    page.honours([HonourGroup(text, (Honoured(text, text, (note,)),))], title=text).paragraph("Hết")
    page.annex(text).paragraph(text)
    return page.finish(
        head=Head(text, text),
        kind="Báo cáo",
        summary=text,
        number=Number(7, text),
        place=text,
        day=date(2026, 1, 5),
        addressees=(text, text),
        legal_basis=(text,),
        signature=Signature(text, text),
        recipients=(text,),
        contact=text,
    )


def has_charts(document: Document) -> bool:
    return any(isinstance(block, Chart) for block in document.blocks)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_number_of_the_word_file_is_in_the_pdf_and_none_is_new(name):
    document = SAMPLES[name]
    in_word = figures(docx_text(render_docx(document, at=AT)))
    in_pdf = figures(pdf_text(render_pdf(document, at=AT)))
    assert [number for number in in_word if number not in in_pdf] == []


@pytest.mark.parametrize("name", [name for name in SAMPLES if not has_charts(SAMPLES[name])])
def test_a_document_without_charts_reads_the_same_in_both(name):
    document = SAMPLES[name]  # a chart is letters in the PDF and a picture in the Word file
    assert bare(docx_text(render_docx(document, at=AT))) == bare(pdf_text(render_pdf(document, at=AT)))


@SLOW
@given(PRINTABLE)
def test_both_formats_say_the_same_words(text):
    document = letter_of(text)
    assert bare(docx_text(render_docx(document, at=AT))) == bare(pdf_text(render_pdf(document, at=AT)))


@SLOW
@given(ANYTHING)
def test_any_text_survives_both(text):
    document = letter_of(text)
    assert "1.234[1]" in docx_text(render_docx(document, at=AT))
    assert "1.234" in bare(pdf_text(render_pdf(document, at=AT)))  # Hebrew before it turns the brackets round


@SLOW
@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["", "trên ", "hơn ", "ít nhất "]))
def test_a_figure_is_printed_as_it_was_given(number, qualifier):
    shown = qualifier + f"{number:,}".replace(",", ".")
    document = letter_of("Kết quả", shown)
    assert f"{shown}[1]" in docx_text(render_docx(document, at=AT))
    assert bare(f"{shown}[1]") in bare(pdf_text(render_pdf(document, at=AT)))


def test_a_table_of_two_thousand_rows_is_printed_whole():
    page = Manuscript()
    columns = [Column("TT", "centre", 0.5), Column("Đơn vị", width=3), *(Column(name, "right") for name in "ABC")]
    page.table(columns, ([str(place), f"Xã Mẫu {place}", "12", "34", "56"] for place in range(2000)))
    document = page.finish(head=Head("A"), kind="Báo cáo", summary="Dài")
    word, printed = render_docx(document, at=AT), render_pdf(document, at=AT)
    assert "Xã Mẫu 1999" in docx_text(word)
    assert "Xã Mẫu 1999" in pdf_text(printed)


@pytest.mark.parametrize("kind", HeadKind)
@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"signature": Signature()},
        {"recipients": ("Như trên",)},
        {"annexes": (Annex("", ()),)},
        {"number": Number()},
    ],
    ids=lambda parts: "".join(parts) or "nothing",
)
def test_a_document_of_next_to_nothing_prints_in_both(kind, parts):
    document = Document(head=Head(kind=kind), kind="", summary="", blocks=(), **parts)
    assert bare(docx_text(render_docx(document, at=AT))) == bare(pdf_text(render_pdf(document, at=AT)))


def test_two_who_sign_stand_side_by_side_and_the_recipients_below():
    page = Manuscript().paragraph("Phiên họp kết thúc.")
    document = page.finish(
        head=Head("Hội đồng"),
        kind="Biên bản",
        summary="Họp",
        day=date(2026, 1, 5),
        beside=Signature("Thư ký", "Lê An"),
        signature=Signature("Chủ tọa", "Trần Bình"),
        recipients=("Thành viên Hội đồng",),
    )

    word, pdf = docx_text(render_docx(document, at=AT)), pdf_text(render_pdf(document, at=AT))

    told = ["THƯ KÝ", "Lê An", "CHỦ TỌA", "Trần Bình", "Nơi nhận:", "- Thành viên Hội đồng;", "- Lưu: VT."]
    assert [line for line in word.splitlines() if line in told] == told
    assert sorted(bare(word)) == sorted(bare(pdf))
