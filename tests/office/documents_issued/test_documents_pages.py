"""The office profile and the documents made, in the browser."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.documents import FULL, made
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor

from thidua.core.actors import Role
from thidua.documents.commands import add_profile
from thidua.documents.models import OfficeProfile

pytestmark = pytest.mark.django_db
TYPED = {
    "since": "2026-01-01", "issuing_body": "Công an tỉnh", "symbol": "CAT", "place": "Thái Bình",
    "recipients": "Lưu: VT.", "signer_1_office": "Giám đốc", "signer_1_name": "Người Thử",
}  # fmt: skip


@pytest.fixture
def province():
    return make_unit("Thái Bình")


@pytest.fixture
def approver(client, province):
    client.force_login(make_user(Role.APPROVER, unit=province))
    return client


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_without_a_profile_the_page_says_that_documents_are_drafts(approver):
    page = text(approver.get(reverse("office:office_profile")))

    assert "Chưa có hồ sơ cơ quan: văn bản lập ra là dự thảo" in page
    assert reverse("office:add_office_profile") in page


def test_a_filled_profile_is_shown_as_complete(approver):
    page = text(approver.post(reverse("office:add_office_profile"), TYPED, follow=True))

    assert "Hồ sơ cơ quan đã đủ để ban hành văn bản" in page
    assert "Giám đốc Người Thử" in page


def test_a_missing_field_is_refused_at_the_field(approver):
    page = text(approver.post(reverse("office:add_office_profile"), {**TYPED, "place": ""}), 422)

    assert 'name="place"' in page
    assert 'aria-invalid="true"' in page
    assert not OfficeProfile.objects.exists()


def test_a_second_profile_on_the_same_day_is_refused_at_the_day(approver, province):
    add_profile(unit=province, since=date(2026, 1, 1), text=FULL, by=process_actor(), at=AT)

    assert "Đã có hồ sơ cơ quan từ ngày 01/01/2026" in text(
        approver.post(reverse("office:add_office_profile"), TYPED), 422
    )


def test_an_edit_saves_and_a_stale_one_shows_both_texts(approver, province):
    profile = add_profile(unit=province, since=date(2026, 1, 1), text=FULL, by=process_actor(), at=AT)
    address = reverse("office:edit_office_profile", args=[profile.uid])
    saved = approver.post(address, {**TYPED, "version": "1"})

    page = text(approver.post(address, {**TYPED, "place": "Hưng Yên", "version": "1"}), 422)

    assert saved.status_code == 302
    assert "Bản đã lưu và bản đang nhập" in page
    assert "Hưng Yên" in page


def test_an_officer_reads_the_profile_but_does_not_change_it(client, province):
    client.force_login(make_user(unit=province))

    assert reverse("office:add_office_profile") not in text(client.get(reverse("office:office_profile")))
    assert client.get(reverse("office:add_office_profile")).status_code == 403


def test_a_document_is_downloaded_under_its_name(approver, province):
    issued = made(province)

    answer = approver.get(reverse("office:issued_document_download", args=[issued.uid, "pdf"]))

    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="bao-cao-thu.pdf"'


def test_there_is_no_third_format(approver, province):
    assert approver.get(reverse("office:issued_document_download", args=[made(province).uid, "odt"])).status_code == 404


def test_the_list_takes_as_many_queries_for_three_documents_as_for_one(approver, province, django_assert_num_queries):
    made(province)
    approver.get(reverse("office:issued_documents"))
    with CaptureQueriesContext(connection) as one:
        approver.get(reverse("office:issued_documents"))
    made(province)
    made(province)

    with django_assert_num_queries(len(one)):
        page = text(approver.get(reverse("office:issued_documents")))

    assert "3 văn bản đã lập" in page


def test_profiles_and_documents_of_a_foreign_unit_are_not_there(approver):
    foreign = make_unit("Hải Dương")
    profile = add_profile(unit=foreign, since=date(2026, 1, 1), text=FULL, by=process_actor(), at=AT)
    issued = made(foreign)

    answers = [
        approver.get(reverse("office:edit_office_profile", args=[profile.uid])).status_code,
        approver.get(reverse("office:issued_document_download", args=[issued.uid, "pdf"])).status_code,
    ]

    assert answers == [404, 404]
    assert "Chưa lập văn bản nào" in text(approver.get(reverse("office:issued_documents")))
