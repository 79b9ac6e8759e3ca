"""Keeping a list, saying what its columns are, and whom rows mean that may mean several."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.models import Holder
from thidua.honours.queries.scope import holders
from thidua.honours.rules.importing.headers import Header, keys_of, letters, signature_of
from thidua.nominations.choices import ListPurpose, ListState
from thidua.nominations.commands.held import refuse_other_unit
from thidua.nominations.commands.locking import lock_round
from thidua.nominations.models import ListColumns, NomineeList, Round
from thidua.nominations.queries.listing import MOST_ROWS, whole_of
from thidua.nominations.rules.listing.headers import columns_of
from thidua.nominations.rules.listing.placing import NEW
from thidua.organisations.models import Unit
from thidua.reports.rules.sheet import Problem
from thidua.sources.commands import store_file

NOT_NOW = _("Việc này không còn làm được với danh sách đang mở. Tải lại trang để xem đã đến bước nào.")
_LONGEST_WHOLE = 300


@dataclass(frozen=True, slots=True)
class StatedListColumns:
    """What a person says of a list: where its headers are, what each column is, what holds for all its rows."""

    sheet: str
    header: Header
    parts: Sequence[str]
    whole: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def start_list(
    *, unit: Unit, round: Round | None = None, year: int | None = None, content: bytes, file_name: str,  # noqa: A002 - the field's term
    media_type: str, by: Actor, at: datetime,
) -> NomineeList:  # fmt: skip
    """Keep a list of nominees of a round, or, without a round, of titles registered for a year.

    The same bytes again for the same, while they are not written, are the same list. The caller looked into the file.

    Raises:
        Refused: the actor works for another unit, or the round is over.
    """
    refuse_other_unit(by, unit)
    kept = lock_round(round) if round is not None else None
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # a double click is one list
    told = {
        "unit": unit,
        "round": kept,
        "year": kept.year if kept else year or clock.legal_day(at).year,
        "purpose": ListPurpose.NOMINATE if kept else ListPurpose.REGISTER,
    }
    digest = hashlib.sha256(content).hexdigest()
    open_states = (ListState.MAPPING, ListState.PREVIEW)
    waiting = NomineeList.objects.filter(**told, file__sha256=digest, state__in=open_states).first()
    if waiting is not None:
        return waiting
    stored = store_file(content=content, name=file_name or "danh-sach", media_type=media_type, by=by, at=at)
    name = (file_name or stored.name)[:255]
    made = NomineeList.objects.create(file=stored, name=name, brought_by=by.label, created_at=at, **told)
    after = {"name": made.name, "purpose": str(made.purpose), "round": str(kept) if kept else "", "year": made.year}
    audit.record("start_nominee_list", made, by=by, at=at, unit_id=unit.pk, after=after)
    return made


@transaction.atomic
def choose_list_columns(*, listing: NomineeList, stated: StatedListColumns, by: Actor, at: datetime) -> NomineeList:
    """Keep what the columns are, and remember it for the next list with these headers.

    Raises:
        Refused: something is missing or said twice, or the list is not waiting for this.
    """
    kept = held_list(listing, by, ListState.MAPPING)
    whole = {name: " ".join(text.split())[:_LONGEST_WHOLE] for name, text in stated.whole.items() if text.strip()}
    with_award = whole_of(whole, kept.round.award_codes if kept.round else ())
    found = columns_of(stated.parts, stated.header.texts, with_award, year=kept.year)
    if isinstance(found, Problem):
        raise Refused(found.message, **dict[str, Any](found.values))
    _remember(kept, stated)
    kept.sheet, kept.headers = stated.sheet[:100], list(stated.header.texts)
    kept.header_row, kept.first_row = stated.header.row, stated.header.below
    kept.mapping = {letters(place): part for place, part in enumerate(stated.parts) if part}
    kept.whole, kept.chosen = whole, {}
    return moved(kept, ListState.PREVIEW, "choose_list_columns", by=by, at=at, after={"mapping": kept.mapping})


@transaction.atomic
def rename_list_columns(*, listing: NomineeList, by: Actor, at: datetime) -> NomineeList:
    """Go back to the columns of a list that is not written.

    Raises:
        Refused: it stands written, or was undone.
    """
    kept = held_list(listing, by, ListState.MAPPING, ListState.PREVIEW)
    if kept.state == ListState.MAPPING:
        return kept
    return moved(kept, ListState.MAPPING, "rename_list_columns", by=by, at=at)


@transaction.atomic
def choose_holders(
    *, listing: NomineeList, chosen: Mapping[int, Holder | None], by: Actor, at: datetime
) -> NomineeList:
    """Keep whom rows mean, by the number of the row: a record of the ledger, or ``None`` for somebody who is new.

    What was chosen for other rows stays.

    Raises:
        Refused: the list is not waiting for this, or a record is not one that the actor sees, was merged or erased.
    """
    kept = held_list(listing, by, ListState.PREVIEW)
    wanted = {holder.pk for holder in chosen.values() if holder is not None}
    seen = holders(by, on=clock.legal_day(at)).filter(pk__in=wanted, erased_at=None)
    if seen.count() != len(wanted) or len(chosen) > MOST_ROWS:
        raise Refused(_("Hồ sơ đã chọn trong sổ không còn dùng được. Tải lại trang rồi chọn lại."))
    told = {str(number): str(holder.uid) if holder is not None else NEW for number, holder in chosen.items()}
    if told.items() <= kept.chosen.items():
        return kept
    kept.chosen = {**kept.chosen, **told}
    return moved(kept, ListState.PREVIEW, "choose_listed_holders", by=by, at=at, after={"chosen": told})


def held_list(listing: NomineeList, by: Actor, *states: ListState) -> NomineeList:
    """Return a list as it is now, locked, in one of some states.

    Raises:
        Refused: the actor works for another unit, or the list is at another step.
    """
    rows = NomineeList.objects.select_for_update(of=("self",)).select_related("unit", "round__unit", "file")
    kept = rows.get(pk=listing.pk)
    refuse_other_unit(by, kept.unit)
    if kept.state not in states:
        raise Refused(NOT_NOW)
    return kept


def moved(
    kept: NomineeList, to: ListState, act: str, *, by: Actor, at: datetime, after: dict[str, Any] | None = None
) -> NomineeList:
    """Save a list in a state, with its line in the audit trail."""
    before, kept.state = kept.state, to
    kept.version += 1
    kept.save()
    told = {"state": str(to), **(after or {})}
    audit.record(act, kept, by=by, at=at, unit_id=kept.unit_id, before={"state": str(before)}, after=told)
    return kept


def _remember(kept: NomineeList, stated: StatedListColumns) -> None:
    texts = stated.header.texts
    told = {key: part for key, part in zip(keys_of(texts), stated.parts, strict=True) if key}
    ListColumns.objects.update_or_create(unit=kept.unit, signature=signature_of(texts), defaults={"mapping": told})
