"""What a list of nominees would bring: read, held against the ledger and what stands; nothing is written here."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.choices import HolderKind
from thidua.honours.models import Holder
from thidua.honours.queries.known import known_of
from thidua.honours.queries.matching import Named, proposals_for
from thidua.honours.queries.merged import standing_for
from thidua.honours.queries.scope import holders
from thidua.honours.rules.bodies import body_form
from thidua.honours.rules.importing.headers import letters, signature_of
from thidua.honours.rules.importing.known import Known, is_same
from thidua.honours.rules.importing.one_row import Fault
from thidua.honours.rules.matching import Verdict
from thidua.law.catalogue import NotInForceError, UnknownCodeError, award_form, catalogue
from thidua.law.entries import Category
from thidua.law.standards.recipients import recipient_fits
from thidua.law.verdicts import Outcome
from thidua.nominations.choices import ListPurpose
from thidua.nominations.models import ListColumns, Nomination, NomineeList, Registration, Round
from thidua.nominations.rules.listing import headers
from thidua.nominations.rules.listing.cells import award_name
from thidua.nominations.rules.listing.placing import NEW, Candidate, LineOutcome, Placed, place_rows
from thidua.nominations.rules.listing.reading import About, Marks, NomineeReader, NomineeRow
from thidua.nominations.rules.path import STANDING
from thidua.reports.rules.sheet import Problem

_TOO_MANY = _("Danh sách có %(rows)s hàng, quá %(most)s. Tách thành nhiều tệp.")
MOST_ROWS = 2_000
"""Nominees of one list, written in one transaction."""


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A sheet from its first row on, with which cells are formulas without a result (by row from 1, column from 0)."""

    rows: Sequence[Sequence[object]]
    marks: Marks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a list would bring.

    Attributes:
        lines: sound rows, each with whom it means.
        faults: the cells that cannot be taken, in the order of the rows.
        warnings: by the number of a row what the law says against it, with the provision.
        named: the records that rows may mean, by key, for showing.
    """

    lines: tuple[Placed, ...]
    faults: tuple[Fault, ...]
    warnings: Mapping[int, str]
    named: Mapping[int, Holder]

    @property
    def counts(self) -> Counter[LineOutcome]:
        """How many sound rows become what."""
        return Counter(each.outcome for each in self.lines)

    @property
    def to_write(self) -> tuple[Placed, ...]:
        """The rows that are written."""
        return tuple(each for each in self.lines if each.outcome in {LineOutcome.KNOWN, LineOutcome.NEW})

    @property
    def to_ask(self) -> tuple[Placed, ...]:
        """The rows of which a person has to say whom they mean."""
        return tuple(each for each in self.lines if each.outcome is LineOutcome.ASK)


def lists_of(unit_id: int) -> QuerySet[NomineeList]:
    """Return the lists that a unit brought, the newest first."""
    return NomineeList.objects.filter(unit=unit_id).select_related("file", "round", "unit")


def remembered_columns(unit_id: int, texts: Sequence[str]) -> dict[str, str]:
    """Return how the unit read the columns of a list with these headers the last time."""
    signature = signature_of(texts)
    found = ListColumns.objects.filter(unit=unit_id, signature=signature).first()
    return found.mapping if found else {}


def preview_of(listing: NomineeList, content: SheetContent, actor: Actor, *, on: date) -> ListPreview:
    """Return what a list would bring on a day; its columns were chosen.

    Raises:
        Refused: it has too many rows.
    """
    rows, faults = _read(listing, content, on)
    candidates = _candidates(listing, rows, actor, on)
    lines = place_rows(rows, candidates, _chosen(listing, rows, actor, on), _standing(listing))
    asked = {each.holder for line in lines for each in line.candidates} | {line.holder for line in lines if line.holder}
    named = Holder.objects.prefetch_related("posts__body").in_bulk(asked)
    return ListPreview(tuple(lines), tuple(faults), _warnings(rows, on), named)


def codes_of(listing: NomineeList, *, on: date) -> tuple[str, ...]:
    """Return the codes of the awards that a list may name: those of its round, or every title of the day."""
    if listing.purpose == ListPurpose.NOMINATE and listing.round is not None:
        return tuple(listing.round.award_codes)
    return tuple(each.code for each in catalogue(on) if each.category is Category.TITLE)


def award_names(found: Round | None, *, on: date, titles_only: bool = False) -> list[str]:
    """Return the names of the awards that a template offers: those of a round, or of the catalogue of a day."""
    if found is not None:
        return [name for code in found.award_codes if (name := award_name(code, on))]
    known = (each for each in catalogue(on) if not each.classes)
    return [each.name for each in known if each.category is Category.TITLE or not titles_only]


def _read(listing: NomineeList, content: SheetContent, on: date) -> tuple[list[NomineeRow], list[Fault]]:
    about = About(
        codes=codes_of(listing, on=on),
        year=listing.year,
        today=on,
        authority=listing.round.authority if listing.round else "",
        whole=listing.whole,
    )
    reader = NomineeReader(_columns(listing), about)
    rows: list[NomineeRow] = []
    faults: list[Fault] = []
    below = itertools.islice(content.rows, listing.first_row - 1, None)
    for number, cells in enumerate(below, start=listing.first_row):
        said = reader.read(cells, number, content.marks)
        if isinstance(said, list):
            faults += said
        elif said is not None:
            rows.append(said)
    if len(rows) > MOST_ROWS:
        raise Refused(_TOO_MANY, rows=len(rows), most=MOST_ROWS)
    return rows, faults


def _columns(listing: NomineeList) -> headers.ListColumns:
    parts = [listing.mapping.get(letters(place), "") for place in range(len(listing.headers))]
    found = headers.columns_of(parts, listing.headers, _with_award(listing), year=listing.year)
    if isinstance(found, Problem):
        raise TypeError(f"list {listing.pk} has no columns")
    return found


def _with_award(listing: NomineeList) -> dict[str, str]:
    return whole_of(listing.whole, listing.round.award_codes if listing.round else ())


def whole_of(whole: Mapping[str, str], codes: Sequence[str]) -> dict[str, str]:
    """Return what was said of a whole list; of a round with one award, also that."""
    told = dict(whole)
    if len(codes) == 1:
        told.setdefault(headers.ListPart.AWARD, codes[0])
    return told


def _candidates(
    listing: NomineeList, rows: Sequence[NomineeRow], actor: Actor, on: date
) -> list[tuple[Candidate, ...]]:
    """Return for each row the records that may be meant.

    In the unit's own ledger a record that says the same is meant, as in a list of past awards. People of whom there is
    not just one are looked for by matching in all of the actor's scope, too.
    """
    known: dict[tuple[str, str], list[Known]] = {}
    for each in known_of(listing.unit_id, {row.base.folded for row in rows}):
        known.setdefault((each.kind, each.folded), []).append(each)
    alike = {row.number: _alike(row, known.get((row.base.kind, row.base.folded), ())) for row in rows}
    people = [row for row in rows if row.base.kind == HolderKind.INDIVIDUAL and not _one_sure(alike[row.number])]
    proposed = _proposed(people, actor, on)
    return [_joined(alike[row.number], proposed.get(row.number, ())) for row in rows]


def _proposed(people: Sequence[NomineeRow], actor: Actor, on: date) -> dict[int, tuple[Candidate, ...]]:
    named = [
        Named(row.base.name, row.base.birth_year, row.base.gender, unit=row.base.body, title=row.base.title)
        for row in people
    ]
    return {
        row.number: tuple(
            Candidate(each.holder_id, each.likeness.score, each.likeness.verdict is Verdict.SAME) for each in proposals
        )
        for row, proposals in zip(people, proposals_for(actor, named, on=on), strict=True)
    }


def _one_sure(candidates: Sequence[Candidate]) -> bool:
    return sum(each.is_sure for each in candidates) == 1


def _alike(row: NomineeRow, known: Collection[Known]) -> tuple[Candidate, ...]:
    """Return the records of the same name; sure where nothing tells them apart. Other people of that name are not."""
    body = body_form(row.base.body)
    found = {each.key: _is_this(row, body, each) for each in known}
    is_person = row.base.kind == HolderKind.INDIVIDUAL
    return tuple(
        Candidate(key, 1000 if is_sure else 500, is_sure)
        for key, is_sure in sorted(found.items())
        if is_sure or not is_person
    )


def _is_this(row: NomineeRow, body: str, known: Known) -> bool:
    is_other = row.base.kind != HolderKind.INDIVIDUAL
    return is_same(row.base, body, known) or (is_other and bool(body) and not known.bodies)


def _joined(alike: tuple[Candidate, ...], proposed: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return both, each record once."""
    seen = {each.holder for each in proposed}
    return (*proposed, *(each for each in alike if each.holder not in seen))


