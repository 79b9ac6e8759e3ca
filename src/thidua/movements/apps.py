"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class MovementsConfig(AppConfig):
    """The ``movements`` app."""

    name = "thidua.movements"
    label = "movements"
