"""Recording awards and reading the register: what is refused, kept, shown and to whom."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_award, make_citation, make_document, make_movement

from thidua.awards.commands import (
    NamedRecipient,
    StatedAward,
    publish_awards,
    record_award,
    unpublish_award,
    withdraw_awards,
)
from thidua.awards.models import Award, Recipient
from thidua.awards.queries import (
    RegisterFilter,
    awards,
    awards_of_movement,
    awards_with_ids,
    published_awards,
    register,
)
from thidua.awards.rules import form_and_authority, recipient_count
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.reports.commands import ensure_span
from thidua.reports.rules.amounts import span_of

ACT = {"by": process_actor(), "at": AT}
COUNTS = st.integers(0, 10**6) | st.none()
db = pytest.mark.django_db


@given(collectives=COUNTS, individuals=COUNTS, total=COUNTS)
def test_an_award_counts_what_is_told_and_is_unknown_only_where_nothing_is(collectives, individuals, total):
    told = [count for count in (collectives, individuals, total) if count is not None]

    assert recipient_count(collectives, individuals, total) == (sum(told) if told else None)


@pytest.mark.parametrize(
    ("form", "authority", "name"),
    [
        ("", "", ""),
        ("bằng khen", "Bộ Công an", "Bằng khen của Bộ Công an"),
        ("Bằng khen", "Bộ Công an; UBND tỉnh; Tỉnh đoàn", "Bằng khen của Bộ Công an, UBND tỉnh, Tỉnh đoàn"),
        ("Huân chương Chiến công", "", "Huân chương Chiến công"),
    ],
)
def test_an_award_is_named_with_its_givers(form, authority, name):
    assert form_and_authority(form, authority) == name


@pytest.fixture
def unit():
    return make_unit("Thái Bình")


@pytest.fixture
def citation(unit):
    return make_citation(make_document(unit), "2.087 mô hình")


def state(unit, citation, **fields):
    return record_award(unit=unit, stated=StatedAward(**{"form_name": "Bằng khen", **fields}), citation=citation, **ACT)


@db
@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"form_name": " "}, "Chưa có hình thức khen", "form"),
        ({"form_code": "khong_co"}, "Danh mục khen thưởng không có mã khong_co", "form_code"),
        ({"recipients": [NamedRecipient("individual", "  ")]}, "chưa có tên", "recipients"),
    ],
)
def test_a_refused_award_leaves_nothing_behind(unit, citation, fields, words, field):
    with pytest.raises(Refused, match=words) as refusal:
        state(unit, citation, **fields)

    assert (refusal.value.field, Award.objects.count(), Recipient.objects.count()) == (field, 0, 0)


@db
@pytest.mark.parametrize(("field", "value"), [("status", "dreamt"), ("recipients", [NamedRecipient("robot", "Máy")])])
def test_a_choice_that_is_none_is_a_fault_of_the_program(unit, citation, field, value):
    with pytest.raises(ValueError, match="is not a valid"):
        state(unit, citation, **{field: value})


@db
def test_recording_an_award_is_audited_with_what_was_stated(unit, citation):
    award = state(unit, citation, authority=" Bộ Công an ", collectives=12)
    entry = AuditEntry.objects.get(act="record_award")

    assert (entry.object_uid, entry.unit_id_value) == (award.uid, unit.pk)
    assert entry.after == {
        "form": "Bằng khen",
        "authority": "Bộ Công an",
        "collectives": 12,
        "individuals": None,
        "total": None,
    }


@db
def test_all_awards_of_a_citation_go_together_and_their_publication_with_them(unit, citation):
    first, second, other = (state(unit, citation), state(unit, citation, form_name="Giấy khen"), make_award(unit))
    publish_awards(awards=[first, second, other], **ACT)

    count = withdraw_awards(citation=citation, reason="thôi nhận", **ACT)

    assert (count, published_awards(), withdraw_awards(citation=citation, reason="lại", **ACT)) == (2, [other], 0)


@db
def test_a_withdrawn_award_is_not_published(unit, citation):
    award = state(unit, citation)
    withdraw_awards(citation=citation, reason="thôi nhận", **ACT)

    assert publish_awards(awards=[award], **ACT) == 0


@db
def test_publishing_and_taking_off_are_both_told_in_the_trail(unit, citation):
    award = state(unit, citation)
    publish_awards(awards=[award], **ACT)
    award.refresh_from_db()
    unpublish_award(award=award, **ACT)
    entries = AuditEntry.objects.filter(object_uid=award.uid).order_by("id")

    assert [entry.act for entry in entries] == ["record_award", "publish_award", "unpublish_award"]
    assert entries.last().before == {"published_at": AT.isoformat()}


@db
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", True),
        ("bang khen", True),
        ("BỘ CÔNG AN", True),
        ("bo cong an", True),
        ("thai binh", True),
        ("tran van thu", True),
        ("giữ gìn", True),
        ("giay khen", False),
        ("hai duong", False),
    ],
)
def test_the_public_page_finds_by_form_giver_unit_reason_and_recipient(unit, citation, text, found):
    award = state(
        unit, citation, authority="Bộ Công an", reason="giữ gìn trật tự",
        recipients=[NamedRecipient("individual", "Trần Văn Thử")],
    )  # fmt: skip
    publish_awards(awards=[award], **ACT)

    assert published_awards(text) == ([award] if found else [])


@db
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (RegisterFilter(), {"A", "B"}),
        (RegisterFilter(year=2020), {"A"}),
        (RegisterFilter(year=2026), {"B"}),
        (RegisterFilter(year=1999), set()),
        (RegisterFilter(public=True), {"A"}),
        (RegisterFilter(public=False), {"B"}),
        (RegisterFilter(text="b"), {"B"}),
        (RegisterFilter(text="a", public=False), set()),
    ],
)
def test_the_register_answers_each_question_and_all_together(unit, citation, asked, names):
    place = make_unit("Xứ", since=date(2000, 1, 1), under=unit)
    first = state(place, citation, form_name="A", awarded_on=date(2020, 6, 5))
    state(place, citation, form_name="B")
    state(place, citation, form_name="A dự kiến", status="planned")
    publish_awards(awards=[first], **ACT)

    found = {row.form_name for row in register(make_actor(unit=place), asked, on=TODAY)}

    assert found == names


@db
@pytest.mark.parametrize(("year", "found"), [(2014, 0), (2015, 1), (2016, 0), (2026, 0), (9999, 0)])
def test_an_award_without_a_day_is_of_the_year_in_which_its_period_ends(unit, citation, year, found):
    stated = StatedAward(form_name="A", total=147)
    period = ensure_span(span=span_of(2011, 2015))
    record_award(unit=unit, stated=stated, period=period, citation=citation, **ACT)

    assert len(register(make_actor(unit=unit), RegisterFilter(year=year), on=TODAY)) == found


@db
def test_awards_of_a_movement_are_those_of_its_unit_and_under_it(unit):
    movement = make_movement(unit)
    commune = make_commune(under=unit)
    here, below = make_award(unit, movement=movement), make_award(commune, movement=movement)
    make_award(make_unit("Thanh Hóa"), movement=movement)
    make_award(unit, movement=make_movement(unit, "Khác"), form_name="Giấy khen")
    make_award(unit, movement=movement, form_name="Cờ thi đua", status="planned")

    assert awards_of_movement(movement.pk, unit.pk) == [here, below]


@db
def test_a_fixed_cut_keeps_also_what_was_withdrawn(unit, citation):
    award = state(unit, citation)
    withdraw_awards(citation=citation, reason="thôi nhận", **ACT)

    assert (awards_with_ids([award.pk]), list(awards(make_actor(unit=unit), on=TODAY))) == ([award], [])


@db
def test_the_register_takes_as_many_queries_for_three_awards_as_for_one(unit, citation, django_assert_num_queries):
    actor = make_actor(unit=unit)
    recipients = [NamedRecipient("collective", "Công an xã"), NamedRecipient("individual", "Trần Văn Thử")]
    state(unit, citation, recipients=recipients)
    register(actor, RegisterFilter(), on=TODAY)
    with django_assert_num_queries(3):
        register(actor, RegisterFilter(), on=TODAY)
    state(unit, citation, recipients=recipients)
    state(unit, citation, recipients=recipients)

    with django_assert_num_queries(3):
        register(actor, RegisterFilter(), on=TODAY)
