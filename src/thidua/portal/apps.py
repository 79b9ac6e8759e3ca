"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The ``portal`` app."""

    name = "thidua.portal"
    label = "portal"
