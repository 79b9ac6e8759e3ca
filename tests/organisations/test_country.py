"""The real country, loaded once: counts, identity, names and day boundaries."""

from collections import Counter
from datetime import date, timedelta

import pytest
from tests.organisations.conftest import AT, BY, JULY, JUNE_30, TODAY, actor_at

from thidua.organisations.choices import Level, Tree
from thidua.organisations.commands import load_units
from thidua.organisations.models import Lineage, Placement, Succession, Unit, UnitDescription
from thidua.organisations.queries import (
    children,
    describe,
    describe_all,
    in_force,
    living_heirs,
    parent_chain,
    resolve_name,
    unit_options,
    unit_with_code,
    units_gone,
    units_in_scope,
    units_named,
)
from thidua.organisations.records import read_units

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
JUNE_2019 = date(2019, 6, 1)


def at_level(level, on):
    return Unit.objects.filter(in_force(on), level=level, placements__tree=Tree.TERRITORY).distinct()


def by_key(key):
    return Unit.objects.get(load_key=key)


@pytest.mark.parametrize(
    ("on", "provinces", "districts", "communes"),
    [(JUNE_2019, 63, 696, 10_035), (JUNE_30, 63, 696, 10_035), (JULY, 34, 0, 3_321), (TODAY, 34, 0, 3_321)],
)
def test_there_are_as_many_units_as_the_law_says(on, provinces, districts, communes):
    levels = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)

    assert [at_level(level, on).count() for level in levels] == [provinces, districts, communes]


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        (JULY, {"province": 28, "city": 6, "ward": 687, "commune": 2_621, "special_zone": 13}),
        (date(2026, 4, 30), {"province": 27, "city": 7, "ward": 697, "commune": 2_611, "special_zone": 13}),
        (date(2026, 9, 1), {"province": 26, "city": 8, "ward": 697, "commune": 2_611, "special_zone": 13}),
        (date(2026, 9, 20), {"province": 25, "city": 9, "ward": 709, "commune": 2_599, "special_zone": 13}),
    ],
)
def test_kinds_change_on_the_days_of_2026(on, kinds):
    territory = UnitDescription.objects.filter(in_force(on), unit__level__in=[1, 3], unit__placements__tree="territory")

    assert Counter(territory.distinct().values_list("kind", flat=True)) == kinds


@pytest.mark.parametrize(
    ("code", "wards", "communes", "zones"),
    [("33", 11, 93, 0), ("31", 45, 67, 2), ("38", 19, 147, 0), ("75", 33, 62, 0)],
)
def test_a_province_has_the_communes_that_its_resolution_names(code, wards, communes, zones):
    below = describe_all(list(children(unit_with_code(code, on=TODAY), on=TODAY)), on=TODAY)

    assert Counter(unit.kind.value for unit in below) == Counter(
        {kind: count for kind, count in (("ward", wards), ("commune", communes), ("special_zone", zones)) if count}
    )


def test_loading_again_changes_nothing():
    models = (Unit, UnitDescription, Placement, Lineage, Succession)
    before = [model.objects.count() for model in models]
    report = load_units(records=read_units(), by=BY, at=AT)

    assert report.changed_nothing
    assert [model.objects.count() for model in models] == before


def test_no_unit_has_two_parents_in_a_tree_on_any_day():
    for day in (JUNE_2019, JUNE_30, JULY, TODAY):
        placed = Placement.objects.filter(in_force(day)).values_list("unit", "tree")
        assert max(Counter(placed).values()) == 1


def test_no_code_is_of_two_units_on_one_day():
    for day in (JUNE_30, JULY, TODAY):
        codes = UnitDescription.objects.filter(in_force(day)).exclude(code="").values_list("code", flat=True)
        assert max(Counter(codes).values()) == 1


def test_the_closure_agrees_with_the_placements():
    for day in (JUNE_30, TODAY):
        parents = {
            (unit, tree): parent
            for unit, tree, parent in Placement.objects.filter(in_force(day)).values_list("unit", "tree", "parent")
        }
        steps = Lineage.objects.filter(in_force(day), depth=1).values_list("descendant", "tree", "ancestor")
        assert {(unit, tree): parent for unit, tree, parent in steps} == parents


