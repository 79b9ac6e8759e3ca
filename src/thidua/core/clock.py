"""The only place that reads the clock. Ways in call it; commands and rules are given the time."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Return today's legal day in Việt Nam."""
    return timezone.localdate()


def legal_day(at: datetime) -> date:
    """Return the legal day in Việt Nam on which the instant ``at`` falls."""
    return timezone.localdate(at)
