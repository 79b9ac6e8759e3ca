"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The ``core`` app."""

    name = "thidua.core"
    label = "core"
