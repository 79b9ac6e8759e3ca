"""The guide in the browser: every page of docs/guide, its links working, without internet."""

import re

import pytest
from django.urls import reverse

from thidua.office.guide import pages

pytestmark = pytest.mark.django_db


def test_every_file_of_the_guide_is_listed_on_its_first_page():
    files = {path.stem for path in pages.folder().glob("*.md")} - {pages.FIRST}

    assert set(pages.names()) == files


@pytest.mark.parametrize("name", pages.names())
def test_every_page_shows_and_its_links_lead_somewhere(client, name):
    response = client.get(reverse("office:guide_page", args=[name]))

    links = re.findall(r"<article.*?</article>", response.content.decode(), re.DOTALL)[0]
    inside = re.findall(r'href="(/[^"]+)"', links)
    assert response.status_code == 200
    assert [link for link in inside if client.get(link).status_code != 200] == []
    assert re.findall(r'href="[^"]*\.md', links) == []


def test_a_page_that_is_not_there_is_not_found(client):
    assert client.get(reverse("office:guide_page", args=["khong-co"])).status_code == 404
