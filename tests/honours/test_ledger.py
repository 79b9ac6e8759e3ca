"""Writing the ledger: what has a source comes in, what cannot be is refused, what is wrong is taken back."""

import unicodedata
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.factories.honours import give, make_collective, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor

from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.honours.commands import (
    AlikeError,
    StatedHolder,
    add_holder,
    add_post,
    correct_holder,
    ensure_bodies,
    merge_holders,
    restore_honour,
    withdraw_honour,
)
from thidua.honours.models import Body, Holder, Honour
from thidua.honours.queries.person import holder_page
from thidua.honours.queries.scope import holders
from thidua.organisations.models import Succession

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def by(province):
    return process_actor(province)


def test_an_award_of_any_year_is_recorded_with_its_decision(province):
    person = make_person(province, unit="Công an xã Vũ Thư")

    honour = give(person, 1987, "giay_khen", authority="UBND huyện Vũ Thư", body="xã Vũ Thư")

    assert (honour.year, honour.decision_number, honour.authority.name) == (1987, "1987/QĐ-UBND", "UBND huyện Vũ Thư")
    assert [each.pk for each in holder_page(person).honours] == [honour.pk]


def test_a_body_named_twice_is_kept_once_and_knows_its_unit(province):
    commune = make_commune("Vũ Thư", under=province)
    one = make_person(province, "A Văn B", unit="xã Vũ Thư")
    make_person(province, "C Văn D", unit="Xã  vũ thư")

    assert list(Body.objects.values_list("name", "unit_id")) == [("xã Vũ Thư", commune.pk)]
    assert one.posts.get().body.unit == commune


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"form_name": " "}, "form_name"),
        ({"decision_number": ""}, "decision_number"),
        ({"form_code": "khong_co"}, "form_code"),
    ],
)
def test_an_award_without_form_or_source_is_refused_at_its_field(province, changed, field):
    with pytest.raises(Refused) as refused:
        give(make_person(province), 2025, **changed)

    assert refused.value.field == field


@pytest.mark.parametrize("year", [1899, 2029])
def test_a_year_that_cannot_be_is_refused(province, year):
    with pytest.raises(Refused, match="Năm khen thưởng"):
        give(make_person(province), year)


def test_the_database_itself_keeps_no_honour_without_a_source(province):
    honour = give(make_person(province), 2025)

    with pytest.raises(IntegrityError), transaction.atomic():
        Honour.objects.filter(pk=honour.pk).update(decision_number="")


def test_an_honour_is_withdrawn_and_restored_and_never_deleted(province, by):
    person = make_person(province)
    honour = give(person, 2025)
    withdraw_honour(honour=honour, reason="ghi nhầm người", by=by, at=AT)
    gone = holder_page(person).honours
    restore_honour(honour=honour, by=by, at=AT)

    assert gone == ()
    assert [each.year for each in holder_page(person).honours] == [2025]
    acts = ["add_holder", "record_honour", "withdraw_honour", "restore_honour"]
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True)) == acts


@pytest.mark.parametrize(("name", "year"), [("", 1980), ("  ", 1980), ("Lê Thị Hòa", 1850), ("Lê Thị Hòa", 2030)])
def test_a_person_without_name_or_with_an_impossible_year_is_refused(province, by, name, year):
    with pytest.raises(Refused):
        add_holder(keeper=province, stated=StatedHolder("individual", name, year), by=by, at=AT)

    assert Holder.objects.count() == 0


def test_a_post_that_ends_before_it_begins_is_refused(province, by):
    with pytest.raises(Refused, match="phải sau ngày bắt đầu"):
        add_post(
            holder=make_person(province),
            title="Trưởng thôn",
            body="thôn Trung Hòa",
            since=date(2020, 1, 1),
            until=date(2020, 1, 1),
            by=by,
            at=AT,
        )


def test_a_dissolved_unit_receives_nothing_new_and_keeps_what_it_had(province):
    gone = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))
    collective = make_collective(province, "Xã Tự Tân", body_unit=gone)
    give(collective, 2024, "tap_the_lao_dong_tien_tien")

    with pytest.raises(Refused, match="đã kết thúc hoạt động từ 01/07/2025"):
        give(collective, 2025, "tap_the_lao_dong_tien_tien", decided_on=date(2025, 7, 1))
    with pytest.raises(Refused):
        give(collective, 2026, "tap_the_lao_dong_tien_tien")
    give(collective, 2025, "giay_khen", decided_on=date(2025, 6, 30))
    assert [each.year for each in holder_page(collective).honours] == [2025, 2024]


