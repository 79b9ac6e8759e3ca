"""Working without a connection, as the server sees it: the worker, whose page it is, what may be kept, late answers."""

import json
import re

import pytest
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import add_passage_section, file_and_accept, make_form, make_report

from thidua.core.actors import Role
from thidua.office.offline.readers import KEEP, READER
from thidua.office.offline.version import ASSETS, version
from thidua.reports.commands import amend_report, file_report, save_explanation, save_note
from thidua.reports.models import Cell, Report
from thidua.reports.queries.entry import read_entry

pytestmark = pytest.mark.django_db
JUMP = {
    "code": "jump",
    "severity": "explain",
    "terms": {"kind": "bounds", "cell": "sessions", "max": 5},
}


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def form():
    return make_form("sessions", "attendances", checks=[JUMP])


@pytest.fixture
def clerk(client, commune):
    """A browser in which an officer of the commune is signed in."""
    client.force_login(make_user(unit=commune))
    return client


@pytest.fixture
def report(form, commune):
    return make_report(form, commune)


def page_of(report):
    return reverse("office:report", args=[report.uid])


def line_of(report, code="sessions"):
    return next(row.line for row in read_entry(report).rows if row.code == code)


def send_cell(client, report, text="12", *, was="", **more):
    line = line_of(report).pk
    headers = {READER: more.pop("reader")} if "reader" in more else {}
    fields = {f"o-{line}": text, f"cu-{line}": was, **more}
    return client.post(reverse("office:report_cells", args=[report.uid]), fields, headers=headers)


def reader_in(client):
    return client.get(reverse("office:offline_session")).json()["reader"]


class TestWorker:
    def test_it_is_handed_out_at_the_root_for_every_page_and_asked_for_anew(self, client):
        answer = client.get("/sw.js")

        assert reverse("office:worker") == "/sw.js"
        assert answer["Content-Type"].startswith("text/javascript")
        assert answer["Service-Worker-Allowed"] == "/"
        assert answer["Cache-Control"] == "no-cache"
        assert "worker-src 'self'" in answer["Content-Security-Policy"]

    def test_it_knows_the_version_and_what_the_page_without_a_connection_needs(self, client):
        told = json.loads(re.search(r"self\.THIDUA = (.*);", client.get("/sw.js").content.decode())[1])

        assert told["version"] == version()
        assert told["page"] == reverse("office:offline")
        assert [each.removeprefix("/static/") for each in told["assets"]] == list(ASSETS)

    def test_every_file_that_the_page_without_a_connection_names_is_kept(self, client):
        page = client.get(reverse("office:offline")).content.decode()

        assert set(re.findall(r'(?:href|src)="/static/([^"]+)"', page)) == set(ASSETS)

    def test_the_page_without_a_connection_says_nothing_of_its_reader(self, clerk):
        page = clerk.get(reverse("office:offline")).content.decode()

        assert "Không có mạng, trang này chưa mở được" in page
        assert "Trần Thu Hà" not in page
        assert "Vũ Thư" not in page


class TestReader:
    def test_every_answer_names_its_reader_and_unit(self, clerk, commune):
        answer = clerk.get(reverse("office:home"))

        assert answer[READER] == reader_in(clerk)
        assert answer[READER].endswith(f".{commune.pk}")

    def test_who_is_not_signed_in_is_nobody(self, client):
        assert client.get(reverse("office:sign_in"))[READER] == "none"
        assert reader_in(client) == "none"

    def test_signing_out_is_answered_to_nobody(self, clerk):
        assert clerk.post(reverse("office:sign_out"))[READER] == "none"

    def test_two_users_of_one_unit_are_two_readers(self, clerk, client, commune):
        first = reader_in(clerk)
        client.force_login(make_user(unit=commune))

        assert reader_in(client) != first

    @pytest.mark.parametrize("reader", ["none", "0123.1", ""])
    def test_what_was_typed_for_another_reader_is_not_written(self, clerk, report, reader):
        answer = send_cell(clerk, report, reader=reader)

        assert (answer.status_code, answer.json()) == (412, {"reader": reader_in(clerk)})
        assert Cell.objects.count() == 0

    def test_what_was_typed_for_this_reader_is_written(self, clerk, report):
        answer = send_cell(clerk, report, reader=reader_in(clerk))

        assert (answer.status_code, Cell.objects.get().value) == (200, 12)

    def test_a_session_that_ended_is_told_as_such_and_not_by_a_page(self, client, report):
        answer = send_cell(client, report, reader="0123.1")

        assert (answer.status_code, answer.json()) == (412, {"reader": "none"})

    def test_the_mark_for_forms_is_never_kept(self, clerk):
        answer = clerk.get(reverse("office:offline_session"))

        assert "no-store" in answer["Cache-Control"]
        assert len(answer.json()["token"]) == 64


class TestWhatMayBeKept:
    def test_a_report_that_is_typed_and_the_list(self, clerk, report):
        assert [clerk.get(url).headers.get(KEEP) for url in (page_of(report), reverse("office:reports"))] == [
            "keep"
        ] * 2

    def test_not_a_report_that_is_filed(self, clerk, form, commune):
        report = make_report(form, commune, sessions="1", attendances="2")
        file_report(report=report, by=process_actor(commune), at=AT)

        assert KEEP not in clerk.get(page_of(report)).headers

    def test_not_for_the_unit_above_nor_for_other_roles(self, client, report, province, commune):
        for user in (make_user(unit=province), make_user(Role.LEADER, unit=commune)):
            client.force_login(user)
            assert KEEP not in client.get(page_of(report)).headers
        assert KEEP not in client.get(reverse("office:reports")).headers

    def test_no_other_page_and_no_export(self, clerk, report):
        others = [reverse(f"office:{name}") for name in ("home", "movements", "documents", "filing")]
        others += [reverse(f"office:{name}", args=[report.uid]) for name in ("report_excel", "import_report_excel")]

        assert [url for url in others if KEEP in clerk.get(url).headers] == []

    def test_the_worker_is_offered_to_those_who_type_only(self, clerk, client, commune):
        typing = clerk.get(reverse("office:home")).content.decode()
        client.force_login(make_user(Role.LEADER, unit=commune))
        reading = client.get(reverse("office:home")).content.decode()

        assert ['data-worker-url="/sw.js"' in page for page in (typing, reading)] == [True, False]


