"""What the registry knows already of the persons and documents that facts name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_unit
from tests.factories.people import TODAY, process_actor
from tests.factories.registry import make_movement
from tests.intake.articles import fact_of

from thidua.intake.commands import bring_in
from thidua.intake.queries import surroundings_of
from thidua.intake.queries.known import known_of
from thidua.movements.commands import add_governing_document
from thidua.people.commands import record_public_person

pytestmark = pytest.mark.django_db
TEXT = """Tỉnh Sơn Bình sơ kết Chỉ thị số 07 của Bộ Công an

Ngày 12/11/2019, UBND tỉnh Sơn Bình tổ chức hội nghị sơ kết thực hiện Chỉ thị số 07 của Bộ Công an.

Dự hội nghị có Đại tá Lê Văn Mẫu, Giám đốc Công an tỉnh Sơn Bình; đồng chí Trần Thị Thử, Chủ tịch Hội Phụ nữ tỉnh.
"""


@pytest.fixture
def document(province, officer):
    return bring_in(unit=province, content=TEXT.encode(), keep_file=False, by=officer, at=AT).document


def known(document):
    facts = list(document.facts.all())
    return known_of(facts, surroundings_of(document, today=TODAY, facts=facts))


def test_a_person_on_record_in_the_same_capacity_is_known_and_a_namesake_is_not(document, officer):
    person = record_public_person(name="Lê Văn Mẫu", posts=["Giám đốc Công an tỉnh Sơn Bình"], by=officer, at=AT)
    record_public_person(name="Trần Thị Thử", posts=["Hiệu trưởng"], by=officer, at=AT)

    assert known(document).persons == {fact_of(document, "person", "Mẫu").pk: person}


@pytest.mark.parametrize(
    "recorded",
    [
        {"title": "Chỉ thị số 07 của Bộ Công an"},
        {"title": "Chỉ thị 07 về phong trào", "number": "07", "issuer": "Bộ Công an"},
    ],
    ids=["title", "number and issuer"],
)
def test_a_governing_document_is_known_by_title_or_by_number_and_issuer(document, province, officer, recorded):
    kept = add_governing_document(movement=make_movement(province), by=officer, at=AT, **recorded)

    assert known(document).documents == {fact_of(document, "document").pk: kept}


def test_the_same_number_of_another_issuer_is_another_document(document, province, officer):
    add_governing_document(
        movement=make_movement(province), title="Chỉ thị 07", number="07", issuer="Tỉnh ủy", by=officer, at=AT
    )

    assert known(document).documents == {}


def test_a_document_of_a_unit_out_of_scope_is_not_known(document):
    foreign = make_unit("Ngoại Vi")
    add_governing_document(
        movement=make_movement(foreign), title="Chỉ thị số 07 của Bộ Công an", by=process_actor(foreign), at=AT
    )

    assert known(document).documents == {}


def test_all_is_looked_up_with_two_queries_whatever_the_number_of_facts(document):
    facts = list(document.facts.all())
    around = surroundings_of(document, today=TODAY, facts=facts)
    assert around.scope is not None

    with CaptureQueriesContext(connection) as queries:
        known_of(facts, around)

    assert len([fact for fact in facts if fact.kind in {"person", "document"}]) >= 3
    assert len(queries) <= 3