def test_thai_binh_was_a_province_and_a_city_and_communes():
    found = units_named("Thái Bình", on=JUNE_2019)

    assert [(u.full_name, u.level) for u in found[:2]] == [("Tỉnh Thái Bình", 1), ("Thành phố Thái Bình", 2)]
    assert [u.level for u in found] == sorted(u.level for u in found)
    assert found[0].chain == ("Việt Nam",)
    assert found[1].chain == ("Tỉnh Thái Bình", "Việt Nam")
    assert [(change.full_name, change.on) for change in found[0].became] == [("Tỉnh Hưng Yên", JULY)]
    assert found[0].came_from == ()
    assert found[0].since is None


def test_thai_binh_is_a_ward_of_hung_yen_today_and_the_province_is_gone():
    found, gone = units_named("Thái Bình", on=TODAY), units_gone("Thái Bình", on=TODAY)

    ward = next(unit for unit in found if unit.kind == "ward")
    assert ward.chain == ("Tỉnh Hưng Yên", "Việt Nam")
    assert "Phường Bồ Xuyên" in [change.full_name for change in ward.came_from]
    assert all(unit.level == Level.COMMUNE for unit in found)
    assert (gone[0].full_name, gone[0].until, gone[0].became[0].full_name) == ("Tỉnh Thái Bình", JULY, "Tỉnh Hưng Yên")


def test_thanh_hoa_is_the_same_unit_before_and_after():
    before, after = resolve_name("tỉnh Thanh Hóa", on=JUNE_30), resolve_name("tỉnh Thanh Hóa", on=JULY)

    assert before == after
    assert (describe(after, on=TODAY).came_from, describe(after, on=TODAY).became) == ((), ())
    assert (after.since, after.until) == (None, None)


def test_hung_yen_is_a_new_unit_with_the_old_name_and_code():
    before, after = resolve_name("tỉnh Hưng Yên", on=JUNE_30), resolve_name("tỉnh Hưng Yên", on=JULY)

    assert before != after
    assert (before.code, after.code) == ("33", "33")
    assert [change.full_name for change in describe(after, on=JULY).came_from] == ["Tỉnh Hưng Yên", "Tỉnh Thái Bình"]


def test_the_eleven_provinces_that_were_not_merged_are_the_same():
    same = at_level(Level.PROVINCE, TODAY).filter(since__isnull=True)

    assert {unit.name for unit in same} == {
        "Hà Nội", "Huế", "Cao Bằng", "Điện Biên", "Hà Tĩnh", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh", "Sơn La",
        "Thanh Hóa",
    }  # fmt: skip


def test_a_township_that_became_a_commune_alone_is_the_same_unit():
    muong_lat = by_key("2025-06/14845")

    assert describe(muong_lat, on=JUNE_30).full_name == "Thị trấn Mường Lát"
    assert describe(muong_lat, on=JULY).full_name == "Xã Mường Lát"
    assert describe(muong_lat, on=JUNE_30).chain == ("Huyện Mường Lát", "Tỉnh Thanh Hóa", "Việt Nam")
    assert describe(muong_lat, on=JULY).chain == ("Tỉnh Thanh Hóa", "Việt Nam")


def test_an_island_district_became_a_special_zone_wholly():
    zone = unit_with_code("26732", on=TODAY)

    assert [(c.full_name, c.kind) for c in describe(zone, on=TODAY).came_from] == [("Huyện Côn Đảo", "whole")]


def test_the_shares_of_a_divided_commune_are_undetermined_and_never_guessed():
    parts = Succession.objects.filter(kind="part")

    assert parts.values("predecessor").distinct().count() == 471
    assert not parts.filter(share_permille__isnull=False).exists()
    assert not Succession.objects.filter(kind="whole").exclude(share_permille=1000).exists()


def test_every_old_commune_lives_on_or_has_heirs_and_every_new_one_has_predecessors():
    old = Unit.objects.filter(level=Level.COMMUNE, until=JULY)
    new = Unit.objects.filter(level=Level.COMMUNE, since=JULY)

    assert not old.filter(became__isnull=True).exists()
    assert not new.filter(came_from__isnull=True).exists()


