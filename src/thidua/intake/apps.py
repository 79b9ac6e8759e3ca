"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The ``intake`` app."""

    name = "thidua.intake"
    label = "intake"

    def ready(self) -> None:
        """Tell of the long work that there is."""
        from thidua.core.jobs import register  # noqa: PLC0415 - models are there only now
        from thidua.intake.jobs import TextBatches  # noqa: PLC0415 - likewise

        register(TextBatches())
