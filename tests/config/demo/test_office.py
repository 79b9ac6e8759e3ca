"""The users of the demo and the sample profiles of its offices."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY

from thidua.config.beginning import DEMO_PASSWORD
from thidua.config.demo.office import DEMO_USERS, country, fill_profile, make_office
from thidua.config.demo.stage import print_users
from thidua.core.actors import Role
from thidua.documents.queries import profile_on, surroundings
from thidua.organisations.choices import Level, UnitKind
from thidua.people.queries import actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def top():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def province(top):
    return make_unit("Hưng Yên", under=top)


@pytest.fixture
def office(top, province):
    for unit, folded in ((top, "viet nam"), (province, "tinh hung yen")):
        unit.folded = folded
        unit.save()
    make_commune("Vũ Thư", under=province)
    return make_office(at=AT)


def test_there_is_a_user_for_each_role_of_staff(office):
    roles = {role for user in office for role in actor_of(user, on=TODAY).roles}

    assert roles == set(Role) - {Role.PUBLIC}


def test_every_user_of_the_demo_signs_in_with_the_printed_password_at_once(office):
    assert [(user.check_password(DEMO_PASSWORD), user.must_change_password) for user in office] == [
        (True, False) for _user in DEMO_USERS
    ]


def test_the_clerk_of_the_province_works_for_the_province_alone(office, province):
    clerk = next(user for user in office if user.username == "hoa.hy")

    assert {grant.unit_id for grant in actor_of(clerk, on=TODAY).grants} == {province.pk}


def test_sign_in_names_stand_once_and_are_printed_with_the_password(capsys):
    print_users("127.0.0.1", 8123)
    printed = capsys.readouterr().out
    names = [user.username for user in DEMO_USERS]

    assert (len(set(names)), [name in printed for name in names]) == (len(names), [True] * len(names))
    assert "http://127.0.0.1:8123/cong-khai/" in printed


def test_the_root_of_the_territory_is_the_country(top, province):
    assert country() == top


@pytest.mark.parametrize(
    ("kind", "level", "full_name", "head", "superior", "symbol"),
    [
        (UnitKind.PROVINCE, Level.PROVINCE, "Tỉnh Thái Bình", "BAN CHỈ ĐẠO 138 TỈNH THÁI BÌNH",
         "ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH", "BCĐ"),
        (UnitKind.POLICE, Level.PROVINCE, "Công an tỉnh Thái Bình", "CÔNG AN TỈNH THÁI BÌNH", "BỘ CÔNG AN", "CA"),
        (UnitKind.MINISTRY, Level.COUNTRY, "Bộ Công an", "BỘ CÔNG AN", "", "CA"),
    ],
)  # fmt: skip
def test_a_sample_profile_fits_the_kind_of_its_office(top, kind, level, full_name, head, superior, symbol):
    unit = make_unit("Thái Bình", kind=kind, level=level, under=top)
    unit.full_name = full_name
    unit.save()
    fill_profile(unit, on=TODAY, at=AT)
    profile = profile_on(unit, TODAY)

    assert (profile.issuing_body, profile.superior_body, profile.symbol) == (head, superior, symbol)


def test_the_profile_of_the_country_stands_under_the_government(top):
    fill_profile(top, on=TODAY, at=AT)
    profile = profile_on(top, TODAY)

    assert (profile.issuing_body, profile.superior_body, profile.place) == ("BAN CHỈ ĐẠO 138", "CHÍNH PHỦ", "Hà Nội")


def test_a_commune_writes_from_its_province(province):
    commune = make_commune(under=province)
    fill_profile(commune, on=TODAY, at=AT)

    assert profile_on(commune, TODAY).place == "Hưng Yên"


def test_a_unit_that_ended_writes_from_the_province_of_its_last_day(top):
    old = make_unit("Thái Bình", under=top, until=date(2025, 7, 1))
    district = make_unit("Vũ Thư", kind=UnitKind.DISTRICT, level=Level.DISTRICT, under=old, until=date(2025, 7, 1))
    fill_profile(district, on=TODAY, at=AT)

    assert profile_on(district, TODAY).place == "Thái Bình"


def test_documents_of_the_demo_are_complete(province):
    fill_profile(province, on=TODAY, at=AT)

    assert surroundings(province, TODAY).missing == ()
