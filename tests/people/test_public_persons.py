"""Persons named in a public capacity: one row a person, namesakes apart."""

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_actor

from thidua.core.errors import Refused
from thidua.people.commands import record_public_person
from thidua.people.models import PublicPerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_actor(unit=make_unit())


def test_the_same_person_in_two_articles_is_one_person(officer):
    first = record_public_person(name="Đỗ Văn Hoà", posts=["Giám đốc Công an tỉnh"], by=officer, at=AT)

    second = record_public_person(
        name="Đỗ Văn Hòa",
        rank="Đại tá",
        posts=["Giám đốc Công an tỉnh", "Ủy viên Ban Thường vụ Tỉnh ủy"],
        by=officer,
        at=AT,
    )

    assert (second.pk, second.rank, second.posts) == (
        first.pk,
        "Đại tá",
        ["Giám đốc Công an tỉnh", "Ủy viên Ban Thường vụ Tỉnh ủy"],
    )


def test_a_namesake_with_other_posts_is_another_person(officer):
    record_public_person(name="Nguyễn Văn Thanh", posts=["Chủ tịch UBND xã"], by=officer, at=AT)

    record_public_person(name="Nguyễn Văn Thanh", posts=["Hiệu trưởng"], by=officer, at=AT)

    assert PublicPerson.objects.filter(folded="nguyen van thanh").count() == 2


def test_names_that_differ_in_a_mark_are_two_people(officer):
    record_public_person(name="Lê Thị Hoa", by=officer, at=AT)

    record_public_person(name="Lê Thị Hoà", by=officer, at=AT)

    assert PublicPerson.objects.count() == 2


def test_a_person_without_a_name_is_refused(officer):
    with pytest.raises(Refused, match="Chưa có họ và tên"):
        record_public_person(name="  ", by=officer, at=AT)
