"""Writing a list: every sound row a nomination, or a registration, all in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import insert_rows
from thidua.honours.choices import CommendationKind
from thidua.honours.commands.bodies import ensure_bodies
from thidua.honours.commands.keys import write_keys
from thidua.honours.commands.locking import lock_ledger, refuse_erased
from thidua.honours.models import Holder, Post
from thidua.honours.queries.collectives import units_meant
from thidua.honours.rules.importing.known import day_of
from thidua.nominations.choices import Act, ListPurpose, ListState, RoundKind, State
from thidua.nominations.commands.achievements import index_nominations
from thidua.nominations.commands.checking import check_nominations
from thidua.nominations.commands.listing.starting import held_list, moved
from thidua.nominations.commands.locking import lock_nominations, lock_round
from thidua.nominations.models import (
    Innovation,
    ListedRow,
    Nomination,
    NomineeList,
    NumberSeries,
    Registration,
    Round,
    Step,
)
from thidua.nominations.queries.listing import ListPreview, SheetContent, preview_of
from thidua.nominations.rules.facts import Facts, write_facts
from thidua.nominations.rules.listing.placing import NewKey, Placed
from thidua.nominations.rules.listing.reading import NomineeRow
from thidua.vietnamese.fold import fold, sort_key

_TOLD = (
    "kind", "name", "folded", "sort_key", "post", "award_code", "award_name", "type", "since", "until", "achievement",
    "facts",
)  # fmt: skip
_INNOVATION = ("nomination", "kind", "name", "folded", "year", "reach", "certificate")
_LONGEST_NAME = 200
_ASKED = _("Còn %(count)s hàng chưa chọn người trong sổ (hàng %(rows)s). Chọn rồi ghi lại.")
_NOTHING = _("Không có hàng nào ghi được. Xem lý do ở từng hàng.")
_CHANGED = _("Sổ vừa có người sửa. Tải lại trang rồi ghi lại.")
_TYPE = {RoundKind.MOVEMENT: CommendationKind.MOVEMENT, RoundKind.AD_HOC: CommendationKind.AD_HOC}


@transaction.atomic
def write_list(*, listing: NomineeList, content: SheetContent, by: Actor, at: datetime) -> NomineeList:
    """Write every sound row of a list; rows with faults, and what stands already, are left out. Twice is once.

    Nominations are checked against the law at once. ``content`` is the sheet of the list's own file.

    Raises:
        Refused: whom rows mean is not chosen, nothing can be written, the round is over, the list was undone or is at
            another step, or a record was changed at this moment.
    """
    kept = held_list(listing, by, ListState.PREVIEW, ListState.DONE)
    if kept.state == ListState.DONE:
        return kept
    on = clock.legal_day(at)
    round_ = lock_round(kept.round) if kept.round is not None else None
    lock_ledger(kept.unit_id)
    preview = preview_of(kept, content, by, on=on)
    _refuse_unready(preview)
    _hold(preview)
    lines = preview.to_write
    new = _add_holders(kept, lines, on, at)
    keys = [line.holder or new[line.new_key] for line in lines]
    if kept.purpose == ListPurpose.NOMINATE and round_ is not None:
        _write_nominations(kept, round_, lines, keys, by, at)
    else:
        _write_registrations(kept, lines, keys, by, at)
    kept.written, kept.added, kept.done_at = len(lines), len(new), at
    after = {"written": kept.written, "added": kept.added}
    return moved(kept, ListState.DONE, "write_nominee_list", by=by, at=at, after=after)


def _refuse_unready(preview: ListPreview) -> None:
    if asked := preview.to_ask:
        rows = ", ".join(str(each.row.number) for each in asked[:10]) + ("…" if len(asked) > 10 else "")  # noqa: PLR2004 - a sentence
        raise Refused(_ASKED, count=len(asked), rows=rows)
    if not preview.to_write:
        raise Refused(_NOTHING)


def _hold(preview: ListPreview) -> None:
    """Lock the records that rows mean; refuse where one was merged or erased since it was read."""
    wanted = {line.holder for line in preview.to_write if line.holder}
    found = list(Holder.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted) or any(each.merged_into_id is not None for each in found):
        raise Refused(_CHANGED)
    refuse_erased(*found)


def _add_holders(kept: NomineeList, lines: Sequence[Placed], on: date, at: datetime) -> dict[NewKey, int]:
    """Add records for nominees who are new, once for all rows of one, with their posts; return their keys."""
    first: dict[NewKey, Placed] = {}
    for line in lines:
        if line.holder is None:
            first.setdefault(line.new_key, line)
    units = units_meant(kept.unit_id, (line.row.base for line in first.values()), today=on)
    uids = {key: uuid.uuid4() for key in first}
    names = ("uid", "kind", "name", "folded", "sort_key", "birth_year", "gender", "body_unit")
    told = []
    for key, line in first.items():
        base = line.row.base
        ordered = sort_key(base.name)[:_LONGEST_NAME]
        unit = units.get((base.name, day_of(base)))
        told.append((uids[key], base.kind, base.name, base.folded, ordered, base.birth_year, base.gender, unit))
    insert_rows(Holder, names, told, common={"keeper": kept.unit_id, "created_at": at})
    made = {holder.uid: holder for holder in Holder.objects.filter(uid__in=list(uids.values())).order_by()}
    found = {key: made[uid] for key, uid in uids.items()}
    _add_posts(first, found, on)
    write_keys(list(found.values()))
    return {key: holder.pk for key, holder in found.items()}


def _add_posts(first: Mapping[NewKey, Placed], found: Mapping[NewKey, Holder], on: date) -> None:
    people = {key: line.row.base for key, line in first.items() if line.row.base.kind == "individual"}
    bodies = ensure_bodies({base.body for base in people.values() if base.body}, on=on)
    rows = [(found[key].pk, base.title, bodies[base.body]) for key, base in people.items() if base.body]
    insert_rows(Post, ("holder", "title", "body"), rows)


def _write_nominations(
    kept: NomineeList, round_: Round, lines: Sequence[Placed], keys: Sequence[int], by: Actor, at: datetime
) -> None:
    last = _take_numbers(round_, len(lines))
    uids = [uuid.uuid4() for _line in lines]
    rows = (
        (uid, number, holder, *_told(round_, line.row))
        for number, (uid, line, holder) in enumerate(zip(uids, lines, keys, strict=True), start=last + 1)
    )
    same = {"round": round_.pk, "unit": kept.unit_id, "year": round_.year, "moved_at": at, "created_at": at}
    insert_rows(Nomination, ("uid", "number", "holder", *_TOLD), rows, common=same)
    made = lock_nominations(Nomination.objects.filter(round=round_, number__gt=last, uid__in=uids).only("pk"))
    by_uid = {each.uid: each for each in made}
    pairs = [(line, by_uid[uid]) for line, uid in zip(lines, uids, strict=True)]
    insert_rows(Innovation, _INNOVATION, _innovations(pairs))
    begun = {"act": Act.CREATE, "after": State.DRAFT, "at": at, "made_by": by.label}
    insert_rows(Step, ("nomination",), ((each.pk,) for each in made), common=begun)
    listed = ((line.row.number, each.pk) for line, each in pairs)
    insert_rows(ListedRow, ("number", "nomination"), listed, common={"listing": kept.pk})
    told = [
        audit.Line(each, after={"round": str(round_), "award": each.award_code, "name": each.name, "number": each.code})
        for each in made
    ]
    audit.record_all("nominate", told, by=by, at=at, unit_id=kept.unit_id)
    index_nominations(made)
    check_nominations(nominations=made, by=by, at=at)


def _told(round_: Round, row: NomineeRow) -> tuple[object, ...]:
    """Return the values of ``_TOLD`` for a row."""
    base = row.base
    return (
        base.kind,
        base.name,
        base.folded,
        sort_key(base.name)[:_LONGEST_NAME],
        row.post[:400],
        row.award_code,
        row.award_name,
        base.type or _TYPE.get(RoundKind(round_.kind), ""),
        row.since,
        row.until,
        row.achievement,
        write_facts(Facts(ratings=dict(row.ratings))),
    )


def _innovations(pairs: Sequence[tuple[Placed, Nomination]]) -> Iterator[tuple[object, ...]]:
    for line, nomination in pairs:
        for each in line.row.innovations:
            folded = fold(each.name)[:400]
            yield nomination.pk, each.kind, each.name, folded, each.year, each.reach, each.certificate


def _take_numbers(round_: Round, count: int) -> int:
    """Take the next numbers of the round's unit; return the last one before them."""
    series, _made = NumberSeries.objects.select_for_update().get_or_create(unit=round_.unit, year=round_.year)
    before = series.last
    series.last += count
    series.save(update_fields=["last"])
    return before


def _write_registrations(
    kept: NomineeList, lines: Sequence[Placed], keys: Sequence[int], by: Actor, at: datetime
) -> None:
    on = clock.legal_day(at)
    uids = [uuid.uuid4() for _line in lines]
    rows = (
        (uid, holder, line.row.award_code, line.row.award_name)
        for uid, line, holder in zip(uids, lines, keys, strict=True)
    )
    same = {"unit": kept.unit_id, "year": kept.year, "registered_on": on, "registered_by": by.label, "created_at": at}
    insert_rows(Registration, ("uid", "holder", "award_code", "award_name"), rows, common=same)
    made = {each.uid: each for each in Registration.objects.filter(unit=kept.unit_id, uid__in=uids)}
    pairs = [(line, made[uid]) for line, uid in zip(lines, uids, strict=True)]
    listed = ((line.row.number, each.pk) for line, each in pairs)
    insert_rows(ListedRow, ("number", "registration"), listed, common={"listing": kept.pk})
    told = [
        audit.Line(each, after={"name": line.row.base.name, "award": each.award_code, "year": each.year})
        for line, each in pairs
    ]
    audit.record_all("register_title", told, by=by, at=at, unit_id=kept.unit_id)
