"""The two ways in which every row changes: taken back with a reason, and saved against a version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Stale
from thidua.core.models import Record, Withdrawable

R = TypeVar("R", bound=Record)


def withdraw_rows(rows: Iterable[Withdrawable], *, act: str, reason: str, by: Actor, at: dt.datetime) -> int:
    """Mark every row that still stands as withdrawn; return how many. Each gets its line in the audit trail."""
    count = 0
    with transaction.atomic():
        for row in rows:
            if row.withdrawn_at is not None:
                continue
            row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = at, by.label, reason[:500]
            row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
            audit.record(act, _audited(row), by=by, at=at, after={"reason": reason})
            count += 1
    return count


def restore_row(row: Withdrawable, *, act: str, by: Actor, at: dt.datetime) -> None:
    """Let a withdrawn row stand again (undo)."""
    with transaction.atomic():
        before = {"withdrawn_reason": row.withdrawn_reason}
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = None, "", ""
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        audit.record(act, _audited(row), by=by, at=at, before=before)


def save_checked(row: R, changes: Mapping[str, Any], *, version: int, act: str, by: Actor, at: dt.datetime) -> R:
    """Save ``changes`` to the row as it is now, if it still has the ``version`` that the user saw.

    Raises:
        Stale: somebody else saved first; carries their values and ours by field, as text.
    """
    with transaction.atomic():
        kept = type(row)._base_manager.select_for_update().get(pk=row.pk)
        theirs = {name: _plain(getattr(kept, name)) for name in changes}
        ours = {name: _plain(value) for name, value in changes.items()}
        if kept.version != version:
            sentence = _("Có người vừa lưu mục này trước anh, chị. Xem lại hai bản rồi lưu bản đúng.")
            raise Stale(sentence, theirs=theirs, ours=ours, version=kept.version)
        changed = [name for name, value in changes.items() if getattr(kept, name) != value]
        if not changed:
            return kept
        for name in changed:
            setattr(kept, name, changes[name])
        kept.version += 1
        kept.save(update_fields=[*changed, "version"])
        before, after = ({name: values[name] for name in changed} for values in (theirs, ours))
        audit.record(act, kept, by=by, at=at, before=before, after=after)
    return kept


def _audited(row: Withdrawable) -> Record:
    if not isinstance(row, Record):
        raise TypeError(f"{type(row).__name__} has no uid")
    return row


def _plain(value: Any) -> Any:
    """Return a JSON value for a field's value."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
