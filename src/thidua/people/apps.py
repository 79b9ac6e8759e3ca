"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The ``people`` app."""

    name = "thidua.people"
    label = "people"
