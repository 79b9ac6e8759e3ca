"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    """The ``councils`` app."""

    name = "thidua.councils"
    label = "councils"
