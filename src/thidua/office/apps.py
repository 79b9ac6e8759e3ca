"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The ``office`` app."""

    name = "thidua.office"
    label = "office"

    def ready(self) -> None:
        """Tell of the long work that there is."""
        from thidua.core.jobs import register  # noqa: PLC0415 - models are there only now
        from thidua.office.honours_import.jobs import HonourImports  # noqa: PLC0415 - likewise
        from thidua.office.reports.tables.jobs import Tables  # noqa: PLC0415 - likewise
        from thidua.office.reports.together.jobs import WorkbookBatches  # noqa: PLC0415 - likewise

        register(WorkbookBatches())
        register(Tables())
        register(HonourImports())
