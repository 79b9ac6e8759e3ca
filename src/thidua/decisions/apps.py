"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The ``decisions`` app."""

    name = "thidua.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Tell of the long work that there is; listen to what the ledger below tells."""
        from thidua.core.jobs import register  # noqa: PLC0415 - models are there only now
        from thidua.decisions.commands.erasing import forget_lines  # noqa: PLC0415 - likewise
        from thidua.decisions.jobs import DecisionPapers  # noqa: PLC0415 - likewise
        from thidua.honours.signals import person_erased  # noqa: PLC0415 - likewise

        register(DecisionPapers())
        person_erased.connect(forget_lines, dispatch_uid="decisions")
