"""Who of a ledger may be meant by a row of a list."""

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import process_actor

from thidua.honours.commands import StatedHolder, StatedHonour, add_holder, add_post, record_honour, withdraw_honour
from thidua.honours.models import Holder
from thidua.honours.queries.importing import known_of
from thidua.honours.rules.bodies import body_form
from thidua.honours.rules.importing.known import Known, stated

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
