"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """The ``indicators`` app."""

    name = "thidua.indicators"
    label = "indicators"
