"""The page on which an administrator sets from which day of the month reports count."""

import re
from html import unescape

import pytest
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.reports.models import CutOff
from thidua.reports.rules.calendar import period_on

pytestmark = pytest.mark.django_db

MONTH = period_on("month", clock.today())


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def administrator(client, province):
    client.force_login(make_user(Role.ADMINISTRATOR, unit=province))
    return client


def page_of(unit):
    return reverse("office:cut_off", args=[unit.uid])


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_where_nothing_is_set_it_says_that_the_calendar_holds(administrator, province):
    page = text(administrator.get(page_of(province)))

    assert "Tỉnh Hưng Yên: kỳ báo cáo tính theo tháng dương lịch" in page
    assert f"{MONTH.label.capitalize()}: từ {MONTH.since:%d/%m/%Y}" in page


def test_a_day_is_set_from_a_day_on_and_the_page_tells_which_days_count_twice(administrator, province):
    fields = {"first_day": "15", "since": f"{MONTH.until:%d/%m/%Y}", "basis": "Công văn 12/UBND"}

    page = text(administrator.post(page_of(province), fields, follow=True))

    row = CutOff.objects.get()
    assert (row.unit, row.first_day, row.since, row.basis) == (province, 15, MONTH.until, "Công văn 12/UBND")
    assert "ngày đầu đã nằm trong kỳ trước" in page
    assert "Tỉnh Hưng Yên: kỳ báo cáo tính theo tháng dương lịch" in page


def test_a_commune_is_told_that_its_province_set_the_day(administrator, province, commune):
    province.cut_offs.create(first_day=15)

    page = text(administrator.get(page_of(commune)))

    assert "Xã Vũ Thư: kỳ báo cáo tính từ ngày 15 của tháng trước" in page
    assert "Ngày này do tỉnh Hưng Yên đặt" in page


def test_a_day_that_cannot_be_is_said_at_its_field_and_nothing_is_set(administrator, province):
    answer = administrator.post(page_of(province), {"first_day": "31", "since": "01/01/2027"})

    assert (answer.status_code, CutOff.objects.count()) == (422, 0)


@pytest.mark.parametrize(("role", "status"), [(Role.OFFICER, 403), (Role.LEADER, 403), (Role.ADMINISTRATOR, 200)])
def test_only_an_administrator_opens_it_and_finds_it_from_the_page_of_the_unit(client, province, role, status):
    client.force_login(make_user(role, unit=province))

    link = page_of(province) in client.get(reverse("office:unit", args=[province.uid])).content.decode()

    assert (client.get(page_of(province)).status_code, link) == (status, status == 200)
