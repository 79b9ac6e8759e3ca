"""Addresses of pages that this version may or may not have."""

from __future__ import annotations

from uuid import UUID

from django.urls import NoReverseMatch, reverse


def first_address(*names: str | tuple[str, UUID | None], default: str | None = None) -> str:
    """Return the first address that exists: a name, or a name with the uid of what it shows; else ``default``, or home.

    Sections come and go with versions; a page never shows a link to one that is not there.
    """
    for name in names:
        address, uid = name if isinstance(name, tuple) else (name, None)
        try:
            return reverse(address, kwargs={"uid": uid} if uid else None)
        except NoReverseMatch:
            continue
    return reverse("office:home") if default is None else default