def test_a_merged_unit_shows_the_honours_of_its_predecessors_as_inherited(province):
    old = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))
    new = make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, on=date(2025, 7, 1), kind="whole")
    before = give(make_collective(province, "Xã Tự Tân", body_unit=old), 2023, "tap_the_lao_dong_xuat_sac")
    collective = make_collective(province, "Xã Vũ Thư", body_unit=new)
    own = give(collective, 2025, "tap_the_lao_dong_tien_tien", decided_on=date(2025, 12, 20))

    page = holder_page(collective)

    assert ([each.pk for each in page.honours], [each.pk for each in page.inherited]) == ([own.pk], [before.pk])


def test_a_persons_unit_that_was_merged_hands_no_honours_on(province):
    assert holder_page(make_person(province, unit="xã Vũ Thư")).inherited == ()


def test_a_correction_is_saved_once_and_a_stale_one_is_shown_with_both_texts(province, by):
    person = make_person(province, "Lê Thị Hoà", birth_year=1957)
    right = StatedHolder("individual", "Lê Thị Hòa", 1975)
    correct_holder(holder=person, stated=right, version=1, by=by, at=AT)

    with pytest.raises(Stale):
        correct_holder(holder=person, stated=StatedHolder("individual", "Lê Hòa"), version=1, by=by, at=AT)
    kept = Holder.objects.get()
    assert (kept.name, kept.birth_year, kept.folded) == ("Lê Thị Hòa", 1975, "le thi hoa")


def test_what_is_written_to_a_record_merged_in_between_is_refused(province, by):
    kept, gone = make_person(province), make_person(province)
    merge_holders(kept=kept, gone=gone, by=by, at=AT)

    with pytest.raises(Refused, match="đã nhập vào hồ sơ khác"):
        give(gone, 2021)


def test_two_communes_that_differ_in_marks_alone_are_two_bodies(province):
    units = [make_commune(name, under=province) for name in ("Hưng Phú", "Hùng Phú")]
    people = [make_person(province, unit=unit.full_name) for unit in units]

    assert [person.posts.get().body.unit for person in people] == units


def test_a_name_without_marks_means_the_one_body_that_it_could_be(province):
    ensure_bodies(["xã Hưng Phú"], on=TODAY)

    one = ensure_bodies(["XA HUNG PHU"], on=TODAY)
    ensure_bodies(["xã Hùng Phú"], on=TODAY)
    several = ensure_bodies(["xa hung phu"], on=TODAY)

    names = dict(Body.objects.values_list("pk", "name"))
    assert names[one["XA HUNG PHU"]] == "xã Hưng Phú"
    assert names[several["xa hung phu"]] == "xa hung phu"
    assert len(names) == 3


def test_an_award_that_stands_is_not_written_twice_and_not_restored_beside_its_like(province, by):
    person = make_person(province)
    first = give(person, 2024, decision_number="15/QĐ-UBND")

    with pytest.raises(Refused, match="đã có trong hồ sơ") as refused:
        give(person, 2024, decision_number="Số 15 /QĐ-UBND")
    assert refused.value.field == "decision_number"
    withdraw_honour(honour=first, reason="", by=by, at=AT)
    give(person, 2024, decision_number="15/QĐ-UBND")
    with pytest.raises(Refused, match="đã có trong hồ sơ"):
        restore_honour(honour=Honour.objects.get(pk=first.pk), by=by, at=AT)
    assert Honour.objects.in_force().count() == 1


