"""Many units' reports in one ZIP: out, filled in, back, shown, written with one press, taken back."""

import io
import re
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import file_and_accept, make_form, make_report, type_in

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.office.reports.together import tasks
from thidua.office.reports.together.tasks import go_on_with_all, go_on_with_workbooks
from thidua.people.models import RoleGrant
from thidua.people.queries import actor_of
from thidua.reports.choices import BatchStage
from thidua.reports.commands import (
    close_period,
    ensure_span,
    file_report,
    move_batch,
    start_workbooks,
    undo_workbook,
    write_workbook,
)
from thidua.reports.commands.stopping import resume_workbooks, stop_workbooks
from thidua.reports.models import Report, WorkbookBatch, WorkbookFile
from thidua.reports.queries.entry import read_entry
from thidua.reports.queries.workbooks import next_files, stands_still
from thidua.reports.rules.calendar import period_before, period_on

pytestmark = pytest.mark.django_db
MANY = reverse("office:many_excel")
NAMES = ("An Bình", "Bách Thuận", "Cộng Hòa")


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def communes(province):
    return [make_commune(name, under=province) for name in NAMES]


@pytest.fixture
def form():
    return make_form("sessions", "attendances", name="Báo cáo tháng")


@pytest.fixture
def period():
    return ensure_span(span=period_on("month", clock.today()))


@pytest.fixture
def user(province, communes):
    """An officer of the province who was given the typing for its communes too."""
    found = make_user(unit=province, full_name="Trần Thu Hà")
    for unit in communes:
        give(found, unit)
    return found


@pytest.fixture
def officer(client, user):
    """A browser in which that officer is signed in."""
    client.force_login(user)
    return client


def give(user, unit, role=Role.OFFICER, until=None):
    RoleGrant.objects.create(user=user, unit=unit, role=role, since=date(2020, 1, 1), until=until, created_at=AT)


