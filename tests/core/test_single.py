"""One row, written as `save` writes it."""

from datetime import UTC, date, datetime

import pytest
from django.forms.models import model_to_dict
from tests.factories.organisations import make_commune, make_unit

from thidua.core.models import AuditEntry
from thidua.core.single import insert
from thidua.organisations.models import Placement

pytestmark = pytest.mark.django_db


def test_a_row_has_what_the_instance_has_and_its_key():
    entry = AuditEntry(at=datetime(2026, 11, 27, tzinfo=UTC), act="open_report", after={"số": [1, None]})

    insert(entry)

    assert model_to_dict(AuditEntry.objects.get(pk=entry.pk)) == model_to_dict(entry)


def test_it_can_be_changed_and_saved_afterwards():
    commune, province = make_commune("An Thi", under=make_unit("Hưng Yên")), make_unit("Hà Nội")
    place = Placement(unit=commune, parent=province, tree="other", since=date(2026, 7, 1))

    insert(place)
    place.until = date(2026, 8, 1)
    place.save()

    assert Placement.objects.filter(tree="other").values_list("until", flat=True).get() == date(2026, 8, 1)
