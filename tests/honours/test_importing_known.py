"""Who of a ledger may be meant by a row of a list."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor

from thidua.honours.commands import (
    StatedHolder,
    StatedHonour,
    add_holder,
    add_post,
    correct_holder,
    erase_person,
    merge_holders,
    record_honour,
    withdraw_honour,
)
from thidua.honours.commands.locking import lock_as_read
from thidua.honours.models import Holder
from thidua.honours.queries.collectives import units_meant
from thidua.honours.queries.known import erasures_of, known_of, records_named
from thidua.honours.rules.bodies import body_form
from thidua.honours.rules.importing.known import Known
from thidua.honours.rules.importing.one_row import Row
from thidua.honours.rules.importing.stating import stated

pytestmark = pytest.mark.django_db
NAME, FOLDED = "Nguyễn Văn Hùng", "nguyen van hung"
HONOUR = StatedHonour("Giấy khen", 2019, form_code="giay_khen", decision_number="12/QĐ", body="UBND xã An Bình")


@pytest.fixture
def unit():
    return make_unit("Hưng Yên")


@pytest.fixture
def by(unit):
    return process_actor(unit)


@pytest.fixture
def add(unit, by):
    return lambda name=NAME: add_holder(
        keeper=unit, stated=StatedHolder("individual", name, birth_year=1968), by=by, at=AT
    )


def test_a_record_comes_with_its_bodies_and_standing_honours(unit, by, add):
    holder = add()
    add_post(holder=holder, title="Bí thư", body="Đảng ủy xã Bách Thuận", since=None, until=None, by=by, at=AT)
    record_honour(holder=holder, stated=HONOUR, by=by, at=AT)
    gone = record_honour(holder=holder, stated=StatedHonour("Bằng khen", 2020, decision_number="1"), by=by, at=AT)
    withdraw_honour(honour=gone, reason="nhầm", by=by, at=AT)
    honours = ((stated("giay_khen", "", 2019, "12/QĐ"), body_form("UBND xã An Bình")),)
    bodies = tuple(sorted(body_form(name) for name in ("Đảng ủy xã Bách Thuận", "UBND xã An Bình")))
    assert known_of(unit.pk, [FOLDED]) == [Known(holder.pk, "individual", FOLDED, NAME, 1968, bodies, honours)]


def test_a_merged_record_stands_for_the_one_that_took_its_place(unit, by, add):
    first, second, third = add(), add("Nguyễn Văn Hùng B"), add("Nguyễn Hùng")
    record_honour(holder=third, stated=HONOUR, by=by, at=AT)
    Holder.objects.filter(pk=first.pk).update(merged_into=second)
    Holder.objects.filter(pk=second.pk).update(merged_into=third)
    (found,) = known_of(unit.pk, [FOLDED])
    assert (found.key, found.name, len(found.honours)) == (third.pk, NAME, 1)


def test_another_units_ledger_is_not_looked_at(add):
    add()
    assert known_of(make_unit("Thái Bình").pk, [FOLDED]) == []


def test_three_records_take_as_many_queries_as_one(unit, by, add, django_assert_num_queries):
    for name in (NAME, "Lê Thị Hòa", "Đỗ Văn Nam"):
        record_honour(holder=add(name), stated=HONOUR, by=by, at=AT)
    for names in ([FOLDED], [FOLDED, "le thi hoa", "do van nam"]):
        with django_assert_num_queries(3):
            known_of(unit.pk, names)


def test_an_erased_persons_award_is_known_whatever_the_list_says_besides(unit, by, add):
    holder = add()
    record_honour(holder=holder, stated=HONOUR, by=by, at=AT)
    erase_person(holder=holder, reason="yêu cầu", by=by, at=AT)
    assert known_of(unit.pk, [FOLDED]) == []
    assert erasures_of(unit.pk).have_award(row_of(HONOUR))
    assert not erasures_of(unit.pk).have_award(row_of(replace(HONOUR, decision_number="13/QĐ")))
    assert not erasures_of(make_unit("Thái Bình").pk).have_award(row_of(HONOUR))


def test_an_erased_person_without_honours_is_known_by_the_digest_alone(unit, by, add):
    holder = add()
    erase_person(holder=holder, reason="yêu cầu", by=by, at=AT)
    assert Holder.objects.filter(folded=FOLDED).count() == 0
    assert erasures_of(unit.pk).have_person(row_of(HONOUR))
    assert not erasures_of(unit.pk).have_person(replace(row_of(HONOUR), birth_year=1969))


def test_a_record_merged_into_an_erased_one_is_known_by_its_own_name_and_the_awards_that_stay(unit, by, add):
    kept, gone = add("Nguyễn Hùng"), add()
    record_honour(holder=gone, stated=HONOUR, by=by, at=AT)
    merge_holders(kept=kept, gone=gone, by=by, at=AT)
    erase_person(holder=kept, reason="yêu cầu", by=by, at=AT)
    erasures = erasures_of(unit.pk)
    assert (erasures.have_award(row_of(HONOUR)), erasures.have_person(row_of(HONOUR))) == (True, False)


def test_many_erased_take_as_many_queries_as_one_and_none_takes_one(unit, by, add, django_assert_num_queries):
    with django_assert_num_queries(1):
        erasures_of(unit.pk)
    for name in (NAME, "Lê Thị Hòa", "Đỗ Văn Nam"):
        holder = add(name)
        record_honour(holder=holder, stated=HONOUR, by=by, at=AT)
        erase_person(holder=holder, reason="yêu cầu", by=by, at=AT)
        with django_assert_num_queries(2):
            erasures_of(unit.pk)


def test_records_that_changed_since_they_were_read_are_not_locked(unit, by, add):
    holder, other = add(), add("Lê Thị Hòa")
    records = records_named(unit.pk, [FOLDED, "le thi hoa"])
    assert lock_as_read(records.versions)
    stated_anew = StatedHolder("individual", "Lê Thị Hoàn", birth_year=1968)
    correct_holder(holder=other, stated=stated_anew, version=1, by=by, at=AT)
    assert not lock_as_read(records.versions)
    assert lock_as_read(records_named(unit.pk, [FOLDED]).versions)
    erase_person(holder=holder, reason="yêu cầu", by=by, at=AT)
    assert not lock_as_read({holder.pk: 2})


def test_a_collective_means_a_unit_where_one_in_scope_has_that_name_on_the_day(unit):
    change = date(2025, 7, 1)
    old = make_commune("Vũ Thư", under=unit, until=change)
    new = make_commune("Vũ Thư", under=unit, since=change)
    elsewhere = make_unit("Bắc Ninh")
    make_commune("Phù Lãng", under=elsewhere)
    asked = (("UBND xã Vũ Thư", 2024), ("xã Vũ Thư", 2025), ("Vũ Thư", 2025), ("xã Phù Lãng", 2024), ("Tổ 1", 2024))
    rows = [replace(row_of(HONOUR), kind="collective", name=name, year=year) for name, year in asked]
    meant = units_meant(unit.pk, rows, today=date(2026, 11, 20))
    assert meant == {
        ("UBND xã Vũ Thư", date(2024, 12, 31)): old.pk,
        ("xã Vũ Thư", date(2025, 12, 31)): new.pk,
    }


def row_of(honour):
    return Row(
        number=2, kind="individual", name=NAME, folded=FOLDED, birth_year=1968, gender="", title="", body=honour.body,
        form_code=honour.form_code, form_name=honour.form_name, type="", year=honour.year,
        decision_number=honour.decision_number, decided_on=None, authority="", reason="",
    )  # fmt: skip
