from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.paper.samples import SAMPLES, press_release, review_report

from thidua.paper.composition import PrintedHeading, PrintedParagraph, compose, layout_day
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Chart, Column, Document, Head, HeadKind, Paragraph, Run, Signature, Table, figure

SHORT = {"head": Head("Công an tỉnh"), "kind": "Báo cáo", "summary": "Về kết quả"}


def composed(page: Manuscript, **parts):
    return compose(page.finish(**{**SHORT, **parts}))


def texts(blocks):
    return ["".join(run.text for run in block.text) for block in blocks if hasattr(block, "text")]


def test_headings_are_numbered_within_their_parents():
    page = Manuscript()
    for level in (1, 2, 3, 3, 2, 3, 1, 2):
        page.heading(level, "x")
    assert [block.label for block in composed(page).blocks] == ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]


def test_a_heading_may_go_without_a_number():
    blocks = composed(Manuscript().heading(1, "a", numbered=False).heading(1, "b")).blocks
    assert [block.label for block in blocks] == ["", "I."]


def test_an_annex_numbers_its_headings_anew_and_its_tables_on():
    page = Manuscript().heading(1, "a").table([Column("x")], [], title="một")
    page.annex("Danh sách").heading(1, "b").table([Column("x")], [], title="hai")
    annex = composed(page).annexes[0]
    assert annex.blocks[0] == PrintedHeading(1, 1, "I.", (Run("b"),))
    assert isinstance(annex.blocks[1], Table)
    assert annex.blocks[1].title == "Bảng 2. hai"


def test_the_outline_never_skips_a_level():
    page = Manuscript()
    for level in (2, 3, 1, 3):
        page.heading(level, "x")
    assert [(block.level, block.outline) for block in composed(page).blocks] == [(2, 1), (3, 2), (1, 1), (3, 2)]


def test_a_table_without_a_title_takes_no_number():
    page = Manuscript().table([Column("x")], []).table([Column("x")], [], title="tên")
    assert [block.title for block in composed(page).blocks] == ["", "Bảng 1. tên"]


def test_charts_are_counted_apart_from_tables():
    page = Manuscript().table([Column("x")], [], title="a").chart("b", {"mark": "bar"}, "lời")
    chart = composed(page).blocks[1]
    assert isinstance(chart, Chart)
    assert chart.title == "Biểu đồ 1. b"


def test_list_items_carry_their_label():
    blocks = composed(Manuscript().items(["a", "b"]).items(["c", "d"], numbered=True)).blocks
    assert [block.label for block in blocks] == ["-", "-", "1)", "2)"]


@pytest.mark.parametrize(
    ("last", "printed"),
    [
        ("Trên đây là báo cáo.", "Trên đây là báo cáo./."),
        ("Trên đây là báo cáo", "Trên đây là báo cáo./."),
        ("Trên đây là báo cáo./.", "Trên đây là báo cáo./."),
    ],
)
def test_the_last_paragraph_ends_so_that_nothing_can_follow(last, printed):
    assert texts(composed(Manuscript().paragraph(last)).blocks) == [printed]


def test_the_end_mark_stands_after_a_source_mark():
    page = Manuscript()
    page.paragraph("Có ", figure("5", page.cite("a", "câu")))
    assert composed(page).blocks[-1].text == (Run("Có "), Run("5", notes=(1,)), Run("./."))


def test_a_press_release_has_no_end_mark():
    sheet = compose(press_release())
    assert texts(sheet.blocks)[-1].endswith("phong trào.")
    assert sheet.blocks[-1].kept


def test_a_document_that_ends_with_a_table_is_left_as_it_is():
    page = Manuscript().paragraph("a").table([Column("x")], [])
    assert texts(composed(page).blocks) == ["a"]


def test_a_paragraph_that_announces_something_stays_with_it():
    blocks = composed(Manuscript().paragraph("Như sau:").paragraph("một").paragraph("hai")).blocks
    assert [block.kept for block in blocks if isinstance(block, PrintedParagraph)] == [True, False, True]