def taken(client, form, period) -> dict[str, bytes]:
    """The workbooks of the ZIP that the page sends, by name."""
    answer = client.post(reverse("office:download_many_excel"), {"form": form.code, "period": period.key})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def filled(content: bytes, **cells) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book["Biểu"][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def bring(client, members: dict[str, bytes]) -> WorkbookBatch:
    client.post(MANY, {"attached": SimpleUploadedFile("bieu.zip", zipped(members))})
    return WorkbookBatch.objects.order_by("pk").last()


def press(client, name, batch, **fields):
    return client.post(reverse(f"office:{name}", args=[batch.uid]), fields, follow=True)


def outcomes(batch):
    return {each.name: str(each.outcome) for each in WorkbookFile.objects.filter(batch=batch)}


def because(batch, name):
    found = WorkbookFile.objects.get(batch=batch, name=name)
    return found.message % found.values


def kept(unit):
    return [row.text for row in read_entry(Report.objects.get(unit=unit)).rows]


def words(response) -> str:
    return response.content.decode()


# --- Out --------------------------------------------------------------------------------------------------------------


def test_the_zip_has_a_workbook_for_each_unit_and_opens_the_reports_nobody_began(officer, form, period, communes):
    make_report(form, communes[0], period, sessions="5")

    found = taken(officer, form, period)

    month = f"thang-{clock.today():%-m-%Y}"
    assert list(found) == [f"xa-{name}-{month}.xlsx" for name in ("an-binh", "bach-thuan", "cong-hoa")]
    assert {report.unit for report in Report.objects.all()} == set(communes)
    opened = AuditEntry.objects.filter(act="open_report", unit_id_value=communes[1].pk).get()
    assert (opened.actor_label, opened.actor_role) == ("Trần Thu Hà", "officer")


def test_units_that_have_filed_are_counted_and_left_out(officer, form, period, province, communes):
    file_report(
        report=make_report(form, communes[0], period, sessions="5", attendances="9"),
        by=process_actor(communes[0]),
        at=AT,
    )

    page = words(officer.get(MANY))

    assert [name.split("-thang")[0] for name in taken(officer, form, period)] == ["xa-bach-thuan", "xa-cong-hoa"]
    assert ("2 đơn vị" in page, "1 đơn vị" in page) == (True, True)


def test_a_closed_period_gives_no_workbook_and_takes_none(officer, form, province, communes):
    period = ensure_span(span=period_before(period_on("month", clock.today())))
    found = taken(officer, form, period)
    close_period(form=form, period=period, unit=province, by=process_actor(province), at=clock.now())

    batch = bring(officer, found)

    assert taken(officer, form, period) == {}
    assert set(outcomes(batch).values()) == {"refused"}
    assert because(batch, next(iter(found))).startswith("Kỳ báo cáo này đã khóa:")


def test_two_units_of_one_name_have_two_files(officer, user, form, period, province):
    twin = make_commune("An Bình", under=province)
    give(user, twin)

    names = list(taken(officer, form, period))

    assert len(names) == len(set(names)) == 4
    assert any(name.endswith(f"-{twin.code}.xlsx") for name in names)


def test_only_units_at_which_a_role_that_types_is_held_today_are_in_it(client, form, period, province, communes):
    user = make_user(unit=province)
    give(user, communes[0])
    give(user, communes[1], Role.LEADER)
    give(user, communes[2], until=date(2021, 1, 1))
    give(user, make_commune("Ngoài", under=make_unit("Thái Bình")))
    client.force_login(user)

    assert [name.split("-thang")[0] for name in taken(client, form, period)] == ["xa-an-binh"]


def test_who_may_type_for_nobody_else_is_told_how_it_is_given(client, form, province, communes):
    client.force_login(make_user(unit=province))

    page = words(client.get(MANY))

    assert "Muốn nhập thay đơn vị cấp dưới, cần được giao vai trò cán bộ tại đơn vị ấy" in page
    assert "Tải ZIP" not in page


@pytest.mark.parametrize("fields", [{}, {"form": "x", "period": "y"}])
def test_a_form_that_is_not_offered_is_not_found(officer, fields):
    assert officer.post(reverse("office:download_many_excel"), fields).status_code == 404


def test_the_list_of_reports_leads_there_only_where_there_are_units_below(client, form, province, communes):
    seen = []
    for unit in (province, communes[0]):
        client.force_login(make_user(unit=unit))
        seen.append(MANY in words(client.get(reverse("office:reports"))))

    assert seen == [True, False]


def test_the_page_asks_the_database_as_often_for_any_number_of_units(
    officer, user, form, province, django_assert_max_num_queries
):
    for number in range(30):
        give(user, make_commune(f"Xã số {number}", under=province))
    officer.get(MANY)

    with django_assert_max_num_queries(32):
        officer.get(MANY)


# --- Back -------------------------------------------------------------------------------------------------------------


def test_each_unit_is_listed_with_what_changes_and_nothing_is_written_yet(officer, form, period, communes):
    first, second, third = taken(officer, form, period).values()

    members = {
        "1.xlsx": filled(first, E9=12, E10=300),
        "đổi tên.xlsx": filled(second, E9=7, E10="nhiều"),
        "3.xlsx": filled(third, E9="1.5"),
    }
    batch = bring(officer, members)
    page = words(officer.get(reverse("office:workbook_batch", args=[batch.uid])))

    assert outcomes(batch) == {"1.xlsx": "ready", "đổi tên.xlsx": "ready", "3.xlsx": "asked"}
    assert "2/3 biểu có số mới, chưa ghi" in page
    assert "Ghi 3 ô vào 2 báo cáo" in page
    assert "2. Chỉ tiêu attendances. Ô E10: “nhiều” không phải là số." in page
    assert "1. Chỉ tiêu sessions. Ô E9: “1.5” chưa rõ là số nào." in page
    assert "Ghi được 2 · cần xem 1" in page
    assert [kept(unit) for unit in communes] == [["", ""]] * 3


def test_one_press_writes_all_that_is_sound_each_in_the_name_of_its_unit(officer, form, period, communes):
    first, second, _third = taken(officer, form, period).values()
    batch = bring(officer, {"1.xlsx": filled(first, E9=12, E10=300), "2.xlsx": filled(second, E9=7, E10="nhiều")})

    page = press(officer, "write_workbooks", batch)

    assert [kept(unit) for unit in communes] == [["12", "300"], ["7", ""], ["", ""]]
    assert "Đã ghi 3 ô vào 2 báo cáo" in words(page)
    entries = AuditEntry.objects.filter(act="save_cells").order_by("pk")
    assert [(each.unit_id_value, each.actor_label, each.actor_role) for each in entries] == [
        (communes[0].pk, "Trần Thu Hà", "officer"),
        (communes[1].pk, "Trần Thu Hà", "officer"),
    ]


def test_a_second_press_and_the_same_zip_again_change_nothing(officer, form, period, communes):
    content = filled(next(iter(taken(officer, form, period).values())), E9=12)
    batch = bring(officer, {"1.xlsx": content})
    press(officer, "write_workbooks", batch)
    told = AuditEntry.objects.filter(act="save_cells").count()

    press(officer, "write_workbooks", batch)
    again = bring(officer, {"1.xlsx": content})

    assert (outcomes(batch), outcomes(again)) == ({"1.xlsx": "written"}, {"1.xlsx": "same"})
    assert AuditEntry.objects.filter(act="save_cells").count() == told


def test_what_was_written_is_taken_back_except_where_somebody_typed_since(officer, form, period, communes):
    first, second, _third = taken(officer, form, period).values()
    batch = bring(officer, {"1.xlsx": filled(first, E9=12, E10=300), "2.xlsx": filled(second, E9=7)})
    press(officer, "write_workbooks", batch)
    type_in(Report.objects.get(unit=communes[0]), attendances="301")

    page = press(officer, "undo_workbooks", batch)

    assert [kept(unit) for unit in communes[:2]] == [["", "301"], ["", ""]]
    assert "Đã trả lại 2 ô của 2 báo cáo" in words(page)
    assert "1 ô giữ nguyên vì có người vừa ghi" in words(page)


def test_a_report_filed_after_the_writing_cannot_be_taken_back_and_says_so(officer, form, period, communes):
    first = next(iter(taken(officer, form, period).values()))
    batch = bring(officer, {"1.xlsx": filled(first, E9=12, E10=300)})
    press(officer, "write_workbooks", batch)
    file_report(report=Report.objects.get(unit=communes[0]), by=process_actor(communes[0]), at=AT)

    press(officer, "undo_workbooks", batch)

    assert (outcomes(batch), kept(communes[0])) == ({"1.xlsx": "kept"}, ["12", "300"])
    assert "không còn nhập được" in because(batch, "1.xlsx")


@pytest.mark.parametrize(("fields", "after"), [({}, ["12", ""]), ({"computed": "1"}, ["12", "24"])])
def test_results_of_formulas_are_written_only_if_a_person_says_so(officer, form, period, communes, fields, after):
    first = filled(next(iter(taken(officer, form, period).values())), E9=12, E10="=E9*2")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(first)) as before, zipfile.ZipFile(out, "w") as changed:
        for name in before.namelist():
            part = re.sub(rb"<f>E9\*2</f><v>?\s*(/>|</v>)", b"<f>E9*2</f><v>24</v>", before.read(name))
            changed.writestr(name, part)
    batch = bring(officer, {"1.xlsx": out.getvalue()})
    page = words(officer.get(reverse("office:workbook_batch", args=[batch.uid])))

    press(officer, "write_workbooks", batch, **fields)

    assert "Ghi cả 1 ô do công thức tính" in page
    assert kept(communes[0]) == after


