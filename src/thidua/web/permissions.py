"""Every view declares who may call it; a view without a declaration stops the start (system check)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeVar

from django.core.checks import CheckMessage, Error, register
from django.http import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Role
from thidua.web.errors import NotPermitted
from thidua.web.requests import ActingRequest

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

STAFF = frozenset({Role.OFFICER, Role.APPROVER, Role.COUNCIL_MEMBER, Role.LEADER, Role.ADMINISTRATOR})
"""Everybody who holds a role somewhere."""
WORKERS = frozenset({Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR})
"""Those who read documents, type figures, make packs."""
DECIDERS = frozenset({Role.APPROVER, Role.LEADER, Role.ADMINISTRATOR})
"""Those who freeze data and publish."""
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
EVERYONE = frozenset({Role.PUBLIC})


def allow(roles: frozenset[Role]) -> Callable[[View], View]:
    """Declare that a view answers holders of ``roles`` at the unit they work for; ``EVERYONE`` needs no sign-in.

    Others who are signed in get 403 with a sentence; those who are not are sent to sign in and brought back.
    The view finds its ``Actor`` in ``request.actor``; where only a lent role lets it in, that one names the lender.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: ActingRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if roles is not EVERYONE:
                if not request.user.is_authenticated:
                    return redirect(f"{resolve_url('office:sign_in')}?{urlencode({'next': request.get_full_path()})}")
                if not request.actor.has(*roles):
                    raise NotPermitted(
                        _("Việc này cần vai trò khác. Hỏi người quản trị của đơn vị để được giao vai trò.")
                    )
                request.actor = request.actor.acting_with(*roles)
            return view(request, *args, **kwargs)

        guarded.allowed_roles = roles  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def declared_views(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address pattern of the site with its route, depth first."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from declared_views(pattern, route)
        else:
            yield route, pattern


@register()
def every_view_declares_its_roles(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start where a view says nothing about who may call it."""
    return [
        Error(f"/{route}: the view declares no roles; put @allow(…) on it.", id="thidua.E001")
        for route, pattern in declared_views()
        if not hasattr(pattern.callback, "allowed_roles")
    ]
