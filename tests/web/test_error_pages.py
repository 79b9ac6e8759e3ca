"""What a page says when it cannot answer."""

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import make_unit
from tests.factories.people import make_user

from thidua.core.actors import Role

pytestmark = pytest.mark.django_db


def test_an_unknown_address_says_what_may_be_wrong_and_leads_back(client):
    client.force_login(make_user(unit=make_unit()))

    page = client.get("/khong-co/")

    assert (page.status_code, "Không có trang này" in page.text, f'href="{reverse("office:home")}"' in page.text) == (
        404,
        True,
        True,
    )


def test_a_visitor_meets_the_same_page_without_the_bars(client):
    page = client.get("/khong-co/")

    assert (page.status_code, 'class="side"' in page.text) == (404, False)


def test_a_missing_role_is_said_in_a_sentence(client):
    client.force_login(make_user(Role.COUNCIL_MEMBER, unit=make_unit()))

    page = client.get(reverse("office:add_person"))

    assert (page.status_code, "Hỏi người quản trị" in page.text) == (403, True)


def test_to_htmx_a_refusal_is_a_toast(client):
    client.force_login(make_user(Role.COUNCIL_MEMBER, unit=make_unit()))

    page = client.get(reverse("office:add_person"), headers={"hx-request": "true"})

    assert (page.status_code, "data-toast" in page.text, "<html" in page.text) == (403, True, False)


def test_a_form_that_was_open_too_long_says_what_to_do():
    page = Client(enforce_csrf_checks=True).post(reverse("office:sign_in"), {"username": "a", "password": "b"})

    assert (page.status_code, "Trang này mở quá lâu" in page.text) == (403, True)


def test_the_page_for_our_own_faults_needs_nothing_of_ours():
    page = get_template("500.html").render({})

    assert ("Máy chưa làm được việc này" in page, "Something went wrong" in page) == (True, True)


@pytest.mark.parametrize("address", ["/so-nguoi/?ten=a%00b", "/phap-luat/?q=%00", "/%00/"])
def test_an_address_with_a_null_character_is_not_there(client, address):
    client.force_login(make_user(unit=make_unit()))

    assert client.get(address).status_code == 404
