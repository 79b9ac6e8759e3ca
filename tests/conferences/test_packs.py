"""The conference pack: report and press release from one reading."""

import io
from datetime import date

import docx
import pypdfium2
import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import process_actor
from tests.factories.registry import make_award, make_figure, make_movement, make_review

from thidua.conferences.commands import add_direction, make_pack, request_pack
from thidua.core.errors import Refused
from thidua.documents.commands import add_profile
from thidua.documents.rules import ProfileText, SignerText
from thidua.sources.queries import open_file

pytestmark = pytest.mark.django_db

PROFILE = ProfileText(
    issuing_body="Công an tỉnh Thái Bình",
    superior_body="Bộ Công an",
    symbol="CAT",
    place="Thái Bình",
    recipients="Như trên;\nLưu: VT, PV05.",
    signers=[SignerText("Giám đốc", "Người Thử")],
)


@pytest.fixture
def province():
    return make_unit("Thái Bình")


@pytest.fixture
def review(province):
    movement = make_movement(province)
    make_figure(province, 2087, movement=movement)
    make_figure(province, 74000, code="attendances", qualifier="at_least", movement=movement)
    make_award(province, movement=movement, authority="Bộ Công an", collectives=103, individuals=94)
    return make_review(province, movement=movement)


def pdf_text(issued):
    with open_file(issued.pdf) as file:
        pages = pypdfium2.PdfDocument(file.read())
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def docx_text(issued):
    with open_file(issued.docx) as file:
        word = docx.Document(io.BytesIO(file.read()))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([paragraph.text for paragraph in word.paragraphs] + cells).split())


def test_report_and_release_carry_every_figure_of_the_review_in_both_formats(review, province):
    pack = make_pack(review=review, by=process_actor(province), at=AT)

    for issued in (pack.report, pack.release):
        for text in (pdf_text(issued), docx_text(issued)):
            for number in ("2.087", "trên 74.000", "103 tập thể, 94 cá nhân"):
                assert number in text


def test_every_figure_of_the_report_has_a_numbered_source_note(review, province):
    text = pdf_text(make_pack(review=review, by=process_actor(province), at=AT).report)

    assert "nguồn số liệu" in text.casefold()
    assert "[1]" in text
    assert "“Bài về 2087 veteran_models”, Báo thử; Người thử nhận ngày 20/11/2026" in text


def test_the_sections_that_nobody_filled_are_dotted_blanks(review, province):
    text = pdf_text(make_pack(review=review, by=process_actor(province), at=AT).report)

    assert "Nguyên nhân khách quan, chủ quan (đơn vị bổ sung): ………" in text


def test_documents_are_drafts_until_the_office_profile_of_that_day_is_filled(review, province):
    before = make_pack(review=review, by=process_actor(province), at=AT)
    add_profile(unit=province, since=date(2026, 1, 1), text=PROFILE, by=process_actor(province), at=AT)
    after = make_pack(review=review, by=process_actor(province), at=AT)

    assert (before.report.is_draft, after.report.is_draft) == (True, False)
    assert "DỰ THẢO" in pdf_text(before.report)
    assert "DỰ THẢO" not in pdf_text(after.report)
    assert "Số: …/BC-CAT" in pdf_text(after.report)


def test_a_profile_that_begins_later_does_not_surround_the_document(review, province):
    add_profile(unit=province, since=date(2027, 1, 1), text=PROFILE, by=process_actor(province), at=AT)

    assert make_pack(review=review, by=process_actor(province), at=AT).report.is_draft


def test_the_same_review_gives_the_same_bytes(review, province):
    first = make_pack(review=review, by=process_actor(province), at=AT)
    second = make_pack(review=review, by=process_actor(province), at=AT)

    assert first.report.pdf_id == second.report.pdf_id
    assert first.report.docx_id == second.report.docx_id


def test_directions_stand_in_the_report_with_owner_and_day(review, province):
    add_direction(
        review=review,
        text="Nhân rộng mô hình tốt",
        owner="Công an tỉnh",
        due_on=date(2025, 6, 30),
        by=process_actor(province),
        at=AT,
    )

    text = pdf_text(make_pack(review=review, by=process_actor(province), at=AT).report)

    assert "Nhân rộng mô hình tốt" in text
    assert "30/06/2025" in text


def test_a_pack_of_an_empty_review_is_refused(province):
    with pytest.raises(Refused, match="Chưa có số liệu, khen thưởng nào để lập gói"):
        make_pack(review=make_review(province), by=process_actor(province), at=AT)


def test_a_second_press_returns_the_pack_that_is_being_made(review, province):
    first = request_pack(review=review, by=process_actor(province), at=AT)
    second = request_pack(review=review, by=process_actor(province), at=AT)

    assert first == second
