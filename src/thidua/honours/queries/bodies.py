"""Bodies by the way in which a list names them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from thidua.honours.models import Body
from thidua.honours.rules.bodies import body_form, is_bare

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body of the ledger: its key, its unit where known, its name."""

    key: int
    unit: int | None
    name: str


def bodies_named(names: Iterable[str]) -> dict[str, NamedBody]:
    """Return the bodies that are meant by names, by the form of each (``body_form``).

    A name without marks means the one body that it could be; where several could be meant, none.
    """
    forms = {form for form in map(body_form, names) if form}
    found = _by_form(forms)
    return _only_ones({form for form in forms if is_bare(form) and form not in found}) | found


def _by_form(forms: Collection[str]) -> dict[str, NamedBody]:
    found: dict[str, NamedBody] = {}
    for part in _parts(forms):
        rows = Body.objects.filter(form__in=part).values_list("form", "pk", "unit_id", "name")
        found.update({form: NamedBody(key, unit, name) for form, key, unit, name in rows})
    return found


def _only_ones(folded: Collection[str]) -> dict[str, NamedBody]:
    found: dict[str, list[NamedBody]] = {}
    for part in _parts(folded):
        rows = Body.objects.filter(folded__in=part).values_list("folded", "pk", "unit_id", "name")
        for form, key, unit, name in rows:
            found.setdefault(form, []).append(NamedBody(key, unit, name))
    return {form: each[0] for form, each in found.items() if len(each) == 1}


def _parts(texts: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(texts)
    for first in range(0, len(ordered), _AT_ONCE):
        yield ordered[first : first + _AT_ONCE]
