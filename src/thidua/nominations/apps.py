"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """The ``nominations`` app."""

    name = "thidua.nominations"
    label = "nominations"
