"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """The ``awards`` app."""

    name = "thidua.awards"
    label = "awards"
