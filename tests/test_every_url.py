"""Every address, GET and POST, with every role, over three units: own, child, foreign.

A foreign object is a 404; no list, search, suggestion or export contains anything of the foreign unit; a view that is
not for a role says 403, and who is not signed in is sent to sign in.
"""

import io
import itertools
import json
import zipfile
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, reverse
from django.urls.converters import UUIDConverter
from tests.factories.organisations import AT, LONG_AGO
from tests.factories.people import make_token, make_user
from tests.factories.world import FOREIGN_MARK, FOREIGN_WORD, make_world

from thidua.core.actors import Role
from thidua.people.models import RoleGrant
from thidua.web.permissions import EVERYONE, declared_views

pytestmark = pytest.mark.django_db

STAFF_ROLES = [role for role in Role if role is not Role.PUBLIC]
PATTERNS = [(route, pattern) for route, pattern in declared_views() if isinstance(pattern, URLPattern)]
# Signing out ends the session under test; the rest of the walk goes on signed in.
ENDS_THE_SESSION = {"sign_out"}
# Addresses that answer only in a state that the world is not in (an undo of what was not done).
NEEDS_A_STATE = {
    "office:document_original",
    "office:finding_answer",
    "office:finding_undo",
    "office:follow_pack_again",
    "office:restore_local_value",
    "office:restore_honour",
    "office:move_nomination",
}
# A round takes nominations from below: whoever stands under its unit looks at it, and changes nothing.
# A notice that asks the public is everybody's while it is open; the world's foreign one opens tomorrow.
OPEN_TO_THOSE_BELOW = {
    "get office:round Round",
    "get portal:notice Notice",
    "get office:send_comment Notice",
    "post office:send_comment Notice",
}
SPACES = {"cong-khai/": "portal", "api/": "api"}
# What every call of a machine that writes is sent: each takes of it what it knows.
CALL = {"version": 1, "revision": 1, "reason": "Thử", "cells": []}
# What such a call is asked beside, where it needs more than its body.
ASKED = {"api:attach_cell_file": "?code=sessions&name=anh.png"}

# What it shows is the same for every unit, and belongs to none.
BELONGS_TO_NO_UNIT = {"api:form"}


def converters(pattern: URLPattern) -> list[str]:
    return list(pattern.pattern.converters)


def name_of(route: str, pattern: URLPattern) -> str:
    space = next((space for start, space in SPACES.items() if route.startswith(start)), "office")
    return f"{space}:{pattern.name}"


LISTS = [(name_of(route, pattern), pattern) for route, pattern in PATTERNS if not converters(pattern)]
OBJECTS = [
    (name_of(route, pattern), pattern)
    for route, pattern in PATTERNS
    if converters(pattern) and all(isinstance(kind, UUIDConverter) for kind in pattern.pattern.converters.values())
]


@pytest.fixture(scope="module", autouse=True)
def plain_not_found():
    """Do not draw the page of what is not there; its status is what counts here."""
    with override_settings(ROOT_URLCONF="tests.walk_urls"):
        yield


