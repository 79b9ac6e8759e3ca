"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The ``office`` app."""

    name = "thidua.office"
    label = "office"
