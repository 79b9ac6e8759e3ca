"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The ``decisions`` app."""

    name = "thidua.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Tell of the long work that there is."""
        from thidua.core.jobs import register  # noqa: PLC0415 - models are there only now
        from thidua.decisions.jobs import DecisionPapers  # noqa: PLC0415 - likewise

        register(DecisionPapers())
