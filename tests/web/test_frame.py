"""The frame of every staff page."""

import re

import pytest
from django.test import RequestFactory
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import TODAY, make_actor, make_user
from tests.factories.registry import make_document

from thidua.core.actors import Role
from thidua.people.models import RoleGrant
from thidua.people.queries import actor_of
from thidua.web.frame import Frame

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


def frame(actor, path="/"):
    return Frame(RequestFactory().get(path), actor)


def test_only_sections_that_exist_stand_in_the_side_bar(province):
    shown = frame(make_actor(unit=province))

    addresses = [link.url for group in shown.groups for link in group.links] + [link.url for link in shown.foot]

    assert all(addresses)
    assert addresses[0] == reverse("office:home")


def test_home_is_open_only_on_the_home_page(province):
    actor = make_actor(unit=province)

    assert [frame(actor, path).groups[0].links[0].current for path in ("/", "/tim/")] == [True, False]


def test_a_section_is_open_on_the_pages_below_it(province):
    shown = frame(make_actor(Role.ADMINISTRATOR, unit=province), reverse("office:add_person"))

    assert [link.current for link in shown.foot if link.entry.name == "office:people"] == [True]


def test_who_may_not_see_the_users_sees_their_own_unit_instead(province):
    shown = frame(make_actor(Role.OFFICER, unit=province))

    assert shown.foot[0].url == reverse("office:unit", kwargs={"uid": province.uid})


def test_the_unit_is_the_one_worked_for(province):
    commune = make_commune(under=province)
    user = make_user(unit=province)
    RoleGrant.objects.create(user=user, unit=commune, role=Role.LEADER, since="2020-01-01", created_at=user.created_at)

    shown = frame(actor_of(user, on=TODAY))

    assert (shown.unit, {unit.pk for unit in shown.units}) == (province, {province.pk, commune.pk})


def test_nothing_is_read_before_the_page_is_drawn(province, django_assert_num_queries):
    actor = make_actor(unit=province)

    with django_assert_num_queries(0):
        frame(actor)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLIC])
def test_every_link_that_a_role_sees_opens_for_it(client, province, role):
    make_document(province)
    client.force_login(make_user(role, unit=province))
    page = client.get("/").text + client.get(reverse("office:search"), {"q": "so ket"}).text

    addresses = {url for url in re.findall(r'href="(/[^"#?]*)', page) if not url.startswith("/static/")}

    assert {url: client.get(url).status_code for url in addresses} == dict.fromkeys(addresses, 200)


def test_every_page_names_its_language_and_offers_to_skip_the_bars(client, province):
    client.force_login(make_user(unit=province))

    page = client.get("/").text

    assert ('<html lang="vi"' in page, 'href="#main"' in page, 'id="main"' in page) == (True, True, True)


def test_the_demo_is_named_as_such_on_every_page(client, province, settings):
    settings.DEMO = True
    client.force_login(make_user(unit=province))

    assert "Dữ liệu mẫu" in client.get("/").text


def test_a_real_office_is_not_called_a_demo(client, province):
    client.force_login(make_user(unit=province))

    assert "Dữ liệu mẫu" not in client.get("/").text


@pytest.mark.parametrize("asset", ["thidua/tokens.css", "thidua/drum.svg", "bootstrap/css/bootstrap.min.css"])
def test_assets_are_found(asset):
    from django.contrib.staticfiles import finders

    assert finders.find(asset)
