"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    """The ``councils`` app."""

    name = "thidua.councils"
    label = "councils"

    def ready(self) -> None:
        """Listen to what the ledger below tells."""
        from thidua.councils.commands.erasing import forget_on_agenda  # noqa: PLC0415 - models are there only now
        from thidua.honours.signals import person_erased  # noqa: PLC0415 - likewise

        person_erased.connect(forget_on_agenda, dispatch_uid="councils")