def test_what_somebody_typed_since_the_download_is_told_and_left(officer, form, period, communes):
    content = filled(next(iter(taken(officer, form, period).values())), E9=12, E10=300)
    type_in(Report.objects.get(unit=communes[0]), sessions="15")

    batch = bring(officer, {"1.xlsx": content})
    press(officer, "write_workbooks", batch)
    page = words(officer.get(reverse("office:workbook_batch", args=[batch.uid])))

    assert "Ô E9: có người ghi “15” sau khi tải biểu; tệp ghi “12”. Mở báo cáo để chọn." in page
    assert kept(communes[0]) == ["15", "300"]


# --- What is refused, file by file ------------------------------------------------------------------------------------


def test_files_that_are_none_of_the_forms_are_refused_by_name_and_the_rest_is_read(officer, form, period, communes):
    sound = filled(next(iter(taken(officer, form, period).values())), E9=12)

    batch = bring(officer, {
        "a.xlsx": sound, "b.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "c.docx": b"PK\x03\x04",
        "d.zip": zipped({"x": b"x"}), "../e.xlsx": sound, "f.xlsx": zipped({"xl/workbook.xml": b"0" * 5_000_000}),
        "g.pdf": b"%PDF",
    })  # fmt: skip

    assert outcomes(batch).pop("a.xlsx") == "ready"
    assert {name for name, outcome in outcomes(batch).items() if outcome == "refused"} == {
        "b.xls", "c.docx", "d.zip", "../e.xlsx", "f.xlsx", "g.pdf",
    }  # fmt: skip
    assert because(batch, "b.xls").startswith("Tệp theo định dạng Excel cũ (.xls)")
    assert because(batch, "d.zip").startswith("Tệp nén nằm trong tệp nén.")


