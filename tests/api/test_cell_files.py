"""Files beside cells by another machine: sent as they are, fetched, taken away, put back."""

import hashlib

import pytest
from tests.factories.organisations import make_commune, make_unit
from tests.factories.reports import make_form, make_report
from tests.factories.scans import png, scanned_pdf

from thidua.core.actors import Role
from thidua.reports.models import CellFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(machine, commune):
    return machine(Role.OFFICER, commune)


@pytest.fixture
def above(machine, province):
    return machine(Role.OFFICER, province)


@pytest.fixture
def report(commune):
    return make_report(make_form("sessions", "attendances"), commune, sessions="5", attendances="50")


def attach(caller, report, content=None, *, code="sessions", name="Ảnh hội nghị.PNG", key=None):
    return caller.send_file(f"reports/{report.uid}/attach", content or scanned_pdf(), code=code, name=name, key=key)


def listed(caller, report):
    return [
        (each["code"], each["name"], each["is_withdrawn"])
        for each in caller.get(f"reports/{report.uid}/cell-files").json()
    ]


def test_a_file_is_kept_beside_the_cell_and_comes_back_byte_for_byte(clerk, above, report):
    sheet = scanned_pdf()

    told = attach(clerk, report, sheet, name="Danh sách.docx").json()

    digest = hashlib.sha256(sheet).hexdigest()
    assert (told["code"], told["name"], told["media_type"], told["size"], told["sha256"]) == (
        "sessions", "Danh sách.pdf", "application/pdf", len(sheet), digest,
    )  # fmt: skip
    fetched = above.get(f"cell-files/{told['uid']}")
    assert (fetched.content, fetched["Content-Type"]) == (sheet, "application/pdf")
    assert fetched["Content-Disposition"] == "attachment; filename*=utf-8''Danh%20s%C3%A1ch.pdf"
    assert listed(above, report) == [("sessions", "Danh sách.pdf", False)]


def test_sent_again_with_its_key_it_is_answered_as_before_and_another_file_is_not_taken(clerk, report):
    first, again = (attach(clerk, report, png(), key="k1") for _call in range(2))
    other = attach(clerk, report, png(2), key="k1")

    assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
    assert (other.status_code, other.json()["type"]) == (422, "/api/v1/#key-reused")
    assert CellFile.objects.count() == 1


def test_it_is_taken_away_and_put_back(clerk, report):
    uid = attach(clerk, report).json()["uid"]

    states = [clerk.post(f"cell-files/{uid}/{act}", {}).json()["is_withdrawn"] for act in ("withdraw", "restore")]

    assert (states, listed(clerk, report)) == ([True, False], [("sessions", "Ảnh hội nghị.pdf", False)])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"MZ\x90",
            "Chỉ kèm được tệp PDF, JPG, PNG, Word (.docx) hay Excel (.xlsx). Lưu sang một kiểu ấy rồi chọn lại.",
        ),
        (b"", "Tệp rỗng. Chọn tệp khác."),
    ],
)
def test_what_is_no_sheet_is_refused_with_what_to_do(clerk, report, content, sentence):
    answer = clerk.send_file(f"reports/{report.uid}/attach", content, code="sessions", name="a.exe")

    assert (answer.status_code, answer.json()["detail"]) == (409, sentence)
    assert CellFile.objects.count() == 0


def test_a_body_over_the_limit_is_too_large(clerk, report, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    answer = attach(clerk, report, scanned_pdf() + b" " * 1_000)

    assert (answer.status_code, answer.json()["type"]) == (413, "/api/v1/#too-large")


def test_a_cell_that_the_form_does_not_have_is_refused(clerk, report):
    assert attach(clerk, report, code="nothing").status_code == 409


def test_the_unit_above_reads_and_does_not_attach(above, report):
    assert attach(above, report).status_code == 409


def test_another_province_finds_neither_report_nor_file(machine, clerk, report):
    uid = attach(clerk, report).json()["uid"]
    stranger = machine(Role.OFFICER, make_commune("Xa lạ", under=make_unit("Huế")))

    answers = [
        stranger.get(f"reports/{report.uid}/cell-files"),
        attach(stranger, report),
        stranger.get(f"cell-files/{uid}"),
        stranger.post(f"cell-files/{uid}/withdraw", {}),
        stranger.post(f"cell-files/{uid}/restore", {}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5


def test_a_filed_report_takes_no_file(clerk, report):
    version = clerk.get(f"reports/{report.uid}").json()["version"]
    clerk.post(f"reports/{report.uid}/file", {"version": version})

    assert attach(clerk, report).status_code == 409


def test_a_list_asks_as_often_for_ten_files_as_for_one(clerk, report, django_assert_num_queries):
    attach(clerk, report)
    clerk.get(f"reports/{report.uid}/cell-files")
    with django_assert_num_queries(5):
        assert len(listed(clerk, report)) == 1
    for number in range(9):
        attach(clerk, report, png(10 + number))

    with django_assert_num_queries(5):
        assert len(listed(clerk, report)) == 10
