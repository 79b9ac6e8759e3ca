"""Writing the audit trail. Called by commands, inside their transaction."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db.models import QuerySet

from thidua.core.actors import Actor
from thidua.core.many import insert_rows
from thidua.core.models import AuditEntry

_WAITING: ContextVar[list[AuditEntry] | None] = ContextVar("entries that are written together", default=None)


class Audited(Protocol):
    """What can be named in the trail."""

    uid: uuid.UUID


@dataclass(frozen=True)
class Line:
    """One of several entries of one act: on what, and the fields that changed; the unit where it is not everyone's."""

    target: Audited
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    unit_id: int | None = None


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
    waiting = _WAITING.get()
    if waiting is None:
        entry.save(force_insert=True)
    else:
        waiting.append(entry)
    return entry


@contextmanager
def together() -> Iterator[None]:
    """Write the entries of several acts of one transaction in one go, when all are done; none where one fails."""
    with held_back() as waiting:
        yield
    write(waiting)


@contextmanager
def held_back() -> Iterator[list[AuditEntry]]:
    """Collect the entries of acts that are worked out before their transaction; `write` them within it."""
    waiting: list[AuditEntry] = []
    before = _WAITING.set(waiting)
    try:
        yield waiting
    finally:
        _WAITING.reset(before)


def write(entries: Sequence[AuditEntry]) -> None:
    """Write entries that were held back."""
    names = [field.attname for field in AuditEntry._meta.concrete_fields if field.name != "id"]
    insert_rows(AuditEntry, names, [[getattr(entry, name) for name in names] for entry in entries])


def record_all(act: str, lines: Iterable[Line], *, by: Actor, at: datetime, unit_id: int | None = None) -> None:
    """Write an entry for each line, in one go: the same ``act`` on several targets."""
    waiting = _WAITING.get()
    if waiting is not None:
        waiting.extend(_entry(act, line, by=by, at=at, unit_id=unit_id) for line in lines)
        return
    rows = (
        (
            line.target.uid,
            str(line.target)[:500],
            type(line.target).__name__,
            _unit_of(line, unit_id, by),
            line.before,
            line.after,
        )
        for line in lines
    )
    same = {"at": at, "act": act, "actor_uid": by.uid, "actor_label": by.label, "actor_role": by.role_label}
    names = ("object_uid", "object_label", "object_kind", "unit_id_value", "before", "after")
    insert_rows(AuditEntry, names, rows, common=same)


def forget(uids: Collection[uuid.UUID], *, label: str, keeping: Collection[str] = ()) -> None:
    """Take the values out of all entries on objects whose personal data are erased; who did what when stays.

    Entries of the acts in ``keeping`` lose only their label.

    The only change that an entry ever sees: erasure on a person's request (91/2025/QH15).
    """
    entries = relabel(uids, label=label)
    entries.exclude(act__in=keeping).update(before={}, after={})


def relabel(uids: Collection[uuid.UUID], *, label: str) -> QuerySet[AuditEntry]:
    """Take the label alone out of all entries on objects that are called after somebody; return the entries."""
    entries = AuditEntry.objects.filter(object_uid__in=uids)
    entries.update(object_label=label)
    return entries


def _unit_of(line: Line, unit_id: int | None, by: Actor) -> int | None:
    return next((each for each in (line.unit_id, unit_id, by.unit_id) if each is not None), None)


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
        unit_id_value=_unit_of(line, unit_id, by),
        before=line.before,
        after=line.after,
    )
