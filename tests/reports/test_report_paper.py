"""A report as a document: what stands in it, when it is a draft, what an amended one says, signed sheets."""

import io
from datetime import UTC, date, datetime

import docx
import pytest
from tests.factories.documents import FULL
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import (
    LATER,
    add_passage_section,
    file_and_accept,
    file_and_return,
    make_form,
    make_indicator,
    make_report,
    month,
    type_in,
)
from tests.factories.scans import jpeg, png, scanned_pdf
from tests.paper.reading import bare, docx_text, pdf_pages, pdf_text

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.documents.commands import add_profile
from thidua.documents.models import IssuedDocument
from thidua.paper.docx import render_docx
from thidua.paper.fingerprint import fingerprint
from thidua.paper.model import (
    Authority,
    Column,
    Head,
    Heading,
    Number,
    Paragraph,
    Row,
    Signature,
    Table,
    figure,
    runs,
)
from thidua.paper.pdf import render_pdf
from thidua.reports.commands import (
    accept_report,
    amend_report,
    attach_signed_copy,
    file_report,
    make_paper,
    recall_report,
    save_explanation,
    save_note,
    save_passage,
)
from thidua.reports.models import Report, ReportPaper, SignedCopy
from thidua.reports.queries.entry import read_entry
from thidua.reports.queries.papers import document_of, papers_of
from thidua.reports.rules import Span
from thidua.reports.rules.paper import (
    Office,
    PaperLine,
    PaperSection,
    ReportText,
    paper_of,
    period_in_words,
    summary,
)
from thidua.sources.queries import open_file

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
OCTOBER = Span("month", date(2026, 10, 1), date(2026, 11, 1), "tháng 10/2026")
LEAP = {
    "code": "leap",
    "severity": "explain",
    "terms": {"kind": "against_previous", "cell": "sessions", "times": "3"},
}
OFFICE = Office(
    head=Head("Ủy ban nhân dân xã Vũ Thư"),
    number=Number(None, "BC-UBND"),
    place="Vũ Thư",
    signature=Signature("Chủ tịch", "Nguyễn Văn Thử"),
    recipients=("Lưu: VT.",),
    is_complete=True,
)
TEXT = ReportText(
    form="Báo cáo tháng phong trào Toàn dân bảo vệ an ninh Tổ quốc",
    period=OCTOBER,
    unit="xã Vũ Thư",
    office=OFFICE,
    sections=(
        PaperSection(
            "Tuyên truyền",
            (
                PaperLine("1", "Buổi tuyên truyền", "buổi", "14", "13"),
                PaperLine("2", "Lượt người dự", "lượt", "trên 1.600", "", "Có Ngày hội"),
                PaperLine("3", "Tin, bài", "tin", ""),
            ),
        ),
        PaperSection("Nhận xét", text="Thuận lợi.\n\nKhó khăn.", is_narrative=True),
    ),
    here_label="Tháng 10",
    previous_label="Tháng 9",
    addressee="Ủy ban nhân dân tỉnh Hưng Yên",
    day=DAY,
    is_filed=True,
)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    unit = make_commune("Vũ Thư", under=province)
    add_profile(unit=unit, since=date(2020, 1, 1), text=FULL, by=process_actor(unit), at=AT)
    return unit


@pytest.fixture
def form():
    make_indicator("sessions", "Buổi tuyên truyền")
    make_indicator("attendances", "Lượt người dự", unit_of_measure="lượt")
    made = make_form("sessions", "attendances", checks=[LEAP])
    add_passage_section(made)
    return made


@pytest.fixture
def filed(form, commune, province):
    """October, filed after an accepted September, with a reason, a note and a passage."""
    file_and_accept(make_report(form, commune, month(9), sessions="10", attendances="90"), above=province)
    report = make_report(form, commune, month(10), sessions="40", attendances="trên 1.600")
    by = process_actor(commune)
    save_explanation(report=report, check_code="leap", cell_code="sessions", text="Cao điểm.", by=by, at=AT)
    entry = read_entry(report)
    save_note(report=report, line=entry.rows[1].line, note="Có Ngày hội", by=by, at=AT)
    section = entry.sections[1].section
    save_passage(report=report, section_id=section.pk, text="Thuận lợi.", was="", by=by, at=AT)
    return file_report(report=Report.objects.get(pk=report.pk), by=by, at=AT)


