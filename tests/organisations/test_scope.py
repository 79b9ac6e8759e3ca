"""Who sees which units."""

from datetime import date, timedelta

import pytest
from tests.organisations.conftest import AT, BY, JULY, JUNE_30, TODAY, actor_at

from thidua.core.actors import ANYONE
from thidua.organisations.choices import SuccessionKind, Tree, UnitKind
from thidua.organisations.commands import Heir, move_unit, record_succession
from thidua.organisations.queries import unit_options, units_in_scope

pytestmark = pytest.mark.django_db


def seen(unit, on=TODAY):
    return {str(found) for found in units_in_scope(actor_at(unit), on=on)}


def succeed(old, *heirs):
    kind = SuccessionKind.WHOLE if len(heirs) == 1 else SuccessionKind.PART
    record_succession(predecessor=old, heirs=[Heir(heir, kind) for heir in heirs], on=JULY, by=BY, at=AT)


@pytest.fixture
def small_country(create):
    """Thái Bình and its bodies became Hưng Yên; Thanh Hóa stayed."""
    units = {"country": create("Việt Nam", UnitKind.COUNTRY)}
    top = units["country"]
    units["thai_binh"] = create("Tỉnh Thái Bình", under=top, until=JULY)
    units["vu_thu"] = create("Huyện Vũ Thư", UnitKind.DISTRICT, under=units["thai_binh"], until=JULY)
    units["minh_lang"] = create("Xã Minh Lãng", UnitKind.COMMUNE, under=units["vu_thu"], until=JULY)
    units["hung_yen"] = create("Tỉnh Hưng Yên", under=top, since=JULY)
    units["new_vu_thu"] = create("Xã Vũ Thư", UnitKind.COMMUNE, under=units["hung_yen"], since=JULY)
    units["thanh_hoa"] = create("Tỉnh Thanh Hóa", under=top)
    units["sam_son"] = create("Phường Sầm Sơn", UnitKind.WARD, under=units["thanh_hoa"], since=JULY)
    units["ministry"] = create("Bộ Công an", UnitKind.MINISTRY, under=top, tree=Tree.STATE)
    for key, province, life in (
        ("old_police", "thai_binh", {"until": JULY}),
        ("police", "hung_yen", {"since": JULY}),
        ("other_police", "thanh_hoa", {}),
    ):
        name = f"Công an {units[province].name_in_sentence}"
        units[key] = create(name, UnitKind.POLICE, under=units["ministry"], tree=Tree.POLICE, **life)
    return units


@pytest.fixture
def served(small_country, place):
    """The same, with the police of each province under it as the body that serves it."""
    for police, province in (("old_police", "thai_binh"), ("police", "hung_yen"), ("other_police", "thanh_hoa")):
        unit = small_country[police]
        place(unit, small_country[province], since=unit.since, tree=Tree.STATE)
    succeed(small_country["thai_binh"], small_country["hung_yen"])
    succeed(small_country["minh_lang"], small_country["new_vu_thu"])
    succeed(small_country["old_police"], small_country["police"])
    return small_country


def test_the_public_sees_no_unit(served):
    assert not units_in_scope(ANYONE, on=TODAY).exists()


def test_a_province_sees_itself_all_under_it_and_what_came_before(served):
    assert seen(served["hung_yen"]) == {
        "Tỉnh Hưng Yên",
        "Xã Vũ Thư",
        "Công an tỉnh Hưng Yên",
        "Tỉnh Thái Bình",
        "Huyện Vũ Thư",
        "Xã Minh Lãng",
        "Công an tỉnh Thái Bình",
    }


def test_a_commune_sees_its_predecessors_and_neither_its_province_nor_another(served):
    assert seen(served["new_vu_thu"]) == {"Xã Vũ Thư", "Xã Minh Lãng"}


def test_a_ministry_sees_its_own_line_and_not_the_provinces(served):
    assert seen(served["ministry"]) == {
        "Bộ Công an",
        "Công an tỉnh Thái Bình",
        "Công an tỉnh Hưng Yên",
        "Công an tỉnh Thanh Hóa",
    }