def _chosen(listing: NomineeList, rows: Sequence[NomineeRow], actor: Actor, on: date) -> dict[int, int | None]:
    """Return what a person chose for rows; a record that is no longer there, or out of scope, is asked for again."""
    told = {int(number): uid for number, uid in listing.chosen.items()}
    wanted = {UUID(uid) for uid in told.values() if uid != NEW}
    keys = dict(holders(actor, on=on).filter(uid__in=wanted, erased_at=None).values_list("uid", "pk")) if wanted else {}
    found: dict[int, int | None] = {}
    for row in rows:
        uid = told.get(row.number)
        if uid == NEW:
            found[row.number] = None
        elif uid is not None and (key := keys.get(UUID(uid))) is not None:
            found[row.number] = key
    return found


def _standing(listing: NomineeList) -> set[tuple[int, str]]:
    """Return what stands already, by record and award."""
    if listing.purpose == ListPurpose.NOMINATE:
        rows = Nomination.objects.filter(round=listing.round, state__in=STANDING).order_by()
        told = list(rows.values_list("holder_id", "award_code"))
    else:
        registered = Registration.objects.in_force().filter(unit=listing.unit_id, year=listing.year).order_by()
        told = list(registered.values_list("holder_id", "award_code"))
    now = standing_for({holder for holder, _award in told})
    return {(now[holder], code) for holder, code in told}


def _warnings(rows: Sequence[NomineeRow], on: date) -> dict[int, str]:
    """Return what the law says against rows: an award that does not go to such a recipient, with the provision."""
    said: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row.award_code, row.base.kind)
        if key not in said:
            said[key] = _against(*key, on)
    return {row.number: text for row in rows if (text := said[(row.award_code, row.base.kind)])}


def _against(code: str, kind: str, on: date) -> str:
    try:
        verdict = recipient_fits(award_form(code), kind, on)
    except (NotInForceError, UnknownCodeError):
        return ""
    return f"{verdict.reason} ({verdict.provision})" if verdict.outcome is Outcome.NOT_MET else ""
