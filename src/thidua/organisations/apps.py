"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The ``organisations`` app."""

    name = "thidua.organisations"
    label = "organisations"
