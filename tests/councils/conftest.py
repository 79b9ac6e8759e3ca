"""A province with a council of five and a session: small, so that tests stay quick."""

import pytest
from tests.factories.councils import make_chamber, make_session
from tests.factories.organisations import make_commune, make_unit


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """A folder for the keys of this test: tests that run beside it take away old keys that none of theirs needs."""
    settings.HOME = tmp_path


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def chamber(province):
    """Chair, vice chair, secretary and two members, all with accounts."""
    return make_chamber(province, 5)


@pytest.fixture
def session(chamber):
    """Opened, everybody there."""
    return make_session(chamber)
