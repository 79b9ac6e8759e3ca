"""Bodies that were named before their unit was in the trees, tied to it when units are loaded."""

from datetime import date

import pytest
from tests.factories.honours import give, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, process_actor

from thidua.core.models import AuditEntry
from thidua.honours.commands import ensure_bodies, tie_bodies
from thidua.honours.models import Body, MatchKey
from thidua.honours.queries.scope import holders
from thidua.honours.rules.beside import unit_key

pytestmark = pytest.mark.django_db
NAME = "UBND xã An Bình"
JULY = date(2025, 7, 1)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


def tie():
    return tie_bodies(by=process_actor(), at=AT)


def test_a_body_named_before_its_unit_was_there_is_tied_to_it(province):
    ensure_bodies([NAME, "Trường THPT An Bình"], on=TODAY)
    commune = make_commune("An Bình", under=province)

    assert tie() == 1
    assert dict(Body.objects.values_list("name", "unit")) == {NAME: commune.pk, "Trường THPT An Bình": None}
    assert AuditEntry.objects.get(act="tie_bodies").after == {"names": [NAME]}
    assert tie() == 0


def test_who_was_there_is_seen_by_the_unit_and_found_under_it(province):
    person = make_person(make_unit("Thái Bình"), unit=NAME)
    commune = make_commune("An Bình", under=province)
    tie()

    assert person in holders(make_actor(unit=commune), on=TODAY)
    assert MatchKey.objects.filter(holder=person, key__endswith=unit_key(commune.pk)).exists()


def test_a_body_that_was_told_of_before_the_unit_began_is_not_it(province):
    give(make_person(province), 2019, body=NAME)
    make_commune("An Bình", under=province, since=JULY)

    assert tie() == 0


def test_a_body_is_the_unit_that_had_its_name_when_it_was_first_told_of(province):
    give(make_person(province), 2019, authority=NAME)
    give(make_person(province, "Lò Thị Mẩy"), 2026, body=NAME)
    old = make_commune("An Bình", under=province, until=JULY)
    make_commune("An Bình", under=province, since=JULY)
    tie()

    assert Body.objects.get(name=NAME).unit == old


def test_a_name_that_two_units_have_ties_nothing(province):
    ensure_bodies([NAME], on=TODAY)
    for unit in (province, make_unit("Thái Bình")):
        make_commune("An Bình", under=unit)

    assert tie() == 0
