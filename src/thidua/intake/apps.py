"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The ``intake`` app."""

    name = "thidua.intake"
    label = "intake"
