"""Writing an award received into the ledger by hand, and taking it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import restore_row, withdraw_rows
from thidua.core.errors import Refused
from thidua.honours.choices import CommendationKind
from thidua.honours.commands.bodies import ensure_bodies
from thidua.honours.commands.erasing import finish_erasures
from thidua.honours.commands.locking import lock_current, lock_whose
from thidua.honours.commands.stating import TWICE, StatedHonour, refuse_ended, refuse_faulty, refuse_impossible_days
from thidua.honours.models import Holder, Honour
from thidua.honours.rules.importing.stating import stated as identity
from thidua.honours.rules.lines import line
from thidua.sources.models import Citation


@transaction.atomic
def record_honour(
    *, holder: Holder, stated: StatedHonour, citation: Citation | None = None, by: Actor, at: datetime
) -> Honour:
    """Write an award that the holder received, of any date.

    Raises:
        Refused: no form, no year, no source (the number of the decision or a citation), a day that cannot be, a code
            that is not in the law's catalogue, an award that stands already, or a record merged or erased since.
    """
    holder = lock_current(holder)
    refuse_faulty(stated, citation)
    refuse_impossible_days(stated, clock.legal_day(at))
    refuse_ended(holder, stated)
    _refuse_twice(holder, identity(stated.form_code, stated.form_name, stated.year, stated.decision_number))
    on = stated.day or date(stated.year, 1, 1)
    named = ensure_bodies([name for name in (stated.authority, stated.body) if name.strip()], on=on)
    honour = Honour.objects.create(
        holder=holder,
        keeper=holder.keeper,
        form_code=stated.form_code,
        form_name=line(stated.form_name, 300),
        type=CommendationKind(stated.type) if stated.type else "",
        year=stated.year,
        decision_number=line(stated.decision_number, 100),
        decided_on=stated.decided_on,
        authority_id=named.get(stated.authority),
        body_id=named.get(stated.body),
        reason=line(stated.reason, 600),
        citation=citation,
        created_at=at,
    )
    after = {"form": honour.form_name, "year": honour.year, "decision": honour.decision_number}
    audit.record("record_honour", honour, by=by, at=at, unit_id=holder.keeper_id, after=after)
    return honour


@transaction.atomic
def withdraw_honour(*, honour: Honour, reason: str, by: Actor, at: datetime) -> None:
    """Take an honour back: it was not received, or the decision was annulled.

    Of somebody erased the name goes with the last one that stood.
    """
    held = lock_whose([honour.pk])
    withdraw_rows([honour], act="withdraw_honour", reason=reason, by=by, at=at)
    finish_erasures(holders=held, by=by, at=at)


@transaction.atomic
def withdraw_honours(*, citation: Citation, reason: str, by: Actor, at: datetime) -> int:
    """Take back every honour that was written from a place in a text; return how many."""
    rows = Honour.objects.in_force().filter(citation=citation)
    held = lock_whose(list(rows.values_list("pk", flat=True)))
    count = withdraw_rows(rows, act="withdraw_honour", reason=reason, by=by, at=at)
    finish_erasures(holders=held, by=by, at=at)
    return count


@transaction.atomic
def restore_honour(*, honour: Honour, by: Actor, at: datetime) -> None:
    """Undo ``withdraw_honour``.

    Raises:
        Refused: the same award was written anew since, or the record was merged or erased.
    """
    holder = lock_current(honour.holder)
    _refuse_twice(holder, identity(honour.form_code, honour.form_name, honour.year, honour.decision_number))
    restore_row(honour, act="restore_honour", by=by, at=at)


def _refuse_twice(holder: Holder, award: tuple[str, int, str]) -> None:
    """Refuse an award that stands: of this form, year and number of the decision. Without a number none is the same."""
    rows = Honour.objects.in_force().filter(holder=holder, year=award[1]) if award[2] else Honour.objects.none()
    told = rows.values_list("form_code", "form_name", "year", "decision_number")
    if any(identity(*each) == award for each in told):
        raise Refused(TWICE, field="decision_number")
