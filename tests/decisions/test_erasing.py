"""Erasing a person reaches lines that were taken out of drafts; those of issued decisions stay."""

import pytest
from tests.factories.decisions import draft, issued, waiting
from tests.factories.honours import make_person
from tests.factories.organisations import AT

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.decisions.commands import remove_lines
from thidua.decisions.models import DecisionLine
from thidua.honours.commands import erase_person
from thidua.honours.commands.erasing import ERASED_NAME
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db
NAME = "Lê Thị Hòa"


@pytest.fixture
def person(commune):
    return make_person(commune, NAME)


def told(decision):
    """Name, post and achievement of the one line, and whether the trail of the decision names the person."""
    line = DecisionLine.objects.get(decision=decision)
    trail = AuditEntry.objects.filter(object_uid=decision.uid)
    return line.name, line.achievement, any(NAME in f"{each.before} {each.after}" for each in trail)


def test_a_line_that_was_taken_out_of_a_draft_loses_the_name(round_, by, person):
    decision = draft(round_, waiting(round_, person))
    remove_lines(decision=decision, lines=list(decision.lines.all()), by=by, at=AT)
    Nomination.objects.update(state="withdrawn")

    erase_person(holder=person, reason="yêu cầu", by=by, at=AT)

    assert told(decision) == (ERASED_NAME, "", False)


def test_a_line_of_an_issued_decision_keeps_it(round_, by, person):
    decision = issued(round_, waiting(round_, person))

    erase_person(holder=person, reason="yêu cầu", by=by, at=AT)

    assert told(decision)[0] == NAME


def test_nothing_chosen_takes_nothing_out_and_writes_nothing(round_, by):
    decision = draft(round_)

    with pytest.raises(Refused, match="Chưa chọn dòng nào"):
        remove_lines(decision=decision, lines=[], by=by, at=AT)

    assert not AuditEntry.objects.filter(act="remove_decision_lines").exists()
