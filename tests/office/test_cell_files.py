"""Files beside cells in the pages: put there from the grid, taken home, taken away with undo, shown above."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import make_form, make_report
from tests.factories.scans import png

from thidua.core.actors import Role
from thidua.reports.commands import attach_cell_file, file_report
from thidua.reports.models import CellFile

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


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
def clerk(client, commune):
    client.force_login(make_user(unit=commune))
    return client


def line_of(report):
    return report.edition.sections.get().lines.get(indicator__code="sessions")


def attached(report, content=None, name="Ảnh hội nghị.png"):
    told = {"line": line_of(report), "by": process_actor(report.unit), "at": AT}
    return attach_cell_file(report=report, content=content or png(), name=name, **told)


def upload(client, report, content, name="anh.png", *, headers=HTMX):
    fields = {"line": line_of(report).pk, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("office:attach_cell_file", args=[report.uid]), fields, headers=headers)


def test_a_file_put_beside_a_cell_is_listed_there_with_undo(clerk, report):
    answer = upload(clerk, report, png()).content.decode()

    kept = CellFile.objects.get()
    assert reverse("office:cell_file", args=[kept.uid]) in answer
    assert f'action="{reverse("office:withdraw_cell_file", args=[kept.uid])}"' in answer
    assert "Đã kèm anh.png." in answer
    assert f'<span id="files-count-{line_of(report).pk}" hx-swap-oob="true"> (1)</span>' in answer


def test_a_file_that_cannot_be_kept_is_said_beside_the_cell(clerk, report):
    answer = upload(clerk, report, b"MZ\x90\0nothing", "anh.png")

    assert answer.status_code == 422
    assert "Chỉ kèm được tệp PDF, JPG, PNG, Word (.docx) hay Excel (.xlsx)." in answer.content.decode()
    assert CellFile.objects.count() == 0


def test_without_a_script_the_page_comes_back_at_the_cell(clerk, report):
    answer = upload(clerk, report, png(), headers={})

    assert answer["Location"] == f"{reverse('office:report', args=[report.uid])}#cell-{line_of(report).pk}"


def test_the_undo_of_a_removal_puts_the_file_back(clerk, report):
    kept = attached(report)

    answer = clerk.post(reverse("office:withdraw_cell_file", args=[kept.uid]), headers=HTMX).content.decode()
    undo = reverse("office:restore_cell_file", args=[kept.uid])
    clerk.post(undo)

    assert (f'action="{undo}"' in answer, CellFile.objects.in_force().count()) == (True, 1)


def test_a_file_is_taken_home_under_its_name_and_never_opened_in_place(clerk, report):
    kept = attached(report)

    answer = clerk.get(reverse("office:cell_file", args=[kept.uid]))

    assert b"".join(answer.streaming_content) == png()
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%E1%BA%A2nh%20h%E1%BB%99i%20ngh%E1%BB%8B.png"
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")


def test_who_accepts_sees_the_files_and_changes_none(client, report, province):
    kept = attached(report)
    file_report(report=report, by=process_actor(report.unit), at=AT)
    client.force_login(make_user(Role.APPROVER, unit=province))

    page = client.get(reverse("office:report", args=[report.uid])).content.decode()
    removal = client.post(reverse("office:withdraw_cell_file", args=[kept.uid]))

    assert (reverse("office:cell_file", args=[kept.uid]) in page, "Chọn tệp để kèm" in page) == (True, False)
    assert removal.status_code == 409


def test_a_file_of_a_foreign_unit_is_not_found(clerk):
    foreign = make_commune("Xã khác", under=make_unit("Hải Phòng"))
    other = make_report(make_form("sessions"), foreign)
    kept = attached(other)

    statuses = [
        clerk.get(reverse("office:cell_file", args=[kept.uid])).status_code,
        clerk.post(reverse("office:withdraw_cell_file", args=[kept.uid])).status_code,
        clerk.post(reverse("office:restore_cell_file", args=[kept.uid])).status_code,
        clerk.post(reverse("office:attach_cell_file", args=[other.uid])).status_code,
    ]

    assert statuses == [404, 404, 404, 404]


def test_more_files_ask_no_more_queries(clerk, report):
    attached(report)
    page = reverse("office:report", args=[report.uid])
    clerk.get(page)
    with CaptureQueriesContext(connection) as few:
        clerk.get(page)
    for size in range(2, 6):
        attached(report, png(size))
    clerk.get(page)
    with CaptureQueriesContext(connection) as many:
        clerk.get(page)

    assert len(many) == len(few)
