"""Refusals that belong to pages."""

from __future__ import annotations

from thidua.core.errors import Refused


class NotPermitted(Refused):
    """The actor lacks the role for a page; answered with 403."""
