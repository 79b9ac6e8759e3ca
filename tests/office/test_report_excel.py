"""A report's form goes out as an Excel file, is filled in by other programs, and comes back."""

import io
import shutil
import subprocess
import zipfile

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import add_passage_section, file_and_accept, make_form, make_report, month, type_in

from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.reports.commands import amend_report, file_report, save_note
from thidua.reports.models import Passage, Report
from thidua.reports.queries.entry import read_entry

pytestmark = pytest.mark.django_db
FIRST = 9
"""The row of the form's first line: below the title, the heads and the section's name."""
SOFFICE = shutil.which("soffice")


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def form():
    made = make_form("sessions", "attendances", "posts", name="Báo cáo tháng")
    add_passage_section(made)
    return made


@pytest.fixture
def report(form, commune):
    return make_report(form, commune, sessions="trên 1.600", attendances="50")


@pytest.fixture
def clerk(client, commune):
    """A browser in which an officer of the commune is signed in."""
    client.force_login(make_user(unit=commune))
    return client


def address(name, report):
    return reverse(f"office:{name}", args=[report.uid])


def downloaded(client, report) -> bytes:
    return client.get(address("report_excel", report)).content


def filled(content: bytes, cells=(), *, sheet="Biểu", **more) -> bytes:
    """The workbook with these cells written by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in {**dict(cells), **more}.items():
        book[sheet][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_cached(content: bytes, place: str, value: str) -> bytes:
    """The workbook with the result of a formula, as a program that reckons keeps it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                at = part.index(f'<c r="{place}"'.encode())
                end = part.index(b"</c>", at)
                cell = part[at:end].replace(b"<v></v>", b"").replace(b"<v />", b"").replace(b"<v/>", b"")
                part = part[:at] + cell + f"<v>{value}</v>".encode() + part[end:]
            after.writestr(name, part)
    return out.getvalue()


def upload(client, report, content: bytes, name="bieu.xlsx"):
    return client.post(address("import_report_excel", report), {"file": SimpleUploadedFile(name, content)})


def write(client, preview, report, **answers):
    """Press «Ghi vào báo cáo» with what is ticked beforehand, and these answers; return the page that follows."""
    ticked = {each.change.name: "1" for each in preview.context["preview"].changed if not each.cell.is_newer}
    fields = {"token": preview.context["token"]} | ticked | answers
    return client.post(address("write_report_excel", report), fields, follow=True)


def undo(client, report):
    return client.post(address("undo_report_excel", report), follow=True)


def kept(report):
    return [row.text for row in read_entry(Report.objects.get(pk=report.pk)).rows]


def lines(report):
    return [row.line.pk for row in read_entry(report).rows]


def acts(report):
    return list(AuditEntry.objects.filter(object_uid=report.uid).order_by("pk").values_list("act", flat=True))


def words(response) -> str:
    return response.content.decode()


# --- The file ---------------------------------------------------------------------------------------------------------


def test_the_file_is_named_after_unit_and_period_and_is_the_same_each_time(clerk, report):
    answer = clerk.get(address("report_excel", report))

    assert answer["Content-Disposition"] == 'attachment; filename="xa-vu-thu-thang-10-2026.xlsx"'
    assert answer.content == downloaded(clerk, report)


def test_only_what_is_to_be_filled_in_can_be_written_and_the_rest_is_protected(clerk, report):
    book = openpyxl.load_workbook(io.BytesIO(downloaded(clerk, report)))
    sheet = book["Biểu"]

    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}

    assert unlocked == {f"{column}{row}" for column in "EFG" for row in (9, 10, 11)}
    assert [each.protection.sheet for each in book.worksheets] == [True, True, True]
    assert book["_thidua"].sheet_state == "hidden"


def test_numbers_are_numbers_and_the_word_has_a_list_to_choose_from(clerk, report):
    sheet = openpyxl.load_workbook(io.BytesIO(downloaded(clerk, report)))["Biểu"]

    [listed] = [each for each in sheet.data_validations.dataValidation if "F9" in each.sqref]

    assert [sheet[place].value for place in ("A9", "B9", "E9", "F9", "E10", "F10", "E11")] == [
        "1", "Chỉ tiêu sessions", 1600, "trên", 50, None, None,
    ]  # fmt: skip
    assert (listed.type, listed.formula1) == ("list", '"trên,gần,dưới,khoảng"')


def test_a_note_that_begins_like_a_formula_stays_a_text(clerk, form, report, commune):
    line = read_entry(report).rows[0].line
    save_note(report=report, line=line, note="=1+1", by=process_actor(commune), at=AT)

    sheet = openpyxl.load_workbook(io.BytesIO(downloaded(clerk, report)))["Biểu"]

    assert (sheet["G9"].value, sheet["G9"].data_type) == ("=1+1", "s")


