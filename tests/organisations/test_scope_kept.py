"""The keys of a scope are kept while the trees stand as they are, and never a moment longer."""

from datetime import date

import pytest
from django.db import transaction
from tests.organisations.conftest import AT, BY, JULY, TODAY, actor_at

from thidua.organisations.choices import UnitKind
from thidua.organisations.commands import Heir, end_unit, move_unit, record_succession
from thidua.organisations.models import ForestState
from thidua.organisations.queries import scope, units_in_scope

pytestmark = pytest.mark.django_db


def seen(unit, on=TODAY):
    return {str(found) for found in units_in_scope(actor_at(unit), on=on)}


@pytest.fixture
def province(create):
    """A province with a ward; another province stands beside it."""
    create("Tỉnh Thanh Hóa")
    made = create("Tỉnh Hưng Yên")
    create("Phường Phố Hiến", UnitKind.WARD, under=made)
    return made


def test_asking_again_reads_only_the_state_of_the_trees(province, django_assert_num_queries):
    actor = actor_at(province)
    units_in_scope(actor, on=TODAY)

    with django_assert_num_queries(1):
        units_in_scope(actor, on=TODAY)


def test_each_change_of_the_trees_is_another_state(create):
    create("Tỉnh Hưng Yên")
    first = ForestState.objects.get().state
    create("Tỉnh Thanh Hóa")

    assert ForestState.objects.get().state != first


def test_a_unit_placed_after_the_scope_was_asked_for_is_in_it(province, create):
    before = seen(province)
    create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)

    assert (before, seen(province)) == (
        {"Tỉnh Hưng Yên", "Phường Phố Hiến"},
        {"Tỉnh Hưng Yên", "Phường Phố Hiến", "Xã Vũ Thư"},
    )


def test_a_unit_moved_away_after_the_scope_was_asked_for_is_not_in_it(province, create):
    ward = create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)
    other = create("Tỉnh Ninh Bình")
    before = seen(province)
    move_unit(unit=ward, under=other, on=date(2026, 1, 1), by=BY, at=AT)

    assert before - seen(province) == {"Xã Vũ Thư"}


def test_a_predecessor_recorded_after_the_scope_was_asked_for_is_in_it(province, create):
    old = create("Tỉnh Thái Bình", until=JULY)
    before = seen(province)
    record_succession(predecessor=old, heirs=[Heir(province)], on=JULY, by=BY, at=AT)

    assert seen(province) - before == {"Tỉnh Thái Bình"}


def test_a_unit_that_ends_stays_in_the_scope_it_ended_in(province, create):
    ward = create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)
    before = seen(province)
    end_unit(unit=ward, on=date(2026, 6, 1), by=BY, at=AT)

    assert seen(province) == before


def test_what_a_rolled_back_change_showed_is_forgotten(province, create):
    before = seen(province)
    with transaction.atomic():
        create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)
        within = seen(province)
        transaction.set_rollback(True)

    assert (within - before, seen(province)) == ({"Xã Vũ Thư"}, before)


def test_a_scope_of_one_day_is_not_that_of_another(province, create):
    create("Xã Vũ Thư", UnitKind.COMMUNE, under=province, since=JULY)
    later = seen(province, on=JULY)

    assert later - seen(province, on=date(2025, 6, 30)) == {"Xã Vũ Thư"}


def test_the_top_of_all_sees_also_a_unit_that_came_later(create):
    country = create("Việt Nam", UnitKind.COUNTRY)
    first = create("Tỉnh Hưng Yên", under=country)
    before = seen(country)
    create("Xã Vũ Thư", UnitKind.COMMUNE, under=first)
    create("Tỉnh ngoài cây")

    assert (before, seen(country)) == (
        {"Việt Nam", "Tỉnh Hưng Yên"},
        {"Việt Nam", "Tỉnh Hưng Yên", "Xã Vũ Thư"},
    )


@pytest.mark.parametrize("listed", [0, 1, 2, 3])
def test_a_scope_too_long_to_list_is_the_same_scope(province, monkeypatch, listed):
    monkeypatch.setattr(scope, "LISTED", listed)

    assert seen(province) == {"Tỉnh Hưng Yên", "Phường Phố Hiến"}


def test_without_a_state_the_trees_are_read_each_time(province, create):
    ForestState.objects.all().delete()
    before = seen(province)
    create("Xã Vũ Thư", UnitKind.COMMUNE, under=province)
    ForestState.objects.all().delete()

    assert seen(province) - before == {"Xã Vũ Thư"}
