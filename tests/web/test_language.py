"""Which language the pages speak."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_an_english_browser_is_answered_in_vietnamese(client):
    page = client.get(reverse("office:sign_in"), headers={"accept-language": "en-US,en;q=0.9"})

    assert (page.headers["Content-Language"], "Tên đăng nhập" in page.text) == ("vi", True)


def test_the_switch_is_remembered(client):
    answer = client.post(reverse("office:set_language"), {"language": "en", "next": reverse("office:sign_in")})

    page = client.get(answer.url)

    assert page.headers["Content-Language"] == "en"


def test_a_language_that_we_do_not_speak_is_ignored(client):
    client.cookies["django_language"] = "fr"

    assert client.get(reverse("office:sign_in")).headers["Content-Language"] == "vi"


def test_the_switch_does_not_lead_elsewhere(client):
    answer = client.post(reverse("office:set_language"), {"language": "en", "next": "https://example.org/"})

    assert answer.url == "/"