# --- There and back ---------------------------------------------------------------------------------------------------


def test_a_file_that_comes_back_as_it_went_changes_nothing(clerk, report):
    preview = upload(clerk, report, downloaded(clerk, report))

    assert "Tệp không đổi ô nào" in words(preview)
    assert preview.context["preview"].shown == ()


def test_what_was_filled_in_is_shown_and_written_only_when_said_so(clerk, report):
    content = filled(downloaded(clerk, report), E9=1700, E11="12", F11="gần", G10="Có cả lượt trực tuyến")
    content = filled(content, B2="Tháng tới làm tiếp.", sheet="Lời văn")

    preview = upload(clerk, report, content)
    before = kept(report)
    page = write(clerk, preview, report)

    assert "Tệp đổi 4 ô, chưa ghi vào báo cáo" in words(preview)
    assert before == ["trên 1.600", "50", ""]
    assert kept(report) == ["trên 1.700", "50", "gần 12"]
    assert read_entry(report).rows[1].note == "Có cả lượt trực tuyến"
    assert Passage.objects.get().text == "Tháng tới làm tiếp."
    assert "Đã ghi 4 ô từ tệp Excel." in words(page)
    assert acts(report)[-3:] == ["save_cells", "save_note", "save_passage"]


def test_the_same_file_again_changes_nothing(clerk, report):
    content = filled(downloaded(clerk, report), E9=1700)
    write(clerk, upload(clerk, report, content), report)
    told = acts(report)

    again = upload(clerk, report, content)

    assert "Tệp không đổi ô nào" in words(again)
    assert acts(report) == told


def test_a_second_click_writes_nothing_more(clerk, report):
    preview = upload(clerk, report, filled(downloaded(clerk, report), E9=1700))
    write(clerk, preview, report)
    told = acts(report)

    page = write(clerk, preview, report)

    assert "Đã ghi 1 ô từ tệp Excel." in words(page)
    assert (kept(report), acts(report)) == (["trên 1.700", "50", ""], told)


def test_an_emptied_cell_empties_the_cell(clerk, report):
    preview = upload(clerk, report, filled(downloaded(clerk, report), E10=None))

    write(clerk, preview, report)

    assert "để trống" in words(preview)
    assert kept(report) == ["trên 1.600", "", ""]


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
def test_a_file_saved_by_libreoffice_comes_back(clerk, report, tmp_path):
    content = filled(downloaded(clerk, report), E9="=E10*2", E11=12, F11="khoảng")
    (tmp_path / "bieu.xlsx").write_bytes(content)
    (tmp_path / "out").mkdir()
    command = [
        SOFFICE,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", "out", "bieu.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=120
    )

    preview = upload(clerk, report, (tmp_path / "out" / "bieu.xlsx").read_bytes())
    write(clerk, preview, report)

    assert [each.cell.is_computed for each in preview.context["preview"].changed] == [True, False]
    assert kept(report) == ["trên 100", "50", "khoảng 12"]


# --- Formulas ---------------------------------------------------------------------------------------------------------


def test_a_formula_without_a_result_is_refused_by_its_cell_and_the_rest_is_written(clerk, report):
    preview = upload(clerk, report, filled(downloaded(clerk, report), E10="=E9*2", E11=3))

    write(clerk, preview, report)

    assert "Ô E10: công thức chưa có kết quả." in words(preview)
    assert kept(report) == ["trên 1.600", "50", "3"]


@pytest.mark.parametrize(("ticked", "after"), [("1", "3.200"), ("", "50")])
def test_the_result_of_a_formula_is_written_only_if_it_stays_ticked(clerk, report, ticked, after):
    content = with_cached(filled(downloaded(clerk, report), E10="=E9*2"), "E10", "3200")
    preview = upload(clerk, report, content)
    [found] = preview.context["preview"].changed

    write(clerk, preview, report, **{found.change.name: ticked})

    assert "Số do công thức tính." in words(preview)
    assert (found.cell.text, kept(report)[1]) == ("3.200", after)


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        ("E10", "nhiều", "Ô E10: “nhiều” không phải là số."),
        ("E10", -5, "Ô E10: số âm."),
        ("E10", 1.5, "Ô E10: “1,5” có quá nhiều chữ số thập phân."),
        ("F10", "vừa", "Ô F10: không có chữ “vừa”."),
        ("G10", "x" * 501, "Ô G10 dài 501 ký tự, quá 500."),
        ("E10", True, "Ô E10: đây là TRUE, FALSE của Excel"),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_cell_and_nothing_is_offered(clerk, report, cell, value, sentence):
    preview = upload(clerk, report, filled(downloaded(clerk, report), {cell: value}))

    assert sentence in words(preview)
    assert "Chưa ghi được ô nào: 1 ô cần sửa" in words(preview)
    assert "Ghi vào báo cáo" not in words(preview)


