"""Lists of past awards that a unit brought, and who of its ledger may be meant by their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import QuerySet

from thidua.honours.choices import BatchState
from thidua.honours.models import HeaderMapping, Holder, Honour, ImportBatch, Post
from thidua.honours.rules.importing.headers import signature_of
from thidua.honours.rules.importing.known import Known, Stated, stated

_STANDS_STILL = timedelta(seconds=90)
_AT_ONCE = 2_000
T = TypeVar("T")


def batches_of(unit_id: int | None) -> QuerySet[ImportBatch]:
    """Return the lists that a unit brought, newest first."""
    return ImportBatch.objects.filter(unit=unit_id).select_related("unit", "file", "faulty", "acting")


def remembered_mapping(unit_id: int, headers: Sequence[str]) -> dict[str, str]:
    """Return what a unit said of these headers the last time, by the key of each; empty where it said nothing."""
    found = HeaderMapping.objects.filter(unit=unit_id, signature=signature_of(headers)).first()
    return found.mapping if found else {}


def unfinished_batches() -> QuerySet[ImportBatch]:
    """Return the lists that a worker has to go on with, for whoever starts one."""
    states = [state for state in BatchState if state.is_work]
    return ImportBatch.objects.filter(state__in=states, acting__isnull=False).order_by("pk")


def batch_stands_still(batch: ImportBatch, *, at: datetime) -> bool:
    """Whether nothing has moved for so long that no worker can be at it."""
    return batch.is_working and at - (batch.moved_at or batch.created_at) > _STANDS_STILL


def known_of(unit_id: int, names: Collection[str]) -> list[Known]:
    """Return the records of a unit with these folded names, with their bodies and what they received.

    One that was merged stands for the record that took its place. A handful of queries for each two thousand.
    """
    rows = [row for some in _some(sorted(names)) for row in _rows(unit_id, some)]
    instead = _kept_instead({kept for *_told, kept in rows if kept is not None})
    keys = {key if kept is None else instead[kept] for key, *_told, kept in rows} | {key for key, *_told in rows}
    bodies, honours = _bodies(keys), _honours(keys)
    found = []
    for key, kind, folded, name, birth_year, kept in rows:
        root = key if kept is None else instead[kept]
        told = honours.get(root, ())
        named = {*bodies.get(key, ()), *bodies.get(root, ()), *(body for _honour, body in told if body)}
        found.append(Known(root, kind, folded, name, birth_year, tuple(sorted(named)), tuple(told)))
    return found


def _rows(unit_id: int, names: Sequence[str]) -> QuerySet[Holder, tuple[int, str, str, str, int | None, int | None]]:
    rows = Holder.objects.filter(keeper=unit_id, folded__in=names, erased_at__isnull=True).order_by("pk")
    return rows.values_list("pk", "kind", "folded", "name", "birth_year", "merged_into")


def _kept_instead(gone: Collection[int]) -> dict[int, int]:
    """Return by the record that took another's place the one that stands today: it may have been merged in turn."""
    found = {key: key for key in gone}
    while further := dict(
        Holder.objects.filter(pk__in=set(found.values()), merged_into__isnull=False).values_list("pk", "merged_into")
    ):
        found = {key: further.get(last, last) or last for key, last in found.items()}
    return found


def _bodies(keys: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for some in _some(sorted(keys)):
        for holder, body in Post.objects.filter(holder__in=some).order_by().values_list("holder_id", "body__form"):
            found.setdefault(holder, []).append(body)
    return found


def _honours(keys: Collection[int]) -> Mapping[int, list[tuple[Stated, str]]]:
    found: dict[int, list[tuple[Stated, str]]] = {}
    names = ("holder_id", "form_code", "form_name", "year", "decision_number", "body__form")
    for some in _some(sorted(keys)):
        rows = Honour.objects.in_force().filter(holder__in=some).order_by()
        for holder, code, name, year, number, body in rows.values_list(*names):
            found.setdefault(holder, []).append((stated(code, name, year, number), body or ""))
    return found


def _some(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(rows), _AT_ONCE):
        yield rows[first : first + _AT_ONCE]