class TestDataOfTheGrid:
    def test_the_page_carries_kinds_checks_and_words(self, clerk, report):
        page = clerk.get(page_of(report)).content.decode()
        data = json.loads(re.search(r'<script id="entry-data" type="application/json">(.*?)</script>', page)[1])

        assert [each["code"] for each in data["lines"]] == ["sessions", "attendances"]
        assert data["form"]["checks"] == [
            {
                "code": "jump",
                "severity": "explain",
                "kind": "bounds",
                "terms": {"cell": "sessions", "min": None, "max": "5"},
                "message": "",
            }
        ]
        assert data["summary"]["one"]["wrong"] == "sửa %(n)s ô sai"
        assert set(data["questions"]) >= {"not_a_number", "one_reading", "many_readings"}

    def test_in_english_the_sentences_are_english(self, clerk, report):
        clerk.cookies["django_language"] = "en"
        page = clerk.get(page_of(report)).content.decode()
        data = json.loads(re.search(r'<script id="entry-data" type="application/json">(.*?)</script>', page)[1])

        assert "Kiểm tra" not in data["form"]["sentences"]["TOO_LOW"][0]
        assert "%(limit)s" in data["form"]["sentences"]["TOO_LOW"][0]

    def test_a_report_that_cannot_be_typed_carries_none(self, client, report, province):
        client.force_login(make_user(unit=province))

        assert "entry-data" not in client.get(page_of(report)).content.decode()


class TestSentLate:
    def test_a_number_for_an_earlier_revision_is_refused_with_a_sentence(self, clerk, form, province, commune):
        report = file_and_accept(make_report(form, commune, sessions="1", attendances="2"), above=province)
        amend_report(report=Report.objects.get(pk=report.pk), reason="Thiếu", by=process_actor(commune), at=AT)

        answer = send_cell(clerk, report, was="1", revision="1")

        assert answer.status_code == 409
        assert answer.json()["message"].startswith("Số này nhập cho bản trước của báo cáo")
        assert read_entry(Report.objects.get(pk=report.pk)).rows[0].text == "1"

    def test_a_number_for_this_revision_is_kept(self, clerk, report):
        assert send_cell(clerk, report, revision="1").json()["cells"][str(line_of(report).pk)] == {"text": "12"}

    def test_a_number_over_another_comes_back_with_the_other(self, clerk, form, commune):
        report = make_report(form, commune, sessions="15")

        answer = send_cell(clerk, report).json()["cells"][str(line_of(report).pk)]

        assert (answer["text"], answer["theirs"], answer["choices"]) == ("15", "15", ["15", "12"])

    def test_a_note_is_kept_and_removed(self, clerk, report):
        url, line = reverse("office:report_note", args=[report.uid]), line_of(report).pk

        told = [
            clerk.post(url, {"line": line, "text": text, "was": was}).json()["text"]
            for text, was in (("  Hai buổi \n tối ", ""), ("", "Hai buổi tối"))
        ]

        assert told == ["Hai buổi tối", ""]
        assert Cell.objects.count() == 0

    def test_a_note_over_anothers_comes_back_with_both(self, clerk, report, commune):
        save_note(report=report, line=line_of(report), note="Của kia", by=process_actor(commune), at=AT)
        url = reverse("office:report_note", args=[report.uid])

        answer = clerk.post(url, {"line": line_of(report).pk, "text": "Của tôi", "was": ""})

        assert (answer.status_code, answer.json()["theirs"], Cell.objects.get().note) == (409, "Của kia", "Của kia")

    @pytest.mark.parametrize("line", ["0", "x", "999999999"])
    def test_a_note_at_no_line_is_refused_with_a_sentence(self, clerk, report, line):
        answer = clerk.post(reverse("office:report_note", args=[report.uid]), {"line": line, "text": "a"})

        assert (answer.status_code, answer.json()) == (409, {"message": "Dòng này không thuộc biểu đang nhập."})

    def test_a_reason_over_anothers_comes_back_with_both(self, clerk, form, commune):
        report = make_report(form, commune, sessions="12")
        told = {"check_code": "jump", "cell_code": "sessions"}
        save_explanation(report=report, **told, text="Của kia", by=process_actor(commune), at=AT)
        url = reverse("office:report_explanation", args=[report.uid])

        answers = [
            clerk.post(url, {"check": "jump", "cell": "sessions", "text": "Của tôi", "was": was})
            for was in ("", "Của kia")
        ]

        assert [answer.status_code for answer in answers] == [409, 200]
        assert (answers[0].json()["theirs"], answers[1].json()["text"]) == ("Của kia", "Của tôi")

    def test_a_text_that_is_too_long_is_refused_with_a_sentence_the_grid_can_show(self, clerk, report, form):
        section = add_passage_section(form)
        url = reverse("office:report_passage", args=[report.uid])

        answer = clerk.post(url, {"section": section.pk, "text": "a" * 20_001, "was": ""})

        assert (answer.status_code, list(answer.json())) == (409, ["message"])
