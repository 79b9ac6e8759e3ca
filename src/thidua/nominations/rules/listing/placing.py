"""Whom the rows of a list mean: a record of the ledger, somebody new, or one whom a person has to choose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thidua.honours.choices import HolderKind
from thidua.honours.rules.bodies import body_form
from thidua.nominations.rules.listing.reading import NomineeRow

NEW = "new"
"""Chosen for a row whose nominee is none of the records that may be meant."""
NewKey = tuple[str, ...]


class LineOutcome(StrEnum):
    """What becomes of a row that is sound."""

    KNOWN = "known"
    NEW = "new"
    ASK = "ask"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a row may mean; ``is_sure`` where name, year of birth and place leave no doubt."""

    holder: int
    score: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with whom it means: a record (its key), or the same ``new_key`` for rows of one new nominee."""

    row: NomineeRow
    outcome: LineOutcome
    holder: int | None = None
    new_key: NewKey = ()
    candidates: tuple[Candidate, ...] = ()


def place_rows(
    rows: Sequence[NomineeRow],
    candidates: Sequence[Sequence[Candidate]],
    chosen: Mapping[int, int | None],
    standing: Collection[tuple[int, str]],
) -> list[Placed]:
    """Return whom each row means.

    Args:
        rows: in the order of the list.
        candidates: of each row the records that may be meant, the likeliest first.
        chosen: by the number of a row what a person chose: the key of a record, ``None`` for somebody new.
        standing: what stands already: the key of a record, and the award.
    """
    seen: set[tuple[object, str]] = set(standing)
    found = []
    for row, mine in zip(rows, candidates, strict=True):
        placed = _place(row, tuple(mine), chosen)
        if placed.outcome is not LineOutcome.ASK:
            what = (placed.holder or placed.new_key, row.award_code)
            if what in seen:
                placed = Placed(row, LineOutcome.TWICE, placed.holder, placed.new_key)
            seen.add(what)
        found.append(placed)
    return found


def _place(row: NomineeRow, candidates: tuple[Candidate, ...], chosen: Mapping[int, int | None]) -> Placed:
    if row.number in chosen:
        holder = chosen[row.number]
        if holder is not None:
            return Placed(row, LineOutcome.KNOWN, holder, candidates=candidates)
        return Placed(row, LineOutcome.NEW, new_key=_new_key(row), candidates=candidates)
    sure = [each for each in candidates if each.is_sure]
    if len(sure) == 1:
        return Placed(row, LineOutcome.KNOWN, sure[0].holder, candidates=candidates)
    if candidates:
        return Placed(row, LineOutcome.ASK, candidates=candidates)
    return Placed(row, LineOutcome.NEW, new_key=_new_key(row))


def _new_key(row: NomineeRow) -> NewKey:
    """Return what is equal for rows of one new nominee: a person named alone, without year and body, is another each.

    In a province thousands share a name; two rows that tell no more may be two people.
    """
    base = row.base
    form = body_form(base.body)
    if base.kind == HolderKind.INDIVIDUAL and base.birth_year is None and not form:
        return (base.kind, base.folded, f"#{row.number}")
    return (base.kind, base.folded, str(base.birth_year or ""), form)
