"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """The ``nominations`` app."""

    name = "thidua.nominations"
    label = "nominations"

    def ready(self) -> None:
        """Listen to what the ledger below tells."""
        from thidua.honours.signals import person_erased  # noqa: PLC0415 - models are there only now
        from thidua.nominations.commands.erasing import forget_nominee  # noqa: PLC0415 - likewise

        person_erased.connect(forget_nominee, dispatch_uid="nominations")
