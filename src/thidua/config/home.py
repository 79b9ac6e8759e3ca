"""Where an installation keeps what is its own: database, files, secret key, backups."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def home() -> Path:
    """Return the folder named by ``THIDUA_HOME``, else ``thidua`` in the user's own folder."""
    named = os.environ.get("THIDUA_HOME")
    return Path(named).expanduser().resolve() if named else Path.home() / "thidua"


def secret_key(folder: Path) -> str:
    """Return the installation's secret: from ``THIDUA_SECRET_KEY``, else its file, else a passing one.

    The file is written by ``thidua init``; a process without it (``check``, ``extract``) gets a key that dies with it.
    """
    named = os.environ.get("THIDUA_SECRET_KEY")
    if named:
        return named
    kept = folder / "secret.key"
    return kept.read_text(encoding="ascii").strip() if kept.is_file() else secrets.token_urlsafe(64)


def keep_secret_key(folder: Path) -> Path:
    """Write a new secret key for a new installation, readable by its owner only; keep an existing one."""
    kept = folder / "secret.key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
    return kept
