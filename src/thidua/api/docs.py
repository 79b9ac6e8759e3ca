"""What can be called: the schema for machines, a list for people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from ninja.responses import Response

from thidua.api.bearer import CALLS_PER_MINUTE
from thidua.api.problems import KINDS, PROBLEM_JSON, not_found
from thidua.api.site import api
from thidua.web.permissions import EVERYONE, allow
from thidua.web.requests import ActingRequest

PREFIX = "api/v1/"
_FIRST_PROBLEM = 400


@dataclass(frozen=True)
class Listed:
    """A call as the list shows it."""

    method: str
    path: str
    summary: str
    parameters: tuple[str, ...]
    writes: bool


@allow(EVERYONE)
@require_safe
def openapi(_request: ActingRequest) -> HttpResponse:
    """Send the schema (OpenAPI 3.1)."""
    return Response(schema())


@allow(EVERYONE)
@require_safe
def listing(request: ActingRequest) -> HttpResponse:
    """Show what can be called, and what can go wrong."""
    context = {"calls": _listed(), "kinds": KINDS, "most": CALLS_PER_MINUTE}
    return render(request, "api/docs.html", context)


@allow(EVERYONE)
def missing(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - the address is not looked at
    """Answer for an address that is none."""
    return not_found(request)


def schema() -> dict[str, Any]:
    """Return the schema in the language of the reader; what is returned is not to be changed."""
    return _schema_in(get_language())


@cache
def _schema_in(_language: str | None) -> dict[str, Any]:
    """Put the schema together, which takes a second; problems have a media type that ninja does not know."""
    made = api.get_openapi_schema(path_prefix=PREFIX)
    for methods in made["paths"].values():
        for call in methods.values():
            for status, answer in call["responses"].items():
                if int(status) >= _FIRST_PROBLEM and "content" in answer:
                    answer["content"] = {PROBLEM_JSON: next(iter(answer["content"].values()))}
    return made


def _listed() -> list[Listed]:
    return [
        Listed(
            method=method.upper(),
            path=path,
            summary=call["summary"],
            parameters=tuple(each["name"] for each in call["parameters"] if each["in"] == "query"),
            writes=method != "get",
        )
        for path, methods in schema()["paths"].items()
        for method, call in methods.items()
    ]
