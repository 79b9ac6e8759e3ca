"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """The ``conferences`` app."""

    name = "thidua.conferences"
    label = "conferences"
