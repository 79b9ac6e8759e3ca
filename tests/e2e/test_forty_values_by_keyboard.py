"""An officer's month: forty values, by keyboard alone; how many keys it takes is counted by the browser itself."""

import sys
from random import Random
from time import perf_counter

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.reports import make_form, make_report, month

from thidua.reports.models import Cell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VALUES = 40
SECONDS_A_KEY = 0.28
"""Of an average typist, who does not have to look for the numbers."""
COUNT_KEYS = "window.keys = 0; addEventListener('keydown', (event) => { keys += event.isTrusted ? 1 : 0; }, true);"


@pytest.fixture
def report(transactional_db):
    """A month's report on a form that asks for forty values."""
    commune = make_commune("Vũ Thư", under=make_unit("Hưng Yên"))
    return make_report(make_form(*(f"value_{number:02}" for number in range(VALUES))), commune, month(10))


@pytest.fixture
def page(chromium, live_server, report):
    """The report, open in a browser in which the commune's officer is signed in."""
    signed_in = Client()
    signed_in.force_login(make_user(unit=report.unit))
    session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.add_init_script(COUNT_KEYS)
    page.goto(live_server.url + reverse("office:report", args=[report.uid]))
    yield page
    context.close()


def test_forty_values_take_f8_then_their_digits_and_one_key_each(page, report, capsys):
    random = Random(40)
    numbers = [random.randint(*random.choice(((0, 9), (10, 999), (1000, 9999)))) for _value in range(VALUES)]
    begun = perf_counter()

    page.keyboard.press("F8")
    for number in numbers:
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('[data-entry]').dataset.waiting === '0'")
    page.wait_for_function("() => /^(Đã lưu|Saved)/.test(document.querySelector('#saved').innerText.trim())")

    seconds, keys = perf_counter() - begun, page.evaluate("keys")
    with capsys.disabled():
        minutes = keys * SECONDS_A_KEY / 60
        sys.stdout.write(
            f"\n  {VALUES} values: {keys} keys, {minutes:.1f} minutes by hand, {seconds:.1f} s by a machine\n"
        )
    cells = Cell.objects.filter(revision__report=report).order_by("line__order")
    assert list(cells.values_list("value", flat=True)) == numbers
    assert keys == 1 + sum(len(str(number)) for number in numbers) + VALUES
