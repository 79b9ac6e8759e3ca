"""Long work by machine: how far it is, stopping it, taking it up again."""

import io
import zipfile

import pytest
from tests.factories.people import process_actor
from tests.intake.articles import REVIEW

from thidua.core import clock
from thidua.core.actors import Role
from thidua.intake.commands import start_batch
from thidua.intake.models import Batch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """No snapshot of another test is listed."""
    settings.HOME = tmp_path


@pytest.fixture
def clerk(province, machine):
    return machine(Role.OFFICER, province)


@pytest.fixture
def batch(province):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("bài.txt", REVIEW)
    told = {"content": made.getvalue(), "file_name": "Nhiều bài.zip", "by": process_actor(province), "at": clock.now()}
    return start_batch(unit=province, **told)


def test_work_is_listed_with_its_state_and_what_may_be_done_with_it(clerk, batch):
    [told] = clerk.get("jobs").json()

    assert (told["uid"], told["kind"], told["title"]) == (str(batch.uid), "texts", "Nhiều bài.zip")
    assert (told["state"], told["done"], told["total"], told["acts"]) == ("waiting", 0, 1, ["stop"])
    assert clerk.get(f"jobs/{batch.uid}").json() == told


def test_work_is_stopped_once_however_often_the_call_is_sent(clerk, batch):
    answers = [clerk.post(f"jobs/{batch.uid}/stop", {}, key="dung-1") for _call in range(2)]

    assert [(each.status_code, each.json()["state"]) for each in answers] == [(200, "stopped")] * 2
    assert answers[1]["Idempotency-Replayed"] == "true"
    assert answers[0].json()["acts"] == ["retry"]


def test_work_that_was_stopped_is_taken_up_again(clerk, batch):
    clerk.post(f"jobs/{batch.uid}/stop", {})

    answer = clerk.post(f"jobs/{batch.uid}/retry", {})

    assert (answer.status_code, answer.json()["state"], answer.json()["done"]) == (200, "done", 1)


def test_work_that_is_over_is_not_stopped(clerk, batch):
    clerk.post(f"jobs/{batch.uid}/stop", {})

    answer = clerk.post(f"jobs/{batch.uid}/stop", {})

    assert (answer.status_code, answer.json()["type"]) == (409, "/api/v1/#refused")


def test_work_of_a_unit_above_is_not_found(batch, commune, machine):
    below = machine(Role.OFFICER, commune)

    statuses = [
        below.get(f"jobs/{batch.uid}").status_code,
        below.post(f"jobs/{batch.uid}/stop", {}).status_code,
        below.post(f"jobs/{batch.uid}/retry", {}).status_code,
    ]

    assert (below.get("jobs").json(), statuses) == ([], [404] * 3)
    assert Batch.objects.get().finished_at is None


def test_a_token_that_only_reads_stops_nothing(batch, province, machine):
    reader = machine(Role.OFFICER, province, can_write=False)

    assert reader.post(f"jobs/{batch.uid}/stop", {}).status_code == 403
