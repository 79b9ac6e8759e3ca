"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class LocalRulesConfig(AppConfig):
    """The ``local_rules`` app."""

    name = "thidua.local_rules"
    label = "local_rules"
