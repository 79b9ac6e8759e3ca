"""A table that is none of our forms: brought, its columns named and remembered, shown, written, taken back."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, timedelta
from functools import partial

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import file_and_accept, file_and_return, make_form, make_report, month, type_in

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.office.reports.tables import tasks
from thidua.office.reports.tables.tasks import go_on_with_all_tables
from thidua.people.models import RoleGrant
from thidua.reports.choices import TableStage
from thidua.reports.commands import close_period
from thidua.reports.commands.tables import move_table
from thidua.reports.models import Cell, HeaderMapping, Report, TableImport, TablePart
from thidua.reports.queries.entry import read_entry
from thidua.reports.queries.tables.progress import table_stands_still
from thidua.reports.rules.calendar import calendar_span

pytestmark = pytest.mark.django_db
TABLES = reverse("office:tables")
OCTOBER = calendar_span("month", 2026, 10).key
SOFFICE = shutil.which("soffice")
HEADERS = ["Xã", "Số buổi tuyên truyền", "Lượt người dự"]


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def communes(province):
    return [make_commune(name, under=province) for name in ("An Bình", "Bách Thuận", "Cộng Hòa")]


@pytest.fixture
def form():
    from tests.factories.reports import make_indicator

    make_indicator("sessions", "Số buổi tuyên truyền")
    make_indicator("attendances", "Số lượt người dự")
    return make_form("sessions", "attendances", name="Báo cáo tháng")


@pytest.fixture
def user(province, communes, form):
    """An officer of the province, without a role at its communes."""
    return make_user(unit=province, full_name="Trần Thu Hà")


@pytest.fixture
def officer(client, user):
    client.force_login(user)
    return client


def sheet_of(*rows, **cells) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, value in cells.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def comma_of(*rows, separator=";") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def with_results(content: bytes, **results) -> bytes:
    """The workbook as Excel saves it: formulas with the results that it worked out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name).decode()
            for place, result in results.items():
                part = re.sub(rf'(<c r="{place}"[^>]*><f>[^<]*</f>)<v ?/?>(</v>)?', rf"\1<v>{result}</v>", part)
            after.writestr(name, part)
    return out.getvalue()


