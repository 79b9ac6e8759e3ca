"""Addresses of the calls: each says in the reader's language what it answers, and who may make it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja.operation import PathView

from thidua.api import docs
from thidua.api.bearer import Bearer
from thidua.api.marks import if_changed
from thidua.api.problems import problem
from thidua.api.site import api
from thidua.core.actors import Role

View = Callable[..., HttpResponse]
_NOT_ALLOWED = 405
_ROOT = "api-root"  # ninja's own page, which says where its docs would be


def _language(request: HttpRequest) -> str:
    """Return what the caller reads: Vietnamese unless something else is asked for first."""
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if (language := tag.split("-")[0]) in dict(settings.LANGUAGES):
            return language
    return settings.LANGUAGE_CODE


def _spoken(view: View) -> View:
    """Answer in the language that the header names; only the caller may keep what was read, nobody what was written."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        language = _language(request)
        with translation.override(language):
            response = view(request, *args, **values)
            if response.status_code == _NOT_ALLOWED:
                response = problem("method", headers={"Allow": response.headers["Allow"]})
            response = if_changed(request, response)
        response.headers["Content-Language"] = language
        response.headers.setdefault("Cache-Control", "no-store")
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        return response

    answered.csrf_exempt = True  # type: ignore[attr-defined] # no cookie is looked at
    answered.takes_null_characters = True  # type: ignore[attr-defined] # the shapes drop them, as in bodies
    return answered


def _declared(pattern: URLPattern, path_view: PathView) -> URLPattern:
    """Return a call's pattern with the roles of its methods put together; each method asks for its own."""
    view = _spoken(pattern.callback)
    declared = [auth for each in path_view.operations for auth in each.auth_callbacks if isinstance(auth, Bearer)]
    if len(declared) == len(path_view.operations):  # else the system check stops the start
        roles: frozenset[Role] = frozenset().union(*(auth.roles for auth in declared))
        view.allowed_roles = roles  # type: ignore[attr-defined]
    return path(str(pattern.pattern), view, name=pattern.name)


def _calls() -> list[URLPattern]:
    views = {
        str(operation.url_name): view
        for bound in api._get_bound_routers()  # noqa: SLF001 - ninja's patterns do not say which calls they lead to
        for view in bound.path_operations.values()
        for operation in view.operations
    }
    patterns = [each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != _ROOT]
    return [_declared(each, views[each.name or ""]) for each in patterns]


app_name = "api"
urlpatterns = [
    path("", docs.listing, name="docs"),
    path("openapi.json", _spoken(docs.openapi), name="openapi"),
    *_calls(),
    path("<path:rest>", _spoken(docs.missing), name="missing"),
]
