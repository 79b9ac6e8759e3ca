"""Files that a browser keeps instead of showing them."""

from __future__ import annotations

from typing import TypeVar

from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

Sent = TypeVar("Sent", bound=HttpResponseBase)


def as_download(response: Sent, name: str) -> Sent:
    """Let a browser keep the response under a name, accents and all."""
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
