"""A unit begins, is called otherwise, ends; every act leaves a line in the trail."""

from datetime import date, timedelta

import pytest
from tests.organisations.conftest import AT, BY, JULY, JUNE_30

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.organisations.commands import create_unit, end_unit, move_unit, place_unit, rename_unit
from thidua.organisations.models import Placement, Unit
from thidua.organisations.queries import describe

pytestmark = pytest.mark.django_db


def test_a_new_unit_has_a_description_a_row_of_its_own_and_a_line_in_the_trail(create, lines):
    unit = create("Tỉnh Hưng Yên", since=JULY, code="33")

    assert (unit.name, unit.full_name, unit.folded) == ("Hưng Yên", "Tỉnh Hưng Yên", "tinh hung yen")
    assert [(d.full_name, d.code, d.since) for d in unit.descriptions.all()] == [("Tỉnh Hưng Yên", "33", JULY)]
    assert lines(unit) == [("Hưng Yên", 0, JULY, None)]
    entry = AuditEntry.objects.get(act="create_unit")
    assert (entry.object_uid, entry.actor_label) == (unit.uid, "Người thử")
    assert entry.after == {"full_name": "Tỉnh Hưng Yên", "kind": "province", "code": "33"}


def test_a_unit_is_called_by_its_plain_name_where_no_full_name_is_given(db):
    unit = create_unit(name="  Bộ  Công an ", kind=UnitKind.MINISTRY, level=Level.COUNTRY, since=None, by=BY, at=AT)

    assert (unit.name, unit.full_name) == ("Bộ Công an", "Bộ Công an")


def test_a_unit_without_a_name_is_refused(db):
    with pytest.raises(Refused, match="Chưa có tên đơn vị"):
        create_unit(name="  ", kind=UnitKind.SCHOOL, level=Level.COMMUNE, since=None, by=BY, at=AT)


def test_a_unit_that_ends_before_it_begins_is_refused(create):
    with pytest.raises(Refused, match="Tỉnh Hưng Yên: ngày kết thúc 30/06/2025 phải sau ngày bắt đầu 01/07/2025"):
        create("Tỉnh Hưng Yên", since=JULY, until=JUNE_30)


def test_a_code_is_of_one_unit_a_day(create):
    create("Tỉnh Hưng Yên", code="33", until=JULY)

    with pytest.raises(Refused, match="Mã 33 đang là của Tỉnh Hưng Yên"):
        create("Tỉnh Thái Bình", code="33", since=JUNE_30)


def test_a_code_may_be_given_again_after_its_unit_has_ended(create):
    old = create("Tỉnh Hưng Yên", code="33", until=JULY)
    new = create("Tỉnh Hưng Yên", code="33", since=JULY)

    assert old.pk != new.pk
    assert old.code == new.code


def test_a_unit_that_becomes_a_city_is_the_same_unit_with_another_name(create):
    province = create("Tỉnh Đồng Nai", since=JULY, code="75")
    day = date(2026, 4, 30)

    rename_unit(
        unit=province, since=day, full_name="Thành phố Đồng Nai", kind=UnitKind.CITY, legal_basis="30/2026/QH16",
        by=BY, at=AT,
    )  # fmt: skip

    province.refresh_from_db()
    assert (province.full_name, province.kind, province.version) == ("Thành phố Đồng Nai", "city", 2)
    assert describe(province, on=day - timedelta(days=1)).full_name == "Tỉnh Đồng Nai"
    assert describe(province, on=day).full_name == "Thành phố Đồng Nai"
    assert describe(province, on=day).code == "75"
    assert describe(province, on=day).legal_basis == "30/2026/QH16"
    entry = AuditEntry.objects.get(act="rename_unit")
    assert entry.before["full_name"] == "Tỉnh Đồng Nai"
    assert entry.after["full_name"] == "Thành phố Đồng Nai"


def test_a_new_name_alone_keeps_kind_and_code(create):
    commune = create("Xã Krông Na", UnitKind.COMMUNE, code="24256")

    made = rename_unit(unit=commune, since=JULY, name="Buôn Đôn", full_name="Xã Buôn Đôn", by=BY, at=AT)

    assert (made.name, made.kind, made.code) == ("Buôn Đôn", "commune", "24256")


