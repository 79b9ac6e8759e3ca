"""Keys in the text of a statement."""

import pytest
from tests.factories.organisations import make_commune, make_unit

from thidua.organisations.models import Placement, Unit

pytestmark = pytest.mark.django_db


def test_rows_are_found_by_their_keys_themselves_and_within_another_question():
    province = make_unit("Hưng Yên")
    one, other = make_commune("An Thi", under=province), make_commune("Phù Cừ", under=province)

    among = Unit.objects.filter(pk__among=[one.pk, province.pk])

    assert set(among) == {one, province}
    assert list(Placement.objects.filter(unit__in=among).values_list("unit", flat=True)) == [one.pk]
    assert list(Unit.objects.exclude(pk__among={one.pk, province.pk})) == [other]


def test_among_no_keys_is_nothing():
    make_unit("Hưng Yên")

    assert not Unit.objects.filter(pk__among=()).exists()


def test_what_is_no_whole_number_never_comes_into_a_statement():
    with pytest.raises(ValueError, match="invalid literal"):
        list(Unit.objects.filter(pk__among=["1) OR (1=1"]))
