"""Somebody of the public comments in a browser without JavaScript, by keyboard alone."""

import pytest
from django.urls import reverse
from tests.factories.notices import ask_public, make_family, make_family_round
from tests.factories.organisations import make_commune, make_unit

from thidua.nominations.models import Comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "Gia đình gương mẫu, tôi đồng ý"


@pytest.fixture
def notice(transactional_db):
    found = make_family_round(make_commune("Vũ Thư", under=make_unit("Hưng Yên")))
    return ask_public(found, make_family(found))


def test_a_comment_is_written_and_sent_by_keyboard_without_a_script(chromium, live_server, notice):
    page = chromium.new_context(java_script_enabled=False, locale="vi-VN").new_page()
    page.goto(live_server.url + reverse("portal:notice", args=[notice.uid]))

    page.locator(".asked__form summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(SAID)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**da-gui=1*")

    assert page.locator("#da-gui").inner_text().startswith("Cảm ơn")
    assert [each.text for each in Comment.objects.all()] == [SAID]
