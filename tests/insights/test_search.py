"""One search over everything in scope."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.registry import make_award, make_citation, make_document, make_movement

from thidua.awards.commands import NamedRecipient
from thidua.conferences.commands import StatedConference, record_conference, record_participation
from thidua.insights.search import HitKind, search
from thidua.organisations.models import UnitDescription
from thidua.people.commands import record_public_person
from thidua.vietnamese.fold import fold

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def actor(province):
    return make_actor(unit=province)


def found(actor, question, at_most=20):
    return {hits.kind: [hit.title for hit in hits.rows] for hits in search(actor, question, on=TODAY, at_most=at_most)}


def meet(unit, name="Hội nghị tổng kết", person="Đặng Thị Hoà"):
    document = make_document(unit, f"{name} tại {unit.pk}, có {person}.", title="Bài")
    citation = make_citation(document, name)
    by = process_actor(unit)
    conference = record_conference(
        unit=unit,
        stated=StatedConference(name=name, kinds=["tong_ket"], place="Hưng Yên"),
        citation=citation,
        by=by,
        at=AT,
    )
    speaker = record_public_person(name=person, posts=["Chủ tịch"], by=by, at=AT)
    record_participation(unit=unit, person=speaker, citation=citation, conference=conference, by=by, at=AT)
    return conference


@pytest.mark.parametrize("question", ["vũ thư", "VU THU", "  thư   vũ ", "xa vu"])
def test_marks_case_blanks_and_order_do_not_matter(province, actor, question):
    make_commune("Vũ Thư", under=province)

    assert found(actor, question)[HitKind.UNIT] == ["xã Vũ Thư"]


def test_a_unit_is_found_by_a_name_it_once_bore(province, actor):
    commune = make_commune("Vũ Thư", under=province)
    UnitDescription.objects.create(
        unit=commune,
        name="Thư Trì",
        full_name="huyện Thư Trì",
        kind="district",
        folded=fold("huyện Thư Trì"),
        until=date(1969, 1, 1),
    )

    assert found(actor, "thu tri")[HitKind.UNIT] == ["xã Vũ Thư"]


def test_a_whole_name_goes_before_a_longer_one(province, actor):
    make_commune("Thư Vũ Đông", under=province)
    make_commune("Thư Vũ", under=province)

    assert found(actor, "thu vu")[HitKind.UNIT] == ["xã Thư Vũ", "xã Thư Vũ Đông"]


def test_words_together_go_before_words_apart(province, actor):
    make_commune("Thái Nguyên Chiến Bình", under=province)
    make_commune("Thái Bình Trung", under=province)

    assert found(actor, "thai binh")[HitKind.UNIT] == ["xã Thái Bình Trung", "xã Thái Nguyên Chiến Bình"]


def test_namesakes_are_told_apart_by_province_code_and_end(province, actor):
    make_commune("Thái Bình", under=province, code="02494", until=date(2025, 7, 1))

    [hits] = search(actor, "thai binh", on=TODAY, at_most=3)

    assert hits.rows[0].note == "tỉnh Hưng Yên · mã 02494 · đến 01/07/2025"


@pytest.mark.parametrize("question", ["", " ", "a", "đ "])
def test_less_than_two_letters_find_nothing(actor, question):
    assert found(actor, question) == {}


def test_signs_of_the_query_language_are_only_signs(province, actor):
    assert (found(actor, "%%"), found(actor, "__")) == ({}, {})


def test_every_kind_is_found_by_its_name(province, actor):
    make_movement(province, "Chương trình phối hợp số 04")
    make_document(province, "Nguyên văn.", title="Sơ kết chương trình")
    meet(province, "Hội nghị sơ kết chương trình")

    result = found(actor, "chuong trinh")

    assert {kind: len(titles) for kind, titles in result.items()} == {
        HitKind.MOVEMENT: 1,
        HitKind.DOCUMENT: 1,
        HitKind.CONFERENCE: 1,
    }


def test_a_person_is_found_by_what_they_did_in_scope(province, actor):
    meet(province)

    assert found(actor, "dang thi hoa")[HitKind.PERSON] == ["Đặng Thị Hoà"]


def test_an_award_is_found_by_form_authority_and_holder(province, actor):
    holder = NamedRecipient(kind="individual", name="Đỗ Văn Thuyết")
    make_award(province, form_name="Bằng khen", authority="Bộ Công an", recipients=[holder])

    assert [list(found(actor, question)) for question in ("bang khen", "bo cong an", "van thuyet")] == [
        [HitKind.AWARD]
    ] * 3


def test_a_withdrawn_award_is_not_found(province, actor):
    award = make_award(province)
    award.withdrawn_at = AT
    award.save()

    assert found(actor, "bang khen") == {}


def test_nothing_foreign_is_found(actor):
    foreign = make_unit("Hải Phòng")
    make_movement(foreign, "Phong trào riêng biệt")
    make_award(foreign, form_name="Cờ riêng biệt", recipients=[NamedRecipient(kind="collective", name="Tổ riêng biệt")])
    meet(foreign, "Hội nghị riêng biệt", person="Người Riêng Biệt")
    make_document(foreign, "Nguyên văn.", title="Bài riêng biệt")

    assert (found(actor, "rieng biet"), found(actor, "hai phong")) == ({}, {})


def test_a_person_named_only_elsewhere_is_not_found(province, actor):
    meet(make_unit("Hải Phòng"))

    assert found(actor, "dang thi hoa") == {}


def test_more_than_fits_is_said(province, actor):
    for name in ("Một", "Hai", "Ba"):
        make_commune(f"Tân {name}", under=province)

    [hits] = search(actor, "tan", on=TODAY, at_most=2)

    assert (len(hits.rows), hits.more) == (2, True)


def test_more_hits_ask_no_more_queries(province, actor, django_assert_num_queries):
    make_commune("Tân Một", under=province)
    make_award(province, form_name="Giấy khen tân", authority="A")
    with CaptureQueriesContext(connection) as few:
        search(actor, "tan", on=TODAY, at_most=20)
    for number in range(3):
        make_commune(f"Tân {number}", under=province)
        make_award(province, form_name="Giấy khen tân", authority=str(number))

    with django_assert_num_queries(len(few)):
        search(actor, "tan", on=TODAY, at_most=20)