def bring(client, content, name="bang.xlsx") -> TableImport:
    answer = client.post(TABLES, {"attached": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, words(answer)
    return TableImport.objects.get(uid=answer["Location"].rstrip("/").rsplit("/", 1)[1])


def proposed(client, table) -> dict[str, str]:
    """What the page of the columns proposes, as its form would send it."""
    page = words(client.get(reverse("office:table", args=[table.uid])))
    fields = dict(re.findall(r'<input type="hidden" name="(sheet|row|form)" value="([^"]*)"', page))
    for name, options in re.findall(
        r'<select class="form-select" name="(column-\d+)".*?>(.*?)</select>', page, re.DOTALL
    ):
        fields[name] = next(iter(re.findall(r'<option value="([^"]*)" selected', options)), "")
    return fields


def choose(client, table, **fields):
    """Take what is proposed, with these fields instead."""
    told = {"period": OCTOBER, **proposed(client, table), **{k.replace("_", "-"): v for k, v in fields.items()}}
    return client.post(reverse("office:choose_table_columns", args=[table.uid]), told, follow=True)


def press(client, name, table, **fields):
    return client.post(reverse(f"office:{name}", args=[table.uid]), fields, follow=True)


def read(client, content, name="bang.xlsx", **fields) -> TableImport:
    """Bring a table and take what is proposed."""
    table = bring(client, content, name)
    answer = choose(client, table, **fields)
    assert answer.status_code == 200, words(answer)
    return again(table)


def written(client, content, **fields) -> TableImport:
    table = read(client, content, **fields)
    press(client, "write_table", table)
    return again(table)


def again(table):
    return TableImport.objects.get(pk=table.pk)


def kept(unit, period=None):
    report = Report.objects.filter(unit=unit, period=period or month()).first()
    return [row.text for row in read_entry(report).rows] if report else None


def sentences(table):
    return [each["message"] % each["values"] if "%(" in each["message"] else each["message"] for each in table.faults]


def outcomes(table):
    return {part.unit.name: str(part.outcome) for part in TablePart.objects.filter(table=table).select_related("unit")}


def words(response) -> str:
    return response.content.decode()


# --- What the columns are ---------------------------------------------------------------------------------------------


def test_units_indicators_and_the_row_of_headers_are_proposed_by_their_names(officer, form):
    content = sheet_of(["BẢNG TỔNG HỢP"], [], ["TT", *HEADERS], [1, "An Bình", 12, 300])

    fields = proposed(officer, bring(officer, content))

    assert fields == {
        "sheet": "Sheet", "row": "3", "form": form.code,
        "column-0": "", "column-1": "unit", "column-2": "line:sessions", "column-3": "line:attendances",
    }  # fmt: skip


def test_what_was_chosen_once_is_proposed_for_the_same_headers_in_another_order(officer, user, province):
    first = bring(officer, sheet_of(["Nơi gửi", "B", "C"], ["An Bình", 1, 2]))
    choose(officer, first, column_0="unit", column_1="line:attendances", column_2="line:sessions")

    second = bring(officer, sheet_of(["C", "NƠI  GỬI", "B"], [3, "An Bình", 4]))
    page = words(officer.get(reverse("office:table", args=[second.uid])))

    assert [proposed(officer, second)[f"column-{place}"] for place in range(3)] == [
        "line:sessions", "unit", "line:attendances",
    ]  # fmt: skip
    assert "Bảng này giống bảng lần trước" in page
    mapping = HeaderMapping.objects.get()
    assert (mapping.unit, mapping.said_by_label) == (province, "Trần Thu Hà")
    assert AuditEntry.objects.filter(act="remember_headers").count() == 1


def test_what_another_unit_chose_is_not_proposed(officer, client, form):
    choose(officer, bring(officer, sheet_of(["Q1", "Q2"], ["An Bình", 1])), column_0="unit", column_1="line:sessions")
    other = make_unit("Ninh Bình")
    make_commune("Ý Yên", under=other)
    client.force_login(make_user(unit=other))

    table = bring(client, sheet_of(["Q1", "Q2"], ["Ý Yên", 1]))

    assert [proposed(client, table)[f"column-{place}"] for place in range(2)] == ["", ""]


def test_a_correction_is_remembered_in_place_of_what_was_said_before(officer):
    rows = ["Xã", "Cột X"], ["An Bình", 1]
    choose(officer, bring(officer, sheet_of(*rows)), column_1="line:sessions")
    choose(officer, bring(officer, sheet_of(*rows, ["Bách Thuận", 2])), column_1="line:attendances")

    assert HeaderMapping.objects.get().parts == {"xa": "unit", "cot x": "line:attendances"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"column_0": ""}, "Chưa có cột đơn vị."),
        ({"column_1": "", "column_2": ""}, "Chưa có cột số."),
        ({"column_1": "value"}, "Bảng dọc cần cả cột chỉ tiêu và cột giá trị."),
        ({"column_2": "line:sessions"}, "Hai cột B và C cùng được chọn là một thứ."),
        ({"period": ""}, "Chưa biết số của kỳ nào."),
    ],
)
def test_what_is_missing_is_said_and_what_was_chosen_stays(officer, fields, sentence):
    table = bring(officer, sheet_of(HEADERS, ["An Bình", 12, 300]))

    answer = choose(officer, table, **fields)

    assert (answer.status_code, again(table).stage) == (422, TableStage.MAPPING)
    assert sentence in words(answer)
    assert HeaderMapping.objects.count() == 0


# --- What is read -----------------------------------------------------------------------------------------------------


