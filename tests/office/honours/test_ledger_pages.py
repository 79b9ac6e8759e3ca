"""The ledger in the browser."""

import json
from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.decisions import MINISTRY_CERTIFICATE, issued, make_round, waiting
from tests.factories.honours import give, make_collective, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.honours.commands import erase_person, set_apart
from thidua.honours.models import Holder, Honour, Merge, PageRead
from thidua.honours.queries.register import LedgerFilter
from thidua.organisations.models import Succession

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def officer(client, province):
    client.force_login(make_user(unit=province))
    return client


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def page_of(client, holder):
    return text(client.get(reverse("office:holder", args=[holder.uid])))


def ledger(client, **asked):
    return text(client.get(reverse("office:ledger"), asked))


def test_an_empty_ledger_says_how_to_begin(officer):
    page = ledger(officer)

    assert "Sổ còn trống</h1>" in page
    assert "Nhập danh sách khen thưởng các năm từ Excel, hoặc thêm từng người." in page


def test_the_register_answers_what_the_address_asks(officer, province):
    give(make_person(province), 2021, "giay_khen", authority="Công an tỉnh Hưng Yên")
    give(make_person(province, "Trần Văn Nam"), 2022)

    assert "2 lần khen thưởng</h1>" in ledger(officer)
    narrowed = ledger(officer, ten="hoa", nam="2021")
    assert ("1 lần khen thưởng</h1>" in narrowed, "Trần Văn Nam" in narrowed) == (True, False)
    assert "Không có lần khen nào khớp" in ledger(officer, ten="không ai")


@pytest.mark.parametrize("asked", [{"nam": "năm nay"}, {"nam": "99999"}, {"page": "x"}, {"page": "-3"}, {"loai": "?"}])
def test_an_address_that_was_typed_by_hand_is_no_fault(officer, province, asked):
    give(make_person(province), 2021)

    assert "1 lần khen thưởng</h1>" in ledger(officer, **asked)


def test_the_second_page_goes_on_where_the_first_ended(officer, province, monkeypatch):
    monkeypatch.setattr("thidua.office.honours.views.PAGE_SIZE", 2)
    for year in (2021, 2022, 2023):
        give(make_person(province, f"Người {year}"), year)

    first, second = ledger(officer), ledger(officer, page="2")

    assert [f"Người {year}" in first for year in (2023, 2022, 2021)] == [True, True, False]
    assert [f"Người {year}" in second for year in (2023, 2022, 2021)] == [False, False, True]
    assert ("Trang sau" in first, "Trang sau" in second, "Trang trước" in second) == (True, False, True)


def test_every_row_is_exported_and_none_is_a_formula(officer, province):
    give(make_person(province, "=SUM(A1)"), 2021)
    give(make_person(province, "Trần Văn Nam"), 2022, reason="Thành tích, có dấu phẩy")

    answer = officer.get(reverse("office:ledger_export"))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert len(lines) == 3
    assert lines[1].startswith("Trần Văn Nam,cá nhân,1975,")
    assert '"Thành tích, có dấu phẩy"' in lines[1]
    assert lines[2].startswith("'=SUM(A1),")


def test_a_page_shows_what_was_received_and_what_could_be_next(officer, province):
    person = make_person(province, unit="Công an xã Vũ Thư")
    this_year = clock.today().year
    for year in range(this_year - 3, this_year):
        give(person, year)

    page = page_of(officer, person)

    assert "3 lần được khen." in page
    assert f"Liên tục các năm {this_year - 3}, {this_year - 2}, {this_year - 1}." in page
    assert reverse("office:standard", args=["chien_si_thi_dua_bo_tinh"]) in page
    assert "06/2022/QH15, Điều 22 khoản 1" in page


def test_a_look_at_a_persons_page_is_noted_and_one_at_a_collectives_is_not(officer, province):
    person, collective = make_person(province), make_collective(province, "Xã Vũ Thư")

    page_of(officer, person)
    page_of(officer, collective)
    officer.get(reverse("office:holder_data", args=[person.uid]))

    assert list(PageRead.objects.order_by("pk").values_list("holder_id", "act")) == [
        (person.pk, "read"),
        (person.pk, "exported"),
    ]
    assert "Ai đã xem hồ sơ này" in page_of(officer, person)


def test_a_person_gets_everything_that_is_kept_of_them(officer, province):
    person = make_person(province, unit="xã Vũ Thư")
    give(person, 2021, "giay_khen", reason="Tuần tra")

    data = json.loads(officer.get(reverse("office:holder_data", args=[person.uid])).content)

    assert (data["ho_ten"], data["nam_sinh"], data["chuc_vu"][0]["don_vi"]) == ("Lê Thị Hòa", 1975, "xã Vũ Thư")
    assert [(each["nam"], each["thanh_tich"]) for each in data["khen_thuong"]] == [(2021, "Tuần tra")]
    assert [each["vai_tro"] for each in data["luot_xem"]] != []


