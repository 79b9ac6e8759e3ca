"""The living page shows every component."""

from pathlib import Path

import pytest
from django.urls import reverse
from tests.factories.organisations import make_unit
from tests.factories.people import make_user

import thidua.office
import thidua.web
from thidua.web.states import STATES

pytestmark = pytest.mark.django_db
COMPONENTS = Path(thidua.web.__path__[0]) / "templates" / "web" / "components"
PARTS = Path(thidua.office.__path__[0]) / "templates" / "office" / "styleguide"
ELSEWHERE = {"logo", "drum"}
"""In the frame and inside other components."""


@pytest.fixture
def page(client):
    client.force_login(make_user(unit=make_unit()))
    return client.get(reverse("office:styleguide")).text


def test_every_component_is_on_the_page():
    source = "".join(path.read_text(encoding="utf-8") for path in PARTS.glob("*.html"))
    source += "".join(path.read_text(encoding="utf-8") for path in COMPONENTS.glob("*.html"))

    missing = [
        path.stem
        for path in COMPONENTS.glob("*.html")
        if f"components/{path.name}" not in source
        and f'component "{path.stem}"' not in source
        and f"{{% {path.stem} " not in source
    ]

    assert set(missing) <= ELSEWHERE


def test_every_state_has_its_chip(page):
    assert page.count('class="chip') >= len(STATES)


def test_the_sample_source_opens(client, page):
    fragment = client.get(reverse("office:styleguide_source")).text

    assert ("<b>2.087 mô hình</b>" in fragment, "<html" in fragment) == (True, False)


def test_the_sample_undo_only_says_so(client, page):
    answer = client.post(reverse("office:styleguide_undo"), follow=True)

    assert "Đã hoàn tác (thử)." in answer.text


def test_a_link_undoes_nothing(client, page):
    assert client.get(reverse("office:styleguide_undo")).status_code == 405
