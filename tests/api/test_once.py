"""A writing call that is sent again is done once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from tests.factories.reports import make_form, make_report

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.people.commands import forget_old_answers
from thidua.people.models import ApiAnswer, ApiToken

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(commune, machine):
    return machine(Role.OFFICER, commune)


@pytest.fixture
def report(commune):
    return make_report(make_form("sessions"), commune)


def write(caller, report, text, key="khoa", was=""):
    told = {"revision": 1, "cells": [{"code": "sessions", "text": text, "was": was}]}
    return caller.put(f"reports/{report.uid}/cells", told, key=key)


def written(report):
    """What was written by cells since the report was made."""
    return AuditEntry.objects.filter(act="save_cells", object_uid=report.uid).count()


def test_the_same_call_gets_the_same_answer_and_writes_once(clerk, report):
    first = write(clerk, report, "5")
    write(clerk, report, "6", key="khac", was="5")

    second = write(clerk, report, "5")

    assert (second.content, second["Idempotency-Replayed"]) == (first.content, "true")
    assert "Idempotency-Replayed" not in first
    assert written(report) == 2


def test_the_same_key_with_another_body_is_refused(clerk, report):
    write(clerk, report, "5")

    answer = write(clerk, report, "6", was="5")

    assert (answer.status_code, answer.json()["type"]) == (422, "/api/v1/#key-reused")
    assert written(report) == 1


def test_a_call_that_failed_leaves_its_key_free(clerk, report):
    failed = write(clerk, report, "năm")
    done = write(clerk, report, "5")

    assert (failed.status_code, done.status_code, written(report)) == (422, 200, 1)


def test_two_machines_may_choose_the_same_key(clerk, commune, machine, report):
    write(clerk, report, "5")

    answer = write(machine(Role.OFFICER, commune), report, "6", was="5")

    assert (answer.status_code, written(report)) == (200, 2)


@pytest.mark.parametrize("key", ["", "x" * 101, "có dấu cách"])
def test_a_writing_call_without_a_fitting_key_is_not_done(clerk, report, key):
    headers = {"Idempotency-Key": key.encode().decode("latin-1")} if key else {}
    answer = clerk._client.put(
        f"/api/v1/reports/{report.uid}/cells", "{}", content_type="application/json", headers=headers
    )

    assert answer.status_code == 422
    assert "header.Idempotency-Key" in [each["at"] for each in answer.json()["errors"]]


def test_an_answer_is_kept_for_seven_days(clerk, report):
    write(clerk, report, "5")
    ApiAnswer.objects.update(created_at=clock.now() - timedelta(days=7, seconds=1))

    again = write(clerk, report, "6", was="5")

    assert (again.status_code, written(report)) == (200, 2)


def test_old_answers_are_forgotten_and_newer_ones_stay(clerk, report):
    write(clerk, report, "5")
    write(clerk, report, "6", key="khac", was="5")
    ApiAnswer.objects.filter(key="khoa").update(created_at=clock.now() - timedelta(days=8))

    forgotten = forget_old_answers(at=clock.now())

    assert (forgotten, list(ApiAnswer.objects.values_list("key", flat=True))) == (1, ["khac"])


def test_the_worker_forgets_when_a_machine_first_calls_on_a_day(clerk, report, monkeypatch):
    write(clerk, report, "5")
    ApiAnswer.objects.update(created_at=clock.now() - timedelta(days=8))
    clerk.get("forms")
    on_the_same_day = ApiAnswer.objects.count()
    ApiToken.objects.update(last_used_on=clock.today() - timedelta(days=1))
    monkeypatch.setattr("thidua.people.tasks._ASKED", {"on": None})  # as a process that asked on the day before

    clerk.get("forms")

    assert (on_the_same_day, ApiAnswer.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_same_calls_at_once_write_once_and_answer_alike(clerk, report):
    def call(_number):
        try:
            return write(clerk, report, "5")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(call, range(4)))

    assert {(each.status_code, each.content) for each in answers} == {(200, answers[0].content)}
    assert sorted(each.headers.get("Idempotency-Replayed", "") for each in answers) == ["", "true", "true", "true"]
    assert written(report) == 1


@pytest.mark.django_db(transaction=True)
def test_two_other_bodies_with_one_key_at_once_write_one_of_them(clerk, report):
    def call(text):
        try:
            return write(clerk, report, text)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(call, ["5", "6"]))

    assert sorted(each.status_code for each in answers) == [200, 422]
    assert written(report) == 1