def test_a_wide_table_is_shown_unit_by_unit_before_anything_is_written(officer, communes, form):
    make_report(form, communes[1], sessions="5", attendances="40")

    table = read(officer, sheet_of(HEADERS, ["An Bình", 12, 300], ["xã bách thuận", 7, 40], ["Tổng cộng", 19, 340]))
    page = words(officer.get(reverse("office:table", args=[table.uid])))

    assert (table.stage, table.rows, table.skipped, table.wrong) == (TableStage.READ, 3, 1, 0)
    assert "Có số mới cho 2 báo cáo, chưa ghi" in page
    assert "3 hàng · 1 hàng tổng hoặc trống bỏ qua · 2 đơn vị · 2 ô mới · 1 ô khác số đã có · 1 ô không đổi" in page
    assert "1. Số buổi tuyên truyền: <del>5</del> → <b>7</b>" in page
    assert [kept(unit) for unit in communes] == [None, ["5", "40"], None]


def test_a_long_table_has_a_row_for_each_number(officer, communes):
    rows = [
        ["Đơn vị", "Kỳ", "Chỉ tiêu", "Giá trị"],
        ["An Bình", "tháng 9/2026", "sessions", 3],
        ["An Bình", date(2026, 10, 15), "Số lượt người dự", "1.600"],
        ["Cộng Hòa", "10/2026", "so buoi tuyen truyen", 8],
    ]

    written(officer, sheet_of(*rows), period="")

    assert kept(communes[0], month(9)) == ["3", ""]
    assert kept(communes[0]) == ["", "1.600"]
    assert kept(communes[2]) == ["8", ""]


def test_a_csv_with_semicolons_and_codes_that_lost_their_zero(officer, communes, province):
    unit = make_commune("Đông Hưng", under=province, code="01234")
    rows = ["Mã đơn vị", "Số buổi tuyên truyền"], ["1234", "1.200"]

    written(officer, comma_of(*rows), name="bang.csv")

    assert kept(unit) == ["1.200", ""]


def test_cells_that_cannot_be_taken_are_named_and_the_rest_is_read(officer, communes, province):
    make_commune("Trùng Tên", under=province)
    make_commune("Trùng Tên", under=province)

    table = read(officer, sheet_of(
        HEADERS, ["An Bình", 12, "nhiều"], ["Không Có", 1, 2], ["Trùng Tên", 1, 1], ["Bách Thuận", -5, 10],
        ["Cộng Hòa", "1.5", 3], ["an binh", 13, None],
    ))  # fmt: skip
    page = words(officer.get(reverse("office:table", args=[table.uid])))

    assert (table.wrong, [fault["place"] for fault in table.faults]) == (6, ["C2", "A3", "A4", "B5", "B6", "B7"])
    assert "Ô C2: “nhiều” không phải là số." in page
    assert "Ô A3: không có đơn vị “Không Có” trong phạm vi của anh, chị vào ngày 31/10/2026." in page
    assert "Ô A4: có nhiều đơn vị tên “Trùng Tên”. Thêm cột mã đơn vị" in page
    assert "Ô B5: số âm." in page
    assert "Ô B6: “1.5” chưa rõ là số nào." in page
    assert "Ô B7: đơn vị, kỳ và chỉ tiêu này đã có ở hàng 2 với số khác." in page
    assert outcomes(table) == {"An Bình": "ready", "Bách Thuận": "ready", "Cộng Hòa": "ready"}


def test_units_of_one_name_are_told_apart_by_a_column_of_the_unit_above(officer, client, form):
    country = make_unit("Việt Nam", kind="country", level=0)
    thai_binh, nam_dinh = (make_unit(name, under=country) for name in ("Thái Bình", "Nam Định"))
    units = [make_commune("Tân Hưng", under=above) for above in (thai_binh, nam_dinh)]
    client.force_login(make_user(unit=country))
    rows = ["Xã", "Tỉnh", "Số buổi tuyên truyền"], ["Tân Hưng", "Nam Định", 4], ["Tân Hưng, tỉnh Thái Bình", "", 5]

    written(client, sheet_of(*rows))

    assert [kept(unit) for unit in units] == [["5", ""], ["4", ""]]


