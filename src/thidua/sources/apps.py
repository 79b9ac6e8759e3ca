"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The ``sources`` app."""

    name = "thidua.sources"
    label = "sources"
