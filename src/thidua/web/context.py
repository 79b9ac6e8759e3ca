"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from thidua.core import clock
from thidua.core.actors import ANYONE
from thidua.web.frame import Frame


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the values that the frame of every page shows; ``frame`` only for who holds a role."""
    actor = getattr(request, "actor", ANYONE)
    frame = Frame(request, actor) if actor.grants else None
    return {"actor": actor, "demo": settings.DEMO, "frame": frame, "now": clock.now()}