def test_a_unit_that_did_not_stand_in_the_period_is_not_found_then(officer, province):
    make_commune("Mới Lập", under=province, since=date(2026, 11, 1))

    table = read(officer, sheet_of(HEADERS, ["Mới Lập", 1, 2]))

    assert (table.wrong, outcomes(table)) == (1, {})


def test_results_of_formulas_are_shown_and_written_only_with_a_tick(officer, communes):
    content = sheet_of(HEADERS, ["An Bình", 12, "=B2*25"], ["Bách Thuận", 7, "=B3*10"])
    table = read(officer, with_results(content, C2=300))
    page = words(officer.get(reverse("office:table", args=[table.uid])))

    press(officer, "write_table", table)

    assert "2. Số lượt người dự: <b>300</b>" in page
    assert "do công thức tính" in page
    assert "Ô C3: công thức chưa có kết quả." in page
    assert [kept(unit) for unit in communes[:2]] == [["12", ""], ["7", ""]]


def test_with_the_tick_they_are_written(officer, communes):
    table = read(officer, with_results(sheet_of(HEADERS, ["An Bình", 12, "=B2*25"]), C2=300))

    press(officer, "write_table", table, computed="1")

    assert kept(communes[0]) == ["12", "300"]


def test_what_a_table_says_twice_far_apart_is_found_too(officer, communes, monkeypatch):
    monkeypatch.setattr(tasks, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(tasks, "NUMBERS_AT_ONCE", 1)

    table = read(officer, sheet_of(
        HEADERS, ["An Bình", 12, None], ["Bách Thuận", 3, 4], ["An Bình", None, 300], ["An Bình", 13, 300],
    ))  # fmt: skip
    press(officer, "write_table", table)

    assert [fault["place"] for fault in table.faults] == ["B5"]
    assert [kept(unit) for unit in communes[:2]] == [["12", "300"], ["3", "4"]]


# --- What is written --------------------------------------------------------------------------------------------------


def test_one_press_writes_into_drafts_and_opens_the_reports_nobody_began(officer, communes, form):
    table = written(officer, sheet_of(HEADERS, ["An Bình", 12, 300], ["Bách Thuận", 7, None]))

    assert [kept(unit) for unit in communes] == [["12", "300"], ["7", ""], None]
    assert {str(report.state) for report in Report.objects.all()} == {"draft"}
    assert Report.objects.get(unit=communes[0]).due_on == date(2026, 11, 5)
    entries = AuditEntry.objects.filter(object_uid=Report.objects.get(unit=communes[0]).uid).order_by("pk")
    assert [(each.act, each.actor_label, each.unit_id_value) for each in entries] == [
        ("open_report", "Trần Thu Hà", communes[0].pk),
        ("save_cells", "Trần Thu Hà", communes[0].pk),
    ]
    assert entries[1].after == {"sessions": "12", "attendances": "300"}
    page = words(officer.get(reverse("office:table", args=[table.uid])))
    assert "Đã ghi 3 ô vào 2 báo cáo" in page


def test_numbers_that_stand_in_a_report_are_replaced_only_with_a_tick(officer, communes, form):
    make_report(form, communes[0], sessions="5")
    make_report(form, communes[1], sessions="6")
    rows = HEADERS, ["An Bình", 12, 300]

    written(officer, sheet_of(*rows))
    other = read(officer, sheet_of(HEADERS, ["Bách Thuận", 13, 301]))
    press(officer, "write_table", other, changed="1")

    assert [kept(unit) for unit in communes[:2]] == [["5", "300"], ["13", "301"]]


def test_a_note_beside_a_number_stays(officer, communes, form):
    report = make_report(form, communes[0], sessions="5")
    Cell.objects.filter(revision__report=report).update(note="Đã đếm lại")

    table = read(officer, sheet_of(HEADERS, ["An Bình", 12, 300]))
    press(officer, "write_table", table, changed="1")
    press(officer, "undo_table", table)

    cell = Cell.objects.get(revision__report=report)
    assert (cell.value, cell.note) == (5, "Đã đếm lại")


def test_reports_that_are_filed_accepted_or_closed_are_told_and_left(officer, communes, form, province):
    filed = make_report(form, communes[0], sessions="5", attendances="6")
    file_and_accept(filed, above=province)
    close_period(form=form, period=month(9), unit=province, by=process_actor(province), at=clock.now())

    table = read(officer, sheet_of(
        ["Xã", "Kỳ", "Số buổi tuyên truyền"], ["An Bình", "10/2026", 9], ["Bách Thuận", "9/2026", 8],
        ["Cộng Hòa", "10/2026", 7],
    ), period="")  # fmt: skip
    page = words(officer.get(reverse("office:table", args=[table.uid])))
    press(officer, "write_table", table, changed="1")

    assert outcomes(table) == {"An Bình": "refused", "Bách Thuận": "refused", "Cộng Hòa": "written"}
    assert "Báo cáo này đã gửi hoặc đã nhận nên không ghi đè." in page
    assert "Kỳ báo cáo này đã khóa" in page
    assert kept(communes[0]) == ["5", "6"]
    assert kept(communes[1], month(9)) is None


def test_a_report_that_was_filed_since_the_preview_is_left(officer, communes, form, province):
    make_report(form, communes[0], sessions="5", attendances="6")
    table = read(officer, sheet_of(HEADERS, ["An Bình", 9, 9], ["Bách Thuận", 1, 2]))
    file_and_accept(Report.objects.get(unit=communes[0]), above=province)

    press(officer, "write_table", table, changed="1")

    assert outcomes(table) == {"An Bình": "refused", "Bách Thuận": "written"}
    assert kept(communes[0]) == ["5", "6"]


def test_a_returned_report_that_is_written_is_a_draft_again(officer, communes, form, province):
    report = make_report(form, communes[0], sessions="5", attendances="6")
    file_and_return(report, above=province)

    table = read(officer, sheet_of(HEADERS, ["An Bình", 9, 6]))
    press(officer, "write_table", table, changed="1")

    assert (kept(communes[0]), Report.objects.get().state) == (["9", "6"], "draft")


def test_what_somebody_typed_since_the_preview_stays(officer, communes, form):
    report = make_report(form, communes[0], sessions="5")
    table = read(officer, sheet_of(HEADERS, ["An Bình", 9, 300]))
    type_in(report, sessions="6")

    page = words(press(officer, "write_table", table, changed="1"))

    assert kept(communes[0]) == ["6", "300"]
    assert "1 ô giữ nguyên vì có người vừa ghi" in page


def test_the_same_bytes_again_show_the_same_import_and_a_second_press_writes_nothing(officer):
    content = sheet_of(HEADERS, ["An Bình", 12, 300])
    table = written(officer, content)
    told = AuditEntry.objects.count()

    press(officer, "write_table", table)

    assert bring(officer, content) == table
    assert AuditEntry.objects.count() == told


def test_all_of_it_is_taken_back_except_where_somebody_typed_since(officer, communes, form):
    make_report(form, communes[0], sessions="5")
    table = read(officer, sheet_of(HEADERS, ["An Bình", 12, 300], ["Bách Thuận", 7, 8]))
    press(officer, "write_table", table, changed="1")
    type_in(Report.objects.get(unit=communes[1]), attendances="9")

    page = words(press(officer, "undo_table", table))

    assert [kept(unit) for unit in communes[:2]] == [["5", ""], ["", "9"]]
    assert "Đã trả lại 3 ô của 2 báo cáo" in page
    assert Cell.objects.filter(revision__report__unit=communes[1]).count() == 1


def test_a_report_filed_after_the_writing_keeps_its_numbers_and_says_so(officer, communes, province):
    table = written(officer, sheet_of(HEADERS, ["An Bình", 12, 300], ["Bách Thuận", 7, 8]))
    file_and_accept(Report.objects.get(unit=communes[0]), above=province)

    press(officer, "undo_table", table)

    assert outcomes(table) == {"An Bình": "kept", "Bách Thuận": "undone"}
    assert kept(communes[0]) == ["12", "300"]


def test_an_undone_table_can_be_read_again_with_other_columns(officer, communes):
    table = written(officer, sheet_of(HEADERS, ["An Bình", 12, 300]))
    press(officer, "undo_table", table)

    press(officer, "rename_table_columns", table)
    choose(officer, table, column_1="line:attendances", column_2="line:sessions")
    press(officer, "write_table", table)

    assert kept(communes[0]) == ["300", "12"]


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.7", "a.pdf", "Tệp này không phải bảng tính."),
        (b"PK\x03\x04 cut off", "a.xlsx", "Tệp bị hỏng"),
        ("Xã;Số\nThị trấn;1".encode("cp1258", "ignore") + b"\xff\xe1", "a.csv", "không theo bảng mã UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence_and_leaves_nothing(officer, content, name, sentence):
    answer = officer.post(TABLES, {"attached": SimpleUploadedFile(name, content)})

    assert (answer.status_code, TableImport.objects.count()) == (422, 0)
    assert sentence in words(answer)


@pytest.mark.parametrize("place", ["ZZ1", "A999999"])
def test_a_cell_far_outside_is_refused_before_its_reader_fills_what_is_between(officer, place):
    content = sheet_of(HEADERS, **{place: 5})

    answer = officer.post(TABLES, {"attached": SimpleUploadedFile("a.xlsx", content)})

    assert (answer.status_code, TableImport.objects.count()) == (422, 0)


def test_an_upload_that_unpacks_beyond_the_limit_is_refused(officer, monkeypatch):
    monkeypatch.setattr("thidua.office.reports.tables.xlsx.MAX_UNPACKED", 2000)

    answer = officer.post(TABLES, {"attached": SimpleUploadedFile("a.xlsx", sheet_of(HEADERS))})

    assert (answer.status_code, "bung ra lớn bất thường" in words(answer)) == (422, True)


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_what_libreoffice_saves_in_each_of_its_kinds_is_read_alike(officer, communes, tmp_path, kind):
    rows = ["TỔNG HỢP"], [], ["Xã", "Ngày", *HEADERS[1:]], ["An Bình", date(2026, 10, 15), 12, "=C4*25"]
    (tmp_path / "bang.xlsx").write_bytes(sheet_of(*rows, ["Bách Thuận", "10/2026", 0.5, "=1/0"]))
    folder = tmp_path / "saved"
    subprocess.run(
        [SOFFICE, "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", kind,
         "--outdir", folder, tmp_path / "bang.xlsx"],
        check=True, capture_output=True,
    )  # fmt: skip

    table = read(officer, (folder / f"bang.{kind}").read_bytes(), name=f"bang.{kind}", period="")
    press(officer, "write_table", table, computed="1")

    assert kept(communes[0]) == ["12", "300"]
    assert [fault["place"] for fault in table.faults] == ["C5", "D5"]


@pytest.mark.parametrize(
    "content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_damaged_old_workbook_is_refused_in_a_sentence(officer, content):
    answer = officer.post(TABLES, {"attached": SimpleUploadedFile("a.xls", content)})

    assert (answer.status_code, "Không mở được tệp này như bảng tính." in words(answer)) == (422, True)


# --- Work that is cut off ---------------------------------------------------------------------------------------------


def test_a_killed_reading_begins_again_and_counts_nothing_twice(officer, communes, monkeypatch):
    table = bring(officer, sheet_of(HEADERS, ["An Bình", 12, 300], ["Bách Thuận", 7, 8]))
    with monkeypatch.context() as patched:
        patched.setattr(tasks, "ROWS_AT_ONCE", 1)
        patched.setattr(tasks, "NUMBERS_AT_ONCE", 1)
        patched.setattr(tasks, "finish_reading", dying)
        with pytest.raises(KeyboardInterrupt):
            choose(officer, table)
    assert TablePart.objects.count() == 2

    assert go_on_with_all_tables() == 1

    assert (again(table).stage, again(table).rows, again(table).run) == (TableStage.READ, 2, 2)
    assert TablePart.objects.count() == 2


def test_a_killed_writing_goes_on_where_it_stopped(officer, communes, monkeypatch):
    table = read(officer, sheet_of(HEADERS, *([name, 1, 2] for name in ("An Bình", "Bách Thuận", "Cộng Hòa"))))
    real = tasks.write_parts
    monkeypatch.setattr(tasks, "write_parts", lambda **words: real(**words, most=1))
    with monkeypatch.context() as patched:
        patched.setattr(tasks, "CHUNKS_AT_A_TIME", 1)
        moved = move_table(table=table, to=TableStage.WRITING, by=process_actor(table.unit), at=clock.now())
        assert tasks.write_some(moved, process_actor(table.unit))
    assert sorted(outcomes(table).values()) == ["ready", "ready", "written"]

    TableImport.objects.update(acting=make_user(unit=table.unit))
    go_on_with_all_tables()

    assert [kept(unit) for unit in communes] == [["1", "2"]] * 3
    assert AuditEntry.objects.filter(act="save_cells").count() == 3


def dying(**_words):
    raise KeyboardInterrupt


def test_a_step_that_stands_still_offers_to_go_on(officer, communes, monkeypatch):
    monkeypatch.setattr("thidua.office.reports.tables.views._enqueue", lambda *_words: None)
    table = bring(officer, sheet_of(HEADERS, ["An Bình", 12, 300]))
    choose(officer, table)
    TableImport.objects.update(moved_at=clock.now() - timedelta(minutes=2))
    before = words(officer.get(reverse("office:table_progress", args=[table.uid])))
    monkeypatch.undo()

    press(officer, "table_go_on", table)

    assert "Việc đang đứng lại." in before
    assert not table_stands_still(again(table), at=clock.now())
    assert officer.get(reverse("office:table_progress", args=[table.uid])).status_code == 286


def test_a_fault_of_ours_is_told_and_the_columns_are_asked_again(officer, monkeypatch):
    table = bring(officer, sheet_of(HEADERS, ["An Bình", 12, 300]))

    def broken(*_words, **_more):
        raise AssertionError

    monkeypatch.setattr(tasks, "around_of", broken)

    page = words(choose(officer, table))

    assert (again(table).stage, "Máy gặp lỗi với tệp này." in page) == (TableStage.MAPPING, True)


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_units_out_of_scope_are_not_found_by_name_or_code(officer):
    make_commune("Xa Lạ", under=make_unit("Thái Bình"), code="99999")
    rows = ["Xã", "Mã", "Số buổi tuyên truyền"], ["Xa Lạ", "", 1], ["", "99999", 2]

    table = read(officer, sheet_of(*rows))

    assert (table.wrong, outcomes(table), Report.objects.count()) == (2, {}, 0)


def test_a_commune_brings_its_own_numbers_and_not_its_neighbours(officer, client, communes):
    client.force_login(make_user(unit=communes[0]))

    written(client, sheet_of(HEADERS, ["An Bình", 12, 300], ["Bách Thuận", 7, 8]))

    assert [kept(unit) for unit in communes[:2]] == [["12", "300"], None]


def test_a_role_that_ends_between_reading_and_writing_writes_nothing(officer, user, communes):
    table = read(officer, sheet_of(HEADERS, ["An Bình", 12, 300]))
    moved = move_table(table=table, to=TableStage.WRITING, by=process_actor(table.unit), at=clock.now())
    RoleGrant.objects.filter(user=user).delete()

    tasks.go_on_with_table.call(table_id=moved.pk, user_id=user.pk)

    assert kept(communes[0]) is None


@pytest.mark.parametrize("role", [Role.LEADER, Role.COUNCIL_MEMBER])
def test_who_only_reads_opens_none_of_it(officer, client, province, role):
    table = bring(officer, sheet_of(HEADERS, ["An Bình", 12, 300]))
    client.force_login(make_user(role, unit=province))

    statuses = [client.get(TABLES).status_code] + [
        client.post(reverse(f"office:{name}", args=[table.uid])).status_code
        for name in ("choose_table_columns", "write_table", "undo_table", "table_go_on", "rename_table_columns")
    ]

    assert statuses == [403] * 6


def test_a_table_of_another_unit_is_not_found(officer, client, communes):
    table = bring(officer, sheet_of(HEADERS, ["An Bình", 12, 300]))
    client.force_login(make_user(unit=communes[0]))

    statuses = [
        client.get(reverse("office:table", args=[table.uid])).status_code,
        client.post(reverse("office:write_table", args=[table.uid])).status_code,
    ]

    assert statuses == [404, 404]


def test_writing_before_all_is_read_is_refused(officer):
    table = bring(officer, sheet_of(HEADERS, ["An Bình", 12, 300]))

    assert press(officer, "write_table", table).status_code == 409


def test_the_page_of_a_table_asks_the_database_as_often_for_any_number_of_units(
    officer, communes, django_assert_max_num_queries
):
    table = read(officer, sheet_of(HEADERS, *([name, 1, 2] for name in ("An Bình", "Bách Thuận", "Cộng Hòa"))))
    address = reverse("office:table", args=[table.uid])
    officer.get(address)

    with django_assert_max_num_queries(30):
        officer.get(address)


def test_reading_and_writing_ask_the_database_as_often_for_any_number_of_units(
    officer, communes, django_assert_max_num_queries
):
    few = bring(officer, sheet_of(HEADERS, ["An Bình", 1, 2]))
    choose(officer, few)
    table = bring(officer, sheet_of(HEADERS, *([name, 1, 2] for name in ("An Bình", "Bách Thuận", "Cộng Hòa"))))
    choose(officer, table)
    actor = process_actor(table.unit)
    move_table(table=few, to=TableStage.WRITING, by=actor, at=clock.now())
    move_table(table=table, to=TableStage.WRITING, by=actor, at=clock.now())
    with django_assert_max_num_queries(60) as one:
        tasks.write_some(again(few), actor)

    with django_assert_max_num_queries(len(one) + 4):
        tasks.write_some(again(table), actor)


@pytest.mark.django_db(transaction=True)
def test_many_units_are_written_and_taken_back_side_by_side_each_once(client, monkeypatch):
    """On PostgreSQL two transactions are under way at once."""
    for name in ("write_parts", "undo_parts"):
        monkeypatch.setattr(tasks, name, partial(getattr(tasks, name), most=7))
    province = make_unit("Hưng Yên")
    make_form("sessions", "attendances")
    units = [make_commune(f"Số {number}", under=province) for number in range(30)]
    user = make_user(unit=province)
    client.force_login(user)
    rows = [[f"Số {number}", f"{month_}/2026", number] for month_ in (9, 10) for number in range(30)]
    table = bring(client, sheet_of(["Xã", "Kỳ", "Chỉ tiêu sessions"], *rows))
    choose(client, table, period="")
    actor = process_actor(province)
    moved = move_table(table=again(table), to=TableStage.WRITING, by=actor, at=clock.now())

    while tasks.write_some(moved, actor):
        pass
    written = [kept(unit)[0] for unit in units]
    moved = move_table(table=again(table), to=TableStage.UNDOING, by=actor, at=clock.now())
    while tasks.write_some(moved, actor):
        pass

    assert written == [str(number) for number in range(30)]
    assert (again(table).stage, Report.objects.count(), Cell.objects.count()) == (TableStage.UNDONE, 60, 0)
    assert AuditEntry.objects.filter(act="open_report").count() == 60
    assert AuditEntry.objects.filter(act="finish_table").count() == 2
