"""A list of past awards: brought, its columns named and remembered, shown, written, taken back."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.lists import HEADERS, HOA, HUNG, TEAM, list_of, with_number
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.registry import make_award

from thidua.awards.commands import LedgerEntry, NamedRecipient, write_into_ledger
from thidua.core import clock
from thidua.core.jobs import JobState
from thidua.core.models import AuditEntry
from thidua.honours.choices import BatchState
from thidua.honours.commands import erase_person, set_apart, withdraw_honour
from thidua.honours.commands.erasing import ERASED_NAME
from thidua.honours.commands.importing import move_batch, stop_batch
from thidua.honours.models import Apart, HeaderMapping, Holder, Honour, ImportBatch, MatchKey, PageRead, Post
from thidua.honours.queries.person import holder_page
from thidua.honours.rules.importing.known import Outcome
from thidua.insights.jobs import find_job
from thidua.nominations.models import AchievementMark
from thidua.office.honours_import import tasks
from thidua.office.honours_import.faulty import FaultyRows
from thidua.office.honours_import.tasks import go_on_with_all_honours
from thidua.organisations.models import Succession, Unit
from thidua.people.queries import actor_of

pytestmark = pytest.mark.django_db
LISTS = reverse("office:honour_imports")


@pytest.fixture
def user():
    return make_user(unit=make_unit("Hưng Yên"), full_name="Trần Thu Hà")


@pytest.fixture
def officer(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def by(user):
    return actor_of(user, on=clock.today())


def words(answer) -> str:
    return answer.content.decode()


def bring(client, content, name="so.xlsx") -> ImportBatch:
    answer = client.post(LISTS, {"attached": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, words(answer)
    return ImportBatch.objects.get(uid=answer["Location"].rstrip("/").rsplit("/", 1)[1])


def proposed(client, batch) -> dict[str, str]:
    """What the page of the columns proposes, as its form would send it."""
    page = words(client.get(reverse("office:honour_import", args=[batch.uid])))
    fields = dict(re.findall(r'<input[^>]* name="(sheet|row|all-\w+)" value="([^"]*)"', page))
    for name, options in re.findall(
        r'<select class="form-select" name="(column-\d+)".*?>(.*?)</select>', page, re.DOTALL
    ):
        fields[name] = next(iter(re.findall(r'<option value="([^"]*)" selected', options)), "")
    return fields


def choose(client, batch, **fields):
    told = {**proposed(client, batch), **{name.replace("_", "-"): value for name, value in fields.items()}}
    return client.post(reverse("office:choose_honour_columns", args=[batch.uid]), told)


def press(client, act, batch) -> ImportBatch:
    answer = client.post(reverse(f"office:{act}_honour_import", args=[batch.uid]))
    assert answer.status_code == 302, words(answer)
    return again(batch)


def again(batch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def checked(client, content, name="so.xlsx", **fields) -> ImportBatch:
    batch = bring(client, content, name)
    answer = choose(client, batch, **fields)
    assert answer.status_code == 302, words(answer)
    return again(batch)


def written(client, content, **fields) -> ImportBatch:
    return press(client, "write", checked(client, content, **fields))


def honours():
    rows = Honour.objects.in_force().order_by("pk")
    return list(rows.values_list("holder__name", "form_code", "year", "decision_number"))


def test_a_list_is_shown_before_anything_is_written(officer):
    batch = checked(officer, list_of(HUNG, HOA, TEAM))
    page = words(officer.get(reverse("office:honour_import", args=[batch.uid])))
    assert (batch.state, batch.rows, batch.good, batch.new_holders) == (BatchState.PREVIEW, 3, 3, 3)
    assert "3 hàng · 3 hàng ghi được · 3 người, tập thể, hộ mới" in page
    assert Holder.objects.count() == Honour.objects.count() == 0


def test_a_row_whose_award_an_article_may_have_brought_is_told_and_still_written(officer, user, by):
    award = make_award(
        user.working_unit,
        form_name="Chiến sĩ thi đua cơ sở",
        form_code="chien_si_thi_dua_co_so",
        awarded_on=date(2019, 6, 5),
        recipients=[NamedRecipient("individual", "Nguyễn Văn Hùng")],
    )
    write_into_ledger(award=award, entries=[LedgerEntry(award.recipients.get(), None)], by=by, at=clock.now())

    batch = checked(officer, list_of(HUNG, HOA))
    page = words(officer.get(reverse("office:honour_import", args=[batch.uid])))

    assert (batch.good, batch.alike) == (2, 1)
    assert "1 hàng có thể đã ghi vào sổ từ bài" in page
    assert "Hàng 2: Chiến sĩ thi đua cơ sở năm 2019" in page
    assert "Nguyễn Văn Hùng" not in str(batch.alike_rows)
    assert press(officer, "write", batch).written == 2


def test_every_row_is_one_honour_of_its_holder(officer, user):
    batch = written(officer, list_of(HUNG, HOA, TEAM))
    assert batch.state == BatchState.DONE
    assert honours() == [
        ("Nguyễn Văn Hùng", "chien_si_thi_dua_co_so", 2019, "12/QĐ-UBND"),
        ("Lê Thị Hòa", "lao_dong_tien_tien", 2020, "34/QĐ-UBND"),
        ("Phòng Tham mưu", "tap_the_lao_dong_xuat_sac", 2020, "56/QĐ-UBND"),
    ]
    holders = list(Holder.objects.order_by("pk").values_list("kind", "birth_year", "keeper"))
    keeper = batch.unit_id
    assert holders == [("individual", 1968, keeper), ("individual", 1975, keeper), ("collective", None, keeper)]
    posts = list(Post.objects.order_by("pk").values_list("title", "body__name"))
    assert posts == [("Chủ tịch", "UBND xã An Bình"), ("Giáo viên", "Trường THPT An Bình")]
    assert MatchKey.objects.values("holder").distinct().count() == 2


def test_the_audit_trail_has_one_line_for_a_written_list(officer):
    batch = written(officer, list_of(HUNG, HOA))
    (entry,) = AuditEntry.objects.filter(act="import_honours")
    assert (entry.object_uid, entry.after) == (batch.uid, {"honours": 2, "holders": 2, "rows": 2})


def test_a_title_and_merged_headers_of_two_rows_are_understood(officer):
    rows = (
        ["DANH SÁCH KHEN THƯỞNG"],
        ["(Kèm theo Quyết định số 77/QĐ-UBND ngày 05/6/2020 của Chủ tịch UBND tỉnh Hưng Yên)"],
        ["STT", "Họ và tên", "Năm sinh", "", "Chức vụ, đơn vị công tác", "Hình thức khen thưởng"],
        ["", "", "Nam", "Nữ", "", ""],
        ["I", "CÁ NHÂN", "", "", "", ""],
        [1, "Nguyễn Văn Hùng", 1968, "", "Chủ tịch UBND xã An Bình", "Bằng khen"],
        [2, "Lê Thị Hòa", "", 1975, "Giáo viên, Trường THPT An Bình", "Bằng khen"],
        ["II", "TẬP THỂ", "", "", "", ""],
        [3, "Nhóm thiện nguyện Sen Hồng", "", "", "", "Bằng khen"],
        ["", "Tổng cộng", "", "", "", ""],
    )
    content = list_of(*rows, headers=(), merged=("A1:F1", "A2:F2", "C3:D3", "A3:A4", "B3:B4"))
    written(officer, content)
    told = Honour.objects.order_by("pk").values_list(
        "holder__name", "holder__kind", "holder__gender", "form_code", "year", "decision_number", "authority__name"
    )
    authority = "Chủ tịch UBND tỉnh Hưng Yên"
    assert list(told) == [
        ("Nguyễn Văn Hùng", "individual", "male", "bang_khen_bo_tinh", 2020, "77/QĐ-UBND", authority),
        ("Lê Thị Hòa", "individual", "female", "bang_khen_bo_tinh", 2020, "77/QĐ-UBND", authority),
        ("Nhóm thiện nguyện Sen Hồng", "collective", "", "bang_khen_bo_tinh", 2020, "77/QĐ-UBND", authority),
    ]


def test_what_was_said_of_headers_is_remembered_for_the_unit(officer, user):
    headers = ("Ai", "Cái gì", "Khi nào")
    batch = bring(officer, list_of(("Lê Thị Hòa", "Giấy khen", 2020), headers=headers))
    assert choose(officer, batch).status_code == 422
    choose(officer, batch, column_0="name", column_1="form", column_2="year")
    assert HeaderMapping.objects.get().mapping == {"ai": "name", "cai gi": "form", "khi nao": "year"}
    later = bring(officer, list_of(("Đỗ Văn Nam", "Giấy khen", 2021), headers=headers[::-1]))
    assert [proposed(officer, later)[f"column-{place}"] for place in range(3)] == ["year", "form", "name"]


def test_faults_name_the_cell_and_say_what_to_do(officer):
    bad = ("", "19x5", "", "", "", "năm kia", "", "31/02/2019")
    batch = checked(officer, list_of(HUNG, bad))
    page = words(officer.get(reverse("office:honour_import", args=[batch.uid])))
    assert (batch.good, batch.fault_count) == (1, 1)
    for sentence in (
        "Ô A3: chưa có tên. Ghi họ tên, tên tập thể hoặc chủ hộ.",
        "Ô E3: chưa có danh hiệu, hình thức. Ghi như trong quyết định.",
        "Ô F3: “năm kia” không phải là năm. Ghi bốn chữ số, như 2019.",
    ):
        assert sentence in page


def test_faulty_rows_come_back_as_the_list_that_they_were(officer):
    bad = (*HOA[:5], "20x0", *HOA[6:])
    batch = written(officer, list_of(HUNG, bad))
    assert [name for name, *_told in honours()] == ["Nguyễn Văn Hùng"]
    answer = officer.get(reverse("office:honour_import_faulty", args=[batch.uid]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    sheet = book["Dòng lỗi"]
    assert [cell.value for cell in sheet[1]] == [*HEADERS, "Lý do chưa nhận", "Hàng trong tệp gốc"]
    assert (sheet["A2"].value, sheet["J2"].value) == ("Lê Thị Hòa", 3)
    assert sheet["I2"].value == "Ô F3: “20x0” không phải là năm. Ghi bốn chữ số, như 2019."
    sheet["F2"] = 2020
    out = io.BytesIO()
    book.save(out)
    written(officer, out.getvalue())
    assert [name for name, *_told in honours()] == ["Nguyễn Văn Hùng", "Lê Thị Hòa"]


def left_out(client, batch, name="Dòng lỗi"):
    """A sheet of the file with the rows that are not taken."""
    answer = client.get(reverse("office:honour_import_faulty", args=[batch.uid]))
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))[name]


@pytest.mark.parametrize(
    ("written_as", "shown"), [("nan", "nan"), ("inf", "inf"), ("-INF", "-inf"), ("1e400", "inf"), ("1e300", 1e300)]
)
def test_a_number_that_cannot_be_is_told_and_comes_back_as_it_shows(officer, written_as, shown):
    content = with_number(list_of((*HOA[:5], 777_777, *HOA[6:])), 777_777, written_as)
    batch = checked(officer, content)
    assert (batch.fault_count, left_out(officer, batch)["F2"].value) == (1, shown)


@pytest.mark.parametrize("text", ["inf", "nan", "1e400", "-Infinity"])
def test_such_a_word_in_a_comma_file_comes_back_as_it_stood(officer, text):
    rows = [";".join(map(str, row)) for row in (HEADERS, (*HOA[:5], text, *HOA[6:]))]
    batch = checked(officer, "\n".join(rows).encode("utf-8-sig"), name="so.csv")
    assert (batch.fault_count, left_out(officer, batch)["F2"].value) == (1, text)


def test_a_day_before_spreadsheets_count_comes_back_as_text(officer, tmp_path):
    path = tmp_path / "faulty.xlsx"
    rows = FaultyRows(path, ["Ngày"])
    rows.add_left([date(1890, 1, 2)], 2, Outcome.TWICE)
    assert rows.close()
    assert openpyxl.load_workbook(path)["Dòng trùng"]["A2"].value == "02/01/1890"


def test_importing_the_same_file_twice_writes_nothing_twice(officer):
    nameless = ("Trần Văn Nam", "", "", "", "Giấy khen", 2018, "", "")
    content = list_of(HUNG, HUNG, TEAM, nameless)
    first = written(officer, content)
    assert (first.written, first.duplicates) == (3, 1)
    second = checked(officer, content)
    assert (second.pk != first.pk, second.good, second.duplicates) == (True, 0, 4)
    assert Honour.objects.count() == 3


def test_a_row_of_somebody_known_is_attached_to_the_record(officer):
    written(officer, list_of(HUNG))
    later = ("NGUYEN VAN HUNG", 1968, "Bí thư", "UBND xã An Bình", "Lao động tiên tiến", 2020, "9/QĐ-UBND", "")
    batch = written(officer, list_of(later))
    assert (batch.known_holders, batch.added) == (1, 0)
    holder = Holder.objects.get()
    assert (holder.name, holder.honours.count(), holder.posts.count()) == ("Nguyễn Văn Hùng", 2, 2)


def test_a_namesake_of_another_body_is_a_record_of_its_own_for_a_person_to_decide(officer):
    written(officer, list_of(HUNG))
    moved = ("Nguyễn Văn Hùng", 1968, "Bí thư", "Đảng ủy xã An Bình", "Lao động tiên tiến", 2020, "9/QĐ-UBND", "")
    batch = written(officer, list_of(moved))
    assert (batch.known_holders, batch.added, Holder.objects.count()) == (0, 1, 2)


@pytest.mark.parametrize(
    "other",
    [
        ("Nguyễn Văn Hưng", 1968, "Chủ tịch", "UBND xã An Bình"),
        ("Nguyễn Văn Hùng", 1969, "Chủ tịch", "UBND xã An Bình"),
        ("Nguyễn Văn Hùng", "", "Chủ tịch", "UBND xã An Bình"),
    ],
)
def test_who_is_only_like_somebody_known_is_a_record_of_their_own(officer, other):
    written(officer, list_of(HUNG))
    batch = written(officer, list_of((*other, "Lao động tiên tiến", 2020, "9/QĐ-UBND", "")))
    assert (batch.added, Holder.objects.count()) == (1, 2)


def test_writing_goes_on_where_a_worker_was_killed(officer, monkeypatch):
    many = [(f"Nguyễn Văn Hùng {number}", 1968, *HUNG[2:]) for number in range(10)]
    monkeypatch.setattr(tasks, "ROWS_AT_ONCE", 3)
    batch = checked(officer, list_of(*many))
    calls, write_rows = [], tasks.write_rows

    def killed(**told):
        calls.append(told)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return write_rows(**told)

    monkeypatch.setattr(tasks, "write_rows", killed)
    move_batch(batch=batch, to=BatchState.WRITING, by=actor_of(batch.acting, on=clock.today()), at=clock.now())
    with pytest.raises(KeyboardInterrupt):
        tasks.write_some(again(batch), actor_of(batch.acting, on=clock.today()))
    assert (again(batch).rows_done, Honour.objects.count()) == (6, 6)
    assert go_on_with_all_honours() == 1
    assert (again(batch).state, Honour.objects.count(), again(batch).written) == (BatchState.DONE, 10, 10)


def erase(name, by):
    erase_person(holder=Holder.objects.get(name=name), reason="yêu cầu của người đó", by=by, at=clock.now())


def test_an_erased_person_is_not_brought_back_by_the_list_that_the_awards_came_from(officer, by):
    content = list_of(HUNG, HOA)
    written(officer, content)
    erase("Nguyễn Văn Hùng", by)
    batch = checked(officer, content)
    assert (batch.good, batch.duplicates, batch.erased) == (0, 1, 1)
    page = words(officer.get(reverse("office:honour_import", args=[batch.uid])))
    assert "1 hàng của người đã xóa theo yêu cầu, không ghi" in page
    sheet = left_out(officer, batch, "Dòng của người đã xóa")
    assert (sheet["A2"].value, sheet["J2"].value) == ("Nguyễn Văn Hùng", 2)
    assert "đã xóa theo yêu cầu; không ghi lại" in sheet["I2"].value
    assert (Holder.objects.count(), Honour.objects.count()) == (2, 2)


def test_an_erased_person_of_whom_no_decision_is_left_is_not_brought_back_either(officer, by):
    batch = written(officer, list_of(HUNG))
    withdraw_honour(honour=Honour.objects.get(), reason="ghi nhầm", by=by, at=clock.now())
    erase("Nguyễn Văn Hùng", by)
    later = (*HUNG[:4], "Lao động tiên tiến", 2020, "9/QĐ-UBND", "")
    batch = written(officer, list_of(HUNG, later, HOA))
    assert (batch.erased, batch.written, batch.added) == (2, 1, 1)
    assert list(Holder.objects.order_by("pk").values_list("name", flat=True)) == [ERASED_NAME, "Lê Thị Hòa"]


def test_undoing_the_list_takes_the_name_that_its_decision_kept_and_a_later_list_does_not_bring_it_back(officer, by):
    batch = written(officer, list_of(HUNG))
    erase("Nguyễn Văn Hùng", by)

    undone = press(officer, "undo", batch)

    assert (undone.state, undone.undone["withdrawn"], undone.undone["removed"]) == (BatchState.UNDONE, 1, 0)
    assert list(Holder.objects.values_list("name", flat=True)) == [ERASED_NAME]
    later = (*HUNG[:4], "Lao động tiên tiến", 2020, "9/QĐ-UBND", "")
    again = written(officer, list_of(HUNG, later))
    assert (again.erased, again.written) == (2, 0)


def test_who_was_erased_while_a_checked_list_waited_is_not_written(officer, by):
    written(officer, list_of(HUNG))
    later = (*HUNG[:4], "Lao động tiên tiến", 2020, "9/QĐ-UBND", "")
    batch = checked(officer, list_of(HUNG, later))
    assert (batch.duplicates, batch.good) == (1, 1)
    withdraw_honour(honour=Honour.objects.get(), reason="ghi nhầm", by=by, at=clock.now())
    erase("Nguyễn Văn Hùng", by)
    assert press(officer, "write", batch).written == 0


def test_what_an_erased_person_receives_anew_is_written_to_a_record_of_its_own(officer, by):
    written(officer, list_of(HUNG))
    erase("Nguyễn Văn Hùng", by)
    later = (*HUNG[:4], "Lao động tiên tiến", 2020, "9/QĐ-UBND", "")
    batch = written(officer, list_of(later))
    assert (batch.erased, batch.written, batch.added) == (0, 1, 1)


def test_honours_of_a_collective_are_inherited_by_the_unit_that_its_unit_became(officer, by):
    day, province = date(2025, 7, 1), Unit.objects.get(name="Hưng Yên")
    old, new = make_commune("Vũ Thư", under=province, until=day), make_commune("Vũ Thư", under=province, since=day)
    Succession.objects.create(predecessor=old, successor=new, on=day, kind="whole")
    of_old = ("UBND xã Vũ Thư", "", "", "", "Giấy khen", 2020, "1/QĐ", "")
    of_new = ("UBND xã Vũ Thư", "", "", "", "Bằng khen", 2025, "2/QĐ", "20/12/2025")
    batch = written(officer, list_of(of_old, of_new))
    assert (batch.new_holders, batch.added) == (2, 2)
    before, after = Holder.objects.order_by("pk")
    assert (before.body_unit, after.body_unit) == (old, new)
    assert [each.year for each in holder_page(after).inherited] == [2020]
    assert checked(officer, list_of(of_new, of_old)).duplicates == 2


def test_undoing_takes_back_what_came_only_from_the_list(officer):
    without_body = (*HUNG[:2], "", "", *HUNG[4:])
    first = written(officer, list_of(without_body))
    later = ("Nguyễn Văn Hùng", 1968, "Bí thư", "UBND xã An Bình", "Lao động tiên tiến", 2020, "9/QĐ-UBND", "")
    second = written(officer, list_of(later, HOA))
    undone = press(officer, "undo", second)
    assert undone.state == BatchState.UNDONE
    assert (undone.undone["withdrawn"], undone.undone["removed"], undone.undone["posts"]) == (2, 1, 1)
    assert honours() == [("Nguyễn Văn Hùng", "chien_si_thi_dua_co_so", 2019, "12/QĐ-UBND")]
    assert list(Holder.objects.values_list("batch", flat=True)) == [first.pk]
    assert list(Post.objects.values_list("title", flat=True)) == []


def test_who_got_something_since_stays_and_the_page_says_why(officer):
    first = written(officer, list_of(HUNG, HOA))
    written(officer, list_of(("Lê Thị Hòa", 1975, "", "", "Giấy khen", 2021, "1/QĐ", "")))
    undone = press(officer, "undo", first)
    assert list(Holder.objects.values_list("name", flat=True)) == ["Lê Thị Hòa"]
    page = words(officer.get(reverse("office:honour_import", args=[undone.uid])))
    assert "1 hồ sơ giữ lại: đã có khen thưởng ghi từ chỗ khác" in page
    assert honours() == [("Lê Thị Hòa", "giay_khen", 2021, "1/QĐ")]


def test_who_read_a_page_is_known_also_when_undoing_removed_the_record(officer, by):
    batch = written(officer, list_of(HUNG, HOA))
    hung, hoa = Holder.objects.order_by("pk")
    officer.get(reverse("office:holder", args=[hung.uid]))
    set_apart(one=hung, other=hoa, by=by, at=clock.now())

    assert press(officer, "undo", batch).undone["removed"] == 2

    (read,) = PageRead.objects.all()
    assert (read.holder, read.holder_uid, read.holder_label) == (None, hung.uid, "Nguyễn Văn Hùng")
    assert (read.actor_label, read.act) == (by.label, "read")
    assert Apart.objects.count() == 0
    assert AuditEntry.objects.filter(act="set_apart", object_uid=hung.uid).count() == 1


def test_undoing_twice_is_undoing_once(officer):
    batch = written(officer, list_of(HUNG))
    once = press(officer, "undo", batch)
    twice = press(officer, "undo", batch)
    assert (once.undone, once.undone_at) == (twice.undone, twice.undone_at)


def test_what_was_undone_can_be_written_again(officer):
    batch = press(officer, "undo", written(officer, list_of(HUNG)))
    officer.post(reverse("office:rename_honour_columns", args=[batch.uid]))
    choose(officer, batch)
    assert (press(officer, "write", batch).written, len(honours())) == (1, 1)


def test_a_double_click_on_the_file_is_one_import(officer):
    content = list_of(HUNG)
    assert bring(officer, content).pk == bring(officer, content).pk


def test_writing_that_is_stopped_keeps_what_is_written_and_goes_on(officer, by, monkeypatch):
    monkeypatch.setattr(tasks, "ROWS_AT_ONCE", 1)
    batch = checked(officer, list_of(HUNG, HOA))
    move_batch(batch=batch, to=BatchState.WRITING, by=by, at=clock.now())
    monkeypatch.setattr(tasks, "CHUNKS_AT_A_TIME", 1)
    assert tasks.write_some(again(batch), by) is True
    stop_batch(batch=batch, by=by, at=clock.now())
    job = find_job(by, batch.uid, at=clock.now())
    assert (job.state, job.done, job.total, len(honours())) == (JobState.STOPPED, 1, 2, 1)
    officer.post(reverse("office:retry_job", args=[batch.uid]))
    assert (again(batch).state, len(honours())) == (BatchState.DONE, 2)


@pytest.mark.parametrize(
    ("name", "content"),
    [("so.xlsx", b"PK\x03\x04 broken"), ("so.pdf", b"%PDF-1.4"), ("so.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no")],
)
def test_a_file_that_is_no_table_is_refused(officer, name, content):
    answer = officer.post(LISTS, {"attached": SimpleUploadedFile(name, content)})
    assert (answer.status_code, ImportBatch.objects.count()) == (422, 0)


def test_a_comma_file_reads_alike(officer):
    rows = [";".join(map(str, row)) for row in (HEADERS, HUNG, HOA)]
    batch = checked(officer, "\n".join(rows).encode("utf-8-sig"), name="so.csv")
    assert (batch.good, batch.fault_count) == (2, 0)


def test_without_rows_left_out_there_is_no_file_and_a_sentence_says_so(officer):
    batch = checked(officer, list_of(HUNG))
    answer = officer.get(reverse("office:honour_import_faulty", args=[batch.uid]))
    assert "Không có hàng nào bị bỏ lại để tải về." in words(answer)


def test_another_unit_does_not_find_the_list(officer, client):
    batch = written(officer, list_of(HUNG))
    client.force_login(make_user(unit=make_unit("Thái Bình")))
    assert client.get(reverse("office:honour_import", args=[batch.uid])).status_code == 404
    assert batch.name not in words(client.get(LISTS))


def test_the_list_of_imports_takes_as_many_queries_for_three_as_for_one(officer, django_assert_num_queries):
    bring(officer, list_of(HUNG))
    officer.get(LISTS)
    with CaptureQueriesContext(connection) as one:
        officer.get(LISTS)
    asked = len(one)
    for each in (HOA, TEAM):
        bring(officer, list_of(each))
    with django_assert_num_queries(asked):
        officer.get(LISTS)


def test_a_number_for_the_whole_list_is_cut_to_what_the_ledger_holds(officer):
    headers = ("Họ và tên", "Hình thức khen thưởng", "Năm")
    content = list_of(("Lê Thị Hòa", "Giấy khen", 2020), headers=headers)

    written(officer, content, all_number="12\0/QĐ-UBND " + "x" * 200)

    assert [number for *_rest, number in honours()] == ["12/QĐ-UBND " + "x" * 89]


def test_a_header_row_that_no_page_offers_is_found_anew(officer):
    batch = bring(officer, list_of(HUNG))

    for row in ("9" * 5000, "²", "-1"):
        page = officer.get(reverse("office:honour_import", args=[batch.uid]), {"row": row})
        assert page.status_code == 200


def commune_of(year, number="1/QĐ"):
    return ("UBND xã An Bình", "", "", "", "Tập thể lao động xuất sắc", year, number, "")


def test_a_collective_known_without_its_unit_gets_it_from_a_later_list(officer, user):
    written(officer, list_of(commune_of(2019)))
    commune = make_commune("An Bình", under=user.working_unit)
    written(officer, list_of(commune_of(2020, "2/QĐ")))

    holder = Holder.objects.get()
    entry = AuditEntry.objects.get(act="tie_collective")
    assert (holder.body_unit, holder.honours.count()) == (commune, 2)
    assert entry.before == {"body_unit": None}


def test_a_collective_that_was_honoured_before_the_unit_began_is_not_tied_to_it(officer, user):
    written(officer, list_of(commune_of(2019)))
    make_commune("An Bình", under=user.working_unit, since=date(2025, 7, 1))
    written(officer, list_of(commune_of(2025, "2/QĐ")))

    assert Holder.objects.filter(body_unit=None).count() == 1
    assert not AuditEntry.objects.filter(act="tie_collective").exists()


def test_a_collective_whose_name_means_two_units_in_one_list_is_tied_to_neither(officer, user):
    written(officer, list_of(commune_of(2024)))
    make_commune("An Bình", under=user.working_unit, until=date(2025, 7, 1))
    make_commune("An Bình", under=user.working_unit, since=date(2025, 7, 1))
    written(officer, list_of(commune_of(2023, "2/QĐ"), commune_of(2025, "3/QĐ")))

    assert not AuditEntry.objects.filter(act="tie_collective").exists()


def test_after_a_list_was_written_all_its_achievements_can_be_compared(officer, monkeypatch):
    monkeypatch.setattr("thidua.nominations.tasks.PARTS_AT_A_TIME", 1)  # the task asks for itself until all is done
    written(officer, list_of(HUNG, HOA, TEAM))

    assert AchievementMark.objects.get().last_honour == Honour.objects.latest("pk").pk
