"""Who was honoured, for everybody to read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import AT, make_unit
from tests.factories.people import process_actor
from tests.factories.registry import make_award

from thidua.awards.commands import NamedRecipient, publish_awards
from thidua.awards.models import Award

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Thái Bình")


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_the_public_page_shows_only_what_was_published(client, province):
    shown = make_award(province, authority="Bộ Công an", recipients=[NamedRecipient("individual", "Đỗ Văn Thử")])
    make_award(province, authority="Chưa công bố", total=3)
    publish_awards(awards=[shown], by=process_actor(), at=AT)

    page = text(client.get(reverse("portal:honours")))

    assert "Đỗ Văn Thử" in page
    assert "Bằng khen của Bộ Công an" in page
    assert "Chưa công bố" not in page


def test_the_public_page_is_searched_without_marks(client, province):
    for name in ("Đỗ Văn Thử", "Lê Thị Mẫu"):
        make_award(province, recipients=[NamedRecipient("individual", name)])
    publish_awards(awards=Award.objects.all(), by=process_actor(), at=AT)

    page = text(client.get(reverse("portal:honours"), {"q": "do van"}))

    assert "Đỗ Văn Thử" in page
    assert "Lê Thị Mẫu" not in page


def test_the_public_page_says_when_nothing_is_published(client):
    assert "Danh sách sẽ hiện khi cơ quan công bố" in text(client.get(reverse("portal:honours")))


def test_the_public_page_takes_as_many_queries_for_three_awards_as_for_one(client, province, django_assert_num_queries):
    make_award(province, recipients=[NamedRecipient("individual", "Đỗ Văn Thử")])
    publish_awards(awards=Award.objects.all(), by=process_actor(), at=AT)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("portal:honours"))
    for _ in range(2):
        make_award(province, recipients=[NamedRecipient("individual", "Lê Thị Mẫu")], total=_)
    publish_awards(awards=Award.objects.all(), by=process_actor(), at=AT)

    with django_assert_num_queries(len(one)):
        client.get(reverse("portal:honours"))