def test_two_files_of_one_report_are_not_both_taken(officer, form, period, communes):
    first = next(iter(taken(officer, form, period).values()))

    batch = bring(officer, {"1.xlsx": filled(first, E9=12), "2.xlsx": filled(first, E9=13)})

    assert outcomes(batch) == {"1.xlsx": "ready", "2.xlsx": "refused"}
    assert "đã lấy tệp «1.xlsx»" in because(batch, "2.xlsx")


def test_a_report_of_a_unit_for_which_nobody_gave_the_typing_is_refused(officer, user, form, period, communes):
    found = taken(officer, form, period)
    RoleGrant.objects.filter(user=user, unit=communes[0]).delete()

    batch = bring(officer, {name: filled(content, E9=5) for name, content in found.items()})
    press(officer, "write_workbooks", batch)

    refused = next(name for name, outcome in outcomes(batch).items() if outcome == "refused")
    assert because(batch, refused) == "Chỉ người của xã An Bình nhập được báo cáo này."
    assert [kept(unit) for unit in communes] == [["", ""], ["5", ""], ["5", ""]]


def test_a_role_that_ends_between_reading_and_writing_writes_nothing_more(officer, user, form, period, communes):
    batch = bring(officer, {name: filled(content, E9=5) for name, content in taken(officer, form, period).items()})
    RoleGrant.objects.filter(user=user, unit=communes[0]).delete()

    press(officer, "write_workbooks", batch)

    assert [kept(unit) for unit in communes] == [["", ""], ["5", ""], ["5", ""]]


def test_a_report_out_of_scope_is_not_named(officer, client, form, period):
    foreign = make_commune("Quỳnh Phụ", under=make_unit("Thái Bình"))
    make_report(form, foreign, period)
    other = make_user(unit=foreign)
    client.force_login(other)
    content = client.get(reverse("office:report_excel", args=[Report.objects.get().uid])).content
    client.force_login(make_user(unit=make_unit("Nam Định")))

    batch = bring(client, {"1.xlsx": content})

    assert outcomes(batch) == {"1.xlsx": "refused"}
    assert "Quỳnh Phụ" not in because(batch, "1.xlsx")


