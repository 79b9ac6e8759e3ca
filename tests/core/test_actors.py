"""Actors: plain values, the roles held at the unit in whose name one works."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.actors import ANYONE, Actor, Grant, Role

roles = st.sampled_from([role for role in Role if role is not Role.PUBLIC])
grants = st.lists(st.builds(Grant, role=roles, unit_id=st.integers(1, 5)), max_size=8).map(tuple)


def actor(*held, unit_id=1):
    return Actor(
        uid=uuid.UUID(int=1),
        label="Trần Thu Hà",
        grants=tuple(Grant(role, unit) for role, unit in held),
        unit_id=unit_id,
    )


def test_roles_count_only_at_the_unit_in_whose_name_one_works():
    someone = actor((Role.OFFICER, 1), (Role.ADMINISTRATOR, 2))

    assert someone.roles == {Role.OFFICER}
    assert someone.has(Role.ADMINISTRATOR) is False


def test_without_a_role_one_is_the_public():
    assert actor((Role.OFFICER, 2)).roles == {Role.PUBLIC}
    assert ANYONE.roles == {Role.PUBLIC}


def test_several_roles_stand_in_the_trail_in_a_fixed_order():
    assert actor((Role.OFFICER, 1), (Role.APPROVER, 1)).role_label == "approver+officer"


@pytest.mark.parametrize("role", list(Role))
def test_the_public_may_do_only_what_the_public_may(role):
    assert ANYONE.has(role) is (role is Role.PUBLIC)


@given(grants, st.integers(1, 5))
def test_nobody_is_both_the_public_and_staff(held, unit_id):
    someone = Actor(uid=None, label="", grants=held, unit_id=unit_id)

    assert (Role.PUBLIC in someone.roles) == (not any(grant.unit_id == unit_id for grant in held))


@given(grants, grants, st.integers(1, 5))
def test_more_grants_never_take_a_role_away(held, more, unit_id):
    before = Actor(uid=None, label="", grants=held, unit_id=unit_id).roles - {Role.PUBLIC}
    after = Actor(uid=None, label="", grants=held + more, unit_id=unit_id).roles

    assert before <= after
