"""A province with an officer and a text that was read for it."""

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_actor
from tests.factories.registry import make_indicator
from tests.intake.articles import REVIEW

from thidua.intake.commands import bring_in


@pytest.fixture
def province(db):
    make_indicator()
    return make_unit("Sơn Bình")


@pytest.fixture
def officer(province):
    return make_actor(unit=province, full_name="Trần Thu Hà")


@pytest.fixture
def document(province, officer):
    return bring_in(unit=province, content=REVIEW.encode(), keep_file=False, by=officer, at=AT).document
