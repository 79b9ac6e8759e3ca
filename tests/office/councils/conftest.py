"""A province with a small council, and browsers of the people in it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.councils import make_candidate, make_chamber, make_session, put_on_agenda
from tests.factories.honours import make_person
from tests.factories.nominations import make_nomination, make_offices, make_round
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.rounds import move_to

from thidua.core.actors import Role
from thidua.nominations.choices import State
from thidua.people.models import User


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def chamber(province):
    """A chair, a vice chair, a secretary and three members."""
    return make_chamber(province, size=6)


@pytest.fixture
def round_(province):
    return make_round(province)


@pytest.fixture
def session(chamber):
    """A session under way; the last member is away."""
    return make_session(chamber, absent=[5])


@pytest.fixture
def fighter(session, chamber, round_, commune):
    """An item on which the law asks for a secret ballot and 90 % of all members."""
    return put_on_agenda(session, chamber, make_candidate(round_, commune))[0]


@pytest.fixture
def praised(round_, commune, province):
    """Makes nominations that wait for the council and that hands may decide."""
    officer = make_offices(commune, province).officer

    def make(*names):
        return [
            move_to(make_nomination(round_, commune, officer, holder=make_person(commune, name)), State.COUNCIL)
            for name in names
        ]

    return make


@pytest.fixture
def browser():
    """Makes a browser in which a user or a member is signed in."""

    def sign_in(who):
        client = Client()
        client.force_login(who if isinstance(who, User) else who.user)
        return client

    return sign_in


@pytest.fixture
def administrator(province):
    return make_user(Role.ADMINISTRATOR, unit=province, full_name="Quản Trị")


@pytest.fixture
def clerk(browser, chamber):
    """The officer who keeps the papers of the council."""
    return browser(User.objects.get(pk=chamber.clerk.user_id))


def page_of(session, **asked):
    """The address of a session's page."""
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse("office:council_session", args=[session.uid]) + (f"?{query}" if query else "")


def text_of(response):
    """What a reader reads: the page without tags, white space closed up."""
    plain = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def part_of(response, name):
    """One part of a session's page as a reader reads it."""
    content = response.content.decode().partition("</main>")[0]
    start = content.index(f'id="part-{name}"')
    following = content.find('<div id="part-', start + 1)
    plain = re.sub(r"<[^>]+>", " ", content[start : following if following > 0 else None].partition(">")[2])
    return " ".join(plain.split())
