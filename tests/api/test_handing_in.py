"""Whole reports at once: handed in by one call, accepted together by another."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import make_commune
from tests.factories.people import process_actor
from tests.factories.reports import make_form, make_report

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.reports.commands import ensure_span, file_report
from thidua.reports.models import Cell, Report, Total, TotalMark
from thidua.reports.rules.calendar import number_of, period_before, period_on

pytestmark = pytest.mark.django_db
NOT_FEWER = {
    "code": "not_fewer",
    "severity": "stop",
    "terms": {"kind": "relation", "left": ["attendances"], "op": ">=", "right": ["sessions"]},
    "message": "Số lượt (%(attendances)s) ít hơn số buổi (%(sessions)s). Kiểm tra lại hai ô này.",
}


@pytest.fixture
def form():
    return make_form("sessions", "attendances", checks=[NOT_FEWER])


@pytest.fixture
def clerk(commune, machine):
    """The machine of the commune."""
    return machine(Role.OFFICER, commune)


@pytest.fixture
def above(province, machine):
    """The machine of the province."""
    return machine(Role.APPROVER, province)


@pytest.fixture
def period():
    return period_before(period_on("month", clock.today()))


def wanted(form, period, **texts):
    cells = [{"code": code, "text": text} for code, text in texts.items()]
    return {"form": form.code, "year": period.since.year, "number": number_of(period), "cells": cells}


def filed(form, unit, period):
    typed = make_report(form, unit, ensure_span(span=period), sessions="12", attendances="200")
    return file_report(report=typed, by=process_actor(unit), at=clock.now())


def kept():
    return {cell.line.indicator.code: cell.value for cell in Cell.objects.select_related("line__indicator")}


class TestHandingIn:
    """Begun, written and filed in one call."""

    def test_a_report_that_nobody_has_begun_is_filed_with_its_numbers(self, clerk, form, period):
        answer = clerk.post("reports/hand-in", wanted(form, period, sessions="12", attendances="1.600"))

        assert (answer.status_code, answer.json()["state"], answer.json()["version"]) == (200, "filed", 2)
        assert kept() == {"sessions": 12, "attendances": 1600}
        acts = AuditEntry.objects.filter(object_kind="Report").order_by("pk").values_list("act", flat=True)
        assert list(acts) == ["open_report", "save_cells", "file_report"]

    def test_one_that_was_begun_is_taken_and_what_was_typed_there_stays(self, clerk, form, commune):
        begun = make_report(form, commune, sessions="12")

        cells = [{"code": "attendances", "value": 90}]
        answer = clerk.post("reports/hand-in", {"form": form.code, "year": 2026, "number": 10, "cells": cells})

        assert (answer.json()["uid"], answer.json()["state"]) == (str(begun.uid), "filed")
        assert kept() == {"sessions": 12, "attendances": 90}

    def test_sent_again_with_its_key_it_is_answered_alike_and_filed_once(self, clerk, form, period):
        body = wanted(form, period, sessions="12", attendances="20")

        first, second = (clerk.post("reports/hand-in", body, key="thang-muoi") for _call in range(2))

        assert (second.json(), second["Idempotency-Replayed"]) == (first.json(), "true")
        assert AuditEntry.objects.filter(act="file_report").count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_of_several_machines_that_hand_it_in_at_once_one_files_it(self, commune, machine, form, period):
        texts = ["11", "12", "13", "14"]
        clerks = {text: machine(Role.OFFICER, commune) for text in texts}

        def call(text):
            try:
                return clerks[text].post("reports/hand-in", wanted(form, period, sessions=text, attendances="200"))
            finally:
                connection.close()

        with ThreadPoolExecutor(len(texts)) as pool:
            answers = dict(zip(texts, pool.map(call, texts), strict=True))

        [filed_by] = [text for text, answer in answers.items() if answer.status_code == 200]
        assert sorted(answer.status_code for answer in answers.values()) == [200, 409, 409, 409]
        assert (Report.objects.count(), kept()) == (1, {"sessions": int(filed_by), "attendances": 200})

    @pytest.mark.parametrize(
        ("texts", "status", "kind"),
        [
            ({"sessions": "12", "attendances": "3"}, 409, "refused"),
            ({"sessions": "mười hai", "attendances": "30"}, 422, "unreadable"),
            ({"sessions": "12", "nothing": "3"}, 422, "invalid"),
        ],
        ids=["a check does not hold", "a cell cannot be read", "a code is none of the form's"],
    )
    def test_where_it_cannot_be_filed_nothing_of_it_is_kept(self, clerk, form, period, texts, status, kind):
        answer = clerk.post("reports/hand-in", wanted(form, period, **texts))

        assert (answer.status_code, answer.json()["type"]) == (status, f"/api/v1/#{kind}")
        assert (Report.objects.count(), Cell.objects.count()) == (0, 0)
        assert not AuditEntry.objects.filter(act="open_report").exists()

    def test_one_that_is_filed_already_is_not_filed_over(self, clerk, form, period):
        body = wanted(form, period, sessions="12", attendances="20")
        clerk.post("reports/hand-in", body)

        answer = clerk.post("reports/hand-in", body)

        assert (answer.status_code, answer.json()["type"]) == (409, "/api/v1/#refused")

    def test_a_period_that_is_not_due_is_not_there(self, clerk, form):
        answer = clerk.post("reports/hand-in", {"form": form.code, "year": 2001, "number": 1})

        assert (answer.status_code, Report.objects.count()) == (404, 0)

    def test_it_takes_a_fixed_number_of_questions(self, machine, province, form, period, django_assert_max_num_queries):
        callers = [machine(Role.OFFICER, make_commune(name, under=province)) for name in ("Một", "Hai")]
        body = wanted(form, period, sessions="12", attendances="20")
        callers[0].post("reports/hand-in", body)

        with django_assert_max_num_queries(85):  # with the document, which the worker makes elsewhere
            assert callers[1].post("reports/hand-in", body).status_code == 200


class TestAcceptingSeveral:
    """What waits is accepted by one call."""

    @pytest.fixture
    def waiting(self, form, province, machine, period):
        """Three communes have handed in."""
        for number in (1, 2, 3):
            caller = machine(Role.OFFICER, make_commune(f"Xã {number}", under=province))
            caller.post("reports/hand-in", wanted(form, period, sessions=str(number), attendances="20"))
        return Report.objects.order_by("pk")

    @staticmethod
    def told(reports):
        return {"reports": [{"uid": str(each.uid), "version": each.version} for each in reports]}

    def test_all_count_at_the_unit_above_when_the_answer_is_there(self, above, waiting, province):
        answer = above.post("reports/accept-several", self.told(waiting))

        assert answer.json() == {"accepted": sorted(str(each.uid) for each in waiting), "left": []}
        totals = Total.objects.filter(unit=province, indicator__code="sessions", period__kind="month")
        assert totals.values_list("value", "figures").get() == (6, 3)
        assert TotalMark.objects.count() == 0

    def test_one_that_was_recalled_meanwhile_stays_as_it_is(self, above, waiting, machine):
        read = self.told(waiting)
        changed = waiting[0]
        machine(Role.OFFICER, changed.unit).post(f"reports/{changed.uid}/recall", {"version": changed.version})

        answer = above.post("reports/accept-several", read)

        assert answer.json()["left"] == [str(changed.uid)]
        assert sorted(Report.objects.values_list("state", flat=True)) == ["accepted", "accepted", "draft"]

    def test_what_waits_for_another_unit_is_left(self, waiting, machine):
        stranger = machine(Role.APPROVER, make_commune("Khác", under=None))

        answer = stranger.post("reports/accept-several", self.told(waiting))

        assert (answer.json()["accepted"], len(answer.json()["left"])) == ([], 3)
        assert set(Report.objects.values_list("state", flat=True)) == {"filed"}

    def test_each_is_in_the_trail_of_its_own_unit(self, above, waiting):
        above.post("reports/accept-several", self.told(waiting))

        entries = AuditEntry.objects.filter(act="accept_report").order_by("pk")
        assert [(each.unit_id_value, each.after) for each in entries] == [
            (each.unit_id, {"state": "accepted", "number": 1}) for each in waiting
        ]

    def test_thirty_take_as_many_questions_as_two(self, above, form, province, period):
        above.get("reports/due")  # the first call of a day does more

        asked = []
        for count in (1, 2, 30):  # the first finds nothing made yet
            reports = [filed(form, make_commune(f"Xã {count}.{each}", under=province), period) for each in range(count)]
            with CaptureQueriesContext(connection) as questions:
                answer = above.post("reports/accept-several", self.told(reports))
            asked.append((len(answer.json()["accepted"]), len(questions)))

        assert asked[1:] == [(2, asked[1][1]), (30, asked[1][1])]
