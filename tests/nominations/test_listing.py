"""A list of nominees: kept, its columns named and remembered, shown, written whole and once, taken back whole."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.at_once import at_once
from tests.factories.honours import make_collective, make_person
from tests.factories.lists import list_of
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.rounds import make_nomination, make_round, move_to

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.honours.models import Holder
from thidua.nominations.commands.listing import (
    StatedListColumns,
    choose_holders,
    choose_list_columns,
    rename_list_columns,
    start_list,
    undo_list,
    write_list,
)
from thidua.nominations.commands.rounds import close_round
from thidua.nominations.models import Innovation, Nomination, NomineeList, Registration, Step
from thidua.nominations.queries.listing import lists_of, preview_of, remembered_columns
from thidua.nominations.rules.listing.headers import find_header, propose
from thidua.nominations.rules.listing.placing import LineOutcome
from thidua.office.nominee_lists.reading import sheet_content
from thidua.office.nominee_lists.template import SHEET, headers_of, template
from thidua.office.reports.tables.opening import opened
from thidua.sources.queries import path_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
QUERIES = 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADERS = (
    "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị công tác", "Danh hiệu, hình thức", "Thành tích", "Xếp loại 2025",
    "Sáng kiến",
)  # fmt: skip
HOA = ("Lê Thị Hòa", 1975, "Giáo viên", "Trường THPT An Bình", "Giấy khen", "Dạy giỏi năm 2026", "HTT", "")
HUNG = (
    "Nguyễn Văn Hùng", 1968, "Trưởng thôn", "thôn Trung Hòa", "Giấy khen", "Vận động nhân dân", "HTXS",
    "Tiếng loa an ninh (12/QĐ-UBND, 2025)",
)  # fmt: skip
TEAM = ("Tổ tự quản số 1", "", "", "", "Giấy khen", "Giữ gìn nền nếp", "", "")


@pytest.fixture
def commune():
    return make_commune("Vũ Thư", under=make_unit("Hưng Yên"))


@pytest.fixture
def by(commune):
    return process_actor(commune)


@pytest.fixture
def found(commune):
    awards = ["giay_khen", "tap_the_lao_dong_tien_tien"]
    return make_round(commune, award_codes=awards, authority="Chủ tịch UBND xã Vũ Thư")


def start(unit, *rows, round_=None, headers=HEADERS, year=None):
    """Keep a list."""
    content = list_of(*rows, headers=headers)
    return start_list(
        unit=unit, round=round_, year=year, content=content, file_name="de-nghi.xlsx", media_type=XLSX,
        by=process_actor(unit), at=AT,
    )  # fmt: skip


def name_columns(listing, *, parts=None, whole=None):
    """Say that the columns are what is proposed."""
    with opened(path_of(listing.file.sha256)) as source:
        sheet = source.sheets()[0]
        header = find_header(list(source.rows(sheet)))
    proposed = [each.part for each in propose(header.texts, remembered_columns(listing.unit_id, header.texts))]
    stated = StatedListColumns(sheet, header, parts or proposed, whole or {})
    return choose_list_columns(listing=listing, stated=stated, by=process_actor(listing.unit), at=AT)


def bring(unit, *rows, **more):
    return name_columns(start(unit, *rows, **more))


def shown(listing):
    return preview_of(listing, sheet_content(listing), process_actor(listing.unit), on=TODAY)


def write(listing):
    return write_list(listing=listing, content=sheet_content(listing), by=process_actor(listing.unit), at=AT)


def test_a_preview_tells_who_is_known_who_is_new_what_stands_and_what_cannot_be_taken(found, commune):
    known = make_person(commune, "Nguyễn Văn Hùng", birth_year=1968, unit="thôn Trung Hòa")
    make_nomination(found, holder=make_collective(commune, "Tổ tự quản số 1"), award="giay_khen")
    bad = ("Trần Văn Năm", "mười", "", "", "Cờ", "", "", "")

    preview = shown(bring(commune, HOA, HUNG, TEAM, bad, round_=found))

    outcomes = [(each.row.base.name, each.outcome) for each in preview.lines]
    assert outcomes == [
        ("Lê Thị Hòa", LineOutcome.NEW),
        ("Nguyễn Văn Hùng", LineOutcome.KNOWN),
        ("Tổ tự quản số 1", LineOutcome.TWICE),
    ]
    assert (preview.lines[1].holder, preview.named[known.pk].name) == (known.pk, "Nguyễn Văn Hùng")
    assert [each.place for each in preview.faults] == ["B5", "E5"]
    assert (len(preview.to_write), Nomination.objects.count(), Holder.objects.count()) == (2, 1, 2)


def test_a_preview_says_where_the_law_is_against_a_row(found, commune):
    row = ("Lê Thị Hòa", 1975, "", "", "Tập thể lao động tiên tiến", "", "", "")
    headers = (*HEADERS[:7], "Đối tượng")

    preview = shown(bring(commune, (*row[:7], "cá nhân"), headers=headers, round_=found))

    assert preview.warnings[2].startswith("“Tập thể lao động tiên tiến” chỉ tặng cho tập thể, không tặng cho cá nhân.")
    assert "06/2022/QH15" in preview.warnings[2]


def test_a_list_is_written_whole_with_records_numbers_checks_and_innovations(found, commune):
    known = make_person(commune, "Nguyễn Văn Hùng", birth_year=1968, unit="thôn Trung Hòa")

    listing = write(bring(commune, HOA, HUNG, TEAM, round_=found))

    rows = {each.name: each for each in Nomination.objects.order_by("number")}
    assert [each.code for each in rows.values()] == ["HS-2026-0001", "HS-2026-0002", "HS-2026-0003"]
    assert (listing.state, listing.written, listing.added) == ("done", 3, 2)
    hoa, hung, team = rows["Lê Thị Hòa"], rows["Nguyễn Văn Hùng"], rows["Tổ tự quản số 1"]
    assert (hoa.post, hoa.achievement, hoa.facts) == (
        "Giáo viên, Trường THPT An Bình",
        "Dạy giỏi năm 2026",
        {"ratings": {"2025": "hoàn thành tốt"}},
    )
    assert (hung.holder, team.kind, hoa.holder.posts.get().body.name) == (known, "collective", "Trường THPT An Bình")
    innovation = Innovation.objects.get()
    assert (innovation.nomination, innovation.certificate) == (hung, "12/QĐ-UBND")
    assert all(each.checks.exists() and each.outcome for each in rows.values())
    assert list(Step.objects.values_list("act", flat=True)) == ["create"] * 3
    assert AuditEntry.objects.filter(act="nominate").count() == 3


def test_rows_with_faults_are_left_out_and_may_come_again_in_another_list(found, commune):
    write(bring(commune, HOA, ("Trần Văn Năm", "mười", "", "", "Giấy khen", "", "", ""), round_=found))

    listing = write(bring(commune, HOA, ("Trần Văn Năm", 1980, "", "", "Giấy khen", "", "", ""), round_=found))

    assert (listing.written, Nomination.objects.count()) == (1, 2)


def test_a_double_click_writes_once(found, commune):
    listing = bring(commune, HOA, round_=found)
    write(listing)

    assert write(listing).written == 1
    assert Nomination.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_the_same_moment_write_once(found, commune):
    listing = bring(commune, HOA, HUNG, round_=found)
    content = sheet_content(listing)

    def press():
        write_list(listing=listing, content=content, by=process_actor(commune), at=AT)

    at_once(press, press)

    assert Nomination.objects.count() == 2
    assert NomineeList.objects.get().written == 2


def test_whom_a_row_means_is_chosen_by_a_person_before_it_is_written(found, commune, by):
    maybe = make_person(commune, "Lê Thị Hòa", birth_year=None, unit="Trường THPT An Bình")
    listing = bring(commune, HOA, round_=found)
    with pytest.raises(Refused, match=r"Còn 1 hàng chưa chọn người trong sổ \(hàng 2\)"):
        write(listing)

    write(choose_holders(listing=listing, chosen={2: maybe}, by=by, at=AT))

    assert Nomination.objects.get().holder == maybe


def test_a_person_may_say_that_nobody_of_the_ledger_is_meant(found, commune, by):
    maybe = make_person(commune, "Lê Thị Hòa", birth_year=None, unit="Trường THPT An Bình")

    write(choose_holders(listing=bring(commune, HOA, round_=found), chosen={2: None}, by=by, at=AT))

    assert Nomination.objects.get().holder != maybe


def test_a_record_that_the_actor_does_not_see_is_not_chosen(found, commune, by):
    foreign = make_person(make_unit("Thái Nguyên"), "Lê Thị Hòa")

    with pytest.raises(Refused, match="không còn dùng được"):
        choose_holders(listing=bring(commune, HOA, round_=found), chosen={2: foreign}, by=by, at=AT)


def test_one_new_person_with_two_awards_is_one_record(commune):
    found = make_round(commune, award_codes=["giay_khen", "lao_dong_tien_tien"])
    other = (*HOA[:4], "Lao động tiên tiến", *HOA[5:])

    listing = write(bring(commune, HOA, other, round_=found))

    assert (listing.written, listing.added, Holder.objects.count()) == (2, 1, 1)


def test_a_list_is_taken_back_whole_while_nothing_of_it_moved_on(found, commune, by):
    listing = write(bring(commune, HOA, HUNG, round_=found))

    undone = undo_list(listing=listing, by=by, at=AT)
    undo_list(listing=listing, by=by, at=AT)

    assert (undone.state, undone.undone_at) == ("undone", AT)
    assert list(Nomination.objects.values_list("state", flat=True)) == ["withdrawn"] * 2
    assert set(Step.objects.filter(act="withdraw").values_list("reason", flat=True)) == {
        "Hoàn tác danh sách de-nghi.xlsx"
    }
    assert AuditEntry.objects.filter(act="undo_nominee_list").count() == 1


def test_after_that_the_same_list_may_come_again_and_finds_its_records(found, commune, by):
    undo_list(listing=write(bring(commune, HOA, HUNG, round_=found)), by=by, at=AT)

    again = write(bring(commune, HOA, HUNG, round_=found))

    assert (again.written, again.added, Holder.objects.count()) == (2, 0, 2)


def test_a_list_of_which_something_moved_on_stays_and_says_what(found, commune, by):
    listing = write(bring(commune, HOA, HUNG, round_=found))
    move_to(Nomination.objects.get(name="Lê Thị Hòa"), "submitted")

    with pytest.raises(Refused, match=r"1 hồ sơ của danh sách đã đi tiếp \(HS-2026-0001\)"):
        undo_list(listing=listing, by=by, at=AT)
    assert Nomination.objects.filter(state="withdrawn").count() == 0


def test_what_was_withdrawn_by_hand_does_not_keep_a_list_from_being_taken_back(found, commune, by):
    listing = write(bring(commune, HOA, HUNG, round_=found))
    move_to(Nomination.objects.get(name="Lê Thị Hòa"), "withdrawn")

    assert undo_list(listing=listing, by=by, at=AT).state == "undone"
    assert Step.objects.filter(act="withdraw").count() == 1


def test_how_columns_were_read_is_remembered_for_the_next_list(found, commune):
    headers = ("Người", "Khen")
    listing = start(commune, ("Lê Thị Hòa", "Giấy khen"), headers=headers, round_=found)
    name_columns(listing, parts=["name", "form"])

    assert remembered_columns(commune.pk, headers) == {"nguoi": "name", "khen": "form"}
    assert name_columns(start(commune, ("Lê Văn Ba", "Giấy khen"), headers=headers, round_=found)).mapping == {
        "A": "name",
        "B": "form",
    }


def test_a_list_goes_back_to_its_columns_until_it_is_written(found, commune, by):
    listing = rename_list_columns(listing=bring(commune, HOA, round_=found), by=by, at=AT)
    with pytest.raises(Refused, match="không còn làm được"):
        write(listing)

    written = write(name_columns(listing))

    with pytest.raises(Refused, match="không còn làm được"):
        rename_list_columns(listing=written, by=by, at=AT)


def test_columns_without_a_name_are_refused(found, commune):
    with pytest.raises(Refused, match="Chưa có cột tên"):
        name_columns(start(commune, HOA, round_=found), parts=["", "", "", "", "form", "", "", ""])


def test_the_same_file_brought_twice_is_one_list(found, commune):
    content = list_of(HOA, headers=HEADERS)
    told = {"unit": commune, "round": found, "content": content, "file_name": "a.xlsx", "media_type": XLSX}

    lists = {start_list(**told, by=process_actor(commune), at=AT).pk for _each in range(2)}

    assert len(lists) == 1
    assert [each.pk for each in lists_of(commune.pk)] == list(lists)


def test_a_list_where_nothing_can_be_written_says_so(found, commune):
    with pytest.raises(Refused, match="Không có hàng nào ghi được"):
        write(bring(commune, ("Trần Văn Năm", "mười", "", "", "Giấy khen", "", "", ""), round_=found))


def test_a_closed_round_takes_no_list(found, commune, by):
    listing = bring(commune, HOA, round_=found)
    close_round(round=found, by=by, at=AT)

    with pytest.raises(Refused, match="đã kết thúc"):
        write(listing)


def test_people_of_another_unit_do_nothing_with_a_list(found, commune):
    listing, stranger = bring(commune, HOA, round_=found), process_actor(make_unit("Thái Nguyên"))
    content = sheet_content(listing)
    acts = (
        lambda: write_list(listing=listing, content=content, by=stranger, at=AT),
        lambda: undo_list(listing=listing, by=stranger, at=AT),
        lambda: choose_holders(listing=listing, chosen={2: None}, by=stranger, at=AT),
        lambda: rename_list_columns(listing=listing, by=stranger, at=AT),
    )

    for act in acts:
        with pytest.raises(Refused, match="Chỉ người của xã Vũ Thư"):
            act()


def test_titles_are_registered_by_a_list_and_taken_back_with_it(commune, by):
    headers = ("Họ và tên", "Năm sinh", "Danh hiệu")
    rows = (
        ("Lê Thị Hòa", 1975, "Lao động tiên tiến"),
        ("Lê Thị Hòa", 1975, "CSTĐ cơ sở"),
        ("Lê Ba", 1980, "Giấy khen"),
    )
    listing = write(bring(commune, *rows, headers=headers, year=2026))
    written = list(Registration.objects.in_force().order_by("pk").values_list("award_code", "year", "registered_on"))

    undo_list(listing=listing, by=by, at=AT)

    assert written == [("lao_dong_tien_tien", 2026, TODAY), ("chien_si_thi_dua_co_so", 2026, TODAY)]
    assert (listing.added, Registration.objects.in_force().count()) == (1, 0)


def test_a_title_registered_already_is_not_registered_again_by_a_list(commune):
    headers = ("Họ và tên", "Năm sinh", "Đơn vị", "Danh hiệu")
    rows = [("Lê Thị Hòa", 1975, "Trường THPT An Bình", "Lao động tiên tiến")]
    write(bring(commune, *rows, headers=headers, year=2026))

    preview = shown(bring(commune, *rows, headers=headers, year=2026))

    assert [each.outcome for each in preview.lines] == [LineOutcome.TWICE]


@pytest.mark.parametrize("for_registration", [False, True])
def test_the_template_asks_for_what_a_list_may_tell_and_comes_back_readable(commune, found, for_registration):
    content = template(year=2026, awards=["Giấy khen", "Bằng khen"], for_registration=for_registration)
    listing = start_list(
        unit=commune, round=found, content=content, file_name="mau.xlsx", media_type=XLSX, by=process_actor(commune),
        at=AT,
    )  # fmt: skip

    with opened(path_of(listing.file.sha256)) as source:
        sheets, (first, *_rest) = source.sheets(), source.rows(source.sheets()[0])

    assert sheets == [SHEET, "Hướng dẫn"]
    assert list(first) == [text for text, _width in headers_of(2026, for_registration=for_registration)]


@pytest.mark.parametrize("count", [1, 30])
def test_a_preview_costs_the_same_queries_for_a_list_of_any_length(found, commune, count):
    rows = [(f"Lê Văn {number}", 1975, "", f"thôn {number}", "Giấy khen", "", "", "") for number in range(count)]
    for row in rows:
        make_person(commune, row[0], unit=row[3])
    make_person(commune, "Lê Thị Hòa", birth_year=None, unit="Trường THPT An Bình")
    listing, actor = bring(commune, *rows, TEAM, HOA, round_=found), make_actor(unit=commune)
    content = sheet_content(listing)
    preview_of(listing, content, actor, on=TODAY)

    with CaptureQueriesContext(connection) as asked:
        preview = preview_of(listing, content, actor, on=TODAY)

    assert preview.counts == {LineOutcome.KNOWN: count, LineOutcome.NEW: 1, LineOutcome.ASK: 1}
    assert len(asked) == QUERIES