def test_every_new_commune_says_by_which_resolution_it_was_made():
    new = UnitDescription.objects.filter(unit__level=Level.COMMUNE, unit__since=JULY)

    assert not new.filter(legal_basis="").exclude(since__gt=JULY).exists()
    assert describe(unit_with_code("13192", on=TODAY), on=TODAY).legal_basis.startswith(
        "Nghị quyết số 1666/NQ-UBTVQH15"
    )


def test_a_commune_that_stayed_says_by_which_law_it_came_under_the_province():
    stayed = unit_with_code("00859", on=TODAY)

    assert describe(stayed, on=JUNE_30).legal_basis == ""
    assert describe(stayed, on=JULY).legal_basis == (
        "Luật số 72/2025/QH15 ngày 16/6/2025; Nghị quyết số 1684/NQ-UBTVQH15 ngày 16/6/2025"
    )


@pytest.mark.parametrize(
    ("code", "day", "before", "after"),
    [
        ("75", date(2026, 4, 30), "Tỉnh Đồng Nai", "Thành phố Đồng Nai"),
        ("22", date(2026, 9, 1), "Tỉnh Quảng Ninh", "Thành phố Quảng Ninh"),
        ("24", date(2026, 9, 20), "Tỉnh Bắc Ninh", "Thành phố Bắc Ninh"),
        ("26368", date(2026, 4, 30), "Xã Long Thành", "Phường Long Thành"),
        ("07840", date(2026, 9, 20), "Xã Hiệp Hòa", "Phường Hiệp Hòa"),
        ("46", date(2025, 1, 1), "Tỉnh Thừa Thiên Huế", "Thành phố Huế"),
    ],
)
def test_a_change_of_kind_is_a_new_name_of_the_same_unit_from_that_day(code, day, before, after):
    eve = day - timedelta(days=1)

    assert unit_with_code(code, on=eve) == unit_with_code(code, on=day)
    assert describe(unit_with_code(code, on=eve), on=eve).full_name == before
    assert describe(unit_with_code(code, on=day), on=day).full_name == after


def test_the_police_of_a_province_is_called_after_it_day_by_day():
    police = resolve_name("Công an tỉnh Đồng Nai", on=JULY)

    assert describe(police, on=date(2026, 4, 29)).full_name == "Công an tỉnh Đồng Nai"
    assert describe(police, on=date(2026, 4, 30)).full_name == "Công an thành phố Đồng Nai"
    assert police.level == Level.PROVINCE


def test_the_police_stands_under_the_ministry_and_under_its_province():
    police = resolve_name("Công an tỉnh Thái Bình", on=JUNE_2019)

    assert [str(unit) for unit in parent_chain(police, on=JUNE_2019)] == ["Tỉnh Thái Bình", "Việt Nam"]
    ministry = resolve_name("Bộ Công an", on=JUNE_2019)
    assert police in children(ministry, on=JUNE_2019, tree=Tree.POLICE)
    assert [str(unit) for unit in living_heirs(police, on=TODAY)] == ["Công an tỉnh Hưng Yên"]


