"""Organisations as lists name them: each name once, with the unit of the trees where it is plain which one is meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.core.many import insert_rows
from thidua.honours.models import Body
from thidua.organisations.queries import resolve_name
from thidua.vietnamese.fold import fold

_LONGEST = 300
_AT_ONCE = 500


def ensure_bodies(names: Iterable[str], *, on: date) -> dict[str, int]:
    """Return the key of the body of each name, by the name as given; those that are new are added.

    A new body gets its unit where exactly one unit has that name on the day ``on``. The caller holds a transaction.
    """
    written = {name: " ".join(name.replace("\0", "").split())[:_LONGEST] for name in names}
    folded = {name: fold(text) for name, text in written.items() if text}
    known = _known(set(folded.values()))
    new = {fold(text): text for name, text in written.items() if text and folded[name] not in known}
    rows = [(text, form, _unit_of(text, on)) for form, text in new.items()]
    insert_rows(Body, ("name", "folded", "unit"), rows)
    known.update(_known(set(new)))
    return {name: known[form] for name, form in folded.items()}


def _known(folded: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    forms = sorted(folded)
    for first in range(0, len(forms), _AT_ONCE):
        rows = Body.objects.filter(folded__in=forms[first : first + _AT_ONCE])
        found.update(rows.values_list("folded", "pk"))
    return found


def _unit_of(name: str, on: date) -> int | None:
    found = resolve_name(name, on=on)
    return found.pk if found else None
