"""Files beside the cells of a report: put there, taken away, put back, frozen by filing, taken over by an amendment."""

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, file_and_accept, file_and_return, make_form, make_report
from tests.factories.scans import jpeg, png, scanned_pdf

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.reports.commands import (
    amend_report,
    attach_cell_file,
    file_report,
    recall_report,
    restore_cell_file,
    withdraw_cell_file,
)
from thidua.reports.models import CellFile, Report
from thidua.reports.queries.attachments import files_of
from thidua.reports.queries.papers import report_text
from thidua.reports.rules.paper import PaperFile, paper_of
from thidua.sources.queries import open_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def report(commune):
    return make_report(make_form("sessions", "attendances"), commune, sessions="12", attendances="300")


@pytest.fixture
def by(commune):
    return process_actor(commune)


def line_of(report, code="sessions"):
    return report.edition.sections.get().lines.get(indicator__code=code)


def attach(report, content=None, name="Ảnh hội nghị.PNG", **more):
    told = {"line": line_of(report), "by": process_actor(report.unit), "at": AT} | more
    return attach_cell_file(report=report, content=content or png(), name=name, **told)


def names(report, number=None):
    """Names of the files that lie beside the cells, and of those that were taken away."""
    revision = report.revisions.get(number=number or Report.objects.get(pk=report.pk).number)
    [files] = files_of(revision).values() or [None]
    return ([each.name for each in files.standing], [each.name for each in files.withdrawn]) if files else ([], [])


def acts():
    return list(AuditEntry.objects.filter(object_kind="CellFile").order_by("pk").values_list("act", flat=True))


def test_a_file_lies_beside_its_cell_under_the_suffix_of_what_it_is(report):
    sheet = scanned_pdf()

    kept = attach(report, sheet, "Danh sách.docx")

    assert (kept.name, kept.media_type, kept.attached_by) == ("Danh sách.pdf", "application/pdf", "Người thử")
    assert open_file(kept.file).read() == sheet
    assert names(report) == (["Danh sách.pdf"], [])


def test_a_picture_is_kept_without_what_the_camera_wrote(report):
    told = b"Exif\0\0" + b"MM\0*\0\0\0\x08\0\0" + b"20.4501 106.3365"
    picture = jpeg()[:2] + b"\xff\xe1" + (len(told) + 2).to_bytes(2) + told + jpeg()[2:]

    kept = attach(report, picture, "anh.jpg")

    assert (b"106.3365" in picture, b"106.3365" in open_file(kept.file).read()) == (True, False)


def test_the_same_bytes_lie_beside_a_cell_once(report):
    first, again = attach(report), attach(report, name="Tên khác.png")

    assert (again.pk, CellFile.objects.count(), acts()) == (first.pk, 1, ["attach_cell_file"])


def test_the_same_bytes_may_lie_beside_another_cell(report):
    attach(report)

    attach(report, line=line_of(report, "attendances"))

    assert CellFile.objects.values("file").distinct().count() == 1
    assert CellFile.objects.count() == 2


def test_a_file_that_is_taken_away_stays_in_the_history_and_can_be_put_back(report, by):
    kept = attach(report)

    withdraw_cell_file(attached=kept, by=by, at=LATER)
    gone = names(report)
    restore_cell_file(attached=kept, by=by, at=LATER)

    assert (gone, names(report)) == (([], ["Ảnh hội nghị.png"]), (["Ảnh hội nghị.png"], []))
    assert acts() == ["attach_cell_file", "withdraw_cell_file", "restore_cell_file"]


def test_taking_away_twice_is_once(report, by):
    kept = attach(report)

    for _press in range(2):
        withdraw_cell_file(attached=kept, by=by, at=LATER)

    assert acts() == ["attach_cell_file", "withdraw_cell_file"]


def test_putting_back_what_was_attached_anew_meanwhile_leaves_one(report, by):
    kept = attach(report)
    withdraw_cell_file(attached=kept, by=by, at=LATER)
    anew = attach(report, name="Mới.png")

    assert restore_cell_file(attached=kept, by=by, at=LATER) == anew
    assert names(report) == (["Mới.png"], ["Ảnh hội nghị.png"])


