"""Searching the register of honours."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.honours import give, make_collective, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor

from thidua.honours.commands import withdraw_honour
from thidua.honours.queries import register as register_module
from thidua.honours.queries import scope
from thidua.honours.queries.register import COUNTED_TO, LedgerFilter, page_of, register
from thidua.organisations.models import Succession

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def by(province):
    return process_actor(province)


@pytest.fixture(params=["few", "many"])
def size(request, monkeypatch):
    """Ask as a small ledger is asked, and as one with a million rows is."""
    if request.param == "many":
        monkeypatch.setattr(scope, "_MANY", 1)
        monkeypatch.setattr(register_module, "_FEW", 0)


def found(by, **asked):
    return [(row.holder.name, row.year) for row in register(by, LedgerFilter(**asked), on=TODAY)]


@pytest.mark.usefixtures("size")
def test_the_newest_come_first_and_what_was_withdrawn_is_not_there(province, by):
    person = make_person(province)
    give(person, 2021)
    gone = give(person, 2024)
    give(person, 2023)
    withdraw_honour(honour=gone, reason="", by=by, at=AT)

    assert found(by) == [("Lê Thị Hòa", 2023), ("Lê Thị Hòa", 2021)]


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("name", ["lê thị hòa", "LE THI HOA", "thị hòa", "hoa"])
def test_a_name_is_found_with_accents_or_without(province, by, name):
    give(make_person(province), 2021)
    give(make_person(province, "Trần Văn Nam"), 2021)

    assert found(by, name=name) == [("Lê Thị Hòa", 2021)]


@pytest.mark.usefixtures("size")
def test_year_form_kind_type_and_authority_narrow_together(province, by):
    person = make_person(province)
    give(person, 2021, authority="UBND tỉnh Hưng Yên")
    give(person, 2022, "giay_khen", authority="Công an tỉnh Hưng Yên", type="ad_hoc")
    give(make_collective(province, "Công an xã Vũ Thư"), 2022, "giay_khen", authority="UBND tỉnh Hưng Yên")

    assert found(by, year=2022, type="ad_hoc") == [("Lê Thị Hòa", 2022)]
    assert found(by, year=2022, kind="individual") == [("Lê Thị Hòa", 2022)]
    assert found(by, form="giay_khen", authority="cong an") == [("Lê Thị Hòa", 2022)]
    assert found(by, authority="ủy ban thành phố") == []
    assert found(by, year=2022, authority="UBND") == [("Công an xã Vũ Thư", 2022)]


@pytest.mark.usefixtures("size")
def test_a_unit_is_found_as_it_was_and_as_what_it_became(province, by):
    old = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))
    new = make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, on=date(2025, 7, 1), kind="whole")
    give(make_person(province), 2023, body="xã Tự Tân")
    give(make_person(province, "Trần Văn Nam"), 2026, body="xã Vũ Thư", decided_on=date(2026, 1, 5))

    assert found(by, unit="tự tân") == [("Lê Thị Hòa", 2023)]
    assert found(by, unit="Vũ Thư") == [("Trần Văn Nam", 2026), ("Lê Thị Hòa", 2023)]


@pytest.mark.usefixtures("size")
def test_nothing_of_a_foreign_unit_is_found(by):
    give(make_person(make_unit("Thanh Hóa")), 2021)

    assert found(by) == []
    assert found(by, name="hòa") == []


@pytest.mark.usefixtures("size")
def test_rows_are_shown_by_the_same_number_of_statements_however_many(province, by):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            for row in register(by, LedgerFilter(), on=TODAY):
                assert row.holder.name
                assert row.body.name
        return len(queries)

    give(make_person(province), 2021, body="xã Vũ Thư")
    asked()  # what is seen from a unit is kept for a state of the trees
    one = asked()
    for year in (2022, 2023):
        give(make_person(province), year, body=f"xã Số {year}")

    assert asked() == one


def test_rows_are_counted_only_so_far(province, by, monkeypatch):
    person = make_person(province)
    for year in (2021, 2022, 2023):
        give(person, year)
    rows = register(by, LedgerFilter(), on=TODAY)
    whole, first = page_of(rows, 0, 5), page_of(rows, 0, 1)
    monkeypatch.setattr(register_module, "COUNTED_TO", 1)
    short = page_of(rows, 1, 1)

    assert [(page.count, page.has_next) for page in (whole, first, short)] == [(3, False), (3, True), (2, True)]
    assert page_of(rows, 9, 1).count == 2, "more than are counted, said of a page behind the last one too"
    assert [[row.year for row in page.rows] for page in (whole, first, short)] == [[2023, 2022, 2021], [2023], [2022]]
    assert COUNTED_TO == 1000
