"""Writing the audit trail. Called by commands, inside their transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from thidua.core.actors import Actor
from thidua.core.models import AuditEntry


class Audited(Protocol):
    """What can be named in the trail."""

    uid: uuid.UUID


@dataclass(frozen=True)
class Line:
    """One of several entries of one act: on what, and the fields that changed."""

    target: Audited
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def record(
    act: str,
    target: Audited,
    *,
    by: Actor,
    at: datetime,
    unit_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one entry for ``act`` (verb_noun, e.g. ``accept_fact``) on ``target``.

    ``before`` and ``after`` hold only the fields that changed, as JSON values.
    ``unit_id`` is the unit whose readers may see the entry.
    """
    entry = _entry(act, Line(target, before or {}, after or {}), by=by, at=at, unit_id=unit_id)
    entry.save(force_insert=True)
    return entry


def record_all(act: str, lines: Iterable[Line], *, by: Actor, at: datetime, unit_id: int | None = None) -> None:
    """Write an entry for each line, in one go: the same ``act`` on several targets."""
    AuditEntry.objects.bulk_create([_entry(act, line, by=by, at=at, unit_id=unit_id) for line in lines])


def _entry(act: str, line: Line, *, by: Actor, at: datetime, unit_id: int | None) -> AuditEntry:
    return AuditEntry(
        at=at,
        actor_uid=by.uid,
        actor_label=by.label,
        actor_role=by.role_label,
        act=act,
        object_kind=type(line.target).__name__,
        object_label=str(line.target)[:500],
        object_uid=line.target.uid,
        unit_id_value=unit_id if unit_id is not None else by.unit_id,
        before=line.before,
        after=line.after,
    )
