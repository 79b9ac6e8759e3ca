"""Roles are held at a unit from a day until a day; who moves loses the old scope that day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, make_user

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.organisations.queries import units_in_scope
from thidua.people import commands
from thidua.people.models import RoleGrant
from thidua.people.queries import actor_of
from thidua.people.rules import HeldSpan, overlaps, person_sort_key

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 1, 1))


@st.composite
def spans(draw):
    since = draw(days)
    until = draw(st.none() | st.integers(1, 900).map(lambda length: since + timedelta(days=length)))
    return HeldSpan(1, 1, "officer", since, until)


@given(spans(), spans())
def test_spans_overlap_the_same_both_ways_round(one, other):
    assert overlaps(one, other) == overlaps(other, one)


@given(spans())
def test_a_span_that_begins_when_another_ends_does_not_overlap(one):
    if one.until is not None:
        assert overlaps(one, HeldSpan(1, 1, "officer", one.until, None)) is False


@given(spans())
def test_a_span_overlaps_itself(one):
    assert overlaps(one, one) is True


def test_given_names_sort_first():
    assert person_sort_key("Trần Văn An") < person_sort_key("Lê Thị Bình")


@pytest.mark.django_db
def test_a_clerk_who_moves_loses_the_old_scope_that_day():
    province = make_unit()
    old, new = make_commune("Vũ Thư", under=province), make_commune("Thư Trì", under=province)
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    clerk = make_user(unit=old)

    commands.move_user(user=clerk, leave=old, join=new, role=Role.OFFICER, on=TODAY, by=admin, at=AT)

    the_day_before = actor_of(clerk, on=TODAY - timedelta(days=1))
    that_day = actor_of(clerk, on=TODAY)
    assert list(units_in_scope(the_day_before, on=TODAY - timedelta(days=1))) == [old]
    assert list(units_in_scope(that_day, on=TODAY)) == [new]


@pytest.mark.django_db
def test_the_same_role_is_not_given_twice_for_one_day():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    clerk = make_user(unit=province, since=date(2026, 1, 1))

    with pytest.raises(Refused, match="01/01/2026"):
        commands.give_role(user=clerk, unit=province, role=Role.OFFICER, since=TODAY, by=admin, at=AT)


@pytest.mark.django_db
def test_a_role_that_ends_before_it_begins_is_refused():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    clerk = make_user(unit=province)

    with pytest.raises(Refused, match="phải sau ngày bắt đầu"):
        commands.give_role(user=clerk, unit=province, role=Role.LEADER, since=TODAY, until=TODAY, by=admin, at=AT)


@pytest.mark.django_db
def test_the_last_administrator_keeps_the_role_until_another_has_it():
    province = make_unit()
    only = make_user(Role.ADMINISTRATOR, unit=province)
    grant = RoleGrant.objects.get(user=only)

    with pytest.raises(Refused, match="duy nhất"):
        commands.end_role(grant=grant, on=TODAY, by=actor_of(only, on=TODAY), at=AT)
    make_user(Role.ADMINISTRATOR, unit=province)
    ended = commands.end_role(grant=grant, on=TODAY, by=actor_of(only, on=TODAY), at=AT)

    assert ended.until == TODAY


@pytest.mark.django_db
def test_a_role_ended_on_its_first_day_is_as_if_never_given():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    clerk = make_user(unit=province, since=TODAY)

    commands.end_role(grant=RoleGrant.objects.get(user=clerk), on=TODAY, by=admin, at=AT)

    assert actor_of(clerk, on=TODAY).roles == {Role.PUBLIC}


@pytest.mark.django_db
def test_a_user_with_roles_at_two_units_works_for_the_one_they_chose():
    province = make_unit()
    commune = make_commune(under=province)
    clerk = make_user(unit=province)
    commands.give_role(
        user=clerk,
        unit=commune,
        role=Role.APPROVER,
        since=TODAY,
        by=make_actor(Role.ADMINISTRATOR, unit=province),
        at=AT,
    )

    commands.work_for(user=clerk, unit=commune, by=actor_of(clerk, on=TODAY), at=AT)
    clerk.refresh_from_db()

    assert actor_of(clerk, on=TODAY).roles == {Role.APPROVER}
