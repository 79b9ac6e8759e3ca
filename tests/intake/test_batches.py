"""Many files at once: each comes in once, whatever happens in between."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import OperationalError
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor
from tests.intake.articles import REVIEW

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.intake import tasks
from thidua.intake.commands import bring_in, bring_in_file, finish_batch, start_batch
from thidua.intake.models import Batch, BatchFile
from thidua.intake.queries import batch_files, batch_progress, stands_still, waiting_files
from thidua.intake.tasks import bring_in_batch, go_on_with_batches
from thidua.sources.models import Document

pytestmark = pytest.mark.django_db


def text_of(number: int) -> str:
    return REVIEW.replace("2.822", f"{3000 + number}")


def a_zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


SOUND = {f"bài {number}.txt": text_of(number).encode() for number in range(3)}


@pytest.fixture
def user(province):
    return make_user(unit=province)


def begun(unit, members=SOUND, user=None, at=AT):
    by = process_actor(unit)
    batch = start_batch(unit=unit, content=a_zip(members), file_name="bai.zip", by=by, at=at)
    if user is not None:
        Batch.objects.filter(pk=batch.pk).update(brought_by=user)
    return batch


def outcomes(batch):
    return {file.name: str(file.outcome) for file in BatchFile.objects.filter(batch=batch)}


def test_every_file_is_read_refused_with_its_reason_or_there_already(province, user):
    bring_in(unit=province, content=text_of(9).encode(), file_name="cũ.txt", by=process_actor(province), at=AT)
    more = {
        "cũ.txt": text_of(9).encode(),
        "cũ, chữ hoa.txt": text_of(9).upper().encode(),
        "ảnh.png": b"\x89PNG\r\n\x1a\n00",
        "trong.zip": b"PK",
        "bài 0 chép lại.txt": SOUND["bài 0.txt"],
    }
    Document.objects.update(created_at=AT - timedelta(days=1))

    batch = begun(province, SOUND | more)
    bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)

    batch.refresh_from_db()
    assert batch.finished_at is not None
    assert outcomes(batch) == {
        "bài 0.txt": "read", "bài 1.txt": "read", "bài 2.txt": "read", "bài 0 chép lại.txt": "present",
        "cũ.txt": "present", "cũ, chữ hoa.txt": "present", "ảnh.png": "refused", "trong.zip": "refused",
    }  # fmt: skip
    refused = [file for file in batch_files(batch) if file.outcome == "refused"]
    assert [file.because.split(".")[0] for file in refused] == [
        "Tệp là ảnh, không có chữ để đọc",
        "Tệp nén nằm trong tệp nén",
    ]
    assert batch_progress(batch).done == batch_progress(batch).total == 8
    assert Document.objects.filter(unit=province).count() == 4


def test_a_killed_run_goes_on_where_it_stopped_and_counts_what_it_had_read(province, user):
    batch = begun(province, user=user)
    first, *_rest = waiting_files(batch, 9)
    bring_in(unit=province, content=SOUND[first.name], file_name=first.name, by=process_actor(province), at=AT)

    assert go_on_with_batches() == 1

    assert set(outcomes(batch).values()) == {"read"}
    assert Document.objects.filter(unit=province).count() == 3
    assert go_on_with_batches() == 0


def test_the_files_are_read_some_at_a_time(province, user, monkeypatch):
    monkeypatch.setattr(tasks, "AT_A_TIME", 2)
    batch = begun(province)

    bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)

    assert set(outcomes(batch).values()) == {"read"}


def test_the_same_zip_sent_twice_is_one_batch_until_it_is_finished(province, user):
    batch = begun(province)

    assert begun(province) == batch
    bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)
    again = begun(province, at=clock.now())
    bring_in_batch.func(batch_id=again.pk, user_id=user.pk)

    assert again != batch
    assert set(outcomes(again).values()) == {"present"}


def test_two_workers_at_one_file_settle_it_once(province):
    batch = begun(province)
    entry, same = waiting_files(batch, 1)[0], waiting_files(batch, 1)[0]
    by = process_actor(province)

    settled = [bring_in_file(entry=each, content=SOUND[entry.name], by=by, at=AT) for each in (entry, same)]

    assert settled == ["read", "read"]
    assert Document.objects.filter(unit=province).count() == 1
    assert not finish_batch(batch=batch, by=by, at=AT)


def test_a_fault_with_one_file_does_not_stop_the_others(province, user, monkeypatch):
    bring = tasks.bring_in_file

    def broken(**words):
        if words["entry"].name == "bài 1.txt":
            raise AssertionError
        return bring(**words)

    monkeypatch.setattr(tasks, "bring_in_file", broken)
    batch = begun(province)

    bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)

    assert outcomes(batch) == {"bài 0.txt": "read", "bài 1.txt": "refused", "bài 2.txt": "read"}


def test_a_database_that_fails_leaves_the_files_waiting(province, user, monkeypatch):
    def locked(**_words):
        raise OperationalError

    monkeypatch.setattr(tasks, "bring_in_file", locked)
    batch = begun(province)

    with pytest.raises(OperationalError):
        bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)

    assert set(outcomes(batch).values()) == {"waiting"}
    assert stands_still(batch, at=AT + timedelta(minutes=2))
    assert not stands_still(batch, at=AT + timedelta(minutes=1))


def test_what_is_no_zip_is_refused_and_leaves_nothing(province):
    with pytest.raises(Refused, match="không phải tệp nén ZIP"):
        start_batch(unit=province, content=b"5", file_name="a.zip", by=process_actor(province), at=AT)

    assert Batch.objects.count() == 0


def test_beginning_and_end_are_in_the_audit_trail(province, user):
    batch = begun(province)
    bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)

    entries = AuditEntry.objects.filter(object_uid=batch.uid).order_by("pk")
    assert [(entry.act, entry.after) for entry in entries] == [
        ("start_batch", {"files": 3}),
        ("finish_batch", {"read": 3}),
    ]


def test_the_same_zip_in_another_unit_is_another_batch(province):
    other = make_unit("Sông Lam")

    assert begun(province) != begun(other)
