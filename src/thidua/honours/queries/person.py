"""One record of the ledger with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice

from thidua.core import clock
from thidua.honours.choices import HolderKind
from thidua.honours.models import Holder, Honour, Merge, Post
from thidua.honours.rules.importing.stating import stated
from thidua.organisations.queries import with_predecessors


@dataclass(frozen=True, slots=True)
class HolderPage:
    """A record: posts, honours, those taken back or of predecessors, what was merged in, who read it."""

    holder: Holder
    posts: tuple[Post, ...]
    honours: tuple[Honour, ...]
    withdrawn: tuple[Honour, ...]
    inherited: tuple[Honour, ...]
    merges: tuple[Merge, ...]
    reads: tuple[Reads, ...]


@dataclass(frozen=True, slots=True)
class Reads:
    """How often somebody did one thing with a record on one day; ``last`` is when last."""

    last: datetime
    reader: str
    act: str
    times: int


_READS_SHOWN = 20
_READS_LOOKED_AT = 500
_SOURCES = ("body", "authority", "batch", "citation__document")


def holder_page(holder: Holder) -> HolderPage:
    """Return what is shown of a record that the caller may see."""
    return HolderPage(
        holder=holder,
        posts=tuple(holder.posts.select_related("body")),
        honours=tuple(honours_of(holder)),
        withdrawn=tuple(_withdrawn(holder)),
        inherited=tuple(_inherited(holder)),
        merges=tuple(holder.took_in.filter(undone_at=None).select_related("gone")),
        reads=tuple(islice(_reads(holder), _READS_SHOWN)),
    )


def honours_of(holder: Holder) -> list[Honour]:
    """Return the honours in force of a record, the newest first."""
    rows = Honour.objects.in_force().filter(holder=holder)
    return list(rows.select_related(*_SOURCES).order_by("-year", "-pk"))


def ended_before(holder: Holder, day: date) -> bool:
    """Tell whether the unit that a collective is had ended by a day: then it receives nothing new."""
    unit = holder.body_unit
    return unit is not None and unit.until is not None and unit.until <= day


def _reads(holder: Holder) -> Iterator[Reads]:
    """Yield who read a record, the last first; what one person did again that day is told once."""
    rows = holder.page_reads.all()[:_READS_LOOKED_AT]
    for (_day, reader, act), same in groupby(rows, lambda row: (clock.legal_day(row.at), row.actor_label, row.act)):
        first, *others = same
        yield Reads(first.at, reader, act, 1 + len(others))


def _withdrawn(holder: Holder) -> list[Honour]:
    """Return the honours of a record that were taken back, the latest first."""
    rows = Honour.objects.filter(holder=holder, withdrawn_at__isnull=False)
    return list(rows.select_related(*_SOURCES).order_by("-withdrawn_at", "-pk"))


def _inherited(holder: Holder) -> list[Honour]:
    """Return the honours of the units that became this collective's unit, in force, the newest first.

    Whoever may see the collective sees them, in whosever ledger they stand; one of which two ledgers know the decision
    is told once.
    """
    if holder.kind != HolderKind.COLLECTIVE or holder.body_unit_id is None:
        return []
    before = with_predecessors({holder.body_unit_id}) - {holder.body_unit_id}
    if not before:
        return []
    rows = Honour.objects.in_force().filter(holder__body_unit__in=before, holder__kind=HolderKind.COLLECTIVE)
    told: dict[object, Honour] = {}
    for row in rows.select_related("holder", "body", "authority").order_by("-year", "-pk"):
        award = stated(row.form_code, row.form_name, row.year, row.decision_number)
        told.setdefault((row.holder.body_unit_id, award) if row.decision_number else row.pk, row)
    return list(told.values())
