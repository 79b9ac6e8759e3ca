"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The ``api`` app."""

    name = "thidua.api"
    label = "api"