def test_a_unit_that_has_ended_is_not_renamed(create):
    unit = create("Tỉnh Thái Bình", until=JULY)

    with pytest.raises(Refused, match="Tỉnh Thái Bình không hoạt động vào ngày 01/07/2025"):
        rename_unit(unit=unit, since=JULY, name="Thái Bình mới", by=BY, at=AT)


def test_a_name_is_not_put_before_a_later_one(create):
    unit = create("Tỉnh Đồng Nai")
    rename_unit(unit=unit, since=JULY, full_name="Thành phố Đồng Nai", by=BY, at=AT)

    with pytest.raises(Refused, match="đã có tên gọi mới từ ngày 01/07/2025"):
        rename_unit(unit=unit, since=JULY, full_name="Đặc khu Đồng Nai", by=BY, at=AT)


def test_a_new_code_that_another_unit_has_is_refused(create):
    create("Tỉnh Hưng Yên", code="33")
    other = create("Tỉnh Thái Bình", code="34")

    with pytest.raises(Refused, match="Mã 33 đang là của Tỉnh Hưng Yên"):
        rename_unit(unit=other, since=JULY, code="33", by=BY, at=AT)


def test_ending_a_unit_closes_its_name_its_place_and_its_rows(create, lines):
    country = create("Việt Nam", UnitKind.COUNTRY)
    province = create("Tỉnh Thái Bình", under=country)

    end_unit(unit=province, on=JULY, by=BY, at=AT)

    province.refresh_from_db()
    assert province.until == JULY
    assert [d.until for d in province.descriptions.all()] == [JULY]
    assert [p.until for p in province.placements.all()] == [JULY]
    assert lines(province) == [("Thái Bình", 0, None, JULY), ("Việt Nam", 1, None, JULY)]
    assert AuditEntry.objects.get(act="end_unit").after == {"until": "2025-07-01"}


def test_a_unit_with_others_under_it_does_not_end(create):
    province = create("Tỉnh Thái Bình")
    create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)

    with pytest.raises(Refused, match="Còn 1 đơn vị thuộc Tỉnh Thái Bình sau ngày 01/07/2025, như Xã Vũ Thư"):
        end_unit(unit=province, on=JULY, by=BY, at=AT)


def test_a_unit_ends_once_those_under_it_have_ended(create):
    province = create("Tỉnh Thái Bình")
    commune = create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)
    end_unit(unit=commune, on=JULY, by=BY, at=AT)

    assert end_unit(unit=province, on=JULY, by=BY, at=AT).until == JULY


def test_a_unit_ends_only_once(create):
    unit = create("Tỉnh Thái Bình", until=JULY)

    with pytest.raises(Refused, match="Tỉnh Thái Bình đã kết thúc từ ngày 01/07/2025"):
        end_unit(unit=unit, on=date(2026, 1, 1), by=BY, at=AT)


def test_a_unit_does_not_end_before_it_begins(create):
    unit = create("Tỉnh Hưng Yên", since=JULY)

    with pytest.raises(Refused, match="phải sau ngày bắt đầu 01/07/2025"):
        end_unit(unit=unit, on=JULY, by=BY, at=AT)


def test_a_unit_with_a_change_planned_for_later_does_not_end_before_it(create):
    unit = create("Tỉnh Đồng Nai")
    rename_unit(unit=unit, since=date(2026, 4, 30), full_name="Thành phố Đồng Nai", by=BY, at=AT)

    with pytest.raises(Refused, match="có thay đổi ghi từ ngày 01/07/2025 trở đi"):
        end_unit(unit=unit, on=JULY, by=BY, at=AT)


def test_a_placed_unit_stands_under_all_that_its_parent_stands_under(create, lines):
    country = create("Việt Nam", UnitKind.COUNTRY)
    province = create("Tỉnh Hưng Yên", under=country, since=JULY)
    commune = create("Xã Vũ Thư", UnitKind.COMMUNE, under=province, since=JULY)

    assert lines(commune) == [("Hưng Yên", 1, JULY, None), ("Việt Nam", 2, JULY, None), ("Vũ Thư", 0, JULY, None)]
    assert AuditEntry.objects.filter(act="place_unit").count() == 2


