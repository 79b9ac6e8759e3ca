"""What is answered where a call is not done."""

import json

import pytest
from tests.factories.reports import make_form, make_report

from thidua.core.actors import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(commune, machine):
    return machine(Role.OFFICER, commune)


def test_a_problem_names_its_kind_its_status_and_what_to_do(clerk):
    answer = clerk.get("reports", unit="khong")

    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (told["type"], told["status"], told["title"]) == ("/api/v1/#invalid", 422, "Yêu cầu chưa đúng mẫu")
    assert told["detail"] == "Sửa những giá trị nêu trong errors rồi gửi lại."


def test_vietnamese_is_spoken_unless_english_is_asked_for_first(commune, machine):
    headers = {"": "vi", "en": "en", "en-GB,en;q=0.9,vi;q=0.8": "en", "fr, vi;q=0.5, en;q=0.4": "vi", "de": "vi"}

    answers = {sent: machine(Role.OFFICER, commune, language=sent).get("reports/due") for sent in headers}

    assert {sent: answer["Content-Language"] for sent, answer in answers.items()} == headers
    assert "Accept-Language" in answers["en"]["Vary"]


def test_a_refusal_is_said_in_english_where_that_is_asked_for(commune, machine):
    report = make_report(make_form("sessions"), commune)
    told = {"revision": 1, "texts": [{"section": 9, "text": "x"}]}

    answer = machine(Role.OFFICER, commune, language="en").put(f"reports/{report.uid}/cells", told)

    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "This section does not belong to the form being entered.",
    )


@pytest.mark.parametrize("body", ["{", "\ud800", '{"revision": 1e400}', "[" * 3000])
def test_a_body_that_is_no_json_is_told_so(clerk, commune, body):
    report = make_report(make_form("sessions"), commune)

    answer = clerk.put(f"reports/{report.uid}/cells", body.encode("utf-8", "surrogatepass").decode("latin-1"))

    assert answer.status_code in {400, 422}
    assert answer.json()["status"] == answer.status_code


def test_text_that_no_database_keeps_is_no_fault(clerk, commune):
    report = make_report(make_form("sessions"), commune)
    cell = {"code": "sessions", "text": "5\0", "was": "\0"}

    kept = clerk.put(f"reports/{report.uid}/cells", {"revision": 1, "cells": [cell]})
    half = clerk.put(f"reports/{report.uid}/cells", json.dumps({"revision": 1, "cells": [cell | {"text": "\ud800"}]}))
    returned = clerk.post(f"reports/{report.uid}/return", {"version": 1, "reason": "\0x\0"})

    assert (kept.status_code, half.status_code, returned.status_code) == (200, 422, 409)


def test_a_body_that_is_too_large_is_told_so(clerk, commune, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    report = make_report(make_form("sessions"), commune)

    answer = clerk.put(f"reports/{report.uid}/cells", " " * 101)

    assert (answer.status_code, answer.json()["type"]) == (413, "/api/v1/#too-large")


def test_an_address_that_is_none_and_a_method_that_is_none(clerk):
    missing, wrong = clerk.get("khong-co/gi"), clerk.post("units", {})

    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")
    assert (wrong.status_code, wrong["Allow"], wrong["Content-Type"]) == (405, "GET", "application/problem+json")


def test_nobody_keeps_what_went_wrong_and_only_the_caller_what_was_read(clerk):
    answers = [clerk.get("reports", unit="khong"), clerk.post("reports", {}), clerk.get("reports/due")]

    assert [each["Cache-Control"] for each in answers] == ["no-store", "no-store", "private, no-cache"]
