"""Addresses of pages that this version may or may not have."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse


def address(name: str, **values: Any) -> str:
    """Return the address of the page called ``name``, or nothing where this version has no such page."""
    try:
        return reverse(name, kwargs=values or None)
    except NoReverseMatch:
        return ""


def first_address(*names: str | tuple[str, UUID | None], default: str | None = None) -> str:
    """Return the first address that exists: a name, or a name with the uid of what it shows; else ``default``, or home.

    Sections come and go with versions; a page never shows a link to one that is not there.
    """
    for name in names:
        page, uid = name if isinstance(name, tuple) else (name, None)
        found = address(page, uid=uid) if uid else address(page)
        if found:
            return found
    return reverse("office:home") if default is None else default
