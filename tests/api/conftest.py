"""Machines that call, over a province and its commune."""

import itertools
import json
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_token, make_user

_keys = itertools.count(1)


class Machine:
    """Another machine with a token, as a program would call."""

    def __init__(self, secret, language=""):
        self.secret = secret
        headers = {"Authorization": f"Bearer {secret}", **({"Accept-Language": language} if language else {})}
        self._client = Client(headers=headers)

    def get(self, path, *, headers=None, **asked):
        return self._client.get(f"/api/v1/{path}", asked, headers=headers)

    def send(self, method, path, body, *, key=None, match=None):
        headers = {"Idempotency-Key": key or f"khoa-{next(_keys)}", **({"If-Match": match} if match else {})}
        content = body if isinstance(body, str) else json.dumps(body)
        return self._client.generic(
            method, f"/api/v1/{path}", content, content_type="application/json", headers=headers
        )

    def post(self, path, body, *, key=None, match=None):
        return self.send("POST", path, body, key=key, match=match)

    def send_file(self, path, content, *, key=None, **asked):
        headers = {"Idempotency-Key": key or f"khoa-{next(_keys)}"}
        address = f"/api/v1/{path}?{urlencode(asked)}"
        return self._client.generic("POST", address, content, content_type="application/octet-stream", headers=headers)

    def put(self, path, body, *, key=None, match=None):
        return self.send("PUT", path, body, key=key, match=match)


def make_machine(role, unit, *, can_write=True, language=""):
    """A machine with a token of a new user who holds ``role`` at ``unit``."""
    return Machine(make_token(make_user(role, unit=unit), can_write=can_write)[0], language)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def machine():
    """What makes machines."""
    return make_machine
