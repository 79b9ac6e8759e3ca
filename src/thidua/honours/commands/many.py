"""Writing the awards of one decision into the ledger: thousands at once, by the same rules as one by hand."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import insert_rows
from thidua.honours.choices import CommendationKind
from thidua.honours.commands.bodies import ensure_bodies_on
from thidua.honours.commands.locking import ERASED, GONE, MERGED, lock_records
from thidua.honours.commands.stating import TWICE, StatedHonour, refuse_ended, refuse_faulty, refuse_impossible_days
from thidua.honours.models import Holder, Honour
from thidua.honours.rules.importing.stating import Stated
from thidua.honours.rules.importing.stating import stated as identity
from thidua.honours.rules.lines import line

_AT_ONCE = 500
_FIELDS = (
    "uid", "holder", "keeper", "form_code", "form_name", "type", "year", "decision_number", "decided_on", "authority",
    "body", "reason",
)  # fmt: skip
_OF = _("%(name)s: %(why)s")


@dataclass(frozen=True, slots=True)
class Given:
    """An award and who received it, by the key of the record."""

    holder_id: int
    stated: StatedHonour


@transaction.atomic
def record_honours(*, given: Sequence[Given], by: Actor, at: datetime) -> list[int]:
    """Write awards, all or none, in a few statements; return the keys of their rows, in the order given.

    Raises:
        Refused: as ``record_honour`` does; the sentence begins with the name of the first whom it concerns.
    """
    holders = _locked({each.holder_id for each in given})
    _refuse_faulty(given, holders, clock.legal_day(at))
    _refuse_twice(given, holders)
    bodies = ensure_bodies_on(_days(given))
    made = [Honour(uid=uuid.uuid4(), form_name=each.stated.form_name, year=each.stated.year) for each in given]
    rows = (
        (honour.uid, *_row(each, holders[each.holder_id], bodies)) for honour, each in zip(made, given, strict=True)
    )
    insert_rows(Honour, _FIELDS, rows, common={"created_at": at})
    lines = (
        audit.Line(honour, after=_told(each.stated), unit_id=holders[each.holder_id].keeper_id)
        for honour, each in zip(made, given, strict=True)
    )
    audit.record_all("record_honour", lines, by=by, at=at)
    keys = _keys([honour.uid for honour in made])
    return [keys[honour.uid] for honour in made]


def _locked(keys: Collection[int]) -> dict[int, Holder]:
    """Return the records, locked as they are now."""
    lock_records(keys)
    rows = Holder.objects.filter(pk__among=list(keys)).select_related("body_unit").order_by()
    found = {holder.pk: holder for holder in rows}
    if len(found) != len(keys):
        raise Refused(GONE)
    for holder in found.values():
        if holder.merged_into_id is not None or holder.erased_at is not None:
            raise _of(holder, Refused(MERGED if holder.merged_into_id is not None else ERASED))
    return found


def _refuse_faulty(given: Iterable[Given], holders: Mapping[int, Holder], today: date) -> None:
    for each in given:
        holder = holders[each.holder_id]
        try:
            refuse_faulty(each.stated, None)
            refuse_impossible_days(each.stated, today)
            refuse_ended(holder, each.stated)
        except Refused as refusal:
            raise _of(holder, refusal) from refusal


def _refuse_twice(given: Sequence[Given], holders: Mapping[int, Holder]) -> None:
    """Refuse an award that stands already, or that is given twice here: same form, year, number of the decision."""
    years = {each.stated.year for each in given}
    rows = Honour.objects.in_force().filter(holder__pk__among=list(holders), year__in=years).order_by()
    known: set[tuple[int, Stated]] = {
        (holder, identity(code, name, year, number))
        for holder, code, name, year, number in rows.values_list(
            "holder_id", "form_code", "form_name", "year", "decision_number"
        )
    }
    for each in given:
        told = each.stated
        one = each.holder_id, identity(told.form_code, told.form_name, told.year, told.decision_number)
        if one in known:
            raise _of(holders[each.holder_id], Refused(TWICE, field="decision_number"))
        known.add(one)


def _days(given: Iterable[Given]) -> dict[str, date]:
    """Return the bodies named, each with the earliest day of the awards that name it."""
    days: dict[str, date] = {}
    for stated in (each.stated for each in given):
        on = stated.day or date(stated.year, 1, 1)
        for name in (stated.authority, stated.body):
            if name.strip():
                days[name] = min(on, days.get(name, on))
    return days


def _row(each: Given, holder: Holder, bodies: Mapping[str, int]) -> tuple[object, ...]:
    told = each.stated
    return (
        holder.pk, holder.keeper_id, told.form_code, line(told.form_name, 300),
        CommendationKind(told.type) if told.type else "", told.year, line(told.decision_number, 100), told.decided_on,
        bodies.get(told.authority), bodies.get(told.body), line(told.reason, 600),
    )  # fmt: skip


def _told(stated: StatedHonour) -> dict[str, object]:
    return {"form": stated.form_name, "year": stated.year, "decision": stated.decision_number}


def _keys(uids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    return {
        uid: key for some in _parts(uids) for uid, key in Honour.objects.filter(uid__in=some).values_list("uid", "pk")
    }


def _parts(uids: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    for first in range(0, len(uids), _AT_ONCE):
        yield uids[first : first + _AT_ONCE]


def _of(holder: Holder, refusal: Refused) -> Refused:
    return Refused(_OF, field=refusal.field, name=holder.name, why=str(refusal))
