"""Many names and codes at once: which unit each means on a day."""

from datetime import date

import pytest
from tests.factories.organisations import make_commune, make_unit

from thidua.organisations.models import Unit, UnitDescription
from thidua.organisations.queries.directory import Directory, Reason

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 31)


@pytest.fixture
def province():
    return make_unit("Hưng Yên", code="33")


def directory() -> Directory:
    return Directory(Unit.objects.all())


@pytest.mark.parametrize("said", ["xã Vũ Thư", "Xã  VŨ THƯ", "Vũ Thư", "vu thu", "x. Vũ Thư", "UBND xã Vũ Thư"])
def test_a_name_is_found_as_people_write_it(province, said):
    unit = make_commune("Vũ Thư", under=province)

    assert directory().find(said, on=DAY) == unit.pk


def test_marks_count_where_they_were_typed(province):
    unit = make_commune("Vũ Thư", under=province)

    assert [directory().find(said, on=DAY) for said in ("Vũ Thứ", "Vũ Thư", "")] == [Reason.NONE, unit.pk, Reason.NONE]


def test_units_of_one_name_are_several_unless_something_above_tells_them_apart(province):
    other = make_unit("Thái Bình")
    one, two = make_commune("Tân Hưng", under=province), make_commune("Tân Hưng", under=other)
    names = directory()

    assert names.find("Tân Hưng", on=DAY) == Reason.SEVERAL
    assert names.find("Tân Hưng", above="Thái Bình", on=DAY) == two.pk
    assert names.find("xã Tân Hưng, tỉnh Hưng Yên", on=DAY) == one.pk


def test_a_code_goes_before_the_name_and_may_have_lost_its_zeros(province):
    unit, other = make_commune("Vũ Thư", under=province, code="01234"), make_commune("An Bình", under=province)
    names = directory()

    assert names.find("", code="1234", on=DAY) == unit.pk
    assert names.find("Không biết", code="01234", on=DAY) == unit.pk
    assert names.find("An Bình", code="01234", on=DAY) == Reason.OTHER_CODE
    assert names.find("An Bình", code="77", on=DAY) == Reason.NO_CODE
    assert other.pk != unit.pk


def test_a_name_means_what_bore_it_on_the_day(province):
    unit = make_commune("Tên Mới", under=province)
    UnitDescription.objects.filter(unit=unit).update(since=date(2025, 7, 1))
    UnitDescription.objects.create(
        unit=unit, name="Tên Cũ", full_name="xã Tên Cũ", kind="commune", folded="xa ten cu", until=date(2025, 7, 1)
    )
    names = directory()

    assert [names.find("Tên Cũ", on=day) for day in (date(2025, 6, 30), DAY)] == [unit.pk, Reason.NONE]


def test_any_number_of_names_takes_one_query(province, django_assert_num_queries):
    for number in range(5):
        make_commune(f"Xóm {number}", under=province)

    with django_assert_num_queries(1):
        names = Directory(Unit.objects.all())
        found = [names.find(f"Xóm {number}", on=DAY) for number in range(5)]

    assert len(set(found)) == 5
