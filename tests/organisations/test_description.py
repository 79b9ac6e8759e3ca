"""What a unit was on a day: names, parents, where it came from and went."""

from datetime import date, timedelta

import pytest
from tests.organisations.conftest import AT, BY, JULY, JUNE_30, TODAY

from thidua.core.errors import Refused
from thidua.organisations.choices import SuccessionKind, Tree, UnitKind
from thidua.organisations.commands import Heir, record_succession, rename_unit
from thidua.organisations.queries import (
    children,
    describe,
    describe_all,
    parent_chain,
    resolve_name,
    unit_with_code,
    units_gone,
    units_named,
)

pytestmark = pytest.mark.django_db
CITY_DAY = date(2026, 4, 30)


@pytest.fixture
def dong_nai(create):
    """A province that became a city, with a commune; it came from Bình Phước and an older Đồng Nai."""
    country = create("Việt Nam", UnitKind.COUNTRY)
    older = [create(name, under=country, until=JULY) for name in ("Tỉnh Bình Phước", "Tỉnh Đồng Nai")]
    province = create("Tỉnh Đồng Nai", under=country, since=JULY, code="75")
    for old in older:
        record_succession(predecessor=old, heirs=[Heir(province)], on=JULY, by=BY, at=AT)
    rename_unit(unit=province, since=CITY_DAY, full_name="Thành phố Đồng Nai", kind=UnitKind.CITY, by=BY, at=AT)
    create("Xã Trị An", UnitKind.COMMUNE, under=province, since=JULY, code="26170")
    return province


def test_a_unit_is_described_as_it_was_that_day(dong_nai):
    before, after = describe(dong_nai, on=CITY_DAY - timedelta(days=1)), describe(dong_nai, on=CITY_DAY)

    assert (before.full_name, before.kind, before.exists) == ("Tỉnh Đồng Nai", UnitKind.PROVINCE, True)
    assert (after.full_name, after.kind, after.exists) == ("Thành phố Đồng Nai", UnitKind.CITY, True)


def test_a_unit_that_is_not_there_yet_is_described_by_its_first_name_and_said_so(dong_nai):
    early = describe(dong_nai, on=JUNE_30)

    assert (early.full_name, early.exists, early.chain) == ("Tỉnh Đồng Nai", False, ())


def test_a_unit_that_is_gone_is_described_by_its_last_name_and_said_so(create):
    unit = create("Tỉnh Thái Bình", until=JULY)

    late = describe(unit, on=JULY)

    assert (late.full_name, late.exists, late.until) == ("Tỉnh Thái Bình", False, JULY)


def test_parents_bear_the_name_of_the_day(dong_nai):
    commune = unit_with_code("26170", on=TODAY)

    assert describe(commune, on=JULY).chain == ("Tỉnh Đồng Nai", "Việt Nam")
    assert describe(commune, on=CITY_DAY).chain == ("Thành phố Đồng Nai", "Việt Nam")
    assert parent_chain(commune, on=CITY_DAY)[0] == dong_nai


def test_a_successor_bears_the_name_that_it_had_when_it_took_over(dong_nai):
    old = units_named("Bình Phước", on=JUNE_30)[0]

    assert [change.full_name for change in old.became] == ["Tỉnh Đồng Nai"]


def test_predecessors_are_listed_in_the_order_of_the_alphabet(dong_nai):
    assert [change.full_name for change in describe(dong_nai, on=TODAY).came_from] == [
        "Tỉnh Bình Phước",
        "Tỉnh Đồng Nai",
    ]


def test_describing_several_keeps_their_order(create):
    units = [create(f"Xã {name}", UnitKind.COMMUNE) for name in "CAB"]

    assert [row.unit for row in describe_all(units, on=TODAY)] == units
    assert describe_all([], on=TODAY) == []


def test_children_are_those_of_the_day_and_of_the_tree(create, place):
    province = create("Tỉnh Hưng Yên")
    create("Xã Cũ", UnitKind.COMMUNE, under=province, until=JULY)
    new = create("Xã Mới", UnitKind.COMMUNE, under=province, since=JULY)
    police = create("Công an tỉnh Hưng Yên", UnitKind.POLICE, under=province, tree=Tree.STATE)

    assert list(children(province, on=TODAY)) == [new]
    assert [str(unit) for unit in children(province, on=JUNE_30)] == ["Xã Cũ"]
    assert list(children(province, on=TODAY, tree=Tree.STATE)) == [police]


def test_grandchildren_are_no_children(create):
    country = create("Việt Nam", UnitKind.COUNTRY)
    province = create("Tỉnh Hưng Yên", under=country)
    create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)

    assert list(children(country, on=TODAY)) == [province]


