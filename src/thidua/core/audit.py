"""Writing the audit trail. Called by commands, inside their transaction."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Protocol

from thidua.core.actors import Actor
from thidua.core.models import AuditEntry


class Audited(Protocol):
    """What can be named in the trail."""

    uid: uuid.UUID


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
    return AuditEntry.objects.create(
        at=at,
        actor_uid=by.uid,
        actor_label=by.label,
        actor_role=by.role_label,
        act=act,
        object_kind=type(target).__name__,
        object_label=str(target)[:500],
        object_uid=target.uid,
        unit_id_value=unit_id if unit_id is not None else by.unit_id,
        before=before or {},
        after=after or {},
    )
