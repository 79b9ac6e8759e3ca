"""Titles registered early in a year: by whom, what became of them, whether a nominee had registered."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.honours import make_collective, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.rounds import make_nomination, make_round, move_to

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.honours.commands import merge_holders
from thidua.nominations.choices import State
from thidua.nominations.commands.registering import (
    StatedRegistration,
    register_title,
    restore_registration,
    withdraw_registration,
)
from thidua.nominations.models import Registration
from thidua.nominations.queries.registering import registered_on, registered_titles, registrations

pytestmark = pytest.mark.django_db
QUERIES = 4
TODAY, EARLY = date(2026, 11, 20), date(2026, 3, 2)
FIGHTER, ADVANCED, TEAM = "chien_si_thi_dua_co_so", "lao_dong_tien_tien", "tap_the_lao_dong_tien_tien"


@pytest.fixture
def commune():
    return make_commune("Vũ Thư", under=make_unit("Hưng Yên"))


@pytest.fixture
def by(commune):
    return process_actor(commune)


@pytest.fixture
def register(commune, by):
    """Register a title."""

    def write(holder, code=FIGHTER, *, year=2026, on=EARLY):
        stated = StatedRegistration(holder, code, on)
        return register_title(unit=commune, year=year, stated=stated, by=by, at=AT)

    return write


def test_a_title_is_registered_once_under_its_official_name(register, commune):
    person = make_person(commune)
    made = register(person)

    assert (made.award_name, made.year, made.registered_on) == ("Chiến sĩ thi đua cơ sở", 2026, EARLY)
    assert register(person) == made
    assert AuditEntry.objects.filter(act="register_title").count() == 1


def test_a_registration_is_taken_back_and_written_again(register, commune, by):
    made = register(make_person(commune))
    withdraw_registration(registration=made, reason="ghi nhầm", by=by, at=AT)
    gone = registrations(make_actor(unit=commune), on=TODAY).count()

    restore_registration(registration=made, by=by, at=AT)

    assert (gone, registrations(make_actor(unit=commune), on=TODAY).get()) == (0, made)


def test_what_was_written_anew_meanwhile_does_not_stand_twice(register, commune, by):
    person = make_person(commune)
    made = register(person)
    withdraw_registration(registration=made, by=by, at=AT)
    register(person)

    with pytest.raises(Refused, match="Không cần ghi lại"):
        restore_registration(registration=made, by=by, at=AT)
    assert Registration.objects.in_force().count() == 1


@pytest.mark.parametrize(
    ("code", "changed", "field"),
    [
        ("giay_khen", {}, "award_code"),
        ("khong_co", {}, "award_code"),
        (TEAM, {}, "award_code"),
        (FIGHTER, {"on": date(2026, 11, 21)}, "registered_on"),
        (FIGHTER, {"year": 2028}, "year"),
    ],
)
def test_what_is_no_title_for_such_a_recipient_or_cannot_be_is_refused_at_its_field(
    register, commune, code, changed, field
):
    with pytest.raises(Refused) as refused:
        register(make_person(commune), code, **changed)

    assert (refused.value.field, Registration.objects.count()) == (field, 0)


def test_a_title_for_collectives_alone_says_so_with_its_provision(register, commune):
    register(make_collective(commune, "Thôn Trung Hòa"), TEAM)

    with pytest.raises(Refused, match=r"chỉ tặng cho tập thể, không tặng cho cá nhân.*06/2022/QH15"):
        register(make_person(commune), TEAM)


def test_only_people_of_the_unit_register_for_it_and_take_back(register, commune):
    stranger, made = process_actor(make_unit("Thái Nguyên")), register(make_person(commune))
    stated = StatedRegistration(made.holder, ADVANCED, EARLY)

    with pytest.raises(Refused, match="Chỉ người của xã Vũ Thư"):
        register_title(unit=commune, year=2026, stated=stated, by=stranger, at=AT)
    with pytest.raises(Refused, match="Chỉ người của xã Vũ Thư"):
        withdraw_registration(registration=made, by=stranger, at=AT)


def test_registrations_are_seen_in_scope_by_year(register, commune):
    made = register(make_person(commune))
    register(made.holder, year=2025)
    above, foreign = make_actor(unit=commune), make_actor(unit=make_unit("Thái Nguyên"))

    assert list(registrations(above, on=TODAY, year=2026)) == [made]
    assert registrations(foreign, on=TODAY).count() == 0


def test_a_nominee_had_registered_where_award_and_year_are_the_same(register, commune):
    found = make_round(commune, award_codes=[FIGHTER, ADVANCED])
    person = make_person(commune)
    register(person)
    same, other = (make_nomination(found, holder=person, award=code) for code in (FIGHTER, ADVANCED))

    assert registered_on([same, other]) == {same.pk: EARLY}


def test_a_registration_stays_the_nominees_when_records_are_put_together(register, commune, by):
    kept, gone = make_person(commune, "Lê Thị Hòa"), make_person(commune, "Lê Thị Hoà", birth_year=None)
    made = register(gone)
    merge_holders(kept=kept, gone=gone, reason="một người", by=by, at=AT)
    nomination = make_nomination(make_round(commune, award_codes=[FIGHTER]), holder=kept, award=FIGHTER)

    (told,) = registered_titles([made], make_actor(unit=commune), on=TODAY)

    assert registered_on([nomination]) == {nomination.pk: EARLY}
    assert (told.nomination, told.state) == (nomination, State.DRAFT)


@pytest.mark.parametrize("count", [1, 3])
def test_what_became_of_registrations_costs_the_same_for_a_list_of_any_length(register, commune, count):
    found, actor = make_round(commune, award_codes=[FIGHTER]), make_actor(unit=commune)
    for number in range(count):
        person = make_person(commune, f"Lê Văn {number}")
        register(person)
        made = make_nomination(found, holder=person, award=FIGHTER)
    move_to(made, "withdrawn")
    rows = list(registrations(actor, on=TODAY))

    with CaptureQueriesContext(connection) as asked:
        told = registered_titles(rows, actor, on=TODAY)

    assert [each.state for each in told] == [*[State.DRAFT] * (count - 1), None]
    assert len(asked) == QUERIES
