"""Who of the ledger may be the person that a list names, or another record of the same person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Q

from thidua.core.actors import Actor
from thidua.honours.models import Apart, Body, Holder, MatchKey, Post
from thidua.honours.rules.beside import beside
from thidua.honours.rules.matching import Identity, Likeness, Verdict, compare, keys
from thidua.honours.rules.matching import Post as PostHeld
from thidua.organisations.models import Succession
from thidua.organisations.queries import units_in_scope
from thidua.vietnamese.fold import fold

_AT_ONCE = 400
_Each = TypeVar("_Each")
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a list names them; ``unit`` as written, ``title`` the post there."""

    name: str
    birth_year: int | None = None
    gender: str = ""
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record that may be the person meant, how likely, and why."""

    holder_id: int
    likeness: Likeness


@dataclass(slots=True)
class _Known:
    """The candidates of one look-up: what is known of each, and who stands under which key."""

    identities: dict[int, Identity] = field(default_factory=dict)
    under: dict[str, list[int]] = field(default_factory=dict)


def proposals_for(actor: Actor, named: Sequence[Named], *, on: date) -> list[tuple[Proposal, ...]]:
    """Return for each person named the records that may be meant, the likeliest first, in the order of ``named``."""
    bodies = _bodies({each.unit for each in named if each.unit.strip()})
    kin = _Kin({unit for _key, unit in bodies.values() if unit})
    asked = [_identity(each, bodies, kin) for each in named]
    keyed = [sorted(keys(each.name, beside(each.birth_year, _numbers(each, bodies)))) for each in named]
    known = _look_up({key for each in keyed for key in each}, actor, on)
    return [tuple(_best(one, _candidates(mine, known), known)) for one, mine in zip(asked, keyed, strict=True)]


def proposals_like(actor: Actor, holder: Holder, *, on: date) -> tuple[Proposal, ...]:
    """Return other records that may be the same person as a record, without those that somebody set apart."""
    own = list(MatchKey.objects.filter(holder=holder).values_list("key", flat=True))
    known = _look_up(set(own), actor, on)
    mine = known.identities.pop(holder.pk, None) or Identity(holder.name, holder.birth_year, holder.gender)
    pairs = Apart.objects.filter(Q(first=holder) | Q(second=holder)).values_list("first_id", "second_id")
    apart = {each for pair in pairs for each in pair}
    return tuple(_best(mine, _candidates(own, known) - {holder.pk} - apart, known))


def _numbers(named: Named, bodies: Mapping[str, tuple[int, int | None]]) -> list[int]:
    found = bodies.get(fold(named.unit))
    return [found[0]] if found else []


def _identity(named: Named, bodies: Mapping[str, tuple[int, int | None]], kin: _Kin) -> Identity:
    posts: tuple[PostHeld, ...] = ()
    if named.unit.strip():
        found = bodies.get(fold(named.unit))
        units = kin.of(*found) if found else frozenset({f"n{fold(named.unit)}"})
        posts = (PostHeld(named.title, named.unit, units),)
    return Identity(named.name, named.birth_year, named.gender, posts)


def _bodies(names: set[str]) -> dict[str, tuple[int, int | None]]:
    forms = sorted({fold(name) for name in names})
    found: dict[str, tuple[int, int | None]] = {}
    for part in _parts(forms):
        rows = Body.objects.filter(folded__in=part).values_list("folded", "pk", "unit_id")
        found.update({form: (key, unit) for form, key, unit in rows})
    return found


class _Kin:
    """The keys under which bodies are one another's predecessors and successors."""

    def __init__(self, units: Iterable[int]) -> None:
        self._became: dict[int, set[int]] = {}
        for part in _parts(sorted(set(units))):
            rows = Succession.objects.filter(Q(predecessor__in=part) | Q(successor__in=part))
            for before, after in rows.values_list("predecessor_id", "successor_id"):
                self._became.setdefault(before, set()).add(after)
                self._became.setdefault(after, set()).add(before)
        self._made: dict[tuple[int, int | None], frozenset[str]] = {}

    def of(self, body: int, unit: int | None) -> frozenset[str]:
        """Return the keys of a body: its own, its unit's, and those of what its unit came from or became."""
        found = self._made.get((body, unit))
        if found is None:
            units = {unit, *self._became.get(unit, ())} if unit else set()
            found = self._made[body, unit] = frozenset((f"b{body}", *(f"u{each}" for each in units)))
        return found


def _look_up(wanted: set[str], actor: Actor, on: date) -> _Known:
    known = _Known()
    scope = units_in_scope(actor, on=on)
    people: dict[int, tuple[str, int | None, str]] = {}
    for part in _parts(sorted(wanted)):
        rows = MatchKey.objects.filter(key__in=part, holder__merged_into=None, holder__keeper__in=scope)
        for key, pk, name, born, gender in rows.values_list(
            "key", "holder_id", "holder__name", "holder__birth_year", "holder__gender"
        ):
            known.under.setdefault(key, []).append(pk)
            people[pk] = (name, born, gender)
    posts = _posts(people)
    for pk, (name, born, gender) in people.items():
        known.identities[pk] = Identity(name, born, gender, posts.get(pk, ()))
    return known


def _posts(people: Mapping[int, object]) -> dict[int, tuple[PostHeld, ...]]:
    rows = [
        row
        for part in _parts(sorted(people))
        for row in Post.objects.filter(holder__in=part)
        .order_by()
        .values_list("holder_id", "title", "body_id", "body__name", "body__unit_id", "since", "until")
    ]
    kin = _Kin({unit for _holder, _title, _body, _name, unit, _since, _until in rows if unit})
    found: dict[int, tuple[PostHeld, ...]] = {}
    for holder, title, body, name, unit, since, until in rows:
        post = PostHeld(title, name, kin.of(body, unit), since=since, until=until)
        found[holder] = (*found.get(holder, ()), post)
    return found


def _candidates(own: Iterable[str], known: _Known) -> set[int]:
    return {pk for key in own for pk in known.under.get(key, ())}


def _best(one: Identity, candidates: Iterable[int], known: _Known) -> list[Proposal]:
    found = [Proposal(pk, compare(one, known.identities[pk])) for pk in candidates if pk in known.identities]
    likely = [each for each in found if each.likeness.verdict is not Verdict.DIFFERENT]
    return sorted(likely, key=lambda each: (-each.likeness.score, each.holder_id))[:_MOST_SHOWN]


def _parts(values: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
