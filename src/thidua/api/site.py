"""The calls put together, and how what they raise is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from thidua.api.calls import cells, files, filing, forms, handing_in, jobs, reports, steps, totals, units
from thidua.api.problems import CallFailed, not_found, problem
from thidua.core.errors import Refused, Stale
from thidua.people.commands.answers import KeyReused
from thidua.web.errors import NotPermitted

api = NinjaAPI(
    title="thidua",
    version="1",
    description="Reports of units: forms, numbers, totals. See the guide «Kết nối máy».",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
)
for prefix, calls in (
    ("", units.router),
    ("", forms.router),
    ("", reports.router),
    ("", handing_in.router),
    ("", cells.router),
    ("", files.router),
    ("", steps.router),
    ("", totals.router),
    ("", filing.router),
    ("", jobs.router),
):
    api.add_router(prefix, calls)


def _refused(_request: HttpRequest, refusal: Refused) -> HttpResponse:
    if isinstance(refusal, Stale):
        return problem("stale", str(refusal), theirs=refusal.theirs, ours=refusal.ours)
    kinds: dict[type[Refused], str] = {NotPermitted: "not-permitted", KeyReused: "key-reused"}
    return problem(kinds.get(type(refusal), "refused"), str(refusal))


def _failed(_request: HttpRequest, failure: CallFailed) -> HttpResponse:
    return problem(failure.kind, failure.detail, headers=failure.headers, **failure.told)


def _invalid(_request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    return problem("invalid", errors=[_wrong_value(each) for each in wrong.errors])


def _wrong_value(error: dict[str, Any]) -> dict[str, str]:
    """Say where and what, never the value itself: it may be a secret in the wrong place."""
    source, *rest = error["loc"]
    # ninja names the view's parameter too: «body.told.cells.0.code».
    inside = rest[1:] if source == "body" else rest[-1:]
    return {"at": ".".join(map(str, (source, *inside))), "kind": error["type"], "message": error["msg"]}


def _stranger(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return problem("unauthenticated", headers={"WWW-Authenticate": "Bearer"})


def _too_large(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    return problem("too-large")


def _malformed(_request: HttpRequest, _error: HttpError) -> HttpResponse:
    return problem("malformed")


_ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Refused: _refused,
    CallFailed: _failed,
    ValidationError: _invalid,
    AuthenticationError: _stranger,
    HttpError: _malformed,
    RequestDataTooBig: _too_large,
    Http404: not_found,
    ObjectDoesNotExist: not_found,
}
for raised, answered in _ANSWERS.items():
    api.add_exception_handler(raised, answered)
