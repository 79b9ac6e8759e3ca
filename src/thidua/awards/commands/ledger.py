"""Writing the named recipients of an award into the ledger, each under the record that a person chose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.awards.choices import AwardStatus
from thidua.awards.models import Award, Recipient
from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.commands import StatedHolder, StatedHonour, add_holder, ensure_bodies, record_honour, restore_honour
from thidua.honours.commands.locking import lock_ledger, lock_records
from thidua.honours.models import Holder, Honour


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Under which record a named recipient is written; ``None`` is a new one."""

    recipient: Recipient
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class Written:
    """What writing did: the honours written now, and how many of those chosen somebody had written before."""

    honours: tuple[Honour, ...]
    before: int


@transaction.atomic
def write_into_ledger(
    *, award: Award, entries: Collection[LedgerEntry], year: int | None = None, by: Actor, at: datetime
) -> Written:
    """Write the chosen recipients of an award as honours with its citation. What is written already stays as it is.

    A new record is kept in the ledger of the award's unit. ``year`` is asked where the source gives no day.

    Raises:
        Refused: the award was taken back or only planned, its year is not known, or a chosen record is of another kind,
            has this award already, or was merged or erased since.
    """
    kept = _held(award)
    chosen = {entry.recipient.pk: entry.holder for entry in entries}
    named = list(Recipient.objects.filter(award=kept).select_related("honour", "unit"))
    waiting = [each for each in named if each.pk in chosen and not each.is_in_ledger]
    told = sum(each.pk in chosen for each in named) - len(waiting)
    if not waiting:
        return Written((), told)
    given_in = _year_of(kept, year)
    records = [(each, chosen[each.pk]) for each in waiting]
    if any(holder is None for _each, holder in records):
        lock_ledger(kept.unit_id)
    lock_records({holder.pk for _each, holder in records if holder is not None})
    _refuse_unfit(records, {each.honour.holder_id for each in named if each.honour and each.is_in_ledger})
    _ensure_bodies(kept, waiting, given_in)
    with audit.together():
        honours = tuple(_write_named(kept, each, holder, given_in, by=by, at=at) for each, holder in records)
    before = sum(each.is_in_ledger for each in named) - len(honours)
    audit.record(
        "write_into_ledger",
        kept,
        by=by,
        at=at,
        unit_id=kept.unit_id,
        before={"in_ledger": before},
        after={"in_ledger": before + len(honours), "honours": [str(honour.uid) for honour in honours]},
    )
    return Written(honours, told)


@transaction.atomic
def restore_into_ledger(*, honour: Honour, by: Actor, at: datetime) -> None:
    """Undo the withdrawal of an honour; of one that an award was written as only while that award bears it out.

    Raises:
        Refused: the award was taken back, or its recipient was written anew since.
    """
    if honour.citation_id is not None:
        award = Award.objects.select_for_update().filter(recipients__honour=honour).first()
        others = Recipient.objects.filter(award=award, honour__holder=honour.holder, honour__withdrawn_at=None)
        if award is None or award.withdrawn_at is not None or others.exists():
            raise Refused(
                _("Khen thưởng trong bài đã được rút hoặc đã ghi lại. Ghi từ trang khen thưởng nếu còn đúng.")
            )
    restore_honour(honour=honour, by=by, at=at)


def _held(award: Award) -> Award:
    """Return an award as it is now, locked until the transaction ends: two who write it follow each other."""
    kept = Award.objects.select_for_update().get(pk=award.pk)
    if kept.withdrawn_at is not None:
        raise Refused(_("Khen thưởng này đã được rút khỏi sổ khen thưởng, nên không ghi cho ai."))
    if kept.status != AwardStatus.AWARDED:
        raise Refused(_("Khen thưởng này mới là dự kiến. Ghi vào sổ khi đã tặng."))
    return kept


def _year_of(award: Award, year: int | None) -> int:
    if award.awarded_on is not None:
        return award.awarded_on.year
    if year is None:
        raise Refused(_("Nguồn không nêu ngày tặng. Ghi năm khen thưởng."), field="year")
    return year


def _refuse_unfit(records: Sequence[tuple[Recipient, Holder | None]], having: Collection[int]) -> None:
    """Refuse records of another kind, and one that would have the award twice."""
    seen = set(having)
    for recipient, holder in records:
        if holder is None:
            continue
        if holder.kind != recipient.kind:
            raise Refused(
                _("%(name)s và hồ sơ được chọn không cùng loại. Chọn hồ sơ khác, hoặc hồ sơ mới."), name=recipient.name
            )
        if holder.pk in seen:
            raise Refused(
                _("Một hồ sơ chỉ nhận khen thưởng này một lần: %(name)s. Chọn hồ sơ khác, hồ sơ mới hoặc để sau."),
                name=holder.name,
            )
        seen.add(holder.pk)


def _ensure_bodies(award: Award, recipients: Sequence[Recipient], year: int) -> None:
    """Add the bodies of all in one go: one after another, two who add the same ones could wait for each other."""
    named = [award.authority, *(each.unit.full_name for each in recipients if each.unit)]
    ensure_bodies([name for name in named if name.strip()], on=award.awarded_on or date(year, 1, 1))


def _day_of(award: Award, year: int) -> date:
    return award.awarded_on or date(year, 12, 31)


def _write_named(
    award: Award, recipient: Recipient, holder: Holder | None, year: int, *, by: Actor, at: datetime
) -> Honour:
    """Write one recipient; a refusal says whose it is."""
    try:
        return _write(award, recipient, holder, year, by=by, at=at)
    except Refused as refusal:
        raise Refused(_("%(name)s: %(why)s"), name=recipient.name, why=str(refusal)) from refusal


def _write(award: Award, recipient: Recipient, holder: Holder | None, year: int, *, by: Actor, at: datetime) -> Honour:
    if holder is None:
        named = StatedHolder(recipient.kind, recipient.name)
        on = _day_of(award, year)
        holder = add_holder(keeper=award.unit, stated=named, is_another=True, on=on, by=by, at=at)
    stated = StatedHonour(
        form_name=award.form_name,
        form_code=award.form_code,
        year=year,
        given_on=award.awarded_on,
        authority=award.authority,
        body=recipient.unit.full_name if recipient.unit else "",
        reason=recipient.reason or award.reason,
    )
    honour = record_honour(holder=holder, stated=stated, citation=award.citation, by=by, at=at)
    recipient.honour = honour
    recipient.save(update_fields=["honour"])
    return honour
