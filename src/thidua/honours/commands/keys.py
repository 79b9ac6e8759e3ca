"""The keys under which persons are found by matching; written anew when a name, a year of birth or a post changes."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.core.many import insert_rows
from thidua.honours.choices import HolderKind
from thidua.honours.models import Holder, MatchKey, Post
from thidua.honours.rules.beside import beside, body_key, unit_key
from thidua.honours.rules.matching import keys

_LONGEST = 120
_AT_ONCE = 500


def write_keys(holders: Sequence[Holder]) -> None:
    """Write the keys of individuals anew; others are found by their folded name. The caller holds a transaction."""
    persons = [holder for holder in holders if holder.kind == HolderKind.INDIVIDUAL]
    for first in range(0, len(persons), _AT_ONCE):
        _write(persons[first : first + _AT_ONCE])


def _write(persons: Sequence[Holder]) -> None:
    chosen = [person.pk for person in persons]
    units: dict[int, list[str]] = {}
    posts = Post.objects.filter(holder__in=chosen).values_list("holder_id", "body_id", "body__unit_id")
    for holder, body, unit in posts:
        units.setdefault(holder, []).extend((body_key(body), *((unit_key(unit),) if unit else ())))
    MatchKey.objects.filter(holder__in=chosen).delete()
    rows = [
        (person.pk, key[:_LONGEST])
        for person in persons
        for key in sorted(keys(person.name, beside(person.birth_year, units.get(person.pk, ()))))
    ]
    insert_rows(MatchKey, ("holder", "key"), rows)