def test_what_is_kept_of_a_person_has_the_dossiers_and_the_lines_of_decisions_too(officer, province):
    person = make_person(province)
    round_ = make_round(province)
    decision = issued(round_, waiting(round_, person, MINISTRY_CERTIFICATE))

    data = json.loads(officer.get(reverse("office:holder_data", args=[person.uid])).content)

    (nomination,), (line,) = data["de_nghi"], data["dong_quyet_dinh"]
    told = (nomination["ma"], nomination["tinh_trang"], nomination["ho_ten"])
    assert told == ("HS-2026-0001", "đã quyết định", "Lê Thị Hòa")
    assert {each["viec"] for each in nomination["buoc"]} == {"lập hồ sơ", "ra quyết định"}
    assert (line["quyet_dinh"], line["hinh_thuc"]) == (decision.code, nomination["hinh_thuc"])


def test_a_merged_unit_shows_what_it_inherited(officer, province):
    old = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))
    new = make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, on=date(2025, 7, 1), kind="whole")
    give(make_collective(province, "Xã Tự Tân", body_unit=old), 2023, "tap_the_lao_dong_xuat_sac")

    page = page_of(officer, make_collective(province, "Xã Vũ Thư", body_unit=new))

    assert "Kế thừa từ đơn vị trước khi sáp nhập" in page
    assert "Xã Tự Tân" in page


def test_adding_a_person_an_award_and_taking_it_back(officer):
    typed = {"kind": "individual", "name": "Lê Thị Hòa", "birth_year": "1975"}
    officer.post(reverse("office:add_holder"), typed)
    person = Holder.objects.get()
    award = {"form_code": "giay_khen", "year": "2021", "decision_number": "15/QĐ-UBND"}
    added = officer.post(reverse("office:add_honour", args=[person.uid]), award, follow=True)
    honour = Honour.objects.get()
    undo = reverse("office:withdraw_honour", args=[honour.uid])

    assert (honour.form_name, undo in text(added)) == ("Giấy khen", True)
    officer.post(undo)
    assert "Chưa ghi lần khen nào." in page_of(officer, person)
    officer.post(reverse("office:restore_honour", args=[honour.uid]))
    assert "1 lần được khen." in page_of(officer, person)


def test_a_refused_award_keeps_what_was_typed(officer, province):
    person = make_person(province)
    award = {"form_code": "", "form_name": "", "year": "2021", "decision_number": "15/QĐ-UBND"}

    page = text(officer.post(reverse("office:add_honour", args=[person.uid]), award), status=422)

    assert "Chưa ghi danh hiệu, hình thức." in page
    assert 'value="15/QĐ-UBND"' in page


def test_a_stale_correction_shows_both_texts(officer, province):
    person = make_person(province)
    address = reverse("office:correct_holder", args=[person.uid])
    officer.post(address, {"kind": "individual", "name": "Lê Thị Hoa", "version": "1"})

    page = text(officer.post(address, {"kind": "individual", "name": "Lê Hòa", "version": "1"}), status=422)

    assert ("Lê Thị Hoa" in page, "Lê Hòa" in page) == (True, True)


def test_likely_records_are_proposed_merged_and_parted_again(officer, province):
    one = make_person(province, "Đặng Quốc Toản", unit="xã Vũ Thư")
    other = make_person(province, "Dang Quoc Toan", unit="xã Vũ Thư")
    assert "Có thể là một người" in page_of(officer, one)

    merged = officer.post(reverse("office:merge_holder", args=[one.uid]), {"other": other.uid}, follow=True)
    undo = reverse("office:undo_merge", args=[Merge.objects.get().uid])

    assert undo in text(merged)
    assert officer.get(reverse("office:holder", args=[other.uid])).status_code == 404
    officer.post(undo)
    assert "Dang Quoc Toan" in page_of(officer, other)
    officer.post(reverse("office:set_apart", args=[one.uid]), {"other": other.uid})
    assert "Có thể là một người" not in page_of(officer, one)


def test_a_merge_without_a_second_record_says_what_to_do(officer, province):
    answer = officer.post(reverse("office:merge_holder", args=[make_person(province).uid]))

    assert "Chưa chọn hồ sơ thứ hai." in answer.content.decode()


@pytest.mark.parametrize("other", ["không phải mã", "7f3f1c1e-0000-4000-8000-000000000000"])
def test_what_is_no_record_cannot_be_merged(officer, province, other):
    person = make_person(province)

    assert officer.post(reverse("office:merge_holder", args=[person.uid]), {"other": other}).status_code == 404


