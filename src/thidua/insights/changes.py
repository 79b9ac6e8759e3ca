"""What others changed in the actor's scope since the last visit, from the audit trail."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from thidua.core.actors import Actor
from thidua.core.models import AuditEntry
from thidua.organisations.queries import units_in_scope


def changes_since(
    actor: Actor, *, since: datetime | None, acts: Collection[str], on: date, at_most: int
) -> list[AuditEntry]:
    """Return the newest entries on ``acts`` in scope and of others' doing, after ``since`` (``None``: ever)."""
    entries = AuditEntry.objects.filter(act__in=acts, unit_id_value__in=units_in_scope(actor, on=on).values("pk"))
    if actor.uid:
        entries = entries.exclude(actor_uid=actor.uid)
    if since:
        entries = entries.filter(Q(at__gt=since))
    return list(entries[:at_most])
