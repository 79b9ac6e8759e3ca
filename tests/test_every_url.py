"""Every address, GET and POST, with every role, over three units: own, child, foreign.

A foreign object is a 404; no list, search, suggestion or export contains anything of the foreign unit; a view that is
not for a role says 403, and who is not signed in is sent to sign in.
"""

import io
import itertools
import zipfile

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from tests.factories.people import make_user
from tests.factories.world import FOREIGN_MARK, FOREIGN_WORD, make_world

from thidua.core.actors import Role
from thidua.web.permissions import EVERYONE, declared_views

pytestmark = pytest.mark.django_db

STAFF_ROLES = [role for role in Role if role is not Role.PUBLIC]
PATTERNS = [(route, pattern) for route, pattern in declared_views() if isinstance(pattern, URLPattern)]
# Signing out ends the session under test; the rest of the walk goes on signed in.
ENDS_THE_SESSION = {"sign_out"}


def converters(pattern: URLPattern) -> list[str]:
    return list(pattern.pattern.converters)


def name_of(route: str, pattern: URLPattern) -> str:
    space = "portal" if route.startswith("cong-khai/") else "office"
    return f"{space}:{pattern.name}"


LISTS = [(name_of(route, pattern), pattern) for route, pattern in PATTERNS if not converters(pattern)]
OBJECTS = [
    (name_of(route, pattern), pattern)
    for route, pattern in PATTERNS
    if converters(pattern)
    and all(kind.__class__.__name__ == "UUIDConverter" for kind in pattern.pattern.converters.values())
]


@pytest.fixture
def world():
    return make_world()


def signed_in(role, unit) -> Client:
    client = Client(raise_request_exception=True)
    if role is not Role.PUBLIC:
        client.force_login(make_user(role, unit=unit))
    return client


def words_of(response) -> str:
    """Everything that a response says, also inside a workbook or a document."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return content.decode("utf-8", "replace")


def test_there_are_addresses_to_walk():
    assert len(LISTS) > 10
    assert len(OBJECTS) > 10


@pytest.mark.parametrize("role", list(Role))
def test_no_page_list_search_or_export_shows_anything_foreign(world, role):
    client = signed_in(role, world.own)
    questions = [
        "",
        f"?q={FOREIGN_WORD}",
        f"?tim={FOREIGN_WORD}",
        f"?unit={FOREIGN_WORD}",
        f"?don-vi={world.foreign.uid}",
    ]

    shown = [
        f"{name}{question}"
        for (name, pattern), question in itertools.product(LISTS, questions)
        if pattern.name not in ENDS_THE_SESSION and FOREIGN_MARK in words_of(client.get(reverse(name) + question))
    ]

    assert shown == []


@pytest.mark.parametrize("role", list(Role))
def test_a_view_answers_only_the_roles_that_it_declares(world, role):
    client = signed_in(role, world.own)
    expected, found = {}, {}
    for name, pattern in LISTS:
        if pattern.name in ENDS_THE_SESSION:
            continue
        allowed = pattern.callback.allowed_roles
        if allowed is EVERYONE:
            continue
        response = client.get(reverse(name))
        expected[name] = "yes" if role in allowed else "sign in" if role is Role.PUBLIC else "no"
        to_sign_in = response.status_code == 302 and response["Location"].startswith(reverse("office:sign_in"))
        found[name] = "no" if response.status_code == 403 else "sign in" if to_sign_in else "yes"

    assert found == expected


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_foreign_object_is_not_found(world, role, method):
    client = signed_in(role, world.own)
    foreign = world.rows[world.foreign.pk]
    answers = {}
    for name, pattern in OBJECTS:
        if role not in pattern.callback.allowed_roles and pattern.callback.allowed_roles is not EVERYONE:
            continue
        for row in foreign:
            address = reverse(name, kwargs=dict.fromkeys(converters(pattern), row.uid))
            status = getattr(client, method)(address).status_code
            if status not in {404, 405}:
                answers[f"{method} {name} {type(row).__name__}"] = status

    assert answers == {}


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_an_own_object_or_a_childs_never_breaks_a_page(world, role):
    client = signed_in(role, world.own)
    own = world.rows[world.own.pk] + world.rows[world.child.pk]
    found = set()
    for name, pattern in OBJECTS:
        if role not in pattern.callback.allowed_roles and pattern.callback.allowed_roles is not EVERYONE:
            continue
        for row in own:
            response = client.get(reverse(name, kwargs=dict.fromkeys(converters(pattern), row.uid)))
            assert response.status_code < 500
            if response.status_code == 200:
                found.add(name)
                assert FOREIGN_MARK not in words_of(response)

    if role is Role.ADMINISTRATOR:
        assert len(found) >= 6


def test_a_commune_does_not_see_its_province(world):
    client = signed_in(Role.OFFICER, world.child)
    above = world.rows[world.own.pk]

    seen = {
        f"{name} {type(row).__name__}"
        for name, pattern in OBJECTS
        for row in above
        if Role.OFFICER in pattern.callback.allowed_roles
        and client.get(reverse(name, kwargs=dict.fromkeys(converters(pattern), row.uid))).status_code not in {404, 405}
    }

    assert seen == set()


def test_the_public_is_sent_to_sign_in_from_every_staff_object(world):
    client = Client()
    row = world.own

    answers = {
        name: client.get(reverse(name, kwargs=dict.fromkeys(converters(pattern), row.uid)))
        for name, pattern in OBJECTS
        if pattern.callback.allowed_roles is not EVERYONE
    }

    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 302} == {}
