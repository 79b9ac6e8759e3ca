"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """The ``conferences`` app."""

    name = "thidua.conferences"
    label = "conferences"

    def ready(self) -> None:
        """Tell of the long work that there is."""
        from thidua.conferences.jobs import Packs  # noqa: PLC0415 - models are there only now
        from thidua.core.jobs import register  # noqa: PLC0415 - likewise

        register(Packs())