def test_a_report_that_was_accepted_meanwhile_is_refused_and_the_others_are_written(
    officer, form, period, province, communes
):
    found = taken(officer, form, period)
    batch = bring(officer, {name: filled(content, E9=5, E10=9) for name, content in found.items()})
    report = type_in(Report.objects.get(unit=communes[0]), sessions="1", attendances="2")
    file_and_accept(report, above=province)

    press(officer, "write_workbooks", batch)

    assert [kept(unit) for unit in communes] == [["1", "2"], ["5", "9"], ["5", "9"]]
    assert sorted(outcomes(batch).values()) == ["refused", "written", "written"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"5", "Đây không phải tệp ZIP."),
        (b"", "Tệp trống."),
        (b"PK\x03\x04 cut off", "Tệp bị hỏng"),
        (zipped({"xl/workbook.xml": b"", "[Content_Types].xml": b""}), "Đây là một biểu Excel, không phải tệp ZIP."),
    ],
)
def test_what_is_no_zip_is_refused_in_a_sentence_and_leaves_nothing(officer, content, sentence):
    answer = officer.post(MANY, {"attached": SimpleUploadedFile("a.zip", content)})

    assert (answer.status_code, WorkbookBatch.objects.count()) == (422, 0)
    assert sentence in words(answer)


def test_a_zip_that_unpacks_beyond_the_limit_is_refused_before_it_is_kept(officer, monkeypatch):
    monkeypatch.setattr("thidua.reading.files.bundle.MAX_UNPACKED", 1000)

    answer = officer.post(MANY, {"attached": SimpleUploadedFile("a.zip", zipped({"a.xlsx": b"0" * 5000}))})

    assert (answer.status_code, WorkbookBatch.objects.count()) == (422, 0)
    assert "quá giới hạn" in words(answer)


# --- Work that is cut off ---------------------------------------------------------------------------------------------


def killed(monkeypatch, name):
    """Let the work at one file end as a kill ends it: no answer is noted, nothing after it is done."""
    real = getattr(tasks, name)
    calls = []

    def dying(**words):
        calls.append(words)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**words)

    monkeypatch.setattr(tasks, name, dying)


@pytest.mark.parametrize(("step", "pressed"), [("note_reading", None), ("write_workbook", "write_workbooks")])
def test_a_killed_worker_goes_on_where_it_stopped(officer, form, period, communes, monkeypatch, step, pressed):
    members = {name: filled(content, E9=5) for name, content in taken(officer, form, period).items()}
    batch = None if pressed is None else bring(officer, members)
    with monkeypatch.context() as patched:
        killed(patched, step)
        with pytest.raises(KeyboardInterrupt):
            bring(officer, members) if batch is None else press(officer, pressed, batch)
    batch = WorkbookBatch.objects.get()
    done = sorted(outcomes(batch).values())

    assert go_on_with_all() == 1
    if pressed is None:
        press(officer, "write_workbooks", batch)

    assert done == (["ready", "waiting", "waiting"] if pressed is None else ["ready", "ready", "written"])
    assert [kept(unit) for unit in communes] == [["5", ""]] * 3
    assert go_on_with_all() == 0


def test_two_workers_at_one_file_write_it_once(officer, form, period, communes):
    batch = bring(officer, {"1.xlsx": filled(next(iter(taken(officer, form, period).values())), E9=5)})
    moved = move_batch(batch=batch, to=BatchStage.WRITING, by=process_actor(communes[0]), at=AT)
    entry, same = next_files(moved, 1)[0], next_files(moved, 1)[0]

    for each in (entry, same):
        write_workbook(entry=each, with_computed=False, by=process_actor(communes[0]), at=AT)

    assert AuditEntry.objects.filter(act="save_cells").count() == 1
    assert outcomes(batch) == {"1.xlsx": "written"}


