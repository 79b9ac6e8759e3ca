"""Officers who issue in the same instant: numbers without gap or duplicate. On every database."""

from datetime import date

import pytest
from django.db import connection
from tests.factories.at_once import at_once
from tests.factories.decisions import draft, make_round, officer, waiting
from tests.factories.organisations import AT, make_unit

from thidua.core.errors import Refused
from thidua.decisions.commands import add_lines, issue_decision
from thidua.decisions.models import AwardDecision, DecisionLine, NumberBook
from thidua.honours.models import Honour

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 20)


@pytest.fixture
def round_():
    return make_round(make_unit("Hưng Yên"), codes=["bang_khen_bo_tinh"])


def ready(round_, by):
    return draft(round_, waiting(round_, code="bang_khen_bo_tinh"), by=by)


def test_officers_who_issue_at_once_get_numbers_without_gap_or_duplicate(round_):
    count, by = 50 if connection.vendor == "postgresql" else 8, officer(round_.unit)
    drafts = [ready(round_, by) for _each in range(count)]

    said = at_once(*[lambda made=made: issue_decision(decision=made, dated_on=TODAY, by=by, at=AT) for made in drafts])

    assert [each for each in said if isinstance(each, Refused)] == []
    assert sorted(AwardDecision.objects.values_list("number", flat=True)) == list(range(1, count + 1))
    assert (Honour.objects.count(), NumberBook.objects.get().last) == (count, count)
    told = set(Honour.objects.values_list("decision_number", flat=True))
    assert told == {f"{number:02}/QĐ-UBND" for number in range(1, count + 1)}


def test_of_those_who_type_one_number_at_once_one_gets_it(round_):
    by = officer(round_.unit)
    drafts = [ready(round_, by) for _each in range(4)]

    said = at_once(
        *[lambda made=made: issue_decision(decision=made, number="7", dated_on=TODAY, by=by, at=AT) for made in drafts]
    )

    assert sum(isinstance(each, Refused) for each in said) == 3
    assert list(AwardDecision.objects.filter(state="issued").values_list("number", flat=True)) == [7]
    assert Honour.objects.count() == 1


def test_typed_and_given_numbers_at_once_never_meet(round_):
    by = officer(round_.unit)
    drafts = [ready(round_, by) for _each in range(6)]
    typed = ["1", "2", "3", None, None, None]

    said = at_once(
        *[
            lambda made=made, number=number: issue_decision(decision=made, number=number, dated_on=TODAY, by=by, at=AT)
            for made, number in zip(drafts, typed, strict=True)
        ]
    )

    numbers = [each.decision.number for each in said if not isinstance(each, Refused)]
    assert len(set(numbers)) == len(numbers)
    assert sum(isinstance(each, Refused) for each in said[3:]) == 0


def test_four_clicks_issue_a_decision_once(round_):
    by = officer(round_.unit)
    made = ready(round_, by)

    said = at_once(*[lambda: issue_decision(decision=made, dated_on=TODAY, by=by, at=AT)] * 4)

    assert sum(isinstance(each, Refused) for each in said) == 3
    assert (Honour.objects.count(), NumberBook.objects.get().last) == (1, 1)


def test_two_who_put_one_nomination_into_two_drafts_at_once_leave_it_in_one(round_):
    by = officer(round_.unit)
    nomination = waiting(round_, code="bang_khen_bo_tinh")
    drafts = [ready(round_, by) for _each in range(2)]

    said = at_once(
        *[lambda made=made: add_lines(decision=made, nominations=[nomination], by=by, at=AT) for made in drafts]
    )

    assert sum(isinstance(each, Refused) for each in said) == 1
    assert DecisionLine.objects.in_force().filter(nomination=nomination).count() == 1
