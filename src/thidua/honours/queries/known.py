"""Who of a unit's ledger the rows of a list may mean, and who was erased from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.db.models import QuerySet

from thidua.honours.models import Holder, Honour, Post
from thidua.honours.queries.merged import standing_for
from thidua.honours.rules.importing.erased import Erased, Erasures
from thidua.honours.rules.importing.known import Known
from thidua.honours.rules.importing.stating import Stated, stated

_AT_ONCE = 2_000
T = TypeVar("T")


class NamedRecord(NamedTuple):
    """A record with one of the names asked for; ``kept`` is the one that it was merged into."""

    key: int
    kind: str
    folded: str
    name: str
    birth_year: int | None
    unit: int | None
    kept: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Records:
    """The records of some names, as they were read.

    Attributes:
        rows: those that have one of the names.
        instead: by a record that took another's place the one that stands today.
        versions: of all that stand, by key.
    """

    rows: tuple[NamedRecord, ...]
    instead: Mapping[int, int]
    versions: Mapping[int, int]

    def root(self, row: NamedRecord) -> int:
        """Return the record that stands for one today."""
        return row.key if row.kept is None else self.instead[row.kept]


def known_of(unit_id: int, names: Collection[str]) -> list[Known]:
    """Return the records of a unit with these folded names, with their bodies and what they received.

    One that was merged stands for the record that took its place. A handful of queries for each two thousand.
    """
    return known_among(records_named(unit_id, names))


def records_named(unit_id: int, names: Collection[str]) -> Records:
    """Return the records of a unit with these folded names and those that took their place; none that was erased."""
    rows = tuple(NamedRecord(*row) for some in _some(sorted(names)) for row in _rows(unit_id, some))
    instead = standing_for({row.kept for row in rows if row.kept is not None})
    versions = {row.key: row.version for row in rows if row.kept is None}
    for some in _some(sorted(set(instead.values()) - versions.keys())):
        versions |= Holder.objects.filter(pk__in=some).order_by().values_list("pk", "version")
    return Records(rows, instead, versions)


def known_among(records: Records) -> list[Known]:
    """Return what records have that a row is told by: their bodies, and what they received."""
    keys = records.versions.keys() | {row.key for row in records.rows}
    bodies, honours = _bodies(keys), _honours(keys)
    found = []
    for row in records.rows:
        root = records.root(row)
        told = honours.get(root, ())
        named = {*bodies.get(row.key, ()), *bodies.get(root, ()), *(body for _honour, body, _cited in told if body)}
        known = Known(root, row.kind, row.folded, row.name, row.birth_year, tuple(sorted(named)), unit=row.unit)
        known.honours = tuple((honour, body) for honour, body, _cited in told)
        known.from_articles = tuple(honour for honour, _body, is_cited in told if is_cited)
        found.append(known)
    return found


def erasures_of(unit_id: int) -> Erasures:
    """Return who was erased from the ledger of a unit; one query where nobody was."""
    erased = Holder.objects.filter(keeper=unit_id, erased_at__isnull=False).order_by("pk")
    rows = list(erased.values_list("pk", "folded", "name", "erased_digests", "merged_into"))
    if not rows:
        return Erasures()
    instead = standing_for({kept for *_told, kept in rows if kept is not None})
    roots = {key: key if kept is None else instead[kept] for key, *_told, kept in rows}
    given, standing = _all_honours(set(roots.values()))
    records = [
        Erased(folded, name, digests, tuple(given.get(roots[key], ())), roots[key] in standing)
        for key, folded, name, digests, _kept in rows
    ]
    return Erasures(settings.SECRET_KEY, unit_id, records)


def _rows(
    unit_id: int, names: Sequence[str]
) -> QuerySet[Holder, tuple[int, str, str, str, int | None, int | None, int | None, int]]:
    rows = Holder.objects.filter(keeper=unit_id, folded__in=names, erased_at__isnull=True).order_by("pk")
    return rows.values_list("pk", "kind", "folded", "name", "birth_year", "body_unit", "merged_into", "version")


def _bodies(keys: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for some in _some(sorted(keys)):
        for holder, body in Post.objects.filter(holder__in=some).order_by().values_list("holder_id", "body__form"):
            found.setdefault(holder, []).append(body)
    return found


def _honours(keys: Collection[int]) -> Mapping[int, list[tuple[Stated, str, bool]]]:
    """Return what records have: each award with the form of the body, and whether an article states it."""
    found: dict[int, list[tuple[Stated, str, bool]]] = {}
    names = ("holder_id", "form_code", "form_name", "year", "decision_number", "body__form", "citation_id")
    for some in _some(sorted(keys)):
        rows = Honour.objects.in_force().filter(holder__in=some).order_by()
        for holder, code, name, year, number, body, citation in rows.values_list(*names):
            told = stated(code, name, year, number), body or "", citation is not None
            found.setdefault(holder, []).append(told)
    return found


def _all_honours(keys: Collection[int]) -> tuple[dict[int, list[tuple[Stated, str]]], set[int]]:
    """Return what records received, also what was withdrawn, and which of them have something in force."""
    found: dict[int, list[tuple[Stated, str]]] = {}
    standing: set[int] = set()
    names = ("holder_id", "form_code", "form_name", "year", "decision_number", "body__form", "withdrawn_at")
    for some in _some(sorted(keys)):
        rows = Honour.objects.filter(holder__in=some).order_by("pk").values_list(*names)
        for holder, code, name, year, number, body, withdrawn_at in rows:
            found.setdefault(holder, []).append((stated(code, name, year, number), body or ""))
            if withdrawn_at is None:
                standing.add(holder)
    return found, standing


def _some(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(rows), _AT_ONCE):
        yield rows[first : first + _AT_ONCE]