def test_a_fault_with_one_file_does_not_stop_the_others(officer, form, period, communes, monkeypatch):
    real = tasks.read_book

    def broken(page, book):
        if page.report.unit == communes[1]:
            raise AssertionError
        return real(page, book)

    monkeypatch.setattr(tasks, "read_book", broken)

    batch = bring(officer, {name: filled(content, E9=5) for name, content in taken(officer, form, period).items()})

    assert sorted(outcomes(batch).values()) == ["ready", "ready", "refused"]


def test_a_step_that_stands_still_offers_to_go_on(officer, form, period, communes, monkeypatch):
    monkeypatch.setattr("thidua.office.reports.together.views._enqueue", lambda *_words: None)
    content = filled(next(iter(taken(officer, form, period).values())), E9=5)
    batch = bring(officer, {"1.xlsx": content})
    WorkbookBatch.objects.update(moved_at=clock.now() - timedelta(minutes=2))
    address = reverse("office:workbook_batch", args=[batch.uid])
    before = words(officer.get(address))
    monkeypatch.undo()

    press(officer, "workbooks_go_on", batch)

    assert "Việc đang đứng lại." in before
    assert not stands_still(WorkbookBatch.objects.get(), at=clock.now())
    assert outcomes(batch) == {"1.xlsx": "ready"}


def test_the_part_that_changes_is_asked_for_until_the_step_is_done(officer, form, period, communes, monkeypatch):
    monkeypatch.setattr("thidua.office.reports.together.views._enqueue", lambda *_words: None)
    batch = bring(officer, {"1.xlsx": next(iter(taken(officer, form, period).values()))})
    address = reverse("office:workbook_progress", args=[batch.uid])

    working = officer.get(address)
    monkeypatch.undo()
    press(officer, "workbooks_go_on", batch)
    done = officer.get(address)

    assert (working.status_code, done.status_code) == (200, 286)
    assert "Đang đọc: xong 0/1 tệp" in words(working)


# --- Who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.LEADER, Role.COUNCIL_MEMBER])
def test_who_only_reads_opens_none_of_it(officer, client, form, period, province, role):
    batch = bring(officer, {"1.xlsx": next(iter(taken(officer, form, period).values()))})
    client.force_login(make_user(role, unit=province))

    statuses = [client.get(MANY).status_code] + [
        client.post(reverse(f"office:{name}", args=[batch.uid])).status_code
        for name in ("write_workbooks", "undo_workbooks", "workbooks_go_on")
    ]

    assert statuses == [403] * 4


def test_a_zip_of_another_unit_is_not_found(officer, client, form, period, communes):
    batch = bring(officer, {"1.xlsx": next(iter(taken(officer, form, period).values()))})
    client.force_login(make_user(unit=communes[0]))

    statuses = [
        client.get(reverse("office:workbook_batch", args=[batch.uid])).status_code,
        client.post(reverse("office:write_workbooks", args=[batch.uid])).status_code,
    ]

    assert statuses == [404, 404]


def test_writing_before_all_is_read_is_refused(officer, form, period, communes, monkeypatch):
    monkeypatch.setattr("thidua.office.reports.together.views._enqueue", lambda *_words: None)
    batch = bring(officer, {"1.xlsx": next(iter(taken(officer, form, period).values()))})

    assert press(officer, "write_workbooks", batch).status_code == 409


def test_the_page_of_a_zip_asks_the_database_as_often_for_any_number_of_files(
    officer, form, period, communes, django_assert_max_num_queries
):
    batch = bring(officer, {name: filled(content, E9=5) for name, content in taken(officer, form, period).items()})
    address = reverse("office:workbook_batch", args=[batch.uid])
    officer.get(address)

    with django_assert_max_num_queries(29):
        officer.get(address)


# --- Stopped, and taken up again --------------------------------------------------------------------------------------


