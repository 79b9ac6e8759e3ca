"""A commune that decides, with its round and its officer."""

import pytest
from tests.factories.decisions import make_round, officer
from tests.factories.organisations import make_commune, make_unit


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def round_(commune):
    return make_round(commune)


@pytest.fixture
def by(commune):
    return officer(commune)
