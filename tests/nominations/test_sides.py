"""For whom somebody works on a nomination: the unit that proposes or its heir, or the unit whose round it is."""

from datetime import date

import pytest
from tests.factories.nominations import make_nomination, make_offices, make_round
from tests.factories.organisations import make_commune, make_unit

from thidua.nominations.models import Nomination
from thidua.nominations.queries.sides import sides_of
from thidua.nominations.rules.path import Side
from thidua.organisations.models import Lineage, Succession, Unit

pytestmark = pytest.mark.django_db
MERGED, TODAY = date(2026, 11, 25), date(2026, 11, 27)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def merged(province):
    """A nomination of a commune that ended, the commune that took its place, and one that did not."""
    old, heir, other = (make_commune(name, under=province) for name in ("Tự Tân", "Vũ Thư", "Kiến Xương"))
    made = make_nomination(make_round(province), old, make_offices(old, province).officer)
    Unit.objects.filter(pk=old.pk).update(until=MERGED)
    Lineage.objects.filter(descendant=old).update(until=MERGED)
    Succession.objects.create(predecessor=old, successor=heir, on=MERGED, kind="whole")
    return Nomination.objects.select_related("round__unit", "unit").get(pk=made.pk), heir, other


def test_the_dossier_of_a_unit_that_ended_is_its_heirs_and_of_no_unit_above_or_beside(merged, province):
    nomination, heir, other = merged

    sides = [sides_of(nomination, make_offices(unit, province).officer, on=TODAY) for unit in (heir, other, province)]

    assert sides == [{Side.NOMINATING}, set(), {Side.DECIDING}]