def test_a_refused_merge_is_told_on_the_page(officer, province):
    one, other = make_person(province), make_person(province, birth_year=1980)

    told = officer.post(reverse("office:merge_holder", args=[one.uid]), {"other": other.uid}, follow=True)

    assert "Năm sinh khác nhau." in text(told)


def test_a_pasted_list_is_held_against_the_ledger(officer, province):
    make_person(province, "Đặng Quốc Toản", unit="xã Vũ Thư")
    pasted = "Dang Quoc Toan\t1975\txã Vũ Thư\nPhạm Bảo Châu;1990;xã Tân Hòa\n\n"

    page = text(officer.post(reverse("office:check_list"), {"ten": pasted}))

    assert "1 người đã có trong sổ, 0 người cần xem, 1 người mới</h1>" in page
    assert Holder.objects.count() == 1


def test_a_list_that_is_too_long_is_refused(officer):
    page = text(officer.post(reverse("office:check_list"), {"ten": "Lê Thị Hòa\n" * 2001}))

    assert "Danh sách dài hơn 2.000 dòng. Chia làm nhiều lần." in page


def test_only_an_administrator_erases_and_says_what_stays(client, province):
    person = make_person(province, unit="xã Vũ Thư")
    give(person, 2020)
    address = reverse("office:erase_holder", args=[person.uid])
    client.force_login(make_user(unit=province))
    assert client.post(address, {"reason": "yêu cầu"}).status_code == 403
    client.force_login(make_user(Role.ADMINISTRATOR, unit=province))

    told = client.post(address, {"reason": "yêu cầu của người đó"}, follow=True)

    assert "được giữ theo Luật Lưu trữ 33/2024/QH15" in text(told)
    assert Holder.objects.get().birth_year is None


def test_a_clerk_of_a_commune_sees_those_who_work_there_but_changes_only_the_own_ledger(client, province):
    commune = make_commune("Vũ Thư", under=province)
    person = make_person(province, unit="xã Vũ Thư")
    client.force_login(make_user(unit=commune))

    assert "Lê Thị Hòa" in page_of(client, person)
    assert client.get(reverse("office:correct_holder", args=[person.uid])).status_code == 404


def test_the_register_asks_no_more_for_more_rows(officer, province):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            officer.get(reverse("office:ledger"))
        return len(queries)

    give(make_person(province), 2021, body="xã Vũ Thư", authority="UBND tỉnh")
    asked()  # the first page of a session notes the visit
    one = asked()
    for year in (2022, 2023):
        give(make_person(province, f"Người {year}"), year, body=f"xã {year}", authority=f"UBND {year}")

    assert asked() == one


def test_the_page_of_an_erased_person_offers_nothing_that_would_write_to_it(officer, province):
    person = make_person(province)
    give(person, 2020)
    erase_person(holder=person, reason="yêu cầu", by=process_actor(province), at=AT)

    page = text(officer.get(reverse("office:holder", args=[person.uid])))

    assert "họ tên trên quyết định được giữ theo Luật Lưu trữ" in page
    offered = [
        name
        for name in ("add_honour", "correct_holder", "add_post")
        if reverse(f"office:{name}", args=[person.uid]) in page
    ]
    assert offered == []
    assert officer.post(reverse("office:add_post", args=[person.uid]), {"body": "xã Vũ Thư"}).status_code == 422


def test_who_opens_the_form_of_a_person_is_noted_too(officer, province):
    person = make_person(province)

    officer.get(reverse("office:correct_holder", args=[person.uid]))

    assert list(PageRead.objects.values_list("holder_id", "act")) == [(person.pk, "read")]


def test_a_double_click_adds_once_and_shows_whom_it_would_add_again(officer):
    typed = {"kind": "individual", "name": "Lê Thị Hòa", "birth_year": "1975"}
    officer.post(reverse("office:add_holder"), typed)
    person = Holder.objects.get()

    page = text(officer.post(reverse("office:add_holder"), typed), status=422)

    assert ("Sổ đã có hồ sơ cùng tên" in page, reverse("office:holder", args=[person.uid]) in page) == (True, True)
    assert Holder.objects.count() == 1
    officer.post(reverse("office:add_holder"), {**typed, "is_another": "1"})
    assert Holder.objects.count() == 2


def test_a_double_click_writes_an_award_once(officer, province):
    person = make_person(province)
    award = {"form_code": "giay_khen", "year": "2021", "decision_number": "15/QĐ-UBND"}
    address = reverse("office:add_honour", args=[person.uid])
    officer.post(address, award)

    page = text(officer.post(address, award), status=422)

    assert ("đã có trong hồ sơ" in page, Honour.objects.count()) == (True, 1)


