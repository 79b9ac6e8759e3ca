"""The search page and the suggestions."""

import pytest
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_award, make_citation, make_document

from thidua.conferences.commands import StatedConference, record_conference, record_participation
from thidua.people.commands import record_public_person

pytestmark = pytest.mark.django_db
PAGE = "/tim/"
SUGGESTIONS = "/tim/goi-y/"


@pytest.fixture
def province(client):
    unit = make_unit("Hưng Yên")
    client.force_login(make_user(unit=unit))
    return unit


def test_the_page_says_how_much_it_found(client, province):
    make_commune("Vũ Thư", under=province)

    page = client.get(PAGE, {"q": "vu thu"}).text

    assert ("Thấy 1 kết quả cho “vu thu”" in page, "xã Vũ Thư" in page) == (True, True)


@pytest.mark.usefixtures("province")
def test_without_a_question_it_invites_one(client):
    assert "Tìm trong phạm vi của đơn vị" in client.get(PAGE).text


@pytest.mark.usefixtures("province")
def test_nothing_found_says_what_to_try(client):
    page = client.get(PAGE, {"q": "khong co"}).text

    assert ("Chưa thấy gì tên “khong co”" in page, "Thử tên cũ" in page) == (True, True)


def test_twenty_of_a_kind_are_shown_and_the_rest_is_named(client, province):
    for number in range(21):
        make_commune(f"Tân {number}", under=province)

    page = client.get(PAGE, {"q": "tân"})

    assert (page.text.count('class="hit"'), "Gõ thêm chữ để thu hẹp" in page.text) == (20, True)


def test_suggestions_are_options_with_addresses(client, province):
    for number in range(5):
        make_commune(f"Tân {number}", under=province)

    page = client.get(SUGGESTIONS, {"q": "tân"}).text

    assert (page.count('role="option"'), "<html" in page) == (3 + 1, False)


@pytest.mark.usefixtures("province")
def test_suggestions_for_nothing_are_nothing(client):
    assert client.get(SUGGESTIONS, {"q": ""}).text.strip() == ""


@pytest.mark.usefixtures("province")
def test_a_question_is_text_and_no_markup(client):
    page = client.get(PAGE, {"q": "<script>alert(1)</script>"}).text

    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


@pytest.mark.usefixtures("province")
def test_a_foreign_unit_is_neither_found_nor_suggested(client):
    make_unit("Hải Phòng")

    assert [client.get(url, {"q": "hai phong"}).context["groups"] for url in (PAGE, SUGGESTIONS)] == [[], []]


@pytest.mark.usefixtures("province")
def test_a_very_long_question_is_cut(client):
    assert len(client.get(PAGE, {"q": "a" * 500}).context["question"]) == 120


@pytest.mark.parametrize("name", ["search", "search_suggestions"])
def test_visitors_are_asked_to_sign_in(client, name):
    assert client.get(reverse(f"office:{name}")).status_code == 302


def test_a_person_leads_to_the_conference_where_they_are_named(client, province):
    document = make_document(province, "Hội nghị tổng kết có Đặng Thị Hoà.", title="Bài")
    by = process_actor(province)
    citation = make_citation(document, "Hội nghị")
    conference = record_conference(
        unit=province, stated=StatedConference(name="Hội nghị", kinds=["tong_ket"]), citation=citation, by=by, at=AT
    )
    person = record_public_person(name="Đặng Thị Hoà", posts=["Chủ tịch"], by=by, at=AT)
    record_participation(unit=province, person=person, citation=citation, conference=conference, by=by, at=AT)

    page = client.get(PAGE, {"q": "dang thi hoa"}).text

    assert reverse("office:conference", kwargs={"uid": conference.uid}) in page


def test_an_award_leads_to_the_register_where_it_is_found(client, province):
    make_award(province, form_name="Bằng khen", authority="Bộ Công an")

    [group] = client.get(PAGE, {"q": "bo cong an"}).context["groups"]
    listed = client.get(group.rows[0].url)

    assert (listed.status_code, "Bằng khen" in listed.text) == (200, True)
