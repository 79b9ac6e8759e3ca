"""The archive: made whole or not at all, checked wholly before anything is replaced."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from thidua import __version__
from thidua.config.backups import postgresql, sqlite

MANIFEST = "manifest.json"
FILES = "files/"
_CHUNK = 1024 * 1024


class BackupFault(Exception):  # noqa: N818 - it is a sentence for the user
    """Why a backup cannot be made or restored, as a Vietnamese sentence that says what to do."""


class _Engine(Protocol):
    """What each database offers: its content as named files in a folder, and back."""

    def dump(self, folder: Path) -> None: ...
    def load(self, folder: Path) -> None: ...


def make_backup(folder: Path, *, at: datetime) -> Path:
    """Write a backup into ``folder`` and return its path, ``thidua-YYYYmmdd-HHMMSS.zip``.

    The file appears under its name only when it is whole; a kill in the middle leaves none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"thidua-{at:%Y%m%d-%H%M%S}.zip"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"thidua-{at:%Y%m%d-%H%M%S}-{number}.zip"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as making:
        parts = Path(making) / "database"
        parts.mkdir()
        _engine().dump(parts)
        unfinished = Path(making) / "backup.zip"
        _write_archive(unfinished, parts, at)
        unfinished.replace(target)
    return target


def restore_backup(archive: Path) -> dict[str, Any]:
    """Check ``archive`` wholly, then put its database and files in the place of the present ones; return its manifest.

    Raises:
        BackupFault: not a backup, damaged, of another kind of database, or made by a newer version. Nothing is changed.
    """
    with tempfile.TemporaryDirectory(dir=_home(), prefix=".restoring-") as restoring, _opened(archive) as content:
        manifest = _checked_manifest(content)
        folder = Path(restoring)
        for name, digest in manifest["sha256"].items():
            _unpack(content, name, folder / name, digest)
        _engine().load(folder / "database")
        _bring_files(folder / FILES)
    return manifest


def _engine() -> _Engine:
    return sqlite if connection.vendor == "sqlite" else postgresql


def _home() -> Path:
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    return home


def _applied_migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _write_archive(target: Path, parts: Path, at: datetime) -> None:
    digests: dict[str, str] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as content:
        for name, path in _named_parts(parts):
            with path.open("rb") as source, content.open(name, "w", force_zip64=True) as sink:
                digests[name] = _copy(source, sink)
        manifest = {
            "format": 1,
            "version": __version__,
            "made_at": at.isoformat(),
            "database": connection.vendor,
            "migrations": _applied_migrations(),
            "sha256": digests,
        }
        content.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))


def _named_parts(parts: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(parts.iterdir()):
        yield f"database/{path.name}", path
    stored = Path(settings.MEDIA_ROOT)
    for path in sorted(stored.rglob("*")) if stored.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            yield FILES + path.relative_to(stored).as_posix(), path


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        content = zipfile.ZipFile(archive)
    except (OSError, zipfile.BadZipFile) as broken:
        raise BackupFault(
            f"Không mở được {archive} như tệp sao lưu. Chọn tệp .zip do “thidua backup” tạo ra."
        ) from broken
    with content:
        yield content


def _checked_manifest(content: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(content.read(MANIFEST))
    except (KeyError, ValueError, zipfile.BadZipFile) as broken:
        raise BackupFault("Tệp này không phải bản sao lưu của thidua, hoặc đã hỏng. Chọn tệp khác.") from broken
    if manifest.get("database") != connection.vendor:
        raise BackupFault(
            f"Bản sao lưu là của {manifest.get('database')}, nơi này dùng {connection.vendor}. "
            "Đặt DATABASE_URL cho khớp rồi khôi phục."
        )
    known = set(MigrationLoader(connection, ignore_no_migrations=True).disk_migrations)
    newer = [f"{app}.{name}" for app, name in manifest["migrations"] if (app, name) not in known]
    if newer:
        raise BackupFault(
            f"Bản sao lưu do phiên bản {manifest.get('version')} tạo ra, mới hơn phiên bản đang cài ({__version__}). "
            "Nâng cấp phần mềm rồi khôi phục."
        )
    return manifest


def _unpack(content: zipfile.ZipFile, name: str, target: Path, digest: str) -> None:
    if ".." in Path(name).parts or Path(name).is_absolute():
        raise BackupFault("Bản sao lưu chứa đường dẫn lạ. Không khôi phục tệp này.")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with content.open(name) as source, target.open("wb") as sink:
            found = _copy(source, sink)
    except (KeyError, zipfile.BadZipFile, EOFError) as broken:
        raise BackupFault(f"Bản sao lưu hỏng ở phần {name}. Dùng bản sao lưu khác.") from broken
    if found != digest:
        raise BackupFault(f"Bản sao lưu hỏng ở phần {name}. Dùng bản sao lưu khác.")


def _copy(source: Any, sink: Any) -> str:
    """Copy bytes and return their SHA-256."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        sink.write(chunk)
    return digest.hexdigest()


def _bring_files(folder: Path) -> None:
    """Put the stored files there. They are named by content, so that those already there are the same."""
    stored = Path(settings.MEDIA_ROOT)
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        target = stored / path.relative_to(folder)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished = target.with_name(f".{target.name}.{os.getpid()}")
            shutil.copyfile(path, unfinished)
            unfinished.replace(target)
