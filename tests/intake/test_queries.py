"""What may be seen: documents in scope with their counts, facts by number, names resolved once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor
from tests.intake.articles import REVIEW, fact_of

from thidua.intake.commands import accept_fact, bring_in, reject_fact
from thidua.intake.queries import documents_in_scope, fact_at, progress_of, surroundings_of
from thidua.intake.queries.resolution import PlaceFault

pytestmark = pytest.mark.django_db


def test_documents_come_with_their_counts(document, officer):
    accept_fact(fact=fact_of(document, "person"), version=1, by=officer, at=AT)
    reject_fact(fact=fact_of(document, "figure", "1.600"), version=1, by=officer, at=AT)

    row = documents_in_scope(officer, on=TODAY).get()

    total = document.facts.count()
    assert (row.accepted, row.rejected, row.waiting, row.open_findings) == (1, 1, total - 2, 2)
    assert progress_of(list(document.facts.all())).total == total - 1


def test_a_unit_above_sees_the_documents_below_and_a_foreign_one_nothing(document, province):
    commune = make_commune(under=province)
    below = make_actor(unit=commune)
    foreign = make_actor(unit=make_unit("Ngoại Vi"))
    bring_in(unit=commune, content=REVIEW.encode() + b".", keep_file=False, by=below, at=AT)

    assert documents_in_scope(make_actor(unit=province), on=TODAY).count() == 2
    assert documents_in_scope(below, on=TODAY).count() == 1
    assert documents_in_scope(foreign, on=TODAY).count() == 0
    assert fact_at(foreign, document.uid, 1, on=TODAY) is None


@pytest.mark.parametrize(
    ("text", "state", "count"),
    [("tong ket PHONG TRAO", "", 1), ("không có", "", 0), ("", "waiting", 1), ("", "done", 0), ("", "locked", 0)],
)
def test_documents_are_found_by_title_without_marks_and_by_state(document, officer, text, state, count):
    assert documents_in_scope(officer, on=TODAY, text=text, state=state).count() == count


def test_a_name_is_looked_up_once_for_all_facts_that_name_it(document, province):
    make_commune("Vũ Hòa", under=province)
    around = surroundings_of(document, today=TODAY)
    around.place({"place": "xã Vũ Hòa"})

    with CaptureQueriesContext(connection) as queries:
        again = around.place({"place": "xã Vũ Hòa"})

    assert (again.unit.name, len(queries)) == ("Vũ Hòa", 0)


def test_the_police_of_a_province_that_is_no_unit_here_stands_for_the_province(document, province):
    around = surroundings_of(document, today=TODAY)

    assert around.look_up("Công an tỉnh Sơn Bình") == (province, True)
    assert around.look_up("UBND tỉnh Sơn Bình") == (province, True)
    assert around.look_up("Công an tỉnh") == (None, False)


def test_a_unit_chosen_by_hand_comes_before_the_one_that_the_text_names(document, province):
    commune = make_commune("Vũ Hòa", under=province)
    around = surroundings_of(document, today=TODAY)

    place = around.place({"place": "xã Không Rõ", "registry_unit": str(commune.uid)})

    assert (place.unit, place.fault) == (commune, None)


def test_names_are_understood_on_the_map_of_the_conference(document):
    make_unit("Mai Sau", since=date(2025, 7, 1))

    place = surroundings_of(document, today=TODAY).place({"place": "tỉnh Mai Sau"})

    assert place.fault == PlaceFault.NOT_THAT_DAY
