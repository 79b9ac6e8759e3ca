from __future__ import annotations

import pytest
from tests.paper.samples import review_report

from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Document, Head, Paragraph, Row, Run, SourceNote, Table, figure, runs

SHORT = {"head": Head("Công an tỉnh"), "kind": "Báo cáo", "summary": "Về kết quả"}


def test_plain_text_becomes_one_run():
    assert runs("Có 5 mô hình") == (Run("Có 5 mô hình"),)


def test_strings_take_the_style_and_runs_keep_their_own():
    assert runs(["Có ", figure("5", 1)], bold=True) == (Run("Có ", bold=True), Run("5", notes=(1,)))


def test_a_row_must_be_as_wide_as_the_head():
    with pytest.raises(ValueError, match="row 2 has 1 cells, the table 2 columns"):
        Table((Column("A"), Column("B")), (Row((runs("1"), runs("2"))), Row((runs("1"),))))


def test_a_table_must_have_columns():
    with pytest.raises(ValueError, match="needs columns"):
        Table((), ())


def test_a_column_must_have_a_width():
    with pytest.raises(ValueError, match="a column a width"):
        Table((Column("A", width=0),), ())


def test_a_note_without_a_source_is_refused():
    with pytest.raises(ValueError, match="no source for note 7"):
        Document(blocks=(Paragraph(runs(figure("5", 7))),), **SHORT)


def test_a_note_in_an_annex_needs_its_source_too():
    page = Manuscript().annex("Danh sách")
    page.table([Column("Số")], [[figure("5", 3)]])
    with pytest.raises(ValueError, match="no source for note 3"):
        page.finish(**SHORT)


def test_two_sources_of_one_number_are_refused():
    with pytest.raises(ValueError, match="carry one number"):
        Document(blocks=(), sources=(SourceNote(1, "a"), SourceNote(1, "b")), **SHORT)


def test_sources_are_numbered_as_they_are_first_cited():
    page = Manuscript()
    numbers = [page.cite(key, f"câu {key}") for key in ("b", "a", "b", "c", "a")]
    assert numbers == [1, 2, 1, 3, 2]
    assert [note.text for note in page.finish(**SHORT).sources] == ["câu b", "câu a", "câu c"]


def test_blocks_after_an_annex_stand_in_the_annex():
    page = Manuscript().paragraph("thân").annex("Một").paragraph("một").annex("Hai").paragraph("hai")
    document = page.finish(**SHORT)
    assert document.blocks == (Paragraph(runs("thân")),)
    assert [(annex.title, len(annex.blocks)) for annex in document.annexes] == [("Một", 1), ("Hai", 1)]


def test_a_document_knows_every_run_in_reading_order():
    noted = [run.text for run in review_report().runs() if run.notes]
    assert noted[:4] == ["2.316", "2.087", "", "2.087"]
    assert noted[-2:] == ["2.316", "1.914"]
    assert "Hội Cựu chiến binh huyện Quỳnh Phụ" in noted


def test_every_kind_of_block_gives_up_its_runs():
    page = Manuscript().heading(1, "một").paragraph("hai ", "ba").items(["bốn"]).page_break()
    page.table([Column("Cột")], [["năm"]]).chart("Tên", {}, "lời", "sáu")
    assert [run.text for run in page.finish(**SHORT).runs()] == ["một", "hai ", "ba", "bốn", "năm", "sáu"]


def test_a_document_is_a_draft_until_it_is_said_otherwise():
    assert Document(blocks=(), **SHORT).draft