@pytest.mark.parametrize(
    ("text", "on", "key"),
    [
        ("UBND tỉnh Hải Dương", JUNE_2019, "2025-06/30"),
        ("tỉnh Hải Dương", JUNE_2019, "2025-06/30"),
        ("Hải Dương", JUNE_2019, "2025-06/30"),
        ("thành phố Hải Dương", JUNE_2019, "2025-06/288"),
        ("Uỷ ban nhân dân tỉnh Thanh Hoá", TODAY, "2025-06/38"),
        ("UBND TỈNH NGHỆ AN", TODAY, "2025-06/40"),
        ("TP. Hồ Chí Minh", JUNE_2019, "2025-06/79"),
        ("TPHCM", TODAY, "2025-07/79"),
        ("Đắc Lắc", JUNE_2019, "2025-06/66"),
        ("Bà Rịa–Vũng Tàu", JUNE_2019, "2025-06/77"),
        ("Thừa Thiên - Huế", JUNE_2019, "2025-06/46"),
        ("hai duong", JUNE_2019, "2025-06/30"),
        ("Công an tỉnh Thái Bình", JUNE_2019, "cong-an/2025-06/34"),
        ("Công an Thái Bình", JUNE_2019, "cong-an/2025-06/34"),
        ("Hội CCB tỉnh Nghệ An", TODAY, "hoi-ccb/2025-06/40"),
        ("Ban Chỉ đạo 138 tỉnh Thái Bình", JUNE_30, "bcd-138/2025-06/34"),
        ("Bộ Công an", TODAY, "bo-cong-an"),
        ("Hội Cựu chiến binh Việt Nam", JUNE_2019, "hoi-ccb"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam", TODAY, None),
        ("xã Vũ Thư, tỉnh Hưng Yên", TODAY, "2025-07/13192"),
        ("xã Thái Bình (Tuyên Quang)", TODAY, "2025-07/02494"),
        ("cả nước", TODAY, "viet-nam"),
        ("tỉnh Thái Bình", JUNE_30, "2025-06/34"),
        ("tỉnh Thái Bình", JULY, None),
        ("Hải Dương", TODAY, None),
        ("thành phố Đồng Nai", date(2026, 4, 29), None),
        ("thành phố Đồng Nai", date(2026, 4, 30), "2025-07/75"),
        ("xã Tân Hưng", TODAY, None),
        ("xã Vũ Thư, tỉnh Nghệ An", TODAY, None),
        ("xã Vũ Thư, tỉnh Không Có", TODAY, None),
        ("một nơi không có", TODAY, None),
        ("", TODAY, None),
    ],
)
def test_a_printed_name_means_one_unit_of_its_day_or_none(text, on, key):
    unit = resolve_name(text, on=on)

    assert (unit.load_key if unit else None) == key


def test_a_bare_name_means_a_lower_unit_only_within_a_given_set():
    province = resolve_name("tỉnh Hưng Yên", on=TODAY)

    assert resolve_name("Vũ Thư", on=TODAY) is None
    assert resolve_name("Vũ Thư", on=TODAY, within=units_in_scope(actor_at(province), on=TODAY)).load_key == (
        "2025-07/13192"
    )


def test_a_name_is_not_found_outside_the_given_set():
    within = units_in_scope(actor_at(resolve_name("tỉnh Nghệ An", on=TODAY)), on=TODAY)

    assert resolve_name("tỉnh Hưng Yên", on=TODAY, within=within) is None
    assert units_named("Thái Bình", on=TODAY, within=within) == []


def test_describing_many_takes_as_many_queries_as_describing_one(django_assert_num_queries):
    units = list(at_level(Level.COMMUNE, TODAY)[:30])

    with django_assert_num_queries(4):
        describe_all(units[:1], on=TODAY)
    with django_assert_num_queries(4):
        describe_all(units, on=TODAY)


def test_a_province_sees_its_predecessors_rows_and_not_its_neighbours():
    scope = units_in_scope(actor_at(resolve_name("tỉnh Hưng Yên", on=TODAY)), on=TODAY)
    keys = set(scope.values_list("load_key", flat=True))

    assert {"2025-07/33", "2025-06/33", "2025-06/34", "2025-07/13192", "cong-an/2025-06/34", "2025-06/336"} <= keys
    assert not keys & {"viet-nam", "2025-06/38", "2025-07/31", "cong-an/2025-06/38", "bo-cong-an"}
    assert scope.filter(in_force(TODAY), level=Level.COMMUNE).count() == 104


def test_completion_reaches_the_whole_country():
    actor = actor_at(by_key("viet-nam"))
    offered = unit_options(actor, "thai b", on=TODAY)

    assert "Phường Thái Bình" in [str(unit) for unit in offered]


def test_points_lie_in_the_country():
    placed = Unit.objects.filter(latitude_e5__isnull=False)

    assert not placed.exclude(latitude_e5__range=(700_000, 2_350_000)).exists()
    assert not placed.exclude(longitude_e5__range=(10_200_000, 11_500_000)).exists()
    assert not Unit.objects.filter(level=Level.COMMUNE, until__isnull=True, latitude_e5__isnull=True).exists()
