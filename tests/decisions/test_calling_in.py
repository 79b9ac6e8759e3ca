"""Certificates of annulled awards are called in: what became of each is recorded once, and can be taken back."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.factories.at_once import at_once
from tests.factories.decisions import issued, make_round, officer, waiting
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.decisions.commands import draft_annulment, issue_decision, record_return, undo_return
from thidua.decisions.models import DecisionLine
from thidua.decisions.queries.funds import called_in_lines

TODAY = date(2026, 11, 20)


def annulled(round_, count=2):
    """A decision whose first award was annulled; that award's line."""
    decision = issued(round_, *[waiting(round_) for _time in range(count)])
    first = decision.lines.first()
    made = draft_annulment(
        decision=decision, lines=[first], reason="false_papers", title="Hủy bỏ", symbol="QĐ-UBND",
        by=officer(round_.unit), at=AT,
    )  # fmt: skip
    issue_decision(decision=made, dated_on=TODAY, by=make_actor(Role.LEADER, unit=round_.unit), at=AT)
    return DecisionLine.objects.get(pk=first.pk)


def record(line, by, returned="handed_back", on=TODAY, note=""):
    return record_return(line=line, returned=returned, on=on, note=note, by=by, at=AT)


@pytest.mark.django_db
def test_an_annulled_award_alone_is_called_in_until_it_is_recorded_what_became_of_it(round_, commune, by):
    line = annulled(round_)
    before = list(called_in_lines(commune.pk))

    kept = record(line, by, note="Biên bản 12")

    assert (before, list(called_in_lines(commune.pk))) == ([line], [])
    assert (kept.returned, kept.returned_on, kept.returned_note) == ("handed_back", TODAY, "Biên bản 12")


@pytest.mark.django_db
def test_what_was_recorded_is_taken_back_and_a_second_press_changes_nothing(round_, commune, by):
    line = record(annulled(round_), by)

    undo_return(line=line, by=by, at=AT)
    undo_return(line=line, by=by, at=AT)

    line.refresh_from_db()
    assert (line.returned, line.returned_on, list(called_in_lines(commune.pk))) == ("", None, [line])
    (entry,) = AuditEntry.objects.filter(act="undo_return")
    assert entry.before == {"name": line.name, "returned": "handed_back", "on": "2026-11-20", "note": ""}
    assert entry.after == {"name": line.name, "returned": "", "on": "", "note": ""}


@pytest.mark.django_db
def test_what_stands_is_recorded_or_cannot_be_is_refused(round_, province, by):
    line = annulled(round_)
    stands = line.decision.lines.last()
    cases = [
        ((stands, by), {}, "còn hiệu lực"),
        ((line, officer(province)), {}, "Việc này của cán bộ"),
        ((line, by), {"returned": "sold"}, "Chọn bằng, hiện vật"),
        ((line, by), {"on": date(2026, 11, 21)}, "không sau hôm nay"),
        ((line, by), {"on": date(2026, 11, 19)}, "từ ngày quyết định"),
    ]

    for whose, stated, why in cases:
        with pytest.raises(Refused, match=why):
            record(*whose, **stated)
    record(line, by)
    with pytest.raises(Refused, match="đã ghi rồi"):
        record(line, by, "lost")
    assert DecisionLine.objects.exclude(returned="").count() == 1


@pytest.mark.django_db
def test_the_database_knows_no_return_of_an_award_that_stands(round_):
    line = issued(round_).lines.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionLine.objects.filter(pk=line.pk).update(returned="lost", returned_on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_record_it_once():
    round_ = make_round(make_commune("Vũ Thư", under=make_unit("Hưng Yên")))
    line, by = annulled(round_), officer(round_.unit)

    done = at_once(*[lambda what=what: record(line, by, what) for what in ("handed_back", "lost")])

    assert sum(isinstance(each, Refused) for each in done) == 1
