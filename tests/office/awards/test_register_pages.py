"""The register of awards in the browser and as a workbook."""

import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories.organisations import make_unit
from tests.factories.people import make_user
from tests.factories.registry import make_award, make_document

from thidua.awards.commands import NamedRecipient
from thidua.awards.models import Award
from thidua.core.actors import Role

pytestmark = pytest.mark.django_db


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


def test_the_register_opens_with_how_many_awards_and_recipients(approver, province):
    make_award(province, authority="Bộ Công an", collectives=103, individuals=94)
    make_award(province)

    page = text(approver.get(reverse("office:awards")))

    assert "2 lần khen thưởng, 197 tập thể, cá nhân được ghi số" in page
    assert "1 lần nguồn không nêu số" in page


def test_the_register_takes_as_many_queries_for_three_awards_as_for_one(approver, province, django_assert_num_queries):
    make_award(province, total=1, recipients=[NamedRecipient("individual", "Đỗ Văn Thử")])
    approver.get(reverse("office:awards"))
    with CaptureQueriesContext(connection) as one:
        approver.get(reverse("office:awards"))
    for total in (2, 3):
        make_award(province, total=total, recipients=[NamedRecipient("individual", "Lê Thị Thử")])

    with django_assert_num_queries(len(one)):
        approver.get(reverse("office:awards"))


def test_a_mark_opens_the_text_of_an_own_unit_and_says_that_anothers_cannot_be_opened(approver, province):
    make_award(province, total=1)
    make_award(province, total=2, document=make_document(make_unit("Nghệ An"), "Tặng Bằng khen cho hai người."))

    page = text(approver.get(reverse("office:awards")))

    marks = re.findall(r'class="(source-mark[^"]*)"(?: href="([^"]*)")?', page)
    assert sorted((css, bool(href)) for css, href in marks) == [
        ("source-mark", True), ("source-mark source-mark--elsewhere", False),
    ]  # fmt: skip
    [opened] = [href for _css, href in marks if href]
    assert approver.get(opened).status_code == 200


def test_the_filter_stands_in_the_address_and_goes_into_the_export(approver, province):
    make_award(province, authority="Bộ Công an", collectives=12, awarded_on=date(2017, 3, 7))
    make_award(province, form_name="Cờ thi đua", authority="UBND tỉnh", collectives=2)

    page = text(approver.get(reverse("office:awards"), {"q": "bo cong an", "nam": "2017"}))

    assert "12 tập thể" in page
    assert "Cờ thi đua" not in page
    assert f"{reverse('office:awards_export')}?q=bo+cong+an&amp;nam=2017" in page


@pytest.mark.parametrize("typed", ["0000", "²²²²", "99999", "hai", "-202"])
def test_a_year_that_is_none_asks_for_nothing(approver, province, typed):
    make_award(province)

    page = text(approver.get(reverse("office:awards"), {"nam": typed}))

    assert "1 lần khen thưởng" in page


def test_a_filter_that_finds_nothing_leads_back_to_the_whole_register(approver, province):
    make_award(province, total=1)

    assert "Không có dòng nào khớp" in text(approver.get(reverse("office:awards"), {"q": "không ai"}))


def test_the_workbook_holds_counts_as_numbers_and_the_words_of_the_source(approver, province):
    make_award(province, authority="=HYPERLINK()", collectives=103, individuals=94, awarded_on=date(2020, 11, 20))

    answer = approver.get(reverse("office:awards_export"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    head, row = list(sheet.iter_rows(values_only=True))

    assert head[1:5] == ("Hình thức, danh hiệu", "Cấp tặng", "Tập thể", "Cá nhân")
    assert row[1:5] == ("Bằng khen", "=HYPERLINK()", 103, 94)
    assert row[7].date() == date(2020, 11, 20)
    assert "Bài khen thưởng" in row[11]


def test_an_award_is_published_and_taken_off_again(approver, province):
    award = make_award(province, total=75)

    page = text(approver.post(reverse("office:publish_award", args=[award.uid]), follow=True))
    published = Award.objects.get().published_at
    approver.post(reverse("office:unpublish_award", args=[award.uid]), headers={"HX-Request": "true"})

    assert "Đã công bố" in page
    assert published is not None
    assert Award.objects.get().published_at is None


def test_an_officer_reads_the_register_but_does_not_publish(client, province):
    award = make_award(province, total=75)
    client.force_login(make_user(unit=province))

    assert "Công bố" in text(client.get(reverse("office:awards")))
    assert client.post(reverse("office:publish_award", args=[award.uid])).status_code == 403


def test_a_foreign_award_is_neither_listed_exported_nor_published(approver):
    award = make_award(make_unit("Hải Dương"), authority="Nơi khác", total=75)

    page = text(approver.get(reverse("office:awards")))
    sheet = load_workbook(io.BytesIO(approver.get(reverse("office:awards_export")).content)).active

    assert "Nơi khác" not in page
    assert sheet.max_row == 1
    assert approver.post(reverse("office:publish_award", args=[award.uid])).status_code == 404
