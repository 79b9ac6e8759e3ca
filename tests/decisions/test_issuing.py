"""Issuing: a draft has no number, an issued decision has one and writes the ledger, and nothing half."""

from datetime import date

import pytest
from tests.factories.decisions import draft, issued, make_round, officer, waiting
from tests.factories.organisations import AT, make_commune, make_unit

from thidua.decisions.commands import issue_decision
from thidua.decisions.models import AwardDecision, NumberBook
from thidua.honours.models import Honour
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def commune():
    return make_commune("Vũ Thư", under=make_unit("Hưng Yên"))


@pytest.fixture
def round_(commune):
    return make_round(commune)


def test_an_issued_decision_has_the_next_number_and_writes_the_ledger(round_):
    first = issued(round_)
    made = draft(round_, waiting(round_, achievement="Cứu người trong bão số 3", year=2026))
    was = (made.number, made.code, made.state)

    second = issue_decision(decision=made, dated_on=TODAY, by=officer(round_.unit), at=AT).decision

    assert was == (None, "", "draft")
    assert (first.code, second.code, second.state) == ("01/QĐ-UBND", "02/QĐ-UBND", "issued")
    line = second.lines.get()
    honour = line.honour
    assert (honour.decision_number, honour.decided_on, honour.year, honour.type) == (
        "02/QĐ-UBND",
        TODAY,
        2026,
        "movement",
    )
    assert (honour.form_code, honour.reason) == ("giay_khen", "Cứu người trong bão số 3")
    assert honour.authority.name == "Chủ tịch Ủy ban nhân dân xã Vũ Thư"
    assert (line.golden_number, line.golden_text) == (1, "Số sổ vàng: 01")
    assert Nomination.objects.get(pk=line.nomination_id).state == "decided"
    assert (AwardDecision.objects.count(), Honour.objects.count(), NumberBook.objects.get().last) == (2, 2, 2)
