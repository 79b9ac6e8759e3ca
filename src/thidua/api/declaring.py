"""How a call is declared: who may make it, what it answers, what can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ninja import Router

from thidua.api.bearer import Bearer
from thidua.api.problems import Problem
from thidua.core.actors import Role
from thidua.web.permissions import STAFF, WORKERS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

View = TypeVar("View", bound=Callable[..., Any])
_READING = (401, 403, 404, 409, 422, 429)
_WRITING = (400, *_READING, 412, 413)


def reads(
    router: Router,
    path: str,
    answer: Any,
    *,
    name: str,
    summary: StrOrPromise,
    roles: frozenset[Role] = STAFF,
    extra: dict[str, Any] | None = None,
) -> Callable[[View], View]:
    """Declare a call that reads. ``extra``: what the schema says beside what is known from the types."""
    told = {200: answer, **dict.fromkeys(_READING, Problem)}
    return _declared(router, "GET", path, Bearer(roles), told, name, summary, extra)


def writes(
    router: Router,
    method: str,
    path: str,
    answer: Any,
    *,
    name: str,
    summary: StrOrPromise,
    extra: dict[str, Any] | None = None,
) -> Callable[[View], View]:
    """Declare a call that writes: for tokens that may, of users who do the unit's work. ``extra``: as for reading."""
    told = {200: answer, **dict.fromkeys(_WRITING, Problem)}
    return _declared(router, method, path, Bearer(WORKERS, writes=True), told, name, summary, extra)


def _declared(
    router: Router,
    method: str,
    path: str,
    auth: Bearer,
    told: dict[int, Any],
    name: str,
    summary: StrOrPromise,
    extra: dict[str, Any] | None,
) -> Callable[[View], View]:
    # the schema is written in the language of whoever asks for it, so the summary stays lazy
    lazy = cast("str", summary)
    return router.api_operation(
        [method],
        path,
        auth=auth,
        response=told,
        summary=lazy,
        url_name=name,
        operation_id=name,
        openapi_extra=extra,
    )
