"""What the app does when one below tells it something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from thidua.organisations.models import Unit
from thidua.organisations.signals import unit_going
from thidua.reports.commands import forget_totals


@receiver(unit_going)
def forget_totals_of_unit(unit: Unit, at: datetime, **_more: Any) -> None:
    """Let go of the totals at a unit that is deleted again: they are derived."""
    forget_totals(unit=unit, at=at)
