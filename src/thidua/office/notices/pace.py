"""How many comments came from one place in this hour. No address is kept: a hash under a key that is never stored.

Each process of the site counts for itself and forgets when it ends.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MOST_AN_HOUR: Final = 20
_MINUTE, _HOUR = 60, 3600
_KEY = secrets.token_bytes(32)


def is_too_often(request: HttpRequest) -> bool:
    """Count a comment from where a request comes; tell whether there were more in this hour than a household writes."""
    name = _mark(request)
    cache.add(name, 0, _HOUR)
    try:
        return cache.incr(name) > MOST_AN_HOUR
    except ValueError:  # it ran out in between
        return False


def is_first(request: HttpRequest, line: int, text: str) -> bool:
    """Tell whether the same words about the same nomination did not come from there in the last minute."""
    return cache.add(_mark(request, str(line), text), 1, _MINUTE)


def forget(request: HttpRequest, line: int, text: str) -> None:
    """Let the same words come again: they were refused."""
    cache.delete(_mark(request, str(line), text))


def _mark(request: HttpRequest, *more: str) -> str:
    told = "\0".join((_place(request), *more))
    return f"comment.{hmac.new(_KEY, told.encode(), 'sha256').hexdigest()}"


def _place(request: HttpRequest) -> str:
    """Return the address of who asks; behind a proxy what the proxy itself saw, the last that it wrote.

    Where it writes none, all would seem to be one: then each is taken for another, and nobody is kept out.
    """
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return str(request.META.get("REMOTE_ADDR", ""))
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or secrets.token_hex()
