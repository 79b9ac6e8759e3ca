"""The page of long work moves by itself; a job is stopped and taken up again by keyboard."""

import pytest
from django.conf import settings as kept
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import make_unit
from tests.factories.people import make_user
from tests.office.test_jobs import make_batch, worked

from thidua.intake.models import Batch
from thidua.intake.tasks import bring_in_batch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def user(transactional_db, settings, tmp_path):
    """An officer of a unit; work waits in the database until somebody does it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    settings.HOME = tmp_path
    return make_user(unit=make_unit("Hưng Yên"))


@pytest.fixture
def batch(user):
    return make_batch(user.grants.get().unit)


@pytest.fixture
def page(chromium, live_server, user, batch):
    signed_in = Client()
    signed_in.force_login(user)
    session = signed_in.cookies[kept.SESSION_COOKIE_NAME].value
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": kept.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("office:jobs"))
    yield page
    context.close()


def test_what_the_worker_does_is_seen_without_a_press(page, user, batch):
    before = page.inner_text("h1")

    bring_in_batch.enqueue(batch_id=batch.pk, user_id=user.pk)
    worked()
    page.wait_for_selector("h1:has-text('Máy không còn việc nào phải làm')", timeout=60_000)

    assert before == "1 việc máy đang làm"
    assert ("Đã xong" in page.inner_text("#viec-may"), "2/2" in page.inner_text("#viec-may")) == (True, True)


def test_a_job_is_stopped_and_taken_up_again_by_keyboard(page, batch):
    page.focus(f"#stop-{batch.uid}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    stopped = Batch.objects.get().finished_at is not None
    page.focus("h1")
    with page.expect_navigation():
        page.keyboard.press("Control+z")

    assert (stopped, Batch.objects.get().finished_at) == (True, None)
    assert page.inner_text("h1") == "1 việc máy đang làm"