@pytest.mark.parametrize(("answer", "after"), [("15", "15"), ("", ""), ("1,5", "")])
def test_a_number_that_reads_two_ways_is_asked_and_only_an_offered_answer_is_taken(clerk, report, answer, after):
    preview = upload(clerk, report, filled(downloaded(clerk, report), E11="1.5"))
    [asked] = preview.context["preview"].asked

    write(clerk, preview, report, **{asked.change.name: answer})

    assert kept(report)[2] == after


# --- Others at the same report ----------------------------------------------------------------------------------------


def test_what_somebody_typed_since_the_download_stays_unless_it_is_ticked(clerk, report):
    content = filled(downloaded(clerk, report), E10=60)
    type_in(report, attendances="55")

    preview = upload(clerk, report, content)
    write(clerk, preview, report)

    assert "Có người ghi ô này sau khi tải biểu." in words(preview)
    assert kept(report)[1] == "55"


def test_what_somebody_typed_since_the_preview_stays_and_the_rest_is_written(clerk, report):
    preview = upload(clerk, report, filled(downloaded(clerk, report), E10=60, E11=3))
    type_in(report, attendances="55")

    page = write(clerk, preview, report)

    assert "Đã ghi 1 ô từ tệp Excel. 1 ô giữ nguyên vì có người vừa ghi." in words(page)
    assert kept(report) == ["trên 1.600", "55", "3"]


def test_undoing_returns_every_cell_note_and_passage(clerk, report):
    content = filled(downloaded(clerk, report), E9=1700, F9="gần", E10=None, E11=3, G11="ghi thêm")
    preview = upload(clerk, report, filled(content, B2="Lời mới", sheet="Lời văn"))
    page = write(clerk, preview, report)

    back = undo(clerk, report)

    assert address("undo_report_excel", report) in words(page)
    assert "Đã trả lại số trước khi nhập tệp." in words(back)
    assert kept(report) == ["trên 1.600", "50", ""]
    assert [row.note for row in read_entry(report).rows] == ["", "", ""]
    assert list(Passage.objects.values_list("text", flat=True)) in ([], [""])


def test_undoing_leaves_what_was_typed_after_the_file(clerk, report):
    write(clerk, upload(clerk, report, filled(downloaded(clerk, report), E9=1700, E10=60)), report)
    type_in(report, attendances="70")

    back = undo(clerk, report)

    assert "1 ô giữ nguyên vì có người vừa ghi." in words(back)
    assert kept(report)[:2] == ["trên 1.600", "70"]


def test_what_waits_for_one_revision_is_not_written_into_the_next(clerk, report, province, commune):
    type_in(report, posts="3")
    preview = upload(clerk, report, filled(downloaded(clerk, report), E10=60))
    accepted = file_and_accept(Report.objects.get(pk=report.pk), above=province)
    amend_report(report=accepted, reason="Thiếu", by=process_actor(commune), at=AT)

    answer = write(clerk, preview, report)

    assert (answer.status_code, kept(report)[1]) == (409, "50")
    assert "Báo cáo đã sang bản khác từ khi đọc tệp." in words(answer)


def test_a_report_that_was_filed_meanwhile_takes_nothing(clerk, report, commune):
    type_in(report, posts="3")
    preview = upload(clerk, report, filled(downloaded(clerk, report), E10=60))
    file_report(report=Report.objects.get(pk=report.pk), by=process_actor(commune), at=AT)

    answers = [write(clerk, preview, report), upload(clerk, report, b"x")]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert kept(report)[1] == "50"


# --- Files that are not this report's ---------------------------------------------------------------------------------


def renamed_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ảnh.png", b"x" * 100)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (30 * 2**20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Tệp theo định dạng Excel cũ (.xls)"),
        (renamed_zip, "Đây không phải tệp Excel (.xlsx)."),
        (lambda: b"%PDF-1.7", "Đây không phải tệp Excel (.xlsx)."),
        (lambda: b"PK\x03\x04" + b"\0" * (50 * 2**20), "Tệp lớn hơn 2 MB"),
        (bomb, "Tệp bung ra lớn bất thường"),
        (lambda: b"PK\x03\x04 cut off", "Tệp bị hỏng hoặc chưa tải xong"),
        (lambda: b"", "Tệp trống."),
    ],
    ids=["xls", "renamed zip", "pdf", "50 MB", "bomb", "cut off", "empty"],
)
def test_what_is_no_workbook_is_refused_in_a_sentence_and_nothing_is_lost(clerk, report, content, sentence):
    answer = upload(clerk, report, content())

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert kept(report) == ["trên 1.600", "50", ""]


