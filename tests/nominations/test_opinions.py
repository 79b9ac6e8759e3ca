"""Other bodies are asked about a nomination: with a day, an answer, and what is late is seen."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.honours import make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.rounds import make_nomination, make_round, move_to
from tests.factories.scans import png

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.nominations.commands.opinions import (
    StatedAnswer,
    ask_opinion,
    record_answer,
    take_back_answer,
    take_back_question,
)
from thidua.nominations.models import Opinion
from thidua.nominations.queries.opinions import OpinionCounts, late_opinions, opinion_counts, opinions_of

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2026, 11, 20), date(2026, 12, 5)
DUE = date(2026, 11, 30)
AGREED = StatedAnswer("agree", TODAY)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def by(province):
    return process_actor(province)


@pytest.fixture
def nomination(province, commune):
    return move_to(make_nomination(make_round(province), unit=commune), "appraisal")


@pytest.fixture
def asked(nomination, by):
    return ask_opinion(nomination=nomination, body="Bảo hiểm xã hội tỉnh", due_on=DUE, by=by, at=AT)


def test_a_body_is_asked_and_its_answer_written_with_its_letter(asked, nomination, by):
    told = StatedAnswer("other", TODAY, "Đề nghị bổ sung xác nhận")

    record_answer(opinion=asked, stated=told, content=png(), name="cong van.png", by=by, at=AT)

    (found,) = opinions_of(nomination, on=LATER)
    assert (found.opinion.answer, found.opinion.answer_text, found.is_late) == (
        "other",
        "Đề nghị bổ sung xác nhận",
        False,
    )
    assert found.opinion.file.name == "cong van.png"


def test_an_answer_is_taken_back_and_the_body_is_asked_still(asked, by):
    record_answer(opinion=asked, stated=AGREED, by=by, at=AT)
    take_back_answer(opinion=asked, by=by, at=AT)
    seen = Opinion.objects.get()

    record_answer(opinion=asked, stated=StatedAnswer("disagree", TODAY), by=by, at=AT)

    assert (seen.answer, seen.answered_on) == ("", None)
    assert Opinion.objects.get().answer == "disagree"
    acts = ["ask_opinion", "record_answer", "take_back_answer", "record_answer"]
    assert list(AuditEntry.objects.filter(object_uid=asked.uid).order_by("pk").values_list("act", flat=True)) == acts


def test_a_question_that_nobody_answered_is_taken_back_and_the_trail_keeps_it(asked, by):
    take_back_question(opinion=asked, by=by, at=AT)

    assert Opinion.objects.count() == 0
    assert AuditEntry.objects.get(act="take_back_question").before["body"] == "Bảo hiểm xã hội tỉnh"
    with pytest.raises(Refused, match="đã được rút"):
        record_answer(opinion=asked, stated=AGREED, by=by, at=AT)


def test_an_answered_question_stays(asked, by):
    record_answer(opinion=asked, stated=AGREED, by=by, at=AT)

    with pytest.raises(Refused, match="đã trả lời"):
        take_back_question(opinion=asked, by=by, at=AT)
    with pytest.raises(Refused, match="đã trả lời"):
        record_answer(opinion=asked, stated=AGREED, by=by, at=AT)


def test_a_body_is_not_asked_twice_at_once(asked, nomination, by):
    with pytest.raises(Refused, match="chưa có trả lời"):
        ask_opinion(nomination=nomination, body=" Bảo hiểm xã hội  tỉnh", due_on=DUE, by=by, at=AT)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"body": " "}, "body"),
        ({"due_on": date(2026, 11, 19)}, "due_on"),
        ({"asked_on": date(2026, 11, 21)}, "asked_on"),
    ],
)
def test_a_question_that_cannot_be_is_refused_at_its_field(nomination, by, changed, field):
    with pytest.raises(Refused) as refused:
        ask_opinion(nomination=nomination, by=by, at=AT, **{"body": "Cục Thuế", "due_on": DUE, **changed})

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        (StatedAnswer("maybe", TODAY), "answer"),
        (StatedAnswer("other", TODAY), "text"),
        (StatedAnswer("agree", date(2026, 11, 19)), "answered_on"),
        (StatedAnswer("agree", date(2026, 11, 21)), "answered_on"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_at_its_field(asked, by, stated, field):
    with pytest.raises(Refused) as refused:
        record_answer(opinion=asked, stated=stated, by=by, at=AT)

    assert refused.value.field == field


def test_only_the_unit_that_appraises_asks_and_only_while_the_dossier_is_there(nomination, commune, by):
    with pytest.raises(Refused, match="Chỉ người của tỉnh Hưng Yên"):
        ask_opinion(nomination=nomination, body="Cục Thuế", due_on=DUE, by=process_actor(commune), at=AT)
    move_to(nomination, "returned")
    with pytest.raises(Refused, match="trả lại"):
        ask_opinion(nomination=nomination, body="Cục Thuế", due_on=DUE, by=by, at=AT)


def test_what_is_late_is_seen_in_scope_until_it_is_answered(asked, nomination, by, province):
    foreign = make_actor(unit=make_unit("Thái Nguyên"))
    actor = make_actor(unit=province)
    on_time = late_opinions(actor, on=DUE)
    (late,) = late_opinions(actor, on=LATER)
    strange = late_opinions(foreign, on=LATER)
    record_answer(opinion=asked, stated=AGREED, by=by, at=AT)

    assert (on_time, late.opinion, late.days_late, strange) == ((), asked, 5, ())
    assert late_opinions(actor, on=LATER) == ()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_counts_what_was_asked_in_one_query(province, by, count):
    found = make_round(province)
    rows = [
        move_to(make_nomination(found, holder=make_person(province, f"Lê Văn {number}")), "appraisal")
        for number in range(count)
    ]
    for row in rows:
        for body in ("Cục Thuế", "Sở Y tế"):
            ask_opinion(nomination=row, body=body, due_on=DUE, by=by, at=AT)
        record_answer(opinion=row.opinions.first(), stated=AGREED, by=by, at=AT)

    with CaptureQueriesContext(connection) as asked_of:
        told = opinion_counts(rows, on=LATER)

    assert told == {row.pk: OpinionCounts(asked=2, open=1, late=1) for row in rows}
    assert len(asked_of) == 1
