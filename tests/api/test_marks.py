"""Marks of answers: nothing is sent twice to who has it, nobody writes over what they have not seen."""

import pytest
from tests.factories.organisations import make_unit
from tests.factories.people import process_actor
from tests.factories.reports import make_form, make_report, type_in

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.reports.commands import recall_report
from thidua.reports.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(commune, machine):
    return machine(Role.OFFICER, commune)


@pytest.fixture
def report(commune):
    return make_report(make_form("sessions", "attendances"), commune, sessions="5", attendances="50")


def read(caller, report, mark=None):
    return caller.get(f"reports/{report.uid}", headers={"If-None-Match": mark} if mark else None)


def write(caller, report, number, *, was="5", match=None):
    told = {"revision": 1, "cells": [{"code": "sessions", "value": number, "was": was}]}
    return caller.put(f"reports/{report.uid}/cells", told, match=match)


class TestReading:
    """If-None-Match."""

    @pytest.mark.usefixtures("report")
    @pytest.mark.parametrize("path", ["units", "forms", "reports", "reports/due", "reports/waiting"])
    def test_what_has_not_changed_is_not_sent_again(self, clerk, path):
        first = clerk.get(path)

        again = clerk.get(path, headers={"If-None-Match": first["ETag"]})

        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
        assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "private, no-cache")

    def test_what_has_changed_is_sent_with_another_mark(self, clerk, report):
        first = read(clerk, report)
        type_in(report, sessions="6")

        again = read(clerk, report, first["ETag"])

        assert again.status_code == 200
        assert again["ETag"] != first["ETag"]

    def test_an_answer_in_another_language_is_another_answer(self, commune, machine, report):
        vietnamese, english = (machine(Role.OFFICER, commune, language=each) for each in ("vi", "en"))

        marks = [read(caller, report)["ETag"] for caller in (vietnamese, english)]

        assert marks[0] != marks[1]
        assert read(english, report, marks[0]).status_code == 200

    def test_the_mark_of_anothers_report_opens_nothing(self, clerk, machine, report):
        mark = read(clerk, report)["ETag"]
        stranger = machine(Role.ADMINISTRATOR, make_unit("Hải Phòng"))

        assert [read(stranger, report, each).status_code for each in (mark, "*")] == [404, 404]

    def test_a_token_that_opens_nothing_any_more_is_not_told_that_nothing_changed(self, clerk, report):
        mark = read(clerk, report)["ETag"]
        clerk_without_token = type(clerk)("thidua_sai")

        assert read(clerk_without_token, report, mark).status_code == 401

    def test_an_answer_is_kept_apart_for_each_token_and_language(self, clerk, report):
        vary = {each.strip() for each in read(clerk, report)["Vary"].split(",")}

        assert {"Authorization", "Accept-Language"} <= vary


class TestWriting:
    """If-Match."""

    def test_what_is_as_it_was_read_is_written(self, clerk, report):
        answer = write(clerk, report, 7, match=read(clerk, report)["ETag"])

        assert answer.status_code == 200
        assert answer.json()["sections"][0]["cells"][0]["text"] == "7"

    def test_what_somebody_else_wrote_in_another_cell_meanwhile_is_not_written_over_unseen(self, clerk, report):
        mark = read(clerk, report)["ETag"]
        type_in(report, attendances="51")
        known = AuditEntry.objects.count()

        answer = write(clerk, report, 7, match=mark)

        assert (answer.status_code, answer.json()["type"]) == (412, "/api/v1/#changed")
        assert answer.json()["detail"] == "Chưa ghi gì: báo cáo đã khác bản máy đọc. Đọc lại báo cáo rồi gửi lại."
        assert AuditEntry.objects.count() == known

    def test_without_a_mark_two_may_write_in_different_cells(self, clerk, report):
        read(clerk, report)
        type_in(report, attendances="51")

        assert write(clerk, report, 7).status_code == 200

    def test_one_of_several_marks_or_any_is_enough(self, clerk, report):
        mark = read(clerk, report)["ETag"]

        assert write(clerk, report, 7, match=f'"khac", {mark}').status_code == 200
        assert write(clerk, report, 8, was="7", match="*").status_code == 200

    def test_a_step_is_taken_on_what_was_read(self, clerk, report):
        version = read(clerk, report).json()["version"]
        mark = read(clerk, report)["ETag"]
        type_in(report, attendances="51")  # which the version does not tell

        refused = clerk.post(f"reports/{report.uid}/file", {"version": version}, match=mark)
        done = clerk.post(f"reports/{report.uid}/file", {"version": version}, match=read(clerk, report)["ETag"])

        assert (refused.status_code, done.status_code) == (412, 200)
        assert Report.objects.get().state == "filed"

    def test_a_call_that_was_done_is_answered_again_though_the_report_is_another_now(self, clerk, report, commune):
        version, mark = read(clerk, report).json()["version"], read(clerk, report)["ETag"]
        sent = {"path": f"reports/{report.uid}/file", "body": {"version": version}, "key": "mot-lan", "match": mark}
        first = clerk.post(**sent)
        recall_report(report=report, by=process_actor(commune), at=clock.now())

        again = clerk.post(**sent)

        assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (200, 200, "true")
