"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The ``reports`` app."""

    name = "thidua.reports"
    label = "reports"

    def ready(self) -> None:
        """Listen to the apps below, and tell of the long work that there is."""
        from thidua.core.jobs import register  # noqa: PLC0415 - models are there only now
        from thidua.reports import receivers  # noqa: F401, PLC0415 - likewise
        from thidua.reports.jobs import FiledPapers, Snapshots  # noqa: PLC0415 - likewise

        register(FiledPapers())
        register(Snapshots())