def test_the_country_sees_everything_the_bodies_and_the_past_too(served):
    assert seen(served["country"]) == {str(unit) for unit in served.values()}


def test_a_province_that_stayed_sees_its_own_only(served):
    assert seen(served["thanh_hoa"]) == {"Tỉnh Thanh Hóa", "Phường Sầm Sơn", "Công an tỉnh Thanh Hóa"}


def test_what_ended_under_a_living_unit_stays_in_its_scope(create):
    province = create("Tỉnh Thanh Hóa")
    create("Huyện Quảng Xương", UnitKind.DISTRICT, under=province, until=JULY)

    assert seen(province) == {"Tỉnh Thanh Hóa", "Huyện Quảng Xương"}


def test_a_unit_that_is_to_come_is_not_seen_yet(served):
    day = JUNE_30

    assert "Phường Sầm Sơn" not in seen(served["thanh_hoa"], on=day)
    assert "Phường Sầm Sơn" in seen(served["thanh_hoa"], on=day + timedelta(days=1))


def test_a_unit_that_moved_away_leaves_the_scope_that_day(create):
    old, new = create("Tỉnh Hà Tây"), create("Thành phố Hà Nội")
    commune = create("Xã Đông Xuân", UnitKind.COMMUNE, under=old)
    day = date(2026, 3, 1)

    move_unit(unit=commune, under=new, on=day, by=BY, at=AT)

    assert "Xã Đông Xuân" in seen(old, on=date(2026, 2, 28))
    assert "Xã Đông Xuân" not in seen(old, on=day)
    assert "Xã Đông Xuân" in seen(new, on=day)


def test_what_lives_on_elsewhere_is_not_seen_through_a_common_predecessor(create, place):
    old = create("Tỉnh Hải Hưng", until=JULY)
    one, other = create("Tỉnh Hải Dương", since=JULY), create("Tỉnh Hưng Yên", since=JULY)
    commune = create("Xã Sống", UnitKind.COMMUNE)
    place(commune, old, until=JULY)
    place(commune, other, since=JULY)
    succeed(old, one, other)

    assert seen(one) == {"Tỉnh Hải Dương", "Tỉnh Hải Hưng"}
    assert seen(other) == {"Tỉnh Hưng Yên", "Tỉnh Hải Hưng", "Xã Sống"}


def test_completion_offers_what_is_in_scope_and_exists(served):
    offered = unit_options(actor_at(served["hung_yen"]), "vu thu", on=TODAY)

    assert [str(unit) for unit in offered] == ["Xã Vũ Thư"]


def test_completion_never_offers_a_foreign_unit(served):
    assert unit_options(actor_at(served["hung_yen"]), "Thanh Hóa", on=TODAY) == []
    assert unit_options(ANYONE, "Thanh Hóa", on=TODAY) == []


def test_completion_puts_names_that_begin_so_before_others(create):
    top = create("Việt Nam", UnitKind.COUNTRY)
    for name in ("Xã Bình An", "Xã An Bình", "Tỉnh Thái Bình"):
        kind = UnitKind.PROVINCE if name.startswith("Tỉnh") else UnitKind.COMMUNE
        create(name, kind, under=top)

    offered = [str(unit) for unit in unit_options(actor_at(top), "binh", on=TODAY)]

    assert offered == ["Xã Bình An", "Tỉnh Thái Bình", "Xã An Bình"]


def test_completion_finds_a_code_and_keeps_to_its_limit(create):
    top = create("Việt Nam", UnitKind.COUNTRY)
    for number in range(5):
        create(f"Xã Tân {number}", UnitKind.COMMUNE, under=top, code=f"0000{number}")

    assert [str(unit) for unit in unit_options(actor_at(top), "00003", on=TODAY)] == ["Xã Tân 3"]
    assert len(unit_options(actor_at(top), "tan", on=TODAY, limit=3)) == 3
    assert len(unit_options(actor_at(top), "", on=TODAY, limit=4)) == 4
