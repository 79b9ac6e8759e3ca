"""A ZIP of texts that is stopped between two files, and taken up again."""

import pytest
from django.db.models.signals import post_save
from tests.factories.organisations import AT
from tests.factories.people import make_user, process_actor
from tests.factories.reports import LATER
from tests.intake.test_batches import SOUND, begun, outcomes, text_of

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.intake.commands import bring_in_file, resume_batch, stop_batch
from thidua.intake.models import Batch
from thidua.intake.queries import waiting_files
from thidua.intake.tasks import bring_in_batch
from thidua.sources.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(province):
    return make_user(unit=province)


@pytest.fixture
def by(province):
    return process_actor(province)


def test_one_that_nobody_began_is_not_begun_any_more(province, user, by):
    batch = stop_batch(batch=begun(province), by=by, at=LATER)

    bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)

    assert (batch.finished_at, Document.objects.count()) == (LATER, 0)
    assert set(outcomes(batch).values()) == {"refused"}


def test_what_was_read_stays_and_the_rest_says_why_it_was_not(province, by):
    batch = begun(province)
    first = waiting_files(batch, 1)[0]
    bring_in_file(entry=first, content=SOUND[first.name], by=by, at=AT)

    stop_batch(batch=batch, by=by, at=LATER)

    told = {file.name: file.because for file in batch.files.all()}
    assert (outcomes(batch)["bài 0.txt"], Document.objects.count()) == ("read", 1)
    assert told["bài 1.txt"] == "Đã dừng trước khi đọc tệp này."


def test_stopped_by_a_person_while_it_runs_the_worker_finishes_the_file_in_hand_and_takes_no_other(province, user, by):
    batch = begun(province)

    def press(sender, created, **_more):
        if created and not Batch.objects.get(pk=batch.pk).finished_at:
            stop_batch(batch=batch, by=by, at=LATER)

    post_save.connect(press, sender=Document)
    try:
        bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)
    finally:
        post_save.disconnect(press, sender=Document)

    assert outcomes(batch) == {"bài 0.txt": "read", "bài 1.txt": "refused", "bài 2.txt": "refused"}
    assert Document.objects.count() == 1


def test_taken_up_again_it_reads_what_was_left_and_nothing_twice(province, user, by):
    batch = begun(province)
    first = waiting_files(batch, 1)[0]
    bring_in_file(entry=first, content=SOUND[first.name], by=by, at=AT)
    stop_batch(batch=batch, by=by, at=LATER)

    resume_batch(batch=batch, by=by, at=LATER)
    bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)

    assert set(outcomes(batch).values()) == {"read"}
    assert Document.objects.count() == 3
    acts = ["stop_batch", "resume_batch"]
    assert list(AuditEntry.objects.filter(act__in=acts).order_by("pk").values_list("act", flat=True)) == acts


def test_a_file_that_was_refused_for_itself_is_not_read_again(province, by):
    batch = begun(province, SOUND | {"ảnh.png": b"\x89PNG\r\n\x1a\n00"})
    picture = batch.files.get(name="ảnh.png")
    stop_batch(batch=batch, by=by, at=LATER)
    batch.files.filter(pk=picture.pk).update(message="Tệp là ảnh")

    resume_batch(batch=batch, by=by, at=LATER)

    assert outcomes(batch)["ảnh.png"] == "refused"


def test_what_is_over_is_neither_stopped_nor_taken_up(province, user, by):
    batch = begun(province)
    bring_in_batch.func(batch_id=batch.pk, user_id=user.pk)

    with pytest.raises(Refused, match="không còn gì để dừng"):
        stop_batch(batch=batch, by=by, at=LATER)
    with pytest.raises(Refused, match="không còn tệp nào chưa đọc"):
        resume_batch(batch=batch, by=by, at=LATER)


def test_one_that_was_brought_again_meanwhile_is_not_read_beside_it(province, by):
    batch = stop_batch(batch=begun(province), by=by, at=LATER)
    begun(province)

    with pytest.raises(Refused, match="một lần đưa vào khác"):
        resume_batch(batch=batch, by=by, at=LATER)


def test_the_same_zip_brought_again_after_a_stop_is_a_new_batch(province, by):
    stopped = stop_batch(batch=begun(province), by=by, at=LATER)

    anew = begun(province, {"bài 0.txt": text_of(0).encode()} | SOUND)

    assert anew.pk != stopped.pk
