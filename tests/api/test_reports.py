"""Reports by machine: what is due, cells, the ladder; the same decisions as on the screens."""

import pytest
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import add_passage_section, make_form, make_indicator, make_report, month, type_in

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.indicators.choices import Combination
from thidua.reports.commands import recall_report
from thidua.reports.models import Passage, Report, ReportPaper, Total
from thidua.reports.rules.calendar import number_of, period_on

pytestmark = pytest.mark.django_db
JUMP = {
    "code": "jump",
    "severity": "explain",
    "terms": {"kind": "against_previous", "cell": "sessions", "times": "3"},
}
NOT_FEWER = {
    "code": "not_fewer",
    "severity": "stop",
    "terms": {"kind": "relation", "left": ["attendances"], "op": ">=", "right": ["sessions"]},
    "message": "Số lượt (%(attendances)s) ít hơn số buổi (%(sessions)s). Kiểm tra lại hai ô này.",
}


@pytest.fixture
def form():
    return make_form("sessions", "attendances", checks=[NOT_FEWER, JUMP])


@pytest.fixture
def clerk(commune, machine):
    """The machine of the commune."""
    return machine(Role.OFFICER, commune)


@pytest.fixture
def above(province, machine):
    """The machine of the province."""
    return machine(Role.APPROVER, province)


@pytest.fixture
def report(form, commune):
    return make_report(form, commune)


def cells(report, caller, *told, **more):
    return caller.put(f"reports/{report.uid}/cells", {"revision": 1, "cells": list(told), **more})


def texts_of(answer):
    return {each["code"]: each["text"] for part in answer.json()["sections"] for each in part["cells"]}


def step(caller, report, what, **more):
    version = Report.objects.get(pk=report.pk).version
    return caller.post(f"reports/{report.uid}/{what}", {"version": version, **more})


class TestReading:
    """What is due, what waits, one report."""

    def test_a_report_that_is_due_is_opened_once_and_then_listed_as_begun(self, clerk, form):
        period = period_on("month", clock.today())
        wanted = {"form": form.code, "year": period.since.year, "number": number_of(period)}

        opened = [clerk.post("reports", wanted).json()["uid"] for _call in range(2)]
        due = clerk.get("reports/due").json()

        assert opened == [str(Report.objects.get().uid)] * 2
        assert next((each["period"]["label"], each["report"]) for each in due) == (period.label, opened[0])

    def test_a_period_that_is_not_due_is_not_opened(self, clerk, form):
        answer = clerk.post("reports", {"form": form.code, "year": 2001, "number": 1})

        assert (answer.status_code, Report.objects.count()) == (404, 0)

    def test_a_report_tells_numbers_as_integers_with_their_decimals_and_unit(self, clerk, commune):
        make_indicator("share", decimals=1, unit_of_measure="%", over_units=Combination.NONE)
        made = make_report(make_form("share"), commune, share="98,6")

        cell = clerk.get(f"reports/{made.uid}").json()["sections"][0]["cells"][0]

        told = cell["value"], cell["decimals"], cell["unit_of_measure"], cell["text"]
        assert told == (986, 1, "%", "98,6")

    def test_reports_of_a_foreign_unit_are_not_there(self, clerk, form):
        foreign = make_report(form, make_commune("Xa", under=make_unit("Nghệ An")), sessions="5")

        assert clerk.get("reports").json()["items"] == []
        assert clerk.get(f"reports/{foreign.uid}").status_code == 404
        assert cells(foreign, clerk, {"code": "sessions", "text": "6", "was": "5"}).status_code == 404
        assert step(clerk, foreign, "file").status_code == 404

    def test_the_list_is_narrowed_by_form_unit_state_and_year(self, above, form, commune):
        make_report(form, commune)
        asked = [
            {"form": form.code, "unit": commune.uid, "state": "draft", "year": 2026},
            {"form": "khac"},
            {"state": "filed"},
            {"year": 2025},
        ]

        assert [above.get("reports", **each).json()["count"] for each in asked] == [1, 0, 0, 0]

    def test_a_list_of_reports_takes_a_fixed_number_of_questions(
        self, above, form, province, django_assert_max_num_queries
    ):
        for number in range(10):
            make_report(form, make_commune(f"Xã {number}", under=province), sessions="1")

        above.get("forms")  # the first call of a day does more

        with django_assert_max_num_queries(9):
            found = above.get("reports")

        assert len(found.json()["items"]) == 10

    def test_one_report_takes_a_fixed_number_of_questions(self, clerk, report, django_assert_max_num_queries):
        clerk.get("reports/due")

        with django_assert_max_num_queries(18):
            assert clerk.get(f"reports/{report.uid}").status_code == 200


