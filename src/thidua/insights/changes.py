"""What others changed in the actor's scope since the last visit, from the audit trail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.core.models import AuditEntry
from thidua.organisations.queries import units_in_scope

FURTHEST = 500
"""How many entries are looked through; an office makes fewer in a day."""


@dataclass(frozen=True)
class Change:
    """An act that one person did once or more on one day; ``newest`` is the last of them."""

    newest: AuditEntry
    count: int


def changes_since(
    actor: Actor, *, since: datetime | None, acts: Collection[str], on: date, at_most: int
) -> list[Change]:
    """Return ``acts`` in scope and of others' doing after ``since`` (``None``: ever), told once a person and day."""
    entries = AuditEntry.objects.filter(act__in=acts, unit_id_value__in=units_in_scope(actor, on=on).values("pk"))
    if actor.uid:
        entries = entries.exclude(actor_uid=actor.uid)
    if since:
        entries = entries.filter(at__gt=since)
    told: dict[tuple[str, str, date], list[AuditEntry]] = {}
    for entry in entries.order_by("-at", "-pk")[:FURTHEST]:
        told.setdefault((entry.actor_label, entry.act, legal_day(entry.at)), []).append(entry)
    return [Change(alike[0], len(alike)) for alike in list(told.values())[:at_most]]
