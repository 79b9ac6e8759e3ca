"""A reorganisation: planned, applied in one go, reversed as long as nothing was built on it."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor

from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.commands import (
    apply_reorganisation,
    draft_reorganisation,
    move_unit,
    rename_unit,
    reverse_reorganisation,
    revise_reorganisation,
)
from thidua.organisations.models import Lineage, Placement, Reorganisation, Succession, Unit, UnitDescription
from thidua.organisations.plans import NewUnit, Step, StepAct, StepFault, from_json, to_json

pytestmark = pytest.mark.django_db
BY = process_actor()
JULY = date(2026, 7, 1)
DAY_BEFORE = date(2026, 6, 30)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


def make_village(name, *, under):
    return make_unit(name, kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=under)


def merge(*units, into=None, name="Chung"):
    made = () if into else (NewUnit(name, UnitKind.COMMUNE, f"xã {name}"),)
    return Step(StepAct.MERGE, tuple(str(unit.uid) for unit in units), str(into.uid) if into else "", made)


def split(unit, *made):
    return Step(StepAct.SPLIT, (str(unit.uid),), made=made)


def part(name, *children, permille=None):
    return NewUnit(
        name, UnitKind.COMMUNE, f"xã {name}", permille=permille, children=tuple(str(c.uid) for c in children)
    )


def draft(province, *steps, title="Sắp xếp xã", on=JULY):
    return draft_reorganisation(unit=province, title=title, on=on, steps=steps, by=BY, at=AT)


def apply(province, *steps):
    return apply_reorganisation(reorganisation=draft(province, *steps), by=BY, at=AT)


def reverse(applied, reason="Nhập nhầm"):
    return reverse_reorganisation(reorganisation=applied, reason=reason, by=BY, at=AT)


def names_under(unit, day):
    rows = Lineage.objects.filter(ancestor=unit, depth=1, tree="territory").select_related("descendant")
    return sorted(
        row.descendant.name
        for row in rows
        if (row.since is None or row.since <= day) and (row.until is None or day < row.until)
    )


def everything():
    """All that says where units stand, without keys and versions."""
    return (
        sorted(Unit.objects.values_list("name", "kind", "since", "until")),
        sorted(UnitDescription.objects.values_list("unit__name", "name", "since", "until")),
        sorted(Placement.objects.values_list("unit__name", "parent__name", "since", "until"), key=str),
        sorted(Succession.objects.values_list("predecessor__name", "successor__name", "on")),
        sorted(Lineage.objects.values_list("ancestor__name", "descendant__name", "depth", "since", "until"), key=str),
    )


# --- Drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_changes_nothing(province):
    one, two = make_commune("Một", under=province), make_commune("Hai", under=province)
    before = everything()

    draft(province, merge(one, two))

    assert everything() == before


def test_a_draft_is_kept_with_its_steps_and_told_in_the_trail(province):
    step = merge(make_commune("Một", under=province), make_commune("Hai", under=province))

    kept = Reorganisation.objects.get(pk=draft(province, step).pk)

    assert (kept.title, from_json(kept.steps), kept.state) == ("Sắp xếp xã", (step,), "draft")
    assert AuditEntry.objects.get().act == "draft_reorganisation"


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        (Step(StepAct.MOVE, ()), StepFault.NO_UNIT),
        (Step(StepAct.MOVE, ("a", "a"), into="b"), StepFault.UNIT_TWICE),
        (Step(StepAct.MERGE, ("a", "b"), into="a"), StepFault.UNIT_TWICE),
        (Step(StepAct.MERGE, ("a", "b")), StepFault.NO_HEIR),
        (Step(StepAct.MERGE, ("a",), made=(NewUnit("C", "commune"),)), StepFault.NOTHING_TO_MERGE),
        (Step(StepAct.MERGE, ("a", "b"), made=(NewUnit(" ", "commune"),)), StepFault.NO_NAME),
        (Step(StepAct.SPLIT, ("a",), made=(NewUnit("C", "commune"),)), StepFault.ONE_PART),
        (
            Step(StepAct.SPLIT, ("a",), made=(NewUnit("C", "x", permille=600), NewUnit("D", "x", permille=600))),
            "shares",
        ),
        (
            Step(StepAct.SPLIT, ("a",), made=(NewUnit("C", "x", permille=600), NewUnit("D", "x", permille=300))),
            "shares",
        ),
        (Step(StepAct.MOVE, ("a",)), StepFault.NO_PARENT),
        (Step(StepAct.RENAME, ("a",)), StepFault.NO_NAME),
    ],
)
def test_a_step_that_cannot_be_is_refused_with_its_number(province, step, fault):
    with pytest.raises(Refused) as refused:
        draft(province, step)

    assert (step.fault, "Bước 1" in str(refused.value), Reorganisation.objects.count()) == (fault, True, 0)


def test_steps_come_back_from_json_as_they_were():
    steps = (
        Step(StepAct.SPLIT, ("a",), made=(NewUnit("C", "ward", permille=400, children=("x",)), NewUnit("D", "ward"))),
        Step(StepAct.RENAME, ("b",), made=(NewUnit("E", "ward"),)),
    )

    assert from_json(to_json(steps)) == steps


def test_a_draft_is_revised_and_a_stale_revision_is_refused(province):
    kept = draft(province, merge(make_commune("Một", under=province), make_commune("Hai", under=province)))
    told = {"on": JULY, "steps": [], "by": BY, "at": AT}
    revise_reorganisation(reorganisation=kept, title="Tên mới", **told)

    with pytest.raises(Stale):
        revise_reorganisation(reorganisation=kept, title="Tên khác", **told)

    assert Reorganisation.objects.get().title == "Tên mới"


# --- Applied ----------------------------------------------------------------------------------------------------------


def test_merged_communes_end_and_their_villages_stand_under_the_new_one(province):
    one, two = make_commune("Một", under=province), make_commune("Hai", under=province)
    for name, commune in (("Đông", one), ("Tây", two)):
        make_village(name, under=commune)

    apply(province, merge(one, two))

    joined = Unit.objects.get(name="Chung")
    assert (names_under(province, DAY_BEFORE), names_under(province, JULY)) == (["Hai", "Một"], ["Chung"])
    assert (names_under(joined, JULY), names_under(one, DAY_BEFORE)) == (["Tây", "Đông"], ["Đông"])
    assert sorted(joined.came_from.values_list("predecessor__name", "kind")) == [("Hai", "whole"), ("Một", "whole")]


def test_a_unit_may_be_merged_into_one_that_stays_the_same(province):
    one, two = make_commune("Một", under=province), make_commune("Hai", under=province)

    apply(province, merge(one, into=two))

    assert (names_under(province, JULY), Unit.objects.get(pk=two.pk).until) == (["Hai"], None)


def test_a_split_gives_each_village_to_the_part_chosen_for_it_and_keeps_an_unknown_share_unknown(province):
    old = make_commune("Cũ", under=province)
    east, west = make_village("Đông", under=old), make_village("Tây", under=old)

    apply(province, split(old, part("A", east), part("B", west)))

    placed = {name: names_under(Unit.objects.get(name=name), JULY) for name in "AB"}
    assert placed == {"A": ["Đông"], "B": ["Tây"]}
    assert set(old.became.values_list("share_permille", flat=True)) == {None}


def test_a_split_that_leaves_a_village_without_a_place_is_refused_and_changes_nothing(province):
    old = make_commune("Cũ", under=province)
    east = make_village("Đông", under=old)
    make_village("Tây", under=old)
    before = everything()

    with pytest.raises(Refused, match="Tây"):
        apply(province, split(old, part("A", east), part("B")))

    assert everything() == before


def test_moves_and_new_names_are_steps_too(province):
    other = make_unit("Thái Bình", under=make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY))
    here = Unit.objects.get(name="Việt Nam")
    commune = make_commune("Một", under=other)
    target = make_unit("Hải Phòng", under=here)
    steps = (
        Step(StepAct.MOVE, (str(commune.uid),), into=str(target.uid)),
        Step(StepAct.RENAME, (str(commune.uid),), made=(NewUnit("Một Mới", UnitKind.WARD, "phường Một Mới"),)),
    )

    apply(here, *steps)

    assert (names_under(other, JULY), names_under(target, JULY)) == ([], ["Một Mới"])


def test_a_step_that_fails_undoes_those_before_it(province):
    one, two = make_commune("Một", under=province), make_commune("Hai", under=province)
    before = everything()

    with pytest.raises(Refused):
        apply(province, merge(one, two), Step(StepAct.MOVE, (str(one.uid),), into=str(province.uid)))

    assert (everything(), Reorganisation.objects.get().state) == (before, "draft")


def test_units_of_somebody_else_are_refused(province):
    foreign = make_commune("Xa", under=make_unit("Thái Bình"))

    with pytest.raises(Refused, match="không thuộc"):
        apply(province, Step(StepAct.MOVE, (str(foreign.uid),), into=str(province.uid)))


def test_it_is_applied_once(province):
    kept = apply(province, merge(make_commune("Một", under=province), make_commune("Hai", under=province)))

    with pytest.raises(Refused, match="đã áp dụng"):
        apply_reorganisation(reorganisation=kept, by=BY, at=AT)


def test_an_empty_draft_is_not_applied(province):
    with pytest.raises(Refused, match="chưa có bước nào"):
        apply(province)


# --- Reversed ---------------------------------------------------------------------------------------------------------


def steps_of_every_kind(province):
    one, two, old = (make_commune(name, under=province) for name in ("Một", "Hai", "Cũ"))
    east, west = make_village("Đông", under=old), make_village("Tây", under=old)
    make_village("Giữa", under=one)
    moved = make_village("Lưu", under=two)
    stays = make_commune("Ở Lại", under=province)
    return (
        Step(StepAct.MOVE, (str(moved.uid),), into=str(stays.uid)),
        merge(one, two),
        split(old, part("A", east), part("B", west)),
        Step(StepAct.RENAME, (str(stays.uid),), made=(NewUnit("Tên Khác", UnitKind.WARD),)),
    )


def test_a_reversal_leaves_everything_as_it_was(province):
    steps = steps_of_every_kind(province)
    before = everything()
    applied = apply(province, *steps)
    between = everything()

    reverse(applied)

    assert (before != between, everything()) == (True, before)


def test_after_a_reversal_the_same_may_be_drafted_and_applied_again(province):
    steps = steps_of_every_kind(province)
    first = apply(province, *steps)
    once = everything()
    reverse(first)

    apply(province, *steps)

    assert everything() == once


def test_a_reversal_says_who_when_and_why(province):
    applied = apply(province, merge(make_commune("Một", under=province), make_commune("Hai", under=province)))

    kept = reverse(applied, reason=" Nghị quyết lùi ngày ")

    assert (kept.state, kept.reversed_by, kept.reversed_at, kept.reason) == (
        "reversed", "Người thử", AT, "Nghị quyết lùi ngày",
    )  # fmt: skip


def test_a_reversal_without_a_reason_is_refused(province):
    applied = apply(province, merge(make_commune("Một", under=province), make_commune("Hai", under=province)))

    with pytest.raises(Refused, match="lý do"):
        reverse(applied, reason="  ")


@pytest.mark.parametrize("change", ["move", "rename"])
def test_what_was_changed_since_is_not_reversed(province, change):
    applied = apply(province, merge(make_commune("Một", under=province), make_commune("Hai", under=province)))
    joined = Unit.objects.get(name="Chung")
    later = date(2026, 9, 1)
    if change == "move":
        move_unit(unit=joined, under=make_unit("Thái Bình"), on=later, by=BY, at=AT)
    else:
        rename_unit(unit=joined, since=later, name="Khác", by=BY, at=AT)

    with pytest.raises(Refused, match="thay đổi khác"):
        reverse(applied)


def test_where_somebody_works_at_a_new_unit_it_is_not_reversed(province):
    applied = apply(province, merge(make_commune("Một", under=province), make_commune("Hai", under=province)))
    make_user(unit=Unit.objects.get(name="Chung"))
    before = everything()

    with pytest.raises(Refused, match="dữ liệu riêng"):
        reverse(applied)

    assert everything() == before
