"""Writing down who took rows of nominations out of the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.organisations.models import Unit


def note_nominations_taken_out(*, asked: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Write down who took nominations out as a file, and what was asked for; the entry is one on the actor's unit."""
    _note("export_nominations", asked, by, at)


def note_registrations_taken_out(*, asked: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Write down who took registered titles out as a file, likewise."""
    _note("export_registrations", asked, by, at)


def _note(act: str, asked: Mapping[str, Any], by: Actor, at: datetime) -> None:
    unit = Unit.objects.get(pk=by.unit_id or 0)
    audit.record(act, unit, by=by, at=at, unit_id=unit.pk, after=dict(asked))
