"""What a token opens, and when it stops."""

from datetime import timedelta

import pytest
from tests.api.conftest import Machine
from tests.factories.organisations import make_unit
from tests.factories.people import make_token, make_user

from thidua.api.bearer import CALLS_PER_MINUTE, PACE
from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.people.commands import make_token as make_api_token
from thidua.people.commands.tokens import NewToken
from thidua.people.models import ApiToken, RoleGrant, User
from thidua.people.queries import actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(commune):
    return make_user(Role.OFFICER, unit=commune)


def asked(secret):
    return Machine(secret).get("reports/due").status_code


def test_a_token_opens_what_its_user_may_see(user):
    secret, _token = make_token(user)

    assert asked(secret) == 200


def test_only_a_hash_of_the_secret_is_kept(user):
    secret, token = make_token(user)

    kept = [str(value) for row in (ApiToken, AuditEntry) for value in row.objects.values_list()]

    assert [each for each in kept if secret in each or secret.removeprefix("thidua_") in each] == []
    assert len(token.digest) == 64


@pytest.mark.parametrize("secret", ["", "thidua_khong-co", "đ" * 50])
def test_an_unknown_secret_is_a_stranger(db, secret):
    answer = Machine(secret.encode().decode("latin-1")).get("reports/due")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_signed_in_browser_without_a_token_is_a_stranger(client, user):
    client.force_login(user)

    assert client.get("/api/v1/reports/due").status_code == 401


def test_a_revoked_token_stops(user):
    secret, token = make_token(user)
    ApiToken.objects.filter(pk=token.pk).update(revoked_at=clock.now())

    assert asked(secret) == 401


def test_a_token_stops_on_the_day_on_which_it_ends(user):
    secret, token = make_token(user)
    found = []
    for until in (clock.today() + timedelta(days=1), clock.today()):
        ApiToken.objects.filter(pk=token.pk).update(until=until)
        found.append(asked(secret))

    assert found == [200, 401]


def test_a_token_stops_when_its_user_moves_to_another_unit(user):
    secret, _token = make_token(user)
    RoleGrant.objects.filter(user=user).update(unit=make_unit("Thái Bình"))

    assert asked(secret) == 401


def test_a_token_stops_when_the_role_ends_today(user):
    secret, _token = make_token(user)
    RoleGrant.objects.filter(user=user).update(until=clock.today())

    assert asked(secret) == 401


def test_a_token_stops_when_the_account_is_closed(user):
    secret, _token = make_token(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert asked(secret) == 401


def test_a_token_that_only_reads_writes_nothing(commune, machine):
    answer = machine(Role.OFFICER, commune, can_write=False).post("reports", {"form": "x", "year": 2026, "number": 1})

    assert (answer.status_code, answer.json()["type"]) == (403, "/api/v1/#not-permitted")


def test_a_leader_reads_and_writes_nothing(commune, machine):
    leader = machine(Role.LEADER, commune)

    answers = leader.get("reports/due"), leader.post("reports", {"form": "x", "year": 2026, "number": 1})

    assert [each.status_code for each in answers] == [200, 403]


def test_the_day_of_the_last_call_is_kept(user):
    secret, token = make_token(user)
    asked(secret)

    token.refresh_from_db()
    assert token.last_used_on == clock.today()


def test_who_calls_too_often_waits_until_the_next_minute(user, monkeypatch):
    secret, token = make_token(user)
    now = clock.now().replace(second=20)
    monkeypatch.setattr(clock, "now", lambda: now)
    for _call in range(CALLS_PER_MINUTE - 1):
        PACE.call(token.uid, now)

    answers = [Machine(secret).get("reports/due") for _call in range(2)]
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=1))

    assert [each.status_code for each in answers] == [200, 429]
    assert answers[1]["Retry-After"] == "40"
    assert asked(secret) == 200


def test_a_token_is_for_one_unit_and_role_though_its_user_holds_more(user, province, commune, machine):
    secret, _token = make_token(user)
    grant = RoleGrant.objects.get(user=user)
    RoleGrant.objects.create(
        user=user, unit=province, role=Role.ADMINISTRATOR, since=grant.since, created_at=grant.created_at
    )

    answer = Machine(secret).get("units", q="Hưng Yên")

    assert (answer.status_code, answer.json()["count"]) == (200, 0)


@pytest.fixture
def lent(user, commune):
    """The role of an approver, lent to the user for a week."""
    grant = RoleGrant.objects.get(user=user)
    return RoleGrant.objects.create(
        user=user,
        unit=commune,
        role=Role.APPROVER,
        since=clock.today(),
        until=clock.today() + timedelta(days=7),
        lent_by=make_user(Role.APPROVER, unit=commune),
        created_at=grant.created_at,
    )


def test_a_role_that_was_lent_opens_nothing_to_a_machine(user, lent):
    secret, token = make_token(user)
    before = asked(secret)
    ApiToken.objects.filter(pk=token.pk).update(role=lent.role)

    assert (before, asked(secret)) == (200, 401)


def test_a_token_is_not_made_for_a_lent_role(user, lent):
    new = NewToken("Máy", Role.APPROVER, can_write=True, until=clock.today() + timedelta(days=5))
    by = actor_of(user, on=clock.today())

    with pytest.raises(Refused, match="không giữ vai trò này"):
        make_api_token(new=new, by=by, at=clock.now())
    assert by.has(Role.APPROVER)
