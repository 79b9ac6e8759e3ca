"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models import IntegerField


class CoreConfig(AppConfig):
    """The ``core`` app."""

    name = "thidua.core"
    label = "core"

    def ready(self) -> None:
        """Make our own lookups known."""
        from thidua.core.lookups import Among  # noqa: PLC0415 - when apps are ready

        IntegerField.register_lookup(Among)
