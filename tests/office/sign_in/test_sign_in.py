"""Signing in and out, first passwords, too many failures, and the unit worked for."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import PASSWORD, make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.people.models import RoleGrant, User

pytestmark = pytest.mark.django_db
SIGN_IN = "/dang-nhap/"
CHANGE = "/doi-mat-khau/"


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


def sign_in(client, username="ha.tt", password=PASSWORD, **fields):
    return client.post(SIGN_IN, {"username": username, "password": password, **fields})


def test_a_user_signs_in_and_comes_home(client, province):
    make_user(unit=province, username="ha.tt")

    answer = sign_in(client)

    assert (answer.status_code, answer.url) == (302, "/")


def test_the_name_may_be_typed_in_capitals_and_with_blanks(client, province):
    make_user(unit=province, username="ha.tt")

    assert sign_in(client, username=" Ha.TT ").status_code == 302


def test_who_came_for_a_page_is_brought_to_it(client, province):
    make_user(unit=province, username="ha.tt")
    asked = client.get("/tim/?q=vu")

    answer = sign_in(client, next="/tim/?q=vu")

    assert (asked.url, answer.url) == (f"{SIGN_IN}?next=%2Ftim%2F%3Fq%3Dvu", "/tim/?q=vu")


def test_nobody_is_sent_to_another_site(client, province):
    make_user(unit=province, username="ha.tt")

    assert sign_in(client, next="https://example.org/").url == "/"


def test_a_wrong_password_says_what_to_check(client, province):
    make_user(unit=province, username="ha.tt")

    page = sign_in(client, password="sai-mat-khau")

    assert (page.status_code, "Kiểm tra phím Caps Lock" in page.text) == (200, True)


def test_empty_fields_are_named(client):
    page = client.post(SIGN_IN, {})

    assert ("Nhập tên đăng nhập." in page.text, "Nhập mật khẩu." in page.text) == (True, True)


def test_the_page_names_the_office_of_the_first_administrator(client, province):
    make_user(Role.ADMINISTRATOR, unit=province)

    assert "Tỉnh Hưng Yên" in client.get(SIGN_IN).text


def test_who_is_signed_in_is_not_asked_again(client, province):
    client.force_login(make_user(unit=province))

    assert client.get(SIGN_IN).url == "/"


def test_public_links_stand_there_only_with_their_page(client):
    from thidua.web.addresses import first_address

    exists = bool(first_address("portal:honours", default=""))

    assert ("Ai được khen" in client.get(SIGN_IN).text) is exists


def test_a_user_who_keeps_another_language_gets_it(client, province):
    make_user(unit=province, username="ha.tt", language="en")

    assert sign_in(client).cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_a_sign_in_remembers_the_one_before(client, province):
    user = make_user(unit=province, username="ha.tt")
    before = clock.now() - timedelta(days=3)
    User.objects.filter(pk=user.pk).update(last_login=before)

    sign_in(client)

    assert User.objects.get(pk=user.pk).seen_until == before


def test_signing_out_leads_to_the_sign_in_page(client, province):
    client.force_login(make_user(unit=province))

    answer = client.post("/dang-xuat/")

    assert (answer.url, client.get("/").status_code) == (SIGN_IN, 302)


def test_a_link_cannot_sign_somebody_out(client, province):
    client.force_login(make_user(unit=province))

    assert client.get("/dang-xuat/").status_code == 405


class TestTooManyFailures:
    @pytest.fixture
    def locked(self, client, province):
        make_user(unit=province, username="ha.tt")
        return [sign_in(client, password="sai-mat-khau") for _try in range(settings.AXES_FAILURE_LIMIT)][-1]

    def test_the_page_says_when_to_try_again(self, locked):
        minutes = int(re.search(r"Thử lại sau \d\d:(\d\d)", locked.text)[1])

        assert locked.status_code == 429
        assert 0 <= minutes < 60
        assert 0 < int(locked.headers["Retry-After"]) <= 16 * 60

    @pytest.mark.usefixtures("locked")
    def test_the_right_password_does_not_help_meanwhile(self, client):
        assert sign_in(client).status_code == 429

    @pytest.mark.usefixtures("locked")
    def test_others_can_sign_in(self, client, province):
        make_user(unit=province, username="ngoc.l")

        assert sign_in(client, username="ngoc.l").status_code == 302


class TestFirstPassword:
    @pytest.fixture
    def newcomer(self, client, province):
        user = make_user(unit=province, username="ha.tt", must_change_password=True)
        client.force_login(user)
        return user

    @pytest.mark.usefixtures("newcomer")
    def test_every_page_leads_to_the_new_password(self, client):
        assert [client.get(url).url for url in ("/", "/tim/")] == [CHANGE, CHANGE]

    @pytest.mark.usefixtures("newcomer")
    def test_the_first_password_is_not_asked_for_again(self, client):
        page = client.get(CHANGE).text

        assert ("Đặt mật khẩu của riêng mình" in page, "old_password" in page) == (True, False)

    def test_a_new_password_opens_the_office_without_a_new_sign_in(self, client, newcomer):
        answer = client.post(CHANGE, {"new_password1": "hoa-cau-trang-2026", "new_password2": "hoa-cau-trang-2026"})

        assert (answer.url, client.get("/").status_code) == ("/", 200)
        assert User.objects.get(pk=newcomer.pk).must_change_password is False

    @pytest.mark.usefixtures("newcomer")
    def test_the_change_is_in_the_audit_trail_without_the_password(self, client):
        client.post(CHANGE, {"new_password1": "hoa-cau-trang-2026", "new_password2": "hoa-cau-trang-2026"})

        entry = AuditEntry.objects.get(act="change_own_password")

        assert (entry.object_kind, entry.before, entry.after) == ("User", {}, {})

    @pytest.mark.usefixtures("newcomer")
    def test_two_different_passwords_are_refused_at_the_second_field(self, client):
        page = client.post(CHANGE, {"new_password1": "hoa-cau-trang-2026", "new_password2": "khac-hoan-toan-1"})

        assert "Hai ô mật khẩu mới chưa giống nhau" in page.text

    def test_a_short_password_is_refused(self, client, newcomer):
        client.post(CHANGE, {"new_password1": "ngan", "new_password2": "ngan"})

        assert User.objects.get(pk=newcomer.pk).must_change_password is True

    def test_even_a_user_whose_roles_ended_may_choose_a_password(self, client, newcomer):
        RoleGrant.objects.filter(user=newcomer).delete()

        assert client.get(CHANGE).status_code == 200


def test_later_the_present_password_is_asked_for(client, province):
    client.force_login(make_user(unit=province))
    new = {"new_password1": "hoa-cau-trang-2026", "new_password2": "hoa-cau-trang-2026"}

    wrong = client.post(CHANGE, {"old_password": "khong-phai", **new})
    right = client.post(CHANGE, {"old_password": PASSWORD, **new})

    assert ("Mật khẩu đang dùng chưa đúng" in wrong.text, right.status_code) == (True, 302)


def test_a_visitor_has_no_password_to_change(client):
    assert client.get(CHANGE).status_code == 302


class TestUnitWorkedFor:
    def test_a_user_goes_over_to_another_unit_of_theirs(self, client, province):
        commune = make_commune(under=province)
        user = make_user(unit=province)
        RoleGrant.objects.create(
            user=user, unit=commune, role=Role.LEADER, since="2020-01-01", created_at=user.created_at
        )
        client.force_login(user)

        client.post(reverse("office:switch_unit"), {"unit": commune.uid})

        page = client.get("/").text
        assert User.objects.get(pk=user.pk).working_unit == commune
        assert "Từ bây giờ anh, chị làm việc với tư cách xã Vũ Thư." in page

    def test_a_unit_without_a_role_is_not_there(self, client, province):
        foreign = make_unit("Hải Phòng")
        client.force_login(make_user(unit=province))

        assert client.post(reverse("office:switch_unit"), {"unit": foreign.uid}).status_code == 404

    @pytest.mark.parametrize("unit", ["", "khong-phai-ma"])
    def test_nonsense_is_not_there_either(self, client, province, unit):
        client.force_login(make_user(unit=province))

        assert client.post(reverse("office:switch_unit"), {"unit": unit}).status_code == 404

    def test_a_link_switches_nothing(self, client, province):
        client.force_login(make_user(unit=province))

        assert client.get(reverse("office:switch_unit")).status_code == 405