def by_of(report):
    return process_actor(report.unit)


def make(report, at=LATER):
    return make_paper(report=report, by=by_of(report), at=at)


def sign(report, content, name="Ký.PNG", at=LATER):
    return attach_signed_copy(report=report, content=content, name=name, by=by_of(report), at=at)


def kept(stored):
    return open_file(stored).read()


def rows_of(package, place):
    """The cells of a table of a Word file; the first table is the head of the document."""
    table = docx.Document(io.BytesIO(package)).tables[place]
    return [[cell.text for cell in row.cells] for row in table.rows]


def told_by(element):
    """The style of a paragraph of a Word file, nothing for what is none."""
    return next(iter(element.xpath("./w:pPr/w:pStyle/@w:val")), "")


class TestTheDocument:
    """From plain values to the document model."""

    def test_each_section_is_a_numbered_heading_with_its_table_or_its_text(self):
        columns = (
            Column("TT", "centre", 0.5),
            Column("Chỉ tiêu", "left", 2.8),
            Column("Đơn vị tính", "centre", 0.9),
            Column("Tháng 9", "right", 1.2),
            Column("Tháng 10", "right", 1.2),
            Column("Ghi chú", "left", 1.7),
        )
        rows = (
            ("1", "Buổi tuyên truyền", "buổi", "13", figure("14", bold=True), ""),
            ("2", "Lượt người dự", "lượt", "–", figure("trên 1.600", bold=True), "Có Ngày hội"),
            ("3", "Tin, bài", "tin", "–", "chưa có số", ""),
        )
        about = "kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc tháng 10 năm 2026"

        assert paper_of(TEXT).blocks == (
            Paragraph(runs(f"Xã Vũ Thư báo cáo {about} như sau:")),
            Heading(1, runs("Tuyên truyền")),
            Table(columns, tuple(Row(tuple(runs(cell) for cell in row)) for row in rows)),
            Heading(1, runs("Nhận xét")),
            Paragraph(runs("Thuận lợi.")),
            Paragraph(runs("Khó khăn.")),
            Paragraph(runs(f"Trên đây là báo cáo {about} của xã Vũ Thư.")),
        )

    def test_around_the_text_stands_what_the_decree_wants(self):
        document = paper_of(TEXT)

        assert (document.kind, document.head, document.number) == ("Báo cáo", OFFICE.head, OFFICE.number)
        assert document.summary == "Kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc tháng 10 năm 2026"
        assert (document.place, document.day, document.signature) == ("Vũ Thư", DAY, OFFICE.signature)
        assert document.addressees == ("Ủy ban nhân dân tỉnh Hưng Yên",)
        assert document.recipients == ("Như trên", "Lưu: VT.")
        assert document.draft is False

    @pytest.mark.parametrize(
        ("is_filed", "is_complete", "draft"), [(True, True, False), (False, True, True), (True, False, True)]
    )
    def test_it_is_a_draft_until_it_is_filed_under_a_complete_profile(self, is_filed, is_complete, draft):
        office = Office(head=OFFICE.head, is_complete=is_complete)

        document = paper_of(ReportText("Báo cáo", OCTOBER, "xã A", office, (), "Tháng 10", is_filed=is_filed))

        assert document.draft is draft
        assert ("DỰ THẢO" in docx_text(render_docx(document, at=AT))) is draft
        assert ("DỰ THẢO" in pdf_pages(render_pdf(document, at=AT))[0]) is draft

    def test_columns_of_nothing_are_left_out_and_the_unit_stands_in_for_an_unknown_office(self):
        sections = (PaperSection("A", (PaperLine("1", "Số", "buổi", "2"),)), PaperSection("B", is_narrative=True))

        document = paper_of(ReportText("Biểu 2", OCTOBER, "xã A", Office(), sections, "Tháng 10", is_own_draft=True))

        table = next(block for block in document.blocks if isinstance(block, Table))
        assert [column.head for column in table.columns] == ["TT", "Chỉ tiêu", "Đơn vị tính", "Tháng 10"]
        assert table.remark == "Biểu do phần mềm soạn, chưa phải biểu của cơ quan nào."
        assert document.blocks[4] == Paragraph(runs("Chưa có nội dung."))
        assert (document.head.issuer, document.addressees, document.recipients) == ("xã A", (), ())

    @pytest.mark.parametrize(
        ("form", "span", "about"),
        [
            ("Báo cáo năm phong trào X", Span("year", None, None, "2026"), "Kết quả phong trào X năm 2026"),
            ("Báo cáo Ngày hội (19/8)", Span("year", None, None, "2026"), "Kết quả Ngày hội (19/8) năm 2026"),
            ("Báo cáo quý", Span("quarter", None, None, "quý IV/2026"), "Kết quả công tác quý IV năm 2026"),
            ("Báo cáo hằng tháng", OCTOBER, "Kết quả hằng tháng tháng 10 năm 2026"),
        ],
    )
    def test_the_summary_follows_the_name_of_the_form(self, form, span, about):
        assert summary(form, span) == about

    def test_periods_of_half_a_year_and_phases_are_written_out(self):
        spans = [Span("half", None, None, "6 tháng đầu năm 2026"), Span("phase", None, None, "2014–2019")]

        assert [period_in_words(each) for each in spans] == ["6 tháng đầu năm 2026", "giai đoạn 2014–2019"]

    def test_two_documents_have_one_fingerprint_only_where_they_say_the_same(self):
        other = ReportText("Báo cáo", OCTOBER, "xã B", OFFICE, (), "Tháng 10")

        assert fingerprint(paper_of(TEXT)) == fingerprint(paper_of(TEXT))
        assert fingerprint(paper_of(TEXT)) != fingerprint(paper_of(other))


