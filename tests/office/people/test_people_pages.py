"""The users' pages as an administrator meets them."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user

from thidua.core.actors import Role
from thidua.office.people.workbook import COLUMNS
from thidua.organisations.models import Succession, Unit
from thidua.people.models import RoleGrant, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def admin_client(client, province):
    client.force_login(make_user(Role.ADMINISTRATOR, unit=province, username="quan.tri"))
    return client


def workbook(*rows):
    book = Workbook()
    for row in (COLUMNS, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("nguoi-dung.xlsx", out.getvalue())


def test_a_new_user_is_shown_with_the_first_password_once(admin_client, province):
    typed = {
        "full_name": "Lê Thị Mai",
        "username": "mai.lt",
        "address": "chị",
        "unit": "tỉnh Hưng Yên",
        "role": "officer",
    }

    response = admin_client.post(reverse("office:add_person"), typed)

    user = User.objects.get(username="mai.lt")
    password = response.context["made"][0][1]
    assert (password in response.content.decode(), user.check_password(password)) == (True, True)
    assert response["Cache-Control"] == "no-store"


def test_a_taken_name_keeps_what_was_typed_and_says_so(admin_client):
    typed = {
        "full_name": "Lê Thị Mai",
        "username": "quan.tri",
        "address": "chị",
        "unit": "tỉnh Hưng Yên",
        "role": "officer",
    }

    response = admin_client.post(reverse("office:add_person"), typed)

    assert response.status_code == 422
    assert "đã có người dùng" in response.content.decode()
    assert 'value="Lê Thị Mai"' in response.content.decode()


def test_a_foreign_unit_cannot_be_given(admin_client):
    make_unit("Hải Phòng")
    typed = {
        "full_name": "Lê Thị Mai",
        "username": "mai.lt",
        "address": "chị",
        "unit": "tỉnh Hải Phòng",
        "role": "officer",
    }

    response = admin_client.post(reverse("office:add_person"), typed)

    assert (response.status_code, User.objects.filter(username="mai.lt").exists()) == (422, False)


@pytest.mark.parametrize("typed", ["tỉnh Hưng Yên", "33"])
def test_a_unit_that_kept_name_and_code_in_a_merger_is_the_one_of_today(admin_client, province, typed):
    old = make_unit("Hưng Yên", until=date(2025, 7, 1), code="33")
    Unit.objects.filter(pk=province.pk).update(code="33")
    Succession.objects.create(predecessor=old, successor=province, kind="whole", on=date(2025, 7, 1))

    response = admin_client.post(
        reverse("office:add_person"),
        {"full_name": "Lê Thị Mai", "username": "mai.lt", "address": "chị", "unit": typed, "role": "officer"},
    )

    assert (response.status_code, RoleGrant.objects.get(user__username="mai.lt").unit) == (200, province)


def test_a_list_in_excel_makes_all_users(admin_client, province):
    make_commune("Vũ Thư", under=province, code="12826")
    file = workbook(
        ("mai.lt", "Lê Thị Mai", "chị", "Cán bộ", "xã Vũ Thư", "cán bộ nhập, xử lý"),
        ("tam.nv", "Ngô Văn Tám", "anh", "", 12826, "người duyệt"),
    )

    response = admin_client.post(reverse("office:import_people"), {"file": file})

    assert [user.username for user, _password in response.context["made"]] == ["mai.lt", "tam.nv"]
    assert set(RoleGrant.objects.filter(unit__name="Vũ Thư").values_list("role", flat=True)) == {"officer", "approver"}


def test_a_list_with_faults_makes_nobody_and_names_every_row(admin_client):
    file = workbook(
        ("Mai Lê", "Lê Thị Mai", "chị", "", "tỉnh Hưng Yên", "cán bộ nhập, xử lý"),
        ("tam.nv", "", "anh", "", "tỉnh Hưng Yên", "người duyệt"),
        ("an.nv", "Ngô Văn An", "anh", "", "tỉnh Không Có", "người duyệt"),
        ("binh.nv", "Ngô Văn Bình", "anh", "", "tỉnh Hưng Yên", "vua"),
    )

    response = admin_client.post(reverse("office:import_people"), {"file": file})

    assert [fault.row for fault in response.context["faults"]] == [2, 3, 4, 5]
    assert (response.status_code, User.objects.count()) == (422, 1)


@pytest.mark.parametrize("content", [b"", b"khong phai bang tinh", b"PK\x03\x04hong", b"\xff" * 3_000_000])
def test_what_is_no_workbook_is_refused_with_a_sentence(admin_client, content):
    response = admin_client.post(reverse("office:import_people"), {"file": SimpleUploadedFile("x.xlsx", content)})

    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_the_empty_form_has_the_columns_that_are_read_back(admin_client):
    response = admin_client.get(reverse("office:import_people_form"))

    sheet = load_workbook(io.BytesIO(response.content)).active
    assert tuple(cell.value for cell in sheet[1]) == COLUMNS


def test_search_finds_a_name_typed_without_marks(admin_client, province):
    make_user(unit=province, username="dang.h", full_name="Đặng Thị Hoà")

    found = admin_client.get(reverse("office:people"), {"q": "dang"})

    assert [user.full_name for user, _roles in found.context["rows"]] == ["Đặng Thị Hoà"]


def test_the_list_asks_as_many_questions_for_three_users_as_for_one(admin_client, province, django_assert_num_queries):
    admin_client.get(reverse("office:people"))  # what is kept for the scope is read once
    with CaptureQueriesContext(connection) as one:
        admin_client.get(reverse("office:people"))
    make_user(unit=province)
    make_user(unit=province)

    with django_assert_num_queries(len(one)):
        admin_client.get(reverse("office:people"))


def test_a_user_is_moved_from_one_commune_to_another(admin_client, province):
    old, new = make_commune("Vũ Thư", under=province), make_commune("Thư Trì", under=province)
    clerk = make_user(unit=old)
    typed = {"leave": "xã Vũ Thư", "join": "xã Thư Trì", "role": "officer", "on": "2026-11-20"}

    admin_client.post(reverse("office:move_person", args=[clerk.uid]), typed)

    assert list(clerk.grants.values_list("unit__name", "until")) == [
        ("Vũ Thư", date(2026, 11, 20)),
        ("Thư Trì", None),
    ]
    assert new.grants.get().user == clerk


def test_a_new_password_is_not_given_for_an_account_with_a_role_above(client, province):
    commune = make_commune("Vũ Thư", under=province)
    client.force_login(make_user(Role.ADMINISTRATOR, unit=commune))
    both = make_user(unit=commune)
    RoleGrant.objects.create(
        user=both, unit=province, role="approver", since=date(2020, 1, 1), created_at=both.created_at
    )
    before = both.password

    response = client.post(reverse("office:new_password", args=[both.uid]))
    both.refresh_from_db()

    assert (response.status_code, both.password) == (403, before)
