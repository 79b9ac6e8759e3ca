"""What others changed in the actor's scope since the last visit, from the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.core.models import AuditEntry
from thidua.organisations.queries import units_in_scope

NEWS = frozenset(
    {
        "add_document", "accept_fact", "take_back_fact", "answer_finding", "lock_document", "unlock_document",
        "publish_award", "unpublish_award", "open_review", "freeze_review", "make_pack", "add_direction",
        "edit_direction", "start_movement", "edit_movement", "add_aim", "edit_aim", "create_user", "deactivate_user",
        "reset_password", "end_role", "close_period", "reopen_period",
    }
)  # fmt: skip
"""The acts that are news to others. What a command does on the way (store a file, cite) is not."""
FURTHEST = 500
"""How many entries are looked through; an office makes fewer in a day."""


@dataclass(frozen=True)
class Change:
    """An act that one person did once or more on one day; ``newest`` is the last of them."""

    newest: AuditEntry
    count: int


def changes_since(actor: Actor, *, since: datetime | None, on: date, at_most: int) -> list[Change]:
    """Return the news in scope, of others' doing, after ``since`` (``None``: ever), told once a person and day."""
    entries = _news(actor, since=since, on=on)
    told: dict[tuple[str, str, date], list[AuditEntry]] = {}
    for entry in entries.order_by("-at", "-pk")[:FURTHEST]:
        told.setdefault((entry.actor_label, entry.act, legal_day(entry.at)), []).append(entry)
    return [Change(alike[0], len(alike)) for alike in list(told.values())[:at_most]]


def has_news(actor: Actor, *, since: datetime | None, on: date) -> bool:
    """Whether others changed anything in scope after ``since``."""
    return _news(actor, since=since, on=on).exists()


def _news(actor: Actor, *, since: datetime | None, on: date) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.filter(act__in=NEWS, unit_id_value__in=units_in_scope(actor, on=on).values("pk"))
    if actor.uid:
        entries = entries.exclude(actor_uid=actor.uid)
    return entries.filter(at__gt=since) if since else entries
