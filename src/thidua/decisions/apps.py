"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The ``decisions`` app."""

    name = "thidua.decisions"
    label = "decisions"