@pytest.mark.parametrize(
    ("year", "day", "field"),
    [(2027, None, "year"), (2026, date(2026, 11, 21), "decided_on"), (2025, date(2024, 12, 31), "decided_on")],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(province, year, day, field):
    with pytest.raises(Refused) as refused:
        give(make_person(province), year, decided_on=day)

    assert refused.value.field == field


def test_a_title_of_a_year_may_be_decided_in_a_later_one(province):
    assert give(make_person(province), 2025, decided_on=date(2026, 1, 15)).decided_on == date(2026, 1, 15)


def test_a_second_record_of_a_name_is_added_only_by_somebody_who_says_that_it_is_another(province, by):
    stated = StatedHolder("individual", "Lê Thị Hòa", 1975)
    first = add_holder(keeper=province, stated=stated, by=by, at=AT)

    for again in (stated, StatedHolder("individual", "lê thị  hòa"), StatedHolder("individual", "Lê Thị Hòa", 1975)):
        with pytest.raises(AlikeError) as found:
            add_holder(keeper=province, stated=again, by=by, at=AT)
        assert [each.pk for each in found.value.alike] == [first.pk]
    for other in (StatedHolder("individual", "Lê Thị Hòa", 1980), StatedHolder("household", "Lê Thị Hòa")):
        add_holder(keeper=province, stated=other, by=by, at=AT)
    add_holder(keeper=province, stated=stated, is_another=True, by=by, at=AT)
    assert Holder.objects.count() == 4


def test_a_post_is_written_once(province, by):
    person = make_person(province, unit="xã Vũ Thư")

    with pytest.raises(Refused, match="Chức vụ này đã ghi rồi"):
        add_post(holder=person, title="", body="Xã  Vũ Thư", since=None, until=None, by=by, at=AT)


def test_a_collective_is_the_unit_that_its_name_means_and_only_a_collective_is_one(province, by):
    commune = make_commune("Vũ Thư", under=province)

    named = add_holder(keeper=province, stated=StatedHolder("collective", "xã Vũ Thư"), by=by, at=AT)
    club = add_holder(keeper=province, stated=StatedHolder("collective", "Câu lạc bộ Hoa Phượng"), by=by, at=AT)

    assert (named.body_unit, club.body_unit) == (commune, None)
    with pytest.raises(Refused, match="Chỉ tập thể mới gắn với một đơn vị"):
        add_holder(keeper=province, stated=StatedHolder("individual", "Lê Hòa", body_unit=commune), by=by, at=AT)


def test_a_correction_tells_two_units_of_one_name_apart(province, by):
    before = make_commune("Vũ Thư", under=province, until=date(2025, 7, 1))
    after = make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))
    row = make_collective(province, "Xã Vũ Thư cũ", body_unit=before)

    stated = StatedHolder("collective", row.name, body_unit=after)
    corrected = correct_holder(holder=row, stated=stated, version=1, by=by, at=AT)

    assert (corrected.body_unit, corrected.version) == (after, 2)


def test_the_collective_that_a_commune_is_may_be_seen_by_it_in_the_ledger_of_the_province(province):
    commune = make_commune("Vũ Thư", under=province)
    row = make_collective(province, "Xã Vũ Thư", body_unit=commune)

    assert list(holders(process_actor(commune), on=TODAY)) == [row]


def test_what_two_ledgers_know_of_a_predecessor_is_inherited_once(province):
    old = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))
    new = make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, on=date(2025, 7, 1), kind="whole")
    for keeper in (province, old):
        row = make_collective(keeper, "Xã Tự Tân", body_unit=old)
        give(row, 2023, "tap_the_lao_dong_xuat_sac", decision_number="15/QĐ-UBND")
        give(row, 2022, "tap_the_lao_dong_xuat_sac", decision_number=f"{keeper.pk}/QĐ-UBND")

    page = holder_page(make_collective(province, "Xã Vũ Thư", body_unit=new))

    assert sorted(each.year for each in page.inherited) == [2022, 2022, 2023]


@pytest.mark.parametrize("name", ["---", "…", "\u0301", "\u200b", "12"])
def test_a_name_without_a_letter_is_refused(province, by, name):
    with pytest.raises(Refused, match="Chưa có tên"):
        add_holder(keeper=province, stated=StatedHolder("individual", name), by=by, at=AT)


@pytest.mark.parametrize("again", ["Lê Thị Hoà", "Le Thi Hoa", unicodedata.normalize("NFD", "Lê Thị Hòa")])
def test_a_name_written_otherwise_is_the_same_name(province, by, again):
    add_holder(keeper=province, stated=StatedHolder("individual", "Lê Thị Hòa", 1975), by=by, at=AT)

    with pytest.raises(AlikeError):
        add_holder(keeper=province, stated=StatedHolder("individual", again, 1975), by=by, at=AT)
