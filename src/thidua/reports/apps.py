"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The ``reports`` app."""

    name = "thidua.reports"
    label = "reports"
