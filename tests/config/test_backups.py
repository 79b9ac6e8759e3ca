"""A backup holds a whole installation and brings it back, also while others write."""

import json
import threading
import zipfile
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection, connections
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user

from thidua.config.backups import BackupFault, make_backup, restore_backup
from thidua.core.actors import ANYONE
from thidua.organisations.models import Unit
from thidua.people.models import RoleGrant, User
from thidua.sources.commands import store_file
from thidua.sources.models import StoredFile
from thidua.sources.queries import open_file

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "home" / "files"
    settings.HOME = tmp_path / "home"
    unit = make_unit("Hưng Yên")
    user = make_user(unit=unit, username="ha.tt")
    store_file(content="Nội dung báo cáo".encode(), name="báo cáo.txt", media_type="text/plain", by=ANYONE, at=AT)
    return user


def test_a_round_trip_brings_back_rows_files_and_passwords(office, tmp_path):
    archive = make_backup(tmp_path / "backups", at=NOW)
    password = office.password
    RoleGrant.objects.all().delete()
    User.objects.all().delete()
    StoredFile.objects.all().delete()
    for path in (settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            path.unlink()

    manifest = restore_backup(archive)

    restored = User.objects.get(username="ha.tt")
    with open_file(StoredFile.objects.get()) as file:
        content = file.read().decode()
    assert (restored.password, restored.grants.get().unit.name, content) == (password, "Hưng Yên", "Nội dung báo cáo")
    assert manifest["database"] == connection.vendor


def test_rows_can_be_added_after_a_restore(office, tmp_path):
    archive = make_backup(tmp_path, at=NOW)
    make_unit("Hải Phòng")
    restore_backup(archive)

    make_unit("Thanh Hóa")

    assert sorted(Unit.objects.values_list("name", flat=True)) == ["Hưng Yên", "Thanh Hóa"]


def test_a_backup_made_while_others_write_is_whole(office, tmp_path):
    stop = threading.Event()

    def keep_writing():
        try:
            number = 0
            while not stop.is_set() and number < 300:
                number += 1
                make_unit(f"Xã {number}", since=None)
        finally:
            connections.close_all()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        archive = make_backup(tmp_path, at=NOW)
    finally:
        stop.set()
        writer.join()
    restore_backup(archive)

    units = Unit.objects.count()
    described = Unit.objects.filter(descriptions__isnull=False).count()
    assert units >= 1
    assert units - described in {0, 1}  # a row and its description are two writes here, not one transaction


def test_two_backups_in_one_second_are_two_files(office, tmp_path):
    first = make_backup(tmp_path, at=NOW)

    second = make_backup(tmp_path, at=NOW)

    assert (first.exists(), second.exists(), first == second) == (True, True, False)


def test_nothing_unfinished_is_left_beside_a_backup(office, tmp_path):
    archive = make_backup(tmp_path / "backups", at=NOW)

    assert [path.name for path in (tmp_path / "backups").iterdir()] == [archive.name]


@pytest.mark.parametrize("harm", ["not a zip", "no manifest", "flipped byte", "newer version", "other database"])
def test_a_damaged_or_foreign_backup_is_refused_and_changes_nothing(office, tmp_path, harm):
    archive = make_backup(tmp_path, at=NOW)
    _harm(archive, harm)

    with pytest.raises(BackupFault):
        restore_backup(archive)

    assert User.objects.filter(username="ha.tt").exists()


def _harm(archive, harm):
    if harm == "not a zip":
        archive.write_bytes(b"day khong phai tep zip")
        return
    with zipfile.ZipFile(archive) as content:
        parts = {name: content.read(name) for name in content.namelist()}
    manifest = json.loads(parts["manifest.json"])
    if harm == "no manifest":
        del parts["manifest.json"]
    if harm == "flipped byte":
        name = next(name for name in parts if name.startswith("database/"))
        parts[name] = parts[name][:-1] + bytes([(parts[name][-1] + 1) % 256]) if parts[name] else b"x"
    if harm == "newer version":
        manifest["migrations"].append(["people", "9999_from_the_future"])
        parts["manifest.json"] = json.dumps(manifest).encode()
    if harm == "other database":
        manifest["database"] = "oracle"
        parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(archive, "w") as content:
        for name, part in parts.items():
            content.writestr(name, part)
