"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class HonoursConfig(AppConfig):
    """The ``honours`` app."""

    name = "thidua.honours"
    label = "honours"
