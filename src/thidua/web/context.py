"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the values that the frame of every page shows."""
    return {"actor": getattr(request, "actor", None), "demo": settings.DEMO}
