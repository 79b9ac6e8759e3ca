"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The ``web`` app."""

    name = "thidua.web"
    label = "web"
