"""Addresses of pages that this version may or may not have, and that a reader may or may not open."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, resolve, reverse

from thidua.core.actors import Actor, Role
from thidua.web.permissions import EVERYONE


def address(name: str, *, for_actor: Actor | None = None, **values: Any) -> str:
    """Return the address of the page called ``name``.

    Nothing where this version has no such page, or where ``for_actor`` is given and may not open it.
    """
    try:
        found = reverse(name, kwargs=values or None)
    except NoReverseMatch:
        return ""
    return found if for_actor is None or _may_open(for_actor, name, found) else ""


def first_address(
    *names: str | tuple[str, UUID | None], for_actor: Actor | None = None, default: str | None = None
) -> str:
    """Return the first address there is: a name, or a name with the uid of what it shows; else ``default``, or home.

    Sections come and go with versions, and roles differ; a page never shows a link that does not open.
    """
    for name in names:
        page, uid = name if isinstance(name, tuple) else (name, None)
        found = address(page, for_actor=for_actor, uid=uid) if uid else address(page, for_actor=for_actor)
        if found:
            return found
    return reverse("office:home") if default is None else default


_ROLES: dict[str, frozenset[Role]] = {}
"""Who may open the page of a name, once one of its addresses was looked at: a frame has a dozen links."""


def _may_open(actor: Actor, name: str, url: str) -> bool:
    if name not in _ROLES:
        _ROLES[name] = getattr(resolve(url).func, "allowed_roles", frozenset())
    return _ROLES[name] is EVERYONE or actor.has(*_ROLES[name])