def test_placing_a_unit_takes_all_that_stands_under_it_along(create, place, lines):
    country = create("Việt Nam", UnitKind.COUNTRY)
    province = create("Tỉnh Hưng Yên")
    commune = create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)

    place(province, country, since=JULY)

    assert lines(commune) == [("Hưng Yên", 1, None, None), ("Việt Nam", 2, JULY, None), ("Vũ Thư", 0, None, None)]


def test_a_place_lasts_no_longer_than_the_parent(create, place):
    district = create("Huyện Vũ Thư", UnitKind.DISTRICT, until=JULY)
    commune = create("Xã Minh Lãng", UnitKind.COMMUNE)

    assert place(commune, district).until == JULY


def test_two_parents_at_one_time_are_refused_and_both_named(create, place):
    hung_yen, thai_binh = create("Tỉnh Hưng Yên"), create("Tỉnh Thái Bình")
    commune = create("Xã Vũ Thư", UnitKind.COMMUNE, under=thai_binh)

    with pytest.raises(Refused) as refusal:
        place(commune, hung_yen, since=JULY)

    assert str(refusal.value) == (
        "Xã Vũ Thư đã thuộc Tỉnh Thái Bình trong cây “địa giới hành chính” vào thời gian đó nên không thể đồng thời"
        " thuộc Tỉnh Hưng Yên. Hãy chuyển đơn vị thay vì xếp thêm."
    )
    assert Placement.objects.filter(unit=commune).count() == 1


def test_one_parent_after_another_is_no_clash(create, place):
    hung_yen, thai_binh = create("Tỉnh Hưng Yên"), create("Tỉnh Thái Bình")
    commune = create("Xã Vũ Thư", UnitKind.COMMUNE)

    place(commune, thai_binh, until=JULY)
    place(commune, hung_yen, since=JULY)

    assert [p.parent.name for p in commune.placements.order_by("pk")] == ["Thái Bình", "Hưng Yên"]


def test_a_unit_has_a_parent_in_each_of_several_trees(create, place, lines):
    ministry, province = create("Bộ Công an", UnitKind.MINISTRY), create("Tỉnh Thái Bình")
    police = create("Công an tỉnh Thái Bình", UnitKind.POLICE, under=ministry, tree=Tree.POLICE)

    place(police, province, tree=Tree.STATE)

    assert [row[0] for row in lines(police, Tree.POLICE) if row[1]] == ["Bộ Công an"]
    assert [row[0] for row in lines(police, Tree.STATE) if row[1]] == ["Thái Bình"]
    assert [row[1] for row in lines(police, Tree.TERRITORY)] == [0]
    assert [row[1] for row in lines(ministry, Tree.POLICE)] == [0]


def test_a_unit_does_not_stand_under_itself(create, place):
    unit = create("Tỉnh Hưng Yên")

    with pytest.raises(Refused, match="Tỉnh Hưng Yên không thể thuộc Tỉnh Hưng Yên"):
        place(unit, unit)


def test_a_ring_is_refused(create, place):
    country = create("Việt Nam", UnitKind.COUNTRY)
    province = create("Tỉnh Hưng Yên", under=country)
    commune = create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)

    with pytest.raises(Refused, match="Việt Nam không thể thuộc Xã Vũ Thư, vì Xã Vũ Thư đang thuộc chính Việt Nam"):
        place(country, commune)


@pytest.mark.parametrize(
    ("unit_life", "parent_life", "since", "sentence"),
    [
        (
            (JULY, None),
            (None, None),
            JUNE_30,
            "bắt đầu từ ngày 01/07/2025 nên chưa thể thuộc Tỉnh B từ ngày 30/06/2025",
        ),
        ((JULY, None), (None, None), None, "chưa thể thuộc Tỉnh B từ ngày chưa rõ"),
        ((None, None), (JULY, None), JUNE_30, "Tỉnh B bắt đầu từ ngày 01/07/2025 nên chưa thể có Xã A"),
        ((None, None), (None, JULY), JULY, "phải sau ngày bắt đầu 01/07/2025"),
        ((None, JULY), (None, None), JULY, "phải sau ngày bắt đầu 01/07/2025"),
    ],
)
def test_a_unit_stands_only_where_both_exist(create, place, unit_life, parent_life, since, sentence):
    unit = create("Xã A", UnitKind.COMMUNE, since=unit_life[0], until=unit_life[1])
    parent = create("Tỉnh B", since=parent_life[0], until=parent_life[1])

    with pytest.raises(Refused, match=sentence):
        place(unit, parent, since=since)