class TestCells:
    """Writing numbers, reasons and texts."""

    def test_text_is_read_as_on_the_screen_and_value_as_an_integer(self, clerk, report):
        answer = cells(report, clerk, {"code": "sessions", "text": " 1.600"}, {"code": "attendances", "value": 20000})

        assert (answer.status_code, texts_of(answer)) == (200, {"sessions": "1.600", "attendances": "20.000"})
        assert AuditEntry.objects.filter(act="save_cells", actor_label__endswith="qua Kho dữ liệu").count() == 1

    def test_the_answer_has_what_the_checks_find(self, clerk, report):
        answer = cells(report, clerk, {"code": "sessions", "value": 9}, {"code": "attendances", "value": 8})

        found = answer.json()["findings"]
        assert [(each["check"], each["severity"], each["sentence"]) for each in found] == [
            ("not_fewer", "stop", "Số lượt (8) ít hơn số buổi (9). Kiểm tra lại hai ô này.")
        ]
        assert answer.json()["may_be_filed"] is False

    def test_where_one_cell_cannot_be_read_nothing_is_kept(self, clerk, report):
        answer = cells(report, clerk, {"code": "sessions", "text": "7"}, {"code": "attendances", "text": "1.5"})

        assert (answer.status_code, answer.json()["type"]) == (422, "/api/v1/#unreadable")
        assert [(each["code"], each["choices"]) for each in answer.json()["cells"]] == [("attendances", ["15"])]
        assert texts_of(clerk.get(f"reports/{report.uid}")) == {"sessions": "", "attendances": ""}

    def test_a_cell_that_somebody_else_wrote_is_refused_with_both_texts(self, clerk, report):
        type_in(report, sessions="5")

        blind = cells(report, clerk, {"code": "sessions", "text": "6"})
        seeing = cells(report, clerk, {"code": "sessions", "text": "6", "was": "5"})

        told = blind.json()["cells"][0]
        assert (blind.status_code, told["theirs"], told["ours"]) == (409, "5", "6")
        assert (seeing.status_code, texts_of(seeing)["sessions"]) == (200, "6")

    def test_what_stood_there_may_be_said_in_any_way_in_which_it_can_be_typed(self, clerk, report):
        type_in(report, sessions="1600")

        assert cells(report, clerk, {"code": "sessions", "value": None, "was": "1600"}).status_code == 200

    def test_nothing_is_written_into_a_later_revision(self, clerk, report):
        answer = clerk.put(f"reports/{report.uid}/cells", {"revision": 2, "cells": []})

        assert (answer.status_code, answer.json()["theirs"]["revision"]) == (409, 1)

    def test_a_code_that_is_none_of_the_form_or_stands_twice_is_named(self, clerk, report):
        told = [{"code": "sessions", "text": "1"}, {"code": "khac", "text": "1"}, {"code": "sessions", "text": "2"}]
        answer = cells(report, clerk, *told)

        found = [(each["at"], each["kind"]) for each in answer.json()["errors"]]
        assert answer.status_code == 422
        assert found == [(f"body.cells.{at}.code", kind) for at, kind in enumerate(["twice", "unknown", "twice"])]

    def test_text_together_with_a_value_is_refused(self, clerk, report):
        answer = cells(report, clerk, {"code": "sessions", "text": "1", "value": 1})

        assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "body.cells.0")

    def test_the_whole_of_a_ratio_is_refused_where_the_line_is_none(self, clerk, report):
        answer = cells(report, clerk, {"code": "sessions", "value": 12, "of": 15})

        assert (answer.status_code, answer.json()["cells"][0]["problem"]) == (422, "not_a_number")

    def test_a_ratio_is_written_in_two_integers(self, clerk, commune):
        make_indicator("kept", over_units=Combination.AVERAGE)
        made = make_report(make_form("kept"), commune)

        answer = cells(made, clerk, {"code": "kept", "value": 12, "of": 15})

        assert texts_of(answer) == {"kept": "12/15"}

    def test_a_reason_opens_the_way_up(self, clerk, form, commune):
        make_report(form, commune, month(9), sessions="1", attendances="1")
        report = make_report(form, commune, sessions="9", attendances="9")
        before = clerk.get(f"reports/{report.uid}").json()["may_be_filed"]

        answer = cells(report, clerk, reasons=[{"check": "jump", "cell": "sessions", "text": "Tháng cao điểm"}])

        assert (before, answer.json()["may_be_filed"]) == (False, True)
        assert [each["reason"] for each in answer.json()["findings"]] == ["Tháng cao điểm"]

    def test_a_text_is_kept_and_two_writers_get_both(self, clerk, form, commune):
        order = add_passage_section(form).order
        report = make_report(form, commune)
        first = cells(report, clerk, texts=[{"section": order, "text": "Đã làm xong."}])

        second = cells(report, clerk, texts=[{"section": order, "text": "Khác."}])

        assert (first.status_code, Passage.objects.get().text) == (200, "Đã làm xong.")
        theirs, ours = {"text": "Đã làm xong.", "section": order}, {"text": "Khác.", "section": order}
        assert (second.status_code, second.json()["theirs"], second.json()["ours"]) == (409, theirs, ours)

    def test_the_level_above_does_not_type(self, above, report):
        assert cells(report, above, {"code": "sessions", "text": "1"}).status_code == 409


