"""Addresses of pages that may not be there."""

import uuid

from thidua.web.addresses import first_address


def test_the_first_address_that_exists_is_taken():
    assert first_address("office:no_such", "office:search", "office:home") == "/tim/"


def test_without_any_the_home_page_is_the_answer():
    assert first_address(("office:no_such", uuid.uuid4())) == "/"


def test_or_nothing_where_nothing_is_asked_for():
    assert first_address("office:no_such", default="") == ""
