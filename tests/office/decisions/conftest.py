"""A province that decides, its round, and browsers of those who work there."""

import pytest
from django.test import Client
from tests.factories.decisions import make_round
from tests.factories.organisations import make_unit
from tests.factories.people import make_user

from thidua.core import clock
from thidua.core.actors import Role


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def round_(province):
    return make_round(province, title="Tổng kết phong trào 2026", year=clock.today().year)


@pytest.fixture
def officer(client, province):
    client.force_login(make_user(Role.OFFICER, unit=province, full_name="Trần Thu Hà"))
    return client


@pytest.fixture
def leader(province):
    browser = Client()
    browser.force_login(make_user(Role.LEADER, unit=province, full_name="Vũ Đình Bảo"))
    return browser
