"""A report's document in the pages: who may take it away, make it, and bring the signed sheet."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.documents import FULL
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_report, month, type_in
from tests.factories.scans import png, scanned_pdf
from tests.paper.reading import docx_text, pdf_pages

from thidua.core.actors import Role
from thidua.documents.commands import add_profile
from thidua.reports.commands import amend_report, attach_signed_copy, file_report, make_paper
from thidua.reports.models import Report, ReportPaper, SignedCopy
from thidua.reports.queries.papers import papers_of

pytestmark = pytest.mark.django_db


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
    return make_form("sessions", "attendances", name="Báo cáo tháng phong trào")


@pytest.fixture
def typed(form, commune):
    return make_report(form, commune, sessions="12", attendances="trên 1600")


@pytest.fixture
def filed(typed):
    return file_report(report=typed, by=process_actor(typed.unit), at=AT)


@pytest.fixture
def papered(filed):
    make_paper(report=filed, by=process_actor(filed.unit), at=AT)
    return filed


@pytest.fixture
def clerk(client, commune):
    """A browser in which an officer of the commune is signed in."""
    client.force_login(make_user(unit=commune, full_name="Hoàng Thị Lan"))
    return client


@pytest.fixture
def province_clerk(client, province):
    client.force_login(make_user(unit=province))
    return client


def url(name, row):
    return reverse(f"office:{name}", args=[row.uid])


def panel(client, report):
    page = client.get(url("report", report)).content.decode()
    return page[page.index('id="van-ban"') :]


def upload(client, report, content, name="ban-ky.pdf"):
    return client.post(url("sign_report", report), {"file": SimpleUploadedFile(name, content)})


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


class TestTakingItAway:
    """Both formats, a draft before it is filed, the kept one after."""

    def test_before_filing_both_formats_are_drafts_and_nothing_is_kept(self, clerk, typed):
        word, pdf = (clerk.get(url(name, typed)) for name in ("report_docx", "report_pdf"))

        assert "DỰ THẢO" in docx_text(body(word))
        assert "DỰ THẢO" in pdf_pages(body(pdf))[0]
        assert word["Content-Disposition"] == 'attachment; filename="du-thao-xa-vu-thu-thang-10-2026.docx"'
        assert pdf["Content-Type"] == "application/pdf"
        assert ReportPaper.objects.count() == 0

    def test_filing_makes_the_document_that_is_then_sent(self, clerk, typed):
        clerk.post(url("file_report", typed))

        word, pdf = (body(clerk.get(url(name, typed))) for name in ("report_docx", "report_pdf"))

        assert ReportPaper.objects.get().revision.report == typed
        assert "DỰ THẢO" not in docx_text(word)
        assert "trên 1.600" in docx_text(word)
        assert "trên 1.600" in pdf_pages(pdf)[0]

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.COUNCIL_MEMBER, Role.APPROVER])
    @pytest.mark.parametrize("name", ["report_docx", "report_pdf"])
    def test_whoever_sees_the_report_above_may_have_it(self, client, province, papered, role, name):
        client.force_login(make_user(role, unit=province))

        assert client.get(url(name, papered)).status_code == 200

    @pytest.mark.parametrize("name", ["report_docx", "report_pdf", "sign_report"])
    def test_a_commune_does_not_see_the_document_of_another(self, client, province, papered, name):
        client.force_login(make_user(unit=make_commune("Thái Thụy", under=province)))

        assert client.get(url(name, papered)).status_code == 404

    def test_a_filed_report_without_a_document_says_who_makes_it(self, province_clerk, filed):
        answer = province_clerk.get(url("report_docx", filed))

        assert answer.status_code == 409
        assert "Người của xã Vũ Thư bấm “Lập văn bản để ký”" in answer.content.decode()


class TestMakingIt:
    """On request, where filing did not."""

    def test_the_unit_makes_it_with_one_press(self, clerk, filed):
        assert "Lập văn bản để ký" in panel(clerk, filed)

        answer = clerk.post(url("make_report_paper", filed))

        assert answer["Location"] == f"{url('report', filed)}#van-ban"
        assert "Lập văn bản để ký" not in panel(clerk, filed)
        assert "Tải Word" in panel(clerk, filed)

    def test_a_draft_for_want_of_a_profile_names_what_is_missing_and_may_be_made_again(self, client, form, province):
        commune = make_commune("Thái Thụy", under=province)
        client.force_login(make_user(unit=commune))
        report = make_report(form, commune, sessions="1", attendances="2")
        client.post(url("file_report", report))
        before = panel(client, report)
        add_profile(unit=commune, since=date(2020, 1, 1), text=FULL, by=process_actor(commune), at=AT)

        client.post(url("make_report_paper", report))

        assert "hồ sơ cơ quan thiếu: cơ quan ban hành, ký hiệu, địa danh, người ký, nơi nhận" in before
        assert "Lập lại văn bản" in before
        assert "hồ sơ cơ quan thiếu" not in panel(client, report)
        assert [paper.issued.is_draft for paper in ReportPaper.objects.all()] == [False, True]

    @pytest.mark.parametrize("name", ["make_report_paper", "sign_report"])
    def test_the_level_above_neither_makes_it_nor_signs_it(self, province_clerk, filed, name):
        shown = panel(province_clerk, filed)

        answer = province_clerk.post(url(name, filed), {"file": SimpleUploadedFile("a.png", png())})

        assert answer.status_code in {409, 422}
        assert "Lập văn bản để ký" not in shown
        assert (ReportPaper.objects.count(), SignedCopy.objects.count()) == (0, 0)

    @pytest.mark.parametrize("name", ["make_report_paper", "sign_report"])
    @pytest.mark.parametrize("role", [Role.LEADER, Role.COUNCIL_MEMBER])
    def test_who_only_reads_makes_and_signs_nothing(self, client, commune, papered, role, name):
        client.force_login(make_user(role, unit=commune))

        answer = client.post(url(name, papered), {"file": SimpleUploadedFile("a.png", png())})

        assert (answer.status_code, SignedCopy.objects.count()) == (403, 0)
        assert "Đưa bản ký lên" not in panel(client, papered)


class TestTheSignedSheet:
    """Brought by the unit, read by whoever reads the report."""

    def test_it_is_shown_with_who_brought_it_and_sent_as_it_came(self, clerk, client, province, papered):
        content = scanned_pdf()
        answer = upload(clerk, papered, content)
        copy = SignedCopy.objects.get()
        client.force_login(make_user(Role.LEADER, unit=province))

        shown, sent = panel(client, papered), client.get(url("signed_copy", copy))

        assert answer["Location"] == f"{url('report', papered)}#van-ban"
        assert "Bản ký do Hoàng Thị Lan tải lên" in shown
        assert body(sent) == content
        assert sent["Content-Type"] == "application/pdf"
        assert sent["Content-Disposition"].startswith("attachment")
        assert sent["X-Content-Type-Options"] == "nosniff"

    def test_a_replaced_sheet_is_still_there_to_read(self, clerk, papered):
        for size in (1, 2):
            upload(clerk, papered, png(size), f"lan-{size}.png")
        first = SignedCopy.objects.get(name="lan-1.png")

        shown = panel(clerk, papered)

        assert shown.index("lan-2.png") < shown.index("Bản cũ") < shown.index("lan-1.png")
        assert body(clerk.get(url("signed_copy", first))) == png(1)

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"<html><script>alert(1)</script></html>", "Đây không phải tệp PDF, JPG hay PNG."),
            (b"%PDF-1.7 cut off", "Tệp PDF bị hỏng"),
            (png()[:-6], "Tệp bị hỏng hoặc chưa tải xong"),
            (b"", "Tệp rỗng. Quét hoặc chụp lại"),
        ],
    )
    def test_what_is_no_sheet_is_refused_beside_the_field(self, clerk, papered, content, sentence):
        answer = upload(clerk, papered, content)

        assert (answer.status_code, SignedCopy.objects.count()) == (422, 0)
        assert sentence in answer.content.decode()

    def test_no_file_is_asked_for_again(self, clerk, papered):
        answer = clerk.post(url("sign_report", papered))

        assert answer.status_code == 422
        assert "Chưa chọn tệp" in answer.content.decode()

    def test_without_a_document_it_is_told_what_comes_first(self, clerk, filed):
        answer = upload(clerk, filed, png())

        assert answer.status_code == 422
        assert "Lập văn bản để ký trước" in answer.content.decode()

    def test_a_sheet_of_another_unit_is_not_found(self, client, province, papered):
        by = process_actor(papered.unit)
        copy = attach_signed_copy(report=papered, content=png(), name="a.png", by=by, at=AT)
        client.force_login(make_user(unit=make_commune("Thái Thụy", under=province)))

        assert client.get(url("signed_copy", copy)).status_code == 404


class TestAnAmendedReport:
    """The newest document in front, the one before it among the old ones."""

    def test_the_page_offers_the_new_document_and_keeps_the_old_one_and_its_sheet(self, clerk, form, province, commune):
        by = process_actor(commune)
        report = file_and_accept(make_report(form, commune, month(9), sessions="1", attendances="2"), above=province)
        old = make_paper(report=report, by=by, at=LATER)
        copy = attach_signed_copy(report=report, content=png(), name="ky.png", by=by, at=LATER)
        amend_report(report=report, reason="Đếm sót", by=by, at=LATER)
        report = type_in(Report.objects.get(pk=report.pk), sessions="2")
        while_typed = panel(clerk, report)

        clerk.post(url("file_report", report))

        shown = panel(clerk, report)
        assert "Bản dự thảo để xem trước" in while_typed
        assert url("signed_copy", copy) in while_typed
        assert "Văn bản của bản sửa 2, có bảng so với bản trước." in shown
        assert reverse("office:issued_document_download", args=[old.issued.uid, "docx"]) in shown
        assert "Bản ký đã có là của văn bản trước." in shown
        assert "Báo cáo này thay thế Báo cáo số" in docx_text(body(clerk.get(url("report_docx", report))))


def test_the_page_asks_the_database_as_often_however_many_sheets_came(clerk, papered):
    by = process_actor(papered.unit)
    asked = []
    for size in range(1, 5):
        attach_signed_copy(report=papered, content=png(size), name=f"{size}.png", by=by, at=AT)
        clerk.get(url("report", papered))
        with CaptureQueriesContext(connection) as queries:
            clerk.get(url("report", papered))
        asked.append(len(queries))

    assert asked == asked[:1] * 4
    assert asked[0] <= 42
    assert len(papers_of(papered).earlier_signed) == 3
