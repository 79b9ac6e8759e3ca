"""The schema for machines, and the list for people."""

import pytest
from django.urls import path
from ninja.operation import PathView

from thidua.api.bearer import Bearer
from thidua.api.problems import KINDS
from thidua.api.urls import _declared
from thidua.core.actors import Role

pytestmark = pytest.mark.django_db


def test_the_schema_names_calls_tokens_keys_and_problems(client):
    told = client.get("/api/v1/openapi.json").json()

    writing = told["paths"]["/api/v1/reports/{uid}/cells"]["put"]
    assert told["openapi"].startswith("3.1")
    assert ("Idempotency-Key", True) in [(each["name"], each["required"]) for each in writing["parameters"]]
    assert writing["security"] == [{"Bearer": []}]
    assert list(writing["responses"]["409"]["content"]) == ["application/problem+json"]
    assert list(writing["responses"]["200"]["content"]) == ["application/json"]


def test_every_call_is_listed_for_people_without_scripts_of_its_own(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    page = client.get("/api/v1/").text

    calls = [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]
    assert [call for call in calls if f">{call}</code>" not in page] == []
    assert "<script>" not in page
    assert "//cdn" not in page


def test_every_kind_of_problem_has_its_place_on_the_page(client):
    page = client.get("/api/v1/").text

    assert [kind for kind in KINDS if f'id="{kind}"' not in page] == []


def nothing(request):
    return request


def a_call(*bearers):
    """The pattern of an address with one method for each of ``bearers``; ``None`` looks at no token."""
    view = PathView()
    for method, bearer in zip(("GET", "POST"), bearers, strict=False):
        view.add_operation("x", [method], nothing, auth=bearer)
    return _declared(path("x", nothing), view).callback


def test_an_address_answers_the_roles_of_its_methods_and_without_any_the_site_does_not_start():
    both = a_call(Bearer(frozenset({Role.LEADER})), Bearer(frozenset({Role.OFFICER})))

    assert both.allowed_roles == {Role.LEADER, Role.OFFICER}
    assert not hasattr(a_call(Bearer(frozenset({Role.LEADER})), None), "allowed_roles")
