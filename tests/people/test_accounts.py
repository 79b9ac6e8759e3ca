"""Accounts: created, imported, changed, closed; passwords handed out without e-mail."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, make_user

from thidua.core.actors import Role
from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.people import commands
from thidua.people.commands.accounts import NewUser
from thidua.people.models import User
from thidua.people.queries import actor_of, holds_roles_elsewhere, users_in_scope

pytestmark = pytest.mark.django_db


def new(unit, **fields):
    return NewUser(**{"username": "mai.lt", "full_name": "Lê Thị Mai", "unit": unit, "role": Role.OFFICER, **fields})


def test_a_new_user_gets_a_password_that_must_be_changed():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)

    user, password = commands.create_user(new=new(province), since=TODAY, by=admin, at=AT)

    assert (user.username, user.must_change_password, user.check_password(password)) == ("mai.lt", True, True)
    assert actor_of(user, on=TODAY).roles == {Role.OFFICER}


def test_creating_a_user_leaves_a_trail_without_the_password():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)

    _user, password = commands.create_user(new=new(province), since=TODAY, by=admin, at=AT)

    entry = AuditEntry.objects.get(act="create_user")
    assert (entry.actor_uid, entry.actor_role, entry.after) == (
        admin.uid,
        "administrator",
        {"username": "mai.lt", "full_name": "Lê Thị Mai"},
    )
    assert password not in str(AuditEntry.objects.values_list("before", "after"))


@pytest.mark.parametrize("name", ["Mai", "a", "lê.mai", "mai lt", ".mai", "x" * 61])
def test_a_sign_in_name_that_is_none_is_refused_with_what_to_write(name):
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    expected = name if name != "Mai" else None

    if expected is None:
        user, _password = commands.create_user(new=new(province, username=name), since=TODAY, by=admin, at=AT)
        assert user.username == "mai"
        return
    with pytest.raises(Refused, match="chữ thường không dấu"):
        commands.create_user(new=new(province, username=name), since=TODAY, by=admin, at=AT)


def test_a_double_click_creates_one_user():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    commands.create_user(new=new(province), since=TODAY, by=admin, at=AT)

    with pytest.raises(Refused, match="đã có người dùng"):
        commands.create_user(new=new(province), since=TODAY, by=admin, at=AT)

    assert User.objects.filter(username="mai.lt").count() == 1


def test_an_import_creates_all_or_none_and_names_the_row():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    rows = [new(province), new(province, username="tam.nv", full_name="Ngô Văn Tám"), new(province)]

    with pytest.raises(Refused, match="Dòng 3"):
        commands.import_users(rows=rows, since=TODAY, by=admin, at=AT)

    assert not User.objects.filter(username__in=["mai.lt", "tam.nv"]).exists()


def test_a_save_on_an_older_version_is_refused_with_both_texts():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    user = make_user(unit=province, full_name="Lê Thị Mai")
    commands.edit_user(user=user, full_name="Lê Thị Mai Hoa", address="chị", post="", version=1, by=admin, at=AT)

    with pytest.raises(Stale) as stale:
        commands.edit_user(user=user, full_name="Lê Mai", address="chị", post="", version=1, by=admin, at=AT)

    assert stale.value.theirs["full_name"] == "Lê Thị Mai Hoa"
    assert stale.value.ours["full_name"] == "Lê Mai"


def test_a_closed_account_cannot_sign_in_until_it_is_opened_again(client):
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    user = make_user(unit=province)

    commands.deactivate_user(user=user, on=TODAY, by=admin, at=AT)
    user.refresh_from_db()
    closed = user.is_active
    commands.reactivate_user(user=user, by=admin, at=AT)
    user.refresh_from_db()

    assert (closed, user.is_active) == (False, True)


def test_nobody_closes_their_own_account():
    province = make_unit()
    user = make_user(Role.ADMINISTRATOR, unit=province)

    with pytest.raises(Refused, match="của mình"):
        commands.deactivate_user(user=user, on=TODAY, by=actor_of(user, on=TODAY), at=AT)


def test_the_last_administrator_of_a_unit_cannot_be_closed():
    province = make_unit()
    commune = make_commune(under=province)
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    only = make_user(Role.ADMINISTRATOR, unit=commune)

    with pytest.raises(Refused, match="duy nhất"):
        commands.deactivate_user(user=only, on=TODAY, by=admin, at=AT)


def test_a_reset_password_is_in_force_at_once_and_must_be_changed():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    user = make_user(unit=province)

    password = commands.reset_password(user=user, by=admin, at=AT)
    user.refresh_from_db()

    assert (user.check_password(password), user.must_change_password) == (True, True)


def test_a_weak_password_is_refused_and_a_good_one_kept():
    user = make_user(unit=make_unit(), must_change_password=True)
    actor = actor_of(user, on=TODAY)

    with pytest.raises(Refused):
        commands.change_own_password(user=user, password="1234567890", by=actor, at=AT)
    commands.change_own_password(user=user, password="hai-con-trau-vang", by=actor, at=AT)
    user.refresh_from_db()

    assert (user.check_password("hai-con-trau-vang"), user.must_change_password) == (True, False)


def test_the_first_password_does_not_do_as_ones_own():
    province = make_unit()
    admin = make_actor(Role.ADMINISTRATOR, unit=province)
    user, first = commands.create_user(new=new(province), since=TODAY, by=admin, at=AT)

    with pytest.raises(Refused, match="đang dùng"):
        commands.change_own_password(user=user, password=first, by=actor_of(user, on=TODAY), at=AT)

    assert User.objects.get(pk=user.pk).must_change_password is True


def test_one_works_only_for_a_unit_where_one_holds_a_role():
    province, other = make_unit(), make_unit("Hải Phòng")
    user = make_user(unit=province)

    with pytest.raises(Refused, match="không giữ vai trò"):
        commands.work_for(user=user, unit=other, by=actor_of(user, on=TODAY), at=AT)


def test_administrators_see_the_users_of_their_subtree_only():
    province, other = make_unit(), make_unit("Hải Phòng")
    commune = make_commune(under=province)
    admin = make_user(Role.ADMINISTRATOR, unit=province, username="qt.tinh")
    below = make_user(unit=commune, username="cb.xa")
    make_user(unit=other, username="cb.khac")

    seen = users_in_scope(actor_of(admin, on=TODAY), on=TODAY)

    assert [user.username for user in seen] == [below.username, admin.username]


def test_an_account_with_a_role_elsewhere_is_not_the_communes_to_change():
    province = make_unit()
    commune = make_commune(under=province)
    admin = make_actor(Role.ADMINISTRATOR, unit=commune)
    both = make_user(unit=commune)
    commands.give_role(user=both, unit=province, role=Role.APPROVER, since=date(2026, 1, 1), by=admin, at=AT)

    assert holds_roles_elsewhere(both, admin, on=TODAY) is True