@pytest.fixture
def three(officer, form, period, communes):
    """Three workbooks that were read, and are not written yet."""
    return bring(officer, {name: filled(content, E9=5) for name, content in taken(officer, form, period).items()})


def stopped_after_one(batch, communes, to, act):
    """The batch at the step ``to``, of which one file was done when somebody pressed stop."""
    moved = move_batch(batch=batch, to=to, by=process_actor(communes[0]), at=AT)
    entry = next_files(moved, 1)[0]
    act(entry=entry, by=process_actor(entry.report.unit), at=AT)
    return stop_workbooks(batch=moved, by=process_actor(communes[0]), at=AT)


def write_one(**words):
    return write_workbook(with_computed=False, **words)


def test_stopped_while_it_is_written_what_is_written_stays_and_the_rest_is_not_begun(three, communes):
    batch = stopped_after_one(three, communes, BatchStage.WRITING, write_one)

    assert sorted(outcomes(batch).values()) == ["refused", "refused", "written"]
    assert [kept(unit) for unit in communes] == [["5", ""], ["", ""], ["", ""]]
    assert (batch.stage, batch.is_working, next_files(batch, 9)) == ("written", False, [])


def test_a_worker_that_held_a_file_when_it_was_stopped_does_not_write_it(three, communes):
    moved = move_batch(batch=three, to=BatchStage.WRITING, by=process_actor(communes[0]), at=AT)
    held = next_files(moved, 1)[0]
    stop_workbooks(batch=moved, by=process_actor(communes[0]), at=AT)

    write_one(entry=held, by=process_actor(held.report.unit), at=AT)

    assert [kept(unit) for unit in communes] == [["", ""]] * 3


def test_taken_up_again_the_rest_is_written(three, communes, user):
    batch = stopped_after_one(three, communes, BatchStage.WRITING, write_one)

    batch = resume_workbooks(batch=batch, by=actor_of(user, on=clock.today()), at=AT)
    go_on_with_workbooks.func(batch_id=batch.pk, user_id=user.pk)

    assert set(outcomes(batch).values()) == {"written"}
    assert [kept(unit) for unit in communes] == [["5", ""]] * 3


def test_stopped_while_it_is_undone_the_rest_stays_written_and_can_be_undone_later(officer, three, communes, user):
    press(officer, "write_workbooks", three)
    batch = stopped_after_one(three, communes, BatchStage.UNDOING, undo_workbook)
    halfway = [kept(unit) for unit in communes]

    batch = resume_workbooks(batch=batch, by=actor_of(user, on=clock.today()), at=AT)
    go_on_with_workbooks.func(batch_id=batch.pk, user_id=user.pk)

    assert halfway == [["", ""], ["5", ""], ["5", ""]]
    assert [kept(unit) for unit in communes] == [["", ""]] * 3


def test_stopped_before_a_file_is_read_it_is_read_when_it_is_taken_up(officer, form, period, communes, province, user):
    by = actor_of(user, on=clock.today())
    content = zipped(taken(officer, form, period))
    begun = start_workbooks(unit=province, content=content, file_name="bieu.zip", by=by, at=AT)
    batch = stop_workbooks(batch=begun, by=by, at=AT)
    left = set(outcomes(batch).values())

    batch = resume_workbooks(batch=batch, by=by, at=AT)
    go_on_with_workbooks.func(batch_id=batch.pk, user_id=user.pk)

    assert (left, set(outcomes(batch).values())) == ({"refused"}, {"same"})


def test_what_is_not_at_work_is_neither_stopped_nor_taken_up(three, communes):
    by = process_actor(communes[0])

    with pytest.raises(Refused, match="đã xong hoặc đã dừng"):
        stop_workbooks(batch=three, by=by, at=AT)
    with pytest.raises(Refused, match="Không còn phần nào bị dừng"):
        resume_workbooks(batch=three, by=by, at=AT)