def test_a_collective_is_tied_to_its_unit_and_stays_tied_though_another_bears_the_name(officer, province):
    before = make_commune("Vũ Thư", under=province, until=date(2025, 7, 1))
    after = make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))
    row = make_collective(province, "Đảng bộ xã", body_unit=before)
    address = reverse("office:correct_holder", args=[row.uid])

    shown = text(officer.get(address))
    assert ('value="xã Vũ Thư"' in shown, "Năm sinh" in shown) == (True, False)
    officer.post(address, {"name": "Đảng bộ xã Vũ Thư", "body_unit": "xã Vũ Thư", "version": "1"})
    kept = Holder.objects.get()
    assert (kept.name, kept.body_unit) == ("Đảng bộ xã Vũ Thư", before)
    officer.post(address, {"name": kept.name, "body_unit": after.code, "version": "2"})
    assert Holder.objects.get().body_unit == after


def test_a_unit_that_is_not_in_scope_is_refused_at_its_field(officer):
    make_unit("Nghệ An")
    typed = {"kind": "collective", "name": "Tập thể", "body_unit": "tỉnh Nghệ An"}

    page = text(officer.post(reverse("office:add_holder"), typed), status=422)

    assert ("Không thấy đơn vị “tỉnh Nghệ An” trong phạm vi" in page, Holder.objects.count()) == (True, 0)


def test_that_two_are_two_is_taken_back_from_the_toast_and_from_the_page(officer, province):
    one = make_person(province, "Đặng Quốc Toản", unit="xã Vũ Thư")
    other = make_person(province, "Dang Quoc Toan", unit="xã Vũ Thư")
    again = reverse("office:undo_apart", args=[one.uid, other.uid])

    told = text(officer.post(reverse("office:set_apart", args=[one.uid]), {"other": other.uid}, follow=True))

    assert (told.count(again), "Đã ghi là người khác" in told, "Có thể là một người" in told) == (2, True, False)
    asked = text(officer.post(again, follow=True))
    assert ("Đã ghi là người khác" in asked, "Có thể là một người" in asked) == (False, True)


def test_who_takes_rows_out_and_who_holds_a_list_against_the_ledger_is_noted(officer, province):
    person = make_person(province, "Đặng Quốc Toản", unit="xã Vũ Thư")
    give(person, 2020)

    text(officer.post(reverse("office:check_list"), {"ten": "Dang Quoc Toan\t1975\txã Vũ Thư\nPhạm Bảo Châu"}))
    officer.get(reverse("office:ledger_export"), {"nam": "2020"})
    officer.get(reverse("office:ledger_export"), {"ten": "Đặng Quốc Toản"})

    noted = AuditEntry.objects.filter(act__in=["check_list", "export_ledger"]).order_by("pk")
    assert [(each.act, each.after) for each in noted] == [
        ("check_list", {"names": 2, "shown": 1}),
        ("export_ledger", {**asdict(LedgerFilter()), "name": False, "year": 2020}),
        ("export_ledger", {**asdict(LedgerFilter()), "name": True}),
    ]
    assert list(PageRead.objects.values_list("holder_id", "act")) == [(person.pk, "checked")]
    assert "khi so danh sách" in page_of(officer, person)


def test_what_one_person_did_again_that_day_is_told_once(officer, province):
    person = make_person(province)
    for _time in range(3):
        page = page_of(officer, person)

    assert ("2 lượt trong ngày" in page, PageRead.objects.count()) == (True, 3)


def test_a_second_click_says_again_what_was_done(officer, province):
    person, other = make_person(province), make_person(province)
    row = give(person, 2020)
    acts = [
        (reverse("office:withdraw_honour", args=[row.uid]), {}, "Đã rút"),
        (reverse("office:restore_honour", args=[row.uid]), {}, "Đã lấy lại"),
        (reverse("office:merge_holder", args=[person.uid]), {"other": other.uid}, "đã nhập làm một rồi"),
    ]
    for address, sent, said in acts:
        officer.post(address, sent)
        assert said in text(officer.post(address, sent, follow=True))
    assert (Honour.objects.in_force().count(), Merge.objects.count()) == (1, 1)


def test_who_was_set_apart_in_another_ledger_is_not_named(client, province):
    here, there = (make_commune(name, under=province) for name in ("Vũ Thư", "Hải Thượng"))
    one, other = make_person(here, "Đặng Quốc Toản"), make_person(there, "Đặng Quốc Toàn")
    set_apart(one=one, other=other, by=process_actor(province), at=AT)
    client.force_login(make_user(unit=here))

    page = page_of(client, one)

    assert ("Đặng Quốc Toàn" in page, str(other.uid) in page) == (False, False)
