"""The document of a long decision in the browser: ordered, its page while it is made, the file at the end."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.decision_pages import issued_today, waiting, words
from tests.factories.people import make_actor

from thidua.core import clock
from thidua.core.actors import Role
from thidua.decisions.commands import fill_order
from thidua.decisions.models import DecisionLine, DecisionPaper, PaperOrder
from thidua.decisions.rules.long import MOST_AT_ONCE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queue(settings):
    """Work waits in the database until somebody does it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def long(round_):
    """An issued decision with one line more than is made at once."""
    made = issued_today(round_, waiting(round_))
    line = made.lines.get()
    more = [
        DecisionLine(
            decision=made, does="award", place=place, holder=line.holder, kind="individual", name=f"Người {place}",
            award_code=line.award_code, award_name=line.award_name, year=line.year, bonus=0, created_at=line.created_at,
        )
        for place in range(2, MOST_AT_ONCE + 2)
    ]  # fmt: skip
    DecisionLine.objects.bulk_create(more)
    return made


def make(client, decision):
    return client.post(reverse("office:make_decision_paper", args=[decision.uid]), {"van-ban": "decision"})


def test_a_short_decision_has_its_paper_at_once(officer, round_):
    made = issued_today(round_)

    answer = make(officer, made)

    assert answer["Location"] == reverse("office:decision", args=[made.uid]) + "#van-ban"
    assert (DecisionPaper.objects.count(), PaperOrder.objects.count()) == (1, 0)


def test_a_long_one_is_ordered_and_its_page_shows_progress_and_then_the_file(officer, long, province):
    answer = make(officer, long)
    order = PaperOrder.objects.get()
    page = words(officer.get(answer["Location"]))
    progress = reverse("office:decision_paper_progress", args=[order.uid])
    waits = officer.get(progress)
    fill_order(order=order, by=make_actor(Role.OFFICER, unit=province), at=clock.now())
    done = officer.get(progress)

    assert answer["Location"] == reverse("office:decision_paper_order", args=[order.uid])
    assert ("hx-get" in page, "Văn bản chờ máy lập" in page) == (True, True)
    assert (waits.status_code, done.status_code) == (200, 286)
    issued = DecisionPaper.objects.get().issued
    assert reverse("office:issued_document_download", args=[issued.uid, "docx"]) in done.content.decode()
    assert officer.get(reverse("office:issued_document_download", args=[issued.uid, "pdf"])).status_code == 200


def test_asking_for_a_long_paper_takes_few_queries(officer, long):
    make(officer, long)
    with CaptureQueriesContext(connection) as asked:
        make(officer, long)

    assert len(asked) < 30


def test_it_is_listed_among_the_work_of_the_machine_with_its_page(officer, long):
    make(officer, long)

    page = words(officer.get(reverse("office:jobs")))

    assert "Lập văn bản quyết định" in page
    assert reverse("office:decision_paper_order", args=[PaperOrder.objects.get().uid]) in page
