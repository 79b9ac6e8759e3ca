"""The page «Kết nối máy»: making a token, showing its secret once, revoking it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_token, make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.people.models import ApiToken, RoleGrant

pytestmark = pytest.mark.django_db
PAGE = "/ket-noi/"


@pytest.fixture
def commune():
    return make_commune("Vũ Thư", under=make_unit("Hưng Yên"))


@pytest.fixture
def user(commune):
    return make_user(Role.OFFICER, unit=commune)


@pytest.fixture
def browser(client, user):
    client.force_login(user)
    return client


def typed(**other):
    until = clock.today() + timedelta(days=30)
    return {"name": "Kho dữ liệu", "role": "officer", "access": "write", "until": f"{until:%d/%m/%Y}", **other}


def test_the_secret_is_shown_once_and_opens_what_was_asked_for(browser, client, user, commune):
    shown = browser.post(PAGE, typed())
    secret = re.search(r"thidua_[\w-]+", shown.text)[0]

    token = ApiToken.objects.get()
    assert (token.user, token.unit, token.role, token.can_write) == (user, commune, "officer", True)
    assert shown["Cache-Control"] == "no-store"
    assert secret not in browser.get(PAGE).text
    assert client.get("/api/v1/reports/due", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_making_and_revoking_stand_in_the_audit_trail(browser, user):
    browser.post(PAGE, typed())
    browser.post(reverse("office:revoke_token", args=[ApiToken.objects.get().uid]))

    found = AuditEntry.objects.filter(object_kind="ApiToken").order_by("id")
    assert [(each.act, each.object_label, each.actor_uid) for each in found] == [
        ("make_token", "Kho dữ liệu", user.uid),
        ("revoke_token", "Kho dữ liệu", user.uid),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("role", "administrator"), ("name", "   "), ("until", "01/01/2020"), ("until", "01/01/2999"), ("until", "mai")],
)
def test_more_than_the_user_has_is_not_given(browser, field, value):
    answer = browser.post(PAGE, typed(**{field: value}))

    assert (answer.status_code, ApiToken.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == [field]


def test_only_roles_held_at_the_unit_worked_for_are_offered(browser, user):
    grant = RoleGrant.objects.get(user=user)
    RoleGrant.objects.create(
        user=user, unit=make_unit("Thái Bình"), role=Role.LEADER, since=grant.since, created_at=grant.created_at
    )

    page = browser.get(PAGE)

    assert [value for value, _label in page.context["form"].fields["role"].choices] == ["officer"]


def test_anothers_token_is_neither_shown_nor_revoked(browser, commune):
    _secret, token = make_token(make_user(Role.OFFICER, unit=commune), name="Máy người khác")

    answer = browser.post(reverse("office:revoke_token", args=[token.uid]))

    assert answer.status_code == 404
    assert "Máy người khác" not in browser.get(PAGE).text


def test_an_administrator_sees_and_revokes_the_tokens_of_the_units_in_scope(client, user, commune):
    _secret, token = make_token(user, name="Máy của xã")
    client.force_login(make_user(Role.ADMINISTRATOR, unit=commune))

    shown = client.get(PAGE).text
    client.post(reverse("office:revoke_token", args=[token.uid]))

    token.refresh_from_db()
    assert "Máy của xã" in shown
    assert token.revoked_at is not None


def test_revoking_twice_changes_nothing(browser, user):
    _secret, token = make_token(user)
    for _press in range(2):
        browser.post(reverse("office:revoke_token", args=[token.uid]))

    assert AuditEntry.objects.filter(act="revoke_token").count() == 1


def test_the_page_takes_a_fixed_number_of_questions(browser, user, django_assert_max_num_queries):
    for number in range(12):
        make_token(user, name=f"Máy {number}")

    with django_assert_max_num_queries(26):
        page = browser.get(PAGE)

    assert len(page.context["live"]) == 12