def test_a_given_end_after_the_parents_end_is_refused(create, place):
    unit, parent = create("Xã A", UnitKind.COMMUNE), create("Tỉnh B", until=JULY)

    with pytest.raises(Refused, match="Tỉnh B kết thúc từ ngày 01/07/2025 nên không thể có Xã A sau đó"):
        place(unit, parent, until=date(2026, 1, 1))


def test_a_moved_unit_leaves_one_parent_and_joins_another_that_day(create, lines):
    old, new = create("Tỉnh Thái Bình"), create("Tỉnh Hưng Yên")
    commune = create("Xã Vũ Thư", UnitKind.COMMUNE, under=old)

    move_unit(unit=commune, under=new, on=JULY, legal_basis="1666/NQ-UBTVQH15", by=BY, at=AT)

    assert lines(commune) == [
        ("Hưng Yên", 1, JULY, None),
        ("Thái Bình", 1, None, JULY),
        ("Vũ Thư", 0, None, None),
    ]
    entry = AuditEntry.objects.get(act="move_unit")
    assert (entry.before["under"], entry.after["under"]) == ("Tỉnh Thái Bình", "Tỉnh Hưng Yên")


def test_a_unit_that_stands_nowhere_is_not_moved(create):
    unit, parent = create("Xã Vũ Thư", UnitKind.COMMUNE), create("Tỉnh Hưng Yên")

    with pytest.raises(Refused, match="Xã Vũ Thư chưa thuộc đơn vị nào"):
        move_unit(unit=unit, under=parent, on=JULY, by=BY, at=AT)


def test_a_unit_is_not_moved_on_the_day_on_which_it_was_placed(create):
    old, new = create("Tỉnh Thái Bình"), create("Tỉnh Hưng Yên")
    unit = create("Xã Vũ Thư", UnitKind.COMMUNE, under=old, since=JULY)

    with pytest.raises(Refused, match="vừa thuộc Tỉnh Thái Bình từ chính ngày 01/07/2025"):
        move_unit(unit=unit, under=new, on=JULY, by=BY, at=AT)


def test_a_move_that_is_refused_leaves_everything_as_it_was(create, lines):
    province = create("Tỉnh Thái Bình")
    district = create("Huyện Vũ Thư", UnitKind.DISTRICT, under=province)
    commune = create("Xã Minh Lãng", UnitKind.COMMUNE, under=district)
    before = lines(district), lines(commune)

    with pytest.raises(Refused, match="không thể thuộc Xã Minh Lãng"):
        move_unit(unit=district, under=commune, on=JULY, by=BY, at=AT)

    assert (lines(district), lines(commune)) == before
    assert district.placements.get().until is None


def test_a_subtree_moves_with_its_root_from_that_day_on(create, lines):
    old, new = create("Tỉnh Thái Bình"), create("Tỉnh Hưng Yên")
    district = create("Huyện Vũ Thư", UnitKind.DISTRICT, under=old)
    commune = create("Xã Minh Lãng", UnitKind.COMMUNE, under=district)

    move_unit(unit=district, under=new, on=JULY, by=BY, at=AT)

    assert lines(commune) == [
        ("Hưng Yên", 2, JULY, None),
        ("Minh Lãng", 0, None, None),
        ("Thái Bình", 2, None, JULY),
        ("Vũ Thư", 1, None, None),
    ]


def test_placing_marks_the_unit_as_changed_here(create, place):
    unit, parent = create("Xã Vũ Thư", UnitKind.COMMUNE), create("Tỉnh Hưng Yên")

    place_unit(unit=unit, under=parent, since=JULY, by=BY, at=AT)

    assert Unit.objects.get(pk=unit.pk).version == 2
    assert Unit.objects.get(pk=parent.pk).version == 1