def test_a_cell_has_room_for_ten_files(report):
    for size in range(1, 11):
        attach(report, png(size))

    with pytest.raises(Refused, match="Một ô kèm được 10 tệp"):
        attach(report, png(11))
    attach(report, png(11), line=line_of(report, "attendances"))

    assert CellFile.objects.count() == 11


class TestTheLadder:
    """Who may attach, and until when."""

    def test_filing_freezes_the_files(self, report, by):
        kept = attach(report)
        file_report(report=report, by=by, at=AT)

        for act in (lambda: attach(report, png(2)), lambda: withdraw_cell_file(attached=kept, by=by, at=AT)):
            with pytest.raises(Refused, match="không còn nhập được"):
                act()

        assert names(report) == (["Ảnh hội nghị.png"], [])

    def test_after_a_recall_they_may_be_changed_again(self, report, by):
        kept = attach(report)
        file_report(report=report, by=by, at=AT)
        recall_report(report=report, by=by, at=LATER)

        withdraw_cell_file(attached=kept, by=by, at=LATER)

        assert names(report) == ([], ["Ảnh hội nghị.png"])

    def test_a_returned_report_to_which_a_file_is_added_is_a_draft_again(self, report, province):
        file_and_return(report, above=province)

        attach(report)

        assert Report.objects.get().state == "draft"

    def test_another_unit_attaches_nothing(self, report, province):
        with pytest.raises(Refused):
            attach(report, by=process_actor(province))

        assert CellFile.objects.count() == 0

    def test_a_line_of_another_form_is_refused(self, report):
        other = make_form("models")

        with pytest.raises(Refused, match="không thuộc biểu"):
            attach(report, line=other.editions.get().sections.get().lines.get())

    def test_an_amendment_takes_the_files_over_as_they_were_attached(self, report, province, by):
        first, gone = attach(report), attach(report, png(2), "Nhầm.png")
        withdraw_cell_file(attached=gone, by=by, at=AT)
        file_and_accept(report, above=province)

        amend_report(report=report, reason="Đếm thiếu", by=by, at=LATER)

        carried = CellFile.objects.get(revision__number=2)
        assert (carried.name, carried.file_id, carried.created_at) == (first.name, first.file_id, first.created_at)
        assert names(report, 1) == (["Ảnh hội nghị.png"], ["Nhầm.png"])

    def test_what_is_taken_away_in_an_amendment_stays_in_the_accepted_revision(self, report, province, by):
        attach(report)
        file_and_accept(report, above=province)
        amend_report(report=report, reason="Đếm thiếu", by=by, at=LATER)

        withdraw_cell_file(attached=CellFile.objects.get(revision__number=2), by=by, at=LATER)

        assert (names(report, 1), names(report, 2)) == ((["Ảnh hội nghị.png"], []), ([], ["Ảnh hội nghị.png"]))

    def test_a_file_of_an_earlier_revision_is_not_changed_any_more(self, report, province, by):
        first = attach(report)
        file_and_accept(report, above=province)
        amend_report(report=report, reason="Đếm thiếu", by=by, at=LATER)

        with pytest.raises(Refused, match="kèm bản báo cáo trước"):
            withdraw_cell_file(attached=first, by=by, at=LATER)


def test_the_document_of_a_report_lists_what_lies_beside_its_numbers_and_not_what_was_taken_away(report, by):
    kept = attach(report, name="Ảnh hội nghị.PNG")
    gone = attach(report, line=line_of(report, "attendances"), content=png(2), name="Danh sách.png")
    withdraw_cell_file(attached=gone, by=by, at=AT)

    text = report_text(report, on=AT.date())

    assert text.files == (PaperFile("1", "Chỉ tiêu sessions", kept.name, kept.file.size, kept.file.sha256),)
    headings = [runs[0].text for runs in (getattr(block, "text", ()) for block in paper_of(text).blocks) if runs]
    assert headings.count("Tài liệu kèm theo số liệu") == 1


def test_a_report_without_files_says_nothing_of_them(report):
    assert report_text(report, on=AT.date()).files == ()