def test_the_workbook_of_another_unit_form_period_or_revision_is_refused(
    clerk, client, form, report, province, commune
):
    other_form = make_form("sessions")
    neighbour = make_commune("Thái Thụy", under=province)
    reader = Client()
    reader.force_login(make_user(unit=province))
    others = [
        make_report(form, neighbour),
        make_report(other_form, commune),
        make_report(form, commune, month(9)),
    ]
    contents = [downloaded(reader, each) for each in others]

    answers = [words(upload(clerk, report, content)) for content in contents]

    told = ("Tệp này là biểu của đơn vị khác.", "Tệp này là biểu khác.", "Tệp này là biểu của kỳ khác.")
    assert [sentence in answer for sentence, answer in zip(told, answers, strict=True)] == [True, True, True]


def test_a_workbook_of_an_earlier_revision_or_edition_is_refused(clerk, report, province, commune):
    type_in(report, posts="3")
    content = downloaded(clerk, report)
    accepted = file_and_accept(Report.objects.get(pk=report.pk), above=province)
    amend_report(report=accepted, reason="Thiếu", by=process_actor(commune), at=AT)

    earlier = words(upload(clerk, report, content))
    newer = downloaded(clerk, report)
    report.edition.number = 2
    report.edition.save()

    assert "Tệp này tải từ một bản khác của báo cáo" in earlier
    assert "Biểu đã đổi từ khi anh, chị tải tệp này." in words(upload(clerk, report, newer))


def test_a_workbook_that_another_installation_signed_is_refused(clerk, report):
    with override_settings(SECRET_KEY=settings.SECRET_KEY + "khác"):
        elsewhere = Client()
        elsewhere.force_login(make_user(unit=report.unit))
        content = downloaded(elsewhere, report)

    answer = upload(clerk, report, content)

    assert "Tệp này không phải biểu tải từ phần mềm" in words(answer)


def test_a_forged_stamp_is_refused(clerk, report):
    book = openpyxl.load_workbook(io.BytesIO(downloaded(clerk, report)))
    stamp = book["_thidua"]["A1"].value

    answer = upload(
        clerk, report, filled(downloaded(clerk, report), {"A1": stamp.replace("month", "monty")}, sheet="_thidua")
    )

    assert "Tệp này không phải biểu tải từ phần mềm" in words(answer)


def test_a_row_that_was_moved_refuses_the_file(clerk, report):
    book = openpyxl.load_workbook(io.BytesIO(downloaded(clerk, report)))
    book["Biểu"].insert_rows(FIRST)
    out = io.BytesIO()
    book.save(out)

    answer = upload(clerk, report, out.getvalue())

    assert "đã bị dời hoặc sửa chữ" in words(answer)


# --- Who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.LEADER, Role.COUNCIL_MEMBER])
def test_who_only_reads_gets_the_file_and_writes_nothing(client, report, commune, role):
    client.force_login(make_user(role, unit=commune))

    statuses = [
        client.get(address("report_excel", report)).status_code,
        upload(client, report, b"x").status_code,
        client.post(address("write_report_excel", report), {"token": "x"}).status_code,
        client.post(address("undo_report_excel", report)).status_code,
    ]

    assert statuses == [200, 403, 403, 403]


def test_the_level_above_gets_the_file_and_writes_nothing(client, report, province):
    client.force_login(make_user(unit=province))

    answers = [upload(client, report, downloaded(client, report))] + [
        client.post(address(name, report), {"token": "x"}) for name in ("write_report_excel", "undo_report_excel")
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "Chỉ người của xã Vũ Thư nhập được báo cáo này." in words(answers[0])


def test_a_neighbour_gets_nothing(client, report, province):
    client.force_login(make_user(unit=make_commune("Thái Thụy", under=province)))

    statuses = [
        client.get(address("report_excel", report)).status_code,
        upload(client, report, b"x").status_code,
        client.post(address("write_report_excel", report), {"token": "x"}).status_code,
    ]

    assert statuses == [404, 404, 404]


def test_what_waits_is_of_the_newest_file_only(clerk, report):
    first = upload(clerk, report, filled(downloaded(clerk, report), E10=60))
    upload(clerk, report, filled(downloaded(clerk, report), E10=61))

    answer = write(clerk, first, report)

    assert (answer.status_code, kept(report)[1]) == (409, "50")
    assert "Không còn tệp nào chờ ghi ở đây." in words(answer)


def test_undoing_without_a_file_says_so(clerk, report):
    assert "Không còn gì để hoàn tác ở báo cáo này." in words(undo(clerk, report))
