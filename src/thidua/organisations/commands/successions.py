"""Who became whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.audit import record
from thidua.organisations.choices import SuccessionKind
from thidua.organisations.commands.lineage import lock_forest
from thidua.organisations.commands.refusals import refuse
from thidua.organisations.models import Succession, Unit
from thidua.organisations.rules import WHOLE_PERMILLE, Fault, Span, shares_exceed_whole, succession_fault


@dataclass(frozen=True)
class Heir:
    """A unit that took over all of another, or a part: ``share_permille`` of it, ``None`` where undetermined."""

    unit: Unit
    kind: SuccessionKind = SuccessionKind.WHOLE
    share_permille: int | None = None


@transaction.atomic
def record_succession(
    *, predecessor: Unit, heirs: Sequence[Heir], on: date, by: Actor, at: datetime, legal_basis: str = ""
) -> list[Succession]:
    """Write down what became of ``predecessor`` on a day: one heir wholly, or several in part.

    Raises:
        Refused: an heir ends before it begins to be one, or begins later; the predecessor does not end that day though
            it went over wholly; the shares come to more than the whole.
    """
    lock_forest()
    kept = Unit.objects.select_for_update().get(pk=predecessor.pk)
    known = list(kept.became.all())
    made = []
    for heir in heirs:
        _refuse_wrong_heir(kept, Unit.objects.get(pk=heir.unit.pk), heir.kind, on)
        if any(row.kind == SuccessionKind.WHOLE or heir.kind is SuccessionKind.WHOLE for row in known):
            raise refuse(Fault.WHOLE_AND_MORE, predecessor=kept, successor=heir.unit)
        share = WHOLE_PERMILLE if heir.kind is SuccessionKind.WHOLE else heir.share_permille
        row = Succession.objects.create(
            predecessor=kept, successor=heir.unit, on=on, kind=heir.kind, share_permille=share, legal_basis=legal_basis
        )
        known.append(row)
        made.append(row)
    if shares_exceed_whole(row.share_permille for row in known):
        raise refuse(Fault.SHARES_EXCEED, predecessor=kept, field="share_permille")
    told = [{"unit": str(row.successor), "kind": str(row.kind), "permille": row.share_permille} for row in made]
    record("record_succession", kept, by=by, at=at, unit_id=kept.pk, after={"on": on.isoformat(), "became": told})
    return made


def _refuse_wrong_heir(predecessor: Unit, successor: Unit, kind: SuccessionKind, on: date) -> None:
    lives = Span(predecessor.since, predecessor.until), Span(successor.since, successor.until)
    fault = (
        Fault.SUCCEEDS_ITSELF
        if predecessor == successor
        else succession_fault(*lives, on=on, whole=kind is SuccessionKind.WHOLE)
    )
    if fault is not None:
        raise refuse(
            fault, field="heirs", predecessor=predecessor, successor=successor, on=on,
            predecessor_since=predecessor.since, predecessor_until=predecessor.until,
            successor_since=successor.since, successor_until=successor.until,
        )  # fmt: skip