def test_a_press_release_carries_neither_motto_nor_number():
    sheet = compose(press_release())
    assert (sheet.press, sheet.national_name, sheet.motto, sheet.number) == (True, "", "", "")
    assert (sheet.issuer, sheet.kind) == ("BAN CHỈ ĐẠO 138 TỈNH THÁI BÌNH", "THÔNG CÁO BÁO CHÍ")


def test_an_administrative_document_carries_the_nine_components():
    sheet = compose(review_report())
    assert sheet.national_name == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert sheet.motto == "Độc lập - Tự do - Hạnh phúc"
    assert (sheet.superior, sheet.issuer) == ("ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH", "BAN CHỈ ĐẠO 138")
    assert sheet.number == "Số: 05/BC-BCĐ"
    assert sheet.place_day == "Thái Bình, ngày 05 tháng 11 năm 2024"
    assert sheet.kind == "BÁO CÁO"
    assert sheet.offices == ("TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    assert sheet.signer == "Trần Minh Quang"
    assert sheet.recipients[-1] == "- Lưu: VT, PV05."
    assert sheet.draft == ""


def test_what_a_draft_lacks_is_dotted():
    sheet = compose(review_report(draft=True))
    assert (sheet.draft, sheet.number) == ("DỰ THẢO", "Số: …/BC-BCĐ")
    assert sheet.place_day == "Thái Bình, ngày … tháng … năm …"
    assert (sheet.offices, sheet.signer) == (("……………………",), "……………………")


def test_an_unknown_issuer_is_dotted():
    document = Document(head=Head(kind=HeadKind.PRESS), kind="Báo cáo", summary="x", blocks=())
    assert compose(document).issuer == "……………………"


def test_a_signed_document_without_recipients_leaves_room_for_them():
    page = Manuscript().paragraph("a")
    assert composed(page, signature=Signature("Giám đốc")).recipients == ("- ………;", "- Lưu: VT.")
    assert composed(page).recipients == ()


def test_an_administrative_document_without_a_number_leaves_room_for_it():
    assert composed(Manuscript()).number == "Số: …/…"


def test_legal_basis_ends_with_semicolons_and_a_full_stop():
    lines = ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022.", "Theo đề nghị của Trưởng phòng,")
    document = Document(blocks=(), legal_basis=lines, **SHORT)
    assert [line[-1] for line in compose(document).basis] == [";", "."]


def test_source_notes_stand_in_the_order_of_their_numbers():
    sheet = compose(review_report())
    assert [note.mark for note in sheet.sources] == ["[1]", "[2]", "[3]", "[4]", "[5]", "[6]"]
    assert sheet.sources[1].text.startswith("“…xây dựng và duy trì hoạt động 2.087 mô hình…”. Bài")


@pytest.mark.parametrize("name", SAMPLES)
def test_composing_keeps_every_figure(name):
    document = SAMPLES[name]
    before = [run.text for run in document.runs() if run.notes and run.text]
    blocks = [*compose(document).blocks, *(block for annex in compose(document).annexes for block in annex.blocks)]
    assert all(any(figure in repr(block) for block in blocks) for figure in before)


def test_control_characters_go_from_every_part():
    page = Manuscript().heading(1, "a\x00").paragraph("b\x1b").table([Column("c\x02")], [["d\x03"]], title="e\x04")
    page.chart("f\x05", {"data": {"values": [{"label": "g\x06", "value": 1}]}}, "h\x07", "i\x08").annex("k\x0e")
    page.cite("l", "m\x0f", "n\x10")
    sheet = composed(page, place="o\x11", recipients=("p\x12",), contact="q\x13", addressees=("r\x14",))
    assert "\\x" not in repr(sheet)


def test_the_layout_of_the_documents_own_day_holds():
    assert layout_day(review_report(), datetime(2030, 1, 1, tzinfo=UTC)) == date(2024, 11, 5)
    assert layout_day(review_report(draft=True), datetime(2030, 1, 1, tzinfo=UTC)) == date(2030, 1, 1)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        layout_day(review_report(), datetime(2030, 1, 1))  # noqa: DTZ001 - that is the fault


def test_an_aligned_paragraph_keeps_its_side():
    document = Document(blocks=(Paragraph((Run("a"),), "centre"), Paragraph((Run("b"),))), **SHORT)
    assert [block.align for block in compose(document).blocks] == ["centre", "justified"]
