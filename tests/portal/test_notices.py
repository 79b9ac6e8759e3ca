"""Lists about which the public is asked: what is shown, from which day to which, and that nothing is written."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.notices import ask_public, make_family, make_family_round
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user

from thidua.core import clock
from thidua.core.actors import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    return make_family_round(make_commune("Vũ Thư", under=make_unit("Hưng Yên")))


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def list_of(client):
    return text(client.get(reverse("portal:notices")))


def page_of(client, notice):
    return text(client.get(reverse("portal:notice", args=[notice.uid])))


def test_without_an_open_list_the_page_says_when_there_will_be_one(client):
    assert "Không có danh sách nào đang lấy ý kiến" in list_of(client)


def test_the_list_says_who_asks_and_how_many_days_are_left_and_leads_to_the_page(client, found):
    notice = ask_public(found, make_family(found), title="Lấy ý kiến danh sách hộ")

    page = list_of(client)

    assert "1 danh sách đang lấy ý kiến nhân dân" in page
    assert "Xã Vũ Thư" in page
    assert "Còn 10 ngày" in page
    assert f'href="{reverse("portal:notice", args=[notice.uid])}"' in page


def test_a_page_shows_name_post_award_achievement_and_the_days_of_the_law(client, found):
    row = make_family(found, facts={"cluster_rank": 1})
    notice = ask_public(found, row)

    page = page_of(client, notice)

    until = notice.closes_on
    assert "Hộ ông Lê Văn Bình</h2>" in page
    assert "Thôn Trung Hòa" in page
    assert "Đề nghị Gia đình văn hóa" in page
    assert "Hòa thuận, giúp đỡ xóm giềng" in page
    assert f"Công khai 10 ngày, từ {clock.today():%d/%m/%Y} đến hết {until:%d/%m/%Y}. Căn cứ: 86/2023/NĐ-CP." in page
    assert row.code not in page


def test_each_nominee_has_a_form_of_their_own_that_needs_no_script(client, found):
    rows = [make_family(found, f"Hộ {number}") for number in range(2)]
    notice = ask_public(found, *rows)

    page = page_of(client, notice)

    assert page.count(f'action="{reverse("office:send_comment", args=[notice.uid])}"') == 2
    assert page.count('name="text"') == 2
    assert "hx-" not in page.partition("<main")[2]


@pytest.mark.parametrize(("begun", "status"), [(-1, 404), (0, 200), (10, 200), (11, 404)])
def test_a_page_is_there_from_its_first_day_to_its_last(client, found, begun, status):
    opened_on = clock.today() - timedelta(days=begun)
    notice = ask_public(found, make_family(found), begun=max(begun, 0), opened_on=opened_on)

    assert client.get(reverse("portal:notice", args=[notice.uid])).status_code == status
    assert (notice.title in list_of(client)) == (status == 200)


def test_who_was_honoured_and_the_sign_in_page_lead_there_only_while_a_list_is_open(client, found):
    pages = [reverse("portal:honours"), reverse("office:sign_in")]
    address = f'href="{reverse("portal:notices")}"'

    before = [address in text(client.get(page)) for page in pages]
    ask_public(found, make_family(found))
    after = [address in text(client.get(page)) for page in pages]

    assert (before, after) == ([False, False], [True, True])


def test_everybody_sees_the_same_whatever_their_role(client, found):
    notice = ask_public(found, make_family(found))
    client.force_login(make_user(Role.OFFICER, unit=make_unit("Thanh Hóa")))

    assert "Hộ ông Lê Văn Bình" in page_of(client, notice)


def test_the_pages_write_nothing(client, found):
    notice = ask_public(found, make_family(found))

    assert client.post(reverse("portal:notices")).status_code == 405
    assert client.post(reverse("portal:notice", args=[notice.uid])).status_code == 405


def test_the_list_takes_as_many_statements_for_thirty_lists_as_for_three(client, found):
    counts = []
    for number in (3, 27):
        for place in range(number):
            ask_public(found, make_family(found, f"Hộ {number}.{place}"))
        with CaptureQueriesContext(connection) as statements:
            list_of(client)
        counts.append(len(statements))

    assert counts[0] == counts[1]
