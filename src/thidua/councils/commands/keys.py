"""The keys of boxes: one file each outside the database, from the opening of a vote until it is counted."""

from __future__ import annotations

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from thidua.councils.choices import ItemState
from thidua.councils.models import AgendaItem
from thidua.councils.rules.box import KEY_BYTES

_FOLDER = "ballot-keys"
_STALE = timedelta(days=1)


def ensure_key(item: AgendaItem) -> None:
    """Write a new key for the box of an item, readable by the program alone; one that is there stays."""
    path = _path(item)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if read_key(item) is not None:
        return
    drop_key(item)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())


def read_key(item: AgendaItem) -> bytes | None:
    """Return the key of a box; ``None`` where this machine has none."""
    try:
        key = _path(item).read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == KEY_BYTES else None


def drop_key(item: AgendaItem) -> None:
    """Overwrite the key of a box and take its file away; what was sealed under it opens nowhere any more."""
    path = _path(item)
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)


def drop_stale_keys(*, at: datetime) -> int:
    """Take away keys of a day ago and more whose box is not open: left by a machine that stopped; return how many."""
    folder, before = Path(settings.HOME) / _FOLDER, (at - _STALE).timestamp()
    old = {path.stem for path in folder.glob("*.key") if path.stat().st_mtime < before} if folder.is_dir() else set()
    if not old:
        return 0
    in_use = AgendaItem.objects.filter(uid__in=old, state=ItemState.OPEN).values_list("uid", flat=True)
    gone = old - {uid.hex for uid in in_use}
    for stem in gone:
        drop_key(AgendaItem(uid=UUID(stem)))
    return len(gone)


def _path(item: AgendaItem) -> Path:
    return Path(settings.HOME) / _FOLDER / f"{item.uid.hex}.key"