def test_a_body_stands_first_under_the_unit_that_it_serves(create, place):
    country = create("Việt Nam", UnitKind.COUNTRY)
    ministry = create("Bộ Công an", UnitKind.MINISTRY, under=country, tree=Tree.STATE)
    province = create("Tỉnh Hưng Yên", under=country)
    police = create("Công an tỉnh Hưng Yên", UnitKind.POLICE, under=ministry, tree=Tree.POLICE)
    assert [str(unit) for unit in parent_chain(police, on=TODAY)] == ["Bộ Công an"]

    place(police, province, tree=Tree.STATE)

    assert [str(unit) for unit in parent_chain(police, on=TODAY)] == ["Tỉnh Hưng Yên", "Việt Nam"]


def test_a_share_is_told_where_it_is_known(create):
    old = create("Xã A", UnitKind.COMMUNE, until=JULY)
    heirs = [create(f"Xã {name}", UnitKind.COMMUNE, since=JULY) for name in "BC"]
    parts = [Heir(heirs[0], SuccessionKind.PART, 250), Heir(heirs[1], SuccessionKind.PART)]
    record_succession(predecessor=old, heirs=parts, on=JULY, by=BY, at=AT)

    assert [change.share_permille for change in describe(old, on=JUNE_30).became] == [250, None]


def test_a_renamed_unit_is_not_found_by_its_old_name_any_more_but_said_to_have_borne_it(dong_nai):
    assert units_named("tỉnh Đồng Nai", on=CITY_DAY) == []

    gone = units_gone("tỉnh Đồng Nai", on=CITY_DAY)

    assert {(row.unit.pk == dong_nai.pk, row.full_name) for row in gone} == {
        (True, "Tỉnh Đồng Nai"),
        (False, "Tỉnh Đồng Nai"),
    }


def test_a_unit_to_come_is_told_with_its_first_day(create):
    create("Tỉnh Hưng Yên", since=JULY)

    (coming,) = units_gone("Hưng Yên", on=JUNE_30)

    assert (coming.on, coming.since) == (JULY, JULY)


def test_names_typed_with_their_marks_come_first_within_a_level(create):
    for name in ("Xã Thạnh Hóa", "Xã Thanh Hòa", "Xã Thanh Hóa"):
        create(name, UnitKind.COMMUNE)

    assert units_named("Thanh Hoá", on=TODAY)[0].full_name == "Xã Thanh Hóa"
    assert len(units_named("thanh hoa", on=TODAY)) == 3


def test_two_units_of_one_name_and_level_are_no_answer(create):
    for province in ("Tỉnh A", "Tỉnh B"):
        create("Xã Tân Hưng", UnitKind.COMMUNE, under=create(province))

    assert resolve_name("xã Tân Hưng", on=TODAY) is None
    assert str(resolve_name("xã Tân Hưng, tỉnh B", on=TODAY)) == "Xã Tân Hưng"


def test_marks_count_in_the_names_of_communes(create):
    create("Xã Thạnh Hóa", UnitKind.COMMUNE)

    assert resolve_name("xã Thanh Hóa", on=TODAY) is None
    assert str(resolve_name("xã thanh hoa", on=TODAY)) == "Xã Thạnh Hóa"


def test_a_body_below_the_province_is_known_by_its_own_name(create):
    create("Xã Vũ Thư", UnitKind.COMMUNE)
    school = create("Xã hội học tập Vũ Thư", UnitKind.COMMUNE)

    assert resolve_name("Xã hội học tập Vũ Thư", on=TODAY) == school


@pytest.mark.parametrize("code", ["99", ""])
def test_an_unknown_code_is_refused_with_the_code_and_the_day(db, code):
    with pytest.raises(Refused) as refusal:
        unit_with_code(code, on=JULY)

    assert str(refusal.value) == (f"Không có đơn vị nào mang mã {code} vào ngày 01/07/2025. Kiểm tra lại mã và ngày.")


def test_a_code_is_looked_up_on_its_day(create):
    old, new = create("Tỉnh Hưng Yên", code="33", until=JULY), create("Tỉnh Hưng Yên", code="33", since=JULY)

    assert (unit_with_code("33", on=JUNE_30), unit_with_code("33", on=JULY)) == (old, new)


def test_inside_a_sentence_only_the_kind_of_a_territory_is_small(create):
    assert create("Tỉnh Hưng Yên").name_in_sentence == "tỉnh Hưng Yên"
    assert create("Công an tỉnh Hưng Yên", UnitKind.POLICE).name_in_sentence == "Công an tỉnh Hưng Yên"
    assert create("Việt Nam", UnitKind.COUNTRY).name_in_sentence == "Việt Nam"


def test_rows_name_themselves_for_the_trail_and_for_lists(create, place):
    country, province = create("Việt Nam", UnitKind.COUNTRY), create("Tỉnh Hưng Yên")
    placement = place(province, country)

    assert str(province) == str(province.descriptions.get()) == "Tỉnh Hưng Yên"
    assert str(placement) == f"{province.pk} < {country.pk}"
    assert [str(row) for row in province.lineage_up.filter(depth=1)] == [f"{country.pk} > {province.pk} (1)"]