class TestARevisionOnPaper:
    """What the rows of a report become, read back from the files."""

    def test_the_word_file_has_head_title_and_the_numbers_of_the_report(self, filed):
        package = kept(make(filed).issued.docx)

        text = docx_text(package)
        assert "ỦY BAN NHÂN DÂN TỈNH" in text
        assert "Số: …/BC-UBND" in text
        assert "Thái Bình, ngày 20 tháng 11 năm 2026" in text
        assert "BÁO CÁO\nKết quả công tác tháng 10 năm 2026" in text
        assert "Kính gửi: Tỉnh Hưng Yên" in text
        assert rows_of(package, 1) == [
            ["TT", "Chỉ tiêu", "Đơn vị tính", "Tháng 9", "Tháng 10", "Ghi chú"],
            ["1", "Buổi tuyên truyền", "buổi", "10", "40", "Cao điểm"],
            ["2", "Lượt người dự", "lượt", "90", "trên 1.600", "Có Ngày hội"],
        ]

    def test_the_head_of_a_table_repeats_on_every_page(self, filed):
        table = docx.Document(io.BytesIO(kept(make(filed).issued.docx))).tables[1]

        assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]

    def test_a_heading_goes_with_its_table_to_the_next_page(self, filed):
        body = docx.Document(io.BytesIO(kept(make(filed).issued.docx))).element.body

        heading, between, table = next(
            three for three in zip(body, body[1:], body[2:], strict=False) if told_by(three[0]) == "Heading1"
        )

        assert table.tag.endswith("}tbl")
        assert bool(between.xpath("./w:pPr/w:keepNext")) is True
        assert heading.getnext() is between

    def test_the_pdf_says_what_the_word_file_says(self, filed):
        issued = make(filed).issued

        assert bare(pdf_text(kept(issued.pdf))) == bare(docx_text(kept(issued.docx)))

    def test_it_ends_with_who_receives_and_who_signs(self, filed):
        text = docx_text(kept(make(filed).issued.docx))

        for line in ("Nơi nhận:", "- Như trên;", "- Bộ Công an;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "Người Thử"):
            assert line in text
        assert document_of(filed, on=DAY).signature == Signature(
            "Phó Chủ tịch", "Người Thử", ((Authority.ON_BEHALF, "Ủy ban nhân dân"), (Authority.DEPUTY, "Chủ tịch"))
        )

    def test_before_filing_it_is_a_draft_without_a_day_and_without_the_reasons(self, form, commune):
        report = make_report(form, commune, sessions="2")
        save_explanation(report=report, check_code="leap", cell_code="sessions", text="Vì sao", by=by_of(report), at=AT)

        document = document_of(report, on=DAY)

        assert (document.draft, document.day) == (True, None)
        assert "Vì sao" not in docx_text(render_docx(document, at=AT))

    def test_the_body_above_is_named_by_its_own_office_profile(self, filed, province):
        add_profile(unit=province, since=date(2020, 1, 1), text=FULL, by=process_actor(province), at=AT)

        assert document_of(filed, on=DAY).addressees == ("Ủy ban nhân dân tỉnh",)

    def test_the_top_of_the_tree_reports_to_nobody(self, province):
        report = make_report(make_form("sessions", levels=(province.level,)), province, sessions="1")

        assert document_of(report, on=DAY).addressees == ()


class TestMaking:
    """The document is kept with the revision."""

    def test_it_is_kept_with_its_fingerprint_among_the_documents_of_the_unit(self, filed, commune):
        paper = make(filed)

        issued = IssuedDocument.objects.get()
        assert (paper.issued, issued.unit, issued.kind, issued.is_draft) == (issued, commune, "unit_report", False)
        assert issued.title == "Báo cáo tháng 10 năm 2026 của xã Vũ Thư về kết quả công tác tháng 10 năm 2026"
        assert paper.content == fingerprint(document_of(filed, on=DAY))
        assert paper.revision == filed.revisions.get()
        assert AuditEntry.objects.filter(act="make_report_paper", unit_id_value=commune.pk).count() == 1

    def test_the_same_is_not_made_twice(self, filed):
        assert make(filed) == make(filed, at=datetime(2026, 12, 1, tzinfo=UTC))
        assert ReportPaper.objects.count() == 1

    def test_what_was_mended_after_a_recall_is_a_new_document_after_the_old_one(self, filed):
        first = make(filed)
        report = recall_report(report=filed, by=by_of(filed), at=AT)
        report = file_report(report=type_in(report, attendances="1700"), by=by_of(filed), at=AT)

        second = make(report)

        assert (second.replaces, second.revision) == (first, first.revision)
        assert [papers_of(report).current, *papers_of(report).earlier] == [second, first]

    def test_without_a_complete_profile_it_is_kept_as_a_draft(self, form, province):
        commune = make_commune("Thái Thụy", under=province)
        report = make_report(form, commune, sessions="2", attendances="3")

        paper = make(file_report(report=report, by=process_actor(commune), at=AT))

        assert paper.issued.is_draft

    def test_a_report_that_is_typed_or_of_another_unit_has_no_document_to_sign(self, form, commune, province):
        report = make_report(form, commune, sessions="2", attendances="3")
        with pytest.raises(Refused):
            make(report)
        report = file_report(report=report, by=by_of(report), at=AT)

        with pytest.raises(Refused):
            make_paper(report=report, by=process_actor(province), at=AT)

        assert ReportPaper.objects.count() == 0


class TestAmending:
    """An amended report is a new document that says what it replaces."""

    @pytest.fixture
    def amended(self, filed, province):
        make(filed)
        report = accept_report(report=filed, by=process_actor(province), at=LATER)
        amend_report(report=report, reason="Đếm sót hai buổi.", by=by_of(report), at=LATER)
        report = type_in(Report.objects.get(pk=report.pk), sessions="42", attendances="khoảng 1650")
        line = read_entry(report).rows[1].line
        save_note(report=report, line=line, note="Đếm lại theo sổ", by=by_of(report), at=LATER)
        section = report.edition.sections.get(kind="narrative")
        told = {"section_id": section.pk, "text": "Khó khăn.", "was": "Thuận lợi."}
        save_passage(report=report, by=by_of(report), at=LATER, **told)
        return file_report(report=Report.objects.get(pk=report.pk), by=by_of(report), at=LATER)

    def test_it_names_the_document_before_it_and_lists_what_changed_and_why(self, amended):
        paper = make(amended)

        package = kept(paper.issued.docx)
        text = docx_text(package)
        assert "I. Nội dung sửa đổi" in text
        assert (
            "Báo cáo này thay thế Báo cáo số …/BC-UBND ngày 20 tháng 11 năm 2026 (bản 1). Lý do sửa: Đếm sót hai buổi."
            in text
        )
        assert rows_of(package, 1) == [
            ["TT", "Chỉ tiêu", "Số cũ", "Số mới", "Lý do"],
            ["1", "Buổi tuyên truyền", "40", "42", "Đếm sót hai buổi"],
            ["2", "Lượt người dự", "trên 1.600", "khoảng 1.650", "Đếm lại theo sổ"],
        ]
        assert "Đã sửa lời văn của phần: Nhận xét." in text
        assert paper.replaces.revision.number == 1
        assert bare(pdf_text(kept(paper.issued.pdf))) == bare(text)

    def test_the_document_before_it_stays_as_it_was(self, amended):
        before = ReportPaper.objects.get()
        package = kept(before.issued.docx)

        make(amended)

        before.refresh_from_db()
        assert (kept(before.issued.docx), before.revision.number) == (package, 1)
        assert rows_of(package, 1)[1] == ["1", "Buổi tuyên truyền", "buổi", "10", "40", "Cao điểm"]

    def test_one_that_changes_nothing_says_so(self, filed, province):
        report = accept_report(report=filed, by=process_actor(province), at=LATER)
        amend_report(report=report, reason="Ký nhầm người", by=by_of(report), at=LATER)
        report = file_report(report=Report.objects.get(pk=report.pk), by=by_of(report), at=LATER)

        assert "Số liệu và lời văn giữ nguyên." in docx_text(kept(make(report).issued.docx))


class TestSignedCopies:
    """The signed sheet comes back and stays with its document."""

    @pytest.mark.parametrize(
        ("content", "given", "name", "media"),
        [
            (png(), "Ký.PNG", "Ký.png", "image/png"),
            (jpeg(), "C:\\quet\\ky.exe", "ky.jpg", "image/jpeg"),
            (scanned_pdf(), "", "ban-ky.pdf", "application/pdf"),
        ],
    )
    def test_it_is_kept_unchanged_under_a_name_that_tells_what_it_is(self, filed, content, given, name, media):
        paper = make(filed)

        copy = sign(filed, content, given)

        assert (copy.paper, copy.name, copy.media_type, kept(copy.file)) == (paper, name, media, content)
        assert papers_of(filed).signed == copy
        assert AuditEntry.objects.get(act="attach_signed_copy").after["sha256"] == copy.file.sha256

    def test_a_later_one_replaces_it_and_the_first_stays_in_the_history(self, filed):
        make(filed)
        first, second = sign(filed, png(1)), sign(filed, png(2))

        papers = papers_of(filed)

        assert (papers.signed, papers.earlier_signed) == (second, (first,))
        assert SignedCopy.objects.get(pk=first.pk).replaced_at == LATER
        assert kept(first.file) == png(1)

    def test_the_same_sheet_twice_is_one(self, filed):
        make(filed)

        assert sign(filed, png()) == sign(filed, png(), "khác.png")

    def test_the_sheet_of_a_document_before_is_none_of_the_new_one(self, filed):
        make(filed)
        copy = sign(filed, png())
        report = recall_report(report=filed, by=by_of(filed), at=AT)
        report = file_report(report=type_in(report, attendances="1700"), by=by_of(filed), at=AT)
        make(report)

        papers = papers_of(report)

        assert (papers.signed, papers.earlier_signed) == (None, (copy,))

    def test_the_newest_sheets_come_in_two_queries_however_many_there_are(self, filed, django_assert_max_num_queries):
        make(filed)
        for size in range(1, 6):
            sign(filed, png(size))

        with django_assert_max_num_queries(2):
            assert len(papers_of(filed).earlier_signed) == 4

    def test_no_sheet_without_a_document(self, filed):
        with pytest.raises(Refused, match="Lập văn bản để ký trước"):
            sign(filed, png())

    def test_no_sheet_from_above_or_of_a_returned_report(self, filed, form, commune, province):
        make(filed)
        with pytest.raises(Refused):
            attach_signed_copy(report=filed, content=png(), name="a.png", by=process_actor(province), at=AT)
        returned = file_and_return(make_report(form, commune, month(8), sessions="1", attendances="2"), above=province)
        with pytest.raises(Refused):
            sign(returned, png())

        assert SignedCopy.objects.count() == 0

    def test_what_is_no_sheet_is_refused_at_the_field_of_the_file(self, filed):
        make(filed)

        with pytest.raises(Refused) as refusal:
            sign(filed, b"<html></html>", "ky.pdf")

        assert (refusal.value.field, SignedCopy.objects.count()) == ("file", 0)
