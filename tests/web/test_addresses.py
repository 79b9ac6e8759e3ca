"""Addresses of pages that may not be there."""

import uuid

from thidua.core.actors import ANYONE, Actor, Grant, Role
from thidua.web.addresses import address, first_address

ROLES = (Role.COUNCIL_MEMBER, Role.OFFICER)


def test_the_first_address_that_exists_is_taken():
    assert first_address("office:no_such", "office:search", "office:home") == "/tim/"


def test_without_any_the_home_page_is_the_answer():
    assert first_address(("office:no_such", uuid.uuid4())) == "/"


def test_or_nothing_where_nothing_is_asked_for():
    assert first_address("office:no_such", default="") == ""


def test_a_page_that_the_actor_may_not_open_has_no_address():
    council, clerk = (Actor(uid=None, label="x", grants=(Grant(role, 1),), unit_id=1) for role in ROLES)

    assert [address("office:documents", for_actor=actor) for actor in (council, clerk)] == ["", "/doc-bai/"]


def test_a_page_for_everyone_opens_for_anyone():
    assert address("office:sign_in", for_actor=ANYONE) == "/dang-nhap/"