@pytest.fixture(scope="module", autouse=True)
def unhurried():
    """Let a token call more often in a minute than an office would: «too many» says nothing of the row."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("thidua.api.bearer.CALLS_PER_MINUTE", 10**9)
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for the whole walk; each test works in a savepoint inside its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def one_of_each(rows):
    """The first row of every model."""
    return list({type(row): row for row in reversed(rows)}.values())


def signed_in(role, unit) -> Client:
    """A browser in which somebody is signed in, who sends the token of a machine too: each page looks at its own."""
    client = Client(raise_request_exception=True)
    if role is not Role.PUBLIC:
        sign_in(client, make_user(role, unit=unit))
    return client


def sign_in(client, user):
    client.force_login(user)
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {make_token(user)[0]}"


def ask(client, method, name, address):
    """Ask for an address; what writes for machines is called as they call."""
    if method == "get" or not name.startswith("api:"):
        return getattr(client, method)(address)
    used = "PUT" if name == "api:report_cells" else "POST"
    headers = {"Idempotency-Key": str(uuid4())}
    address += ASKED.get(name, "")
    return client.generic(used, address, json.dumps(CALL), content_type="application/json", headers=headers)


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
        if response.status_code == 405:  # a call that only writes
            response = client.post(reverse(name))
        expected[name] = "yes" if role in allowed else "sign in" if role is Role.PUBLIC else "no"
        to_sign_in = response.status_code == 302 and response["Location"].startswith(reverse("office:sign_in"))
        is_stranger = to_sign_in or response.status_code == 401
        found[name] = "no" if response.status_code == 403 else "sign in" if is_stranger else "yes"

    assert found == expected


@pytest.fixture(scope="module")
def fitting(world, django_db_blocker):
    """For each address the models whose own row it knows, found by asking as somebody with every role; undone."""
    client = Client(raise_request_exception=True)
    with django_db_blocker.unblock():
        user = make_user(Role.ADMINISTRATOR, unit=world.own)
        for role in STAFF_ROLES:
            if role is not Role.ADMINISTRATOR:
                RoleGrant.objects.create(user=user, unit=world.own, role=role, since=LONG_AGO, created_at=AT)
        sign_in(client, user)
        own = one_of_each(world.rows[world.own.pk])
        return {name: {type(row) for row in known_by(client, name, pattern, own)} for name, pattern in OBJECTS}


def known_by(client, name, pattern, rows):
    """The rows for which an address answers, by GET or by POST; a method that it does not take is asked for once."""
    methods, known = ["get", "post"], []
    for row in rows:
        statuses = {method: status_for(client, method, name, pattern, row) for method in methods}
        methods = [method for method in methods if statuses[method] != 405]
        if any(statuses[method] != 404 for method in methods):
            known.append(row)
    return known


def status_for(client, method, name, pattern, row):
    """What an address answers for a row; whatever a POST did is undone."""
    address = reverse(name, kwargs=dict.fromkeys(converters(pattern), row.uid))
    with transaction.atomic():
        status = ask(client, method, name, address).status_code
        transaction.set_rollback(True)
    assert status < 500, (method, address, status)
    return status


def answers_to(client, rows, fitting, role, method):
    """What addresses that a role may open answer for rows that they would know if they were in scope."""
    return {
        f"{method} {name} {type(row).__name__}": ask(
            client, method, name, reverse(name, kwargs=dict.fromkeys(converters(pattern), row.uid))
        ).status_code
        for name, pattern in OBJECTS
        if role in pattern.callback.allowed_roles or pattern.callback.allowed_roles is EVERYONE
        for row in rows
        if type(row) in fitting[name]
    }


def test_nearly_every_address_knows_some_row_of_the_world(fitting):
    assert {name for name, models in fitting.items() if not models} <= NEEDS_A_STATE | BELONGS_TO_NO_UNIT


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_foreign_object_is_not_found(world, fitting, role, method):
    client = signed_in(role, world.own)
    foreign = one_of_each(world.rows[world.foreign.pk])

    answers = answers_to(client, foreign, fitting, role, method)

    assert {what: status for what, status in answers.items() if status not in {404, 405}} == {}


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_an_own_object_and_a_childs_open_and_show_nothing_foreign(world, fitting, role):
    client = signed_in(role, world.own)
    rows = one_of_each(world.rows[world.own.pk]) + one_of_each(world.rows[world.child.pk])

    shown, opened = [], 0
    for name, pattern in OBJECTS:
        if role not in pattern.callback.allowed_roles:
            continue
        for row in (row for row in rows if type(row) in fitting[name]):
            response = client.get(reverse(name, kwargs=dict.fromkeys(converters(pattern), row.uid)))
            opened += response.status_code == 200
            if response.status_code == 200 and FOREIGN_MARK in words_of(response):
                shown.append(name)

    assert shown == []
    assert opened >= 8


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_commune_does_not_see_its_province(world, fitting, method):
    client = signed_in(Role.OFFICER, world.child)

    answers = answers_to(client, one_of_each(world.rows[world.own.pk]), fitting, Role.OFFICER, method)

    seen = {what for what, status in answers.items() if status not in {404, 405}}
    assert seen - OPEN_TO_THOSE_BELOW == set()


def test_the_public_is_sent_to_sign_in_from_every_staff_object_and_a_machine_is_a_stranger(world):
    client = Client()
    row = world.own
    expected = {"office": {302}, "api": {401, 405}}

    answers = {
        name: client.get(reverse(name, kwargs=dict.fromkeys(converters(pattern), row.uid)))
        for name, pattern in OBJECTS
        if pattern.callback.allowed_roles is not EVERYONE
    }

    statuses = {name: answer.status_code for name, answer in answers.items()}
    assert {name: status for name, status in statuses.items() if status not in expected[name.partition(":")[0]]} == {}
    calls = [name for name, _pattern in OBJECTS if name.startswith("api:")]
    assert {ask(client, "post", name, answers[name].wsgi_request.path).status_code for name in calls} == {401, 405}