class TestTheLadder:
    """Filing, recalling, accepting, returning, amending."""

    def test_a_report_goes_up_is_accepted_and_counts(self, clerk, above, report, province):
        cells(report, clerk, {"code": "sessions", "value": 5}, {"code": "attendances", "value": 50})

        filed = step(clerk, report, "file")
        waiting = above.get("reports/waiting").json()
        accepted = step(above, report, "accept")

        assert (filed.json()["state"], filed.json()["acts"]) == ("filed", ["recall"])
        assert [each["uid"] for each in waiting["items"]] == [str(report.uid)]
        assert (accepted.json()["state"], accepted.json()["accepted_revision"]) == ("accepted", 1)
        assert Total.objects.get(unit=province, period=report.period, indicator__code="sessions").value == 5

    def test_what_stands_in_the_way_is_said_in_a_sentence(self, clerk, report):
        answer = step(clerk, report, "file")

        assert answer.status_code == 409
        assert answer.json()["detail"] == "Chưa gửi được: còn 2 ô phải sửa hoặc nhập."

    def test_recall_return_and_amend_do_what_the_screens_do(self, clerk, above, form, commune):
        report = make_report(form, commune, sessions="5", attendances="50")
        steps = [
            (clerk, "file", {}),
            (clerk, "recall", {}),
            (clerk, "file", {}),
            (above, "return", {"reason": "Thiếu lời văn"}),
            (clerk, "file", {}),
            (above, "accept", {}),
            (clerk, "amend", {"reason": "Đếm thiếu"}),
        ]

        states = [step(caller, report, what, **more).json()["state"] for caller, what, more in steps]

        assert states == ["filed", "draft", "filed", "returned", "filed", "accepted", "draft"]
        assert clerk.get(f"reports/{report.uid}").json()["revision"] == 2

    @pytest.mark.parametrize("what", ["accept", "return"])
    def test_the_unit_itself_does_not_decide(self, clerk, form, commune, what):
        report = make_report(form, commune, sessions="5", attendances="50")
        step(clerk, report, "file")

        assert step(clerk, report, what, reason="x").status_code == 409

    def test_filing_by_a_machine_makes_the_document_as_filing_on_the_page_does(self, clerk, form, commune):
        report = make_report(form, commune, sessions="1600", attendances="2000")

        step(clerk, report, "file")

        assert list(ReportPaper.objects.values_list("revision__report", "revision__number")) == [(report.pk, 1)]

    def test_what_was_refiled_meanwhile_is_not_accepted_unseen(self, clerk, above, form, commune):
        report = make_report(form, commune, sessions="5", attendances="50")
        step(clerk, report, "file")
        seen = above.get(f"reports/{report.uid}").json()["version"]
        recall_report(report=report, by=process_actor(commune), at=clock.now())
        step(clerk, report, "file")

        answer = above.post(f"reports/{report.uid}/accept", {"version": seen})

        assert (answer.status_code, answer.json()["type"]) == (409, "/api/v1/#stale")
        assert (answer.json()["theirs"]["version"], answer.json()["ours"]["version"]) == (seen + 2, seen)
        assert Report.objects.get().state == "filed"
