"""Who of the ledger may be the person that a list names, or another record of the same person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Q

from thidua.core.actors import Actor
from thidua.honours.models import Holder, MatchKey, Post
from thidua.honours.queries.apart import set_apart_from
from thidua.honours.queries.bodies import NamedBody, bodies_named
from thidua.honours.rules.beside import beside, body_key, unit_key
from thidua.honours.rules.bodies import body_form
from thidua.honours.rules.matching import Identity, Likeness, Verdict, compare, could_be, keys
from thidua.honours.rules.matching import Post as PostHeld
from thidua.organisations.models import Succession
from thidua.organisations.queries import units_in_scope

_AT_ONCE = 2000
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
    """The candidates of one look-up: name, year of birth and gender of each, and who stands under which key.

    Plain tuples: of a hundred thousand objects more the collector of garbage goes through all, again and again.
    """

    told: dict[int, tuple[str, int | None, str]] = field(default_factory=dict)
    under: dict[str, list[int]] = field(default_factory=dict)


def proposals_for(actor: Actor, named: Sequence[Named], *, on: date) -> list[tuple[Proposal, ...]]:
    """Return for each person named the records that may be meant, the likeliest first, in the order of ``named``."""
    bodies = bodies_named({each.unit for each in named if each.unit.strip()})
    kin = _Kin({body.unit for body in bodies.values() if body.unit})
    asked = [_identity(each, bodies, kin) for each in named]
    keyed = [sorted(keys(each.name, beside(each.birth_year, _units(each)))) for each in asked]
    known = _look_up({key for each in keyed for key in each}, actor, on)
    possible = [_possible(one, _candidates(mine, known), known) for one, mine in zip(asked, keyed, strict=True)]
    told = _with_posts({pk for each in possible for pk in each}, known)
    return [tuple(_best(one, each, told)) for one, each in zip(asked, possible, strict=True)]


def proposals_like(actor: Actor, holder: Holder, *, on: date) -> tuple[Proposal, ...]:
    """Return other records that may be the same person as a record, without those that somebody set apart."""
    own = list(MatchKey.objects.filter(holder=holder).values_list("key", flat=True))
    known = _look_up(set(own), actor, on)
    known.told[holder.pk] = (holder.name, holder.birth_year, holder.gender)
    mine = _with_posts({holder.pk}, known)[holder.pk]
    possible = _possible(mine, _candidates(own, known) - {holder.pk} - set_apart_from(holder), known)
    return tuple(_best(mine, possible, _with_posts(set(possible), known)))


def _units(identity: Identity) -> frozenset[str]:
    return frozenset(key for post in identity.posts for key in post.units)


def _identity(named: Named, bodies: Mapping[str, NamedBody], kin: _Kin) -> Identity:
    posts: tuple[PostHeld, ...] = ()
    if named.unit.strip():
        form = body_form(named.unit)
        body = bodies.get(form)
        units = kin.of(body.key, body.unit) if body else frozenset({f"n{form}"})
        posts = (PostHeld(named.title, body.name if body else named.unit, units),)
    return Identity(named.name, named.birth_year, named.gender, posts)


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
            found = self._made[body, unit] = frozenset((body_key(body), *map(unit_key, units)))
        return found


def _look_up(wanted: set[str], actor: Actor, on: date) -> _Known:
    known = _Known()
    scope = units_in_scope(actor, on=on)
    for part in _parts(sorted(wanted)):
        for key, pk in MatchKey.objects.filter(key__in=part).values_list("key", "holder_id"):
            known.under.setdefault(key, []).append(pk)
    people = sorted({pk for each in known.under.values() for pk in each})
    for part_of in _parts(people):
        rows = Holder.objects.filter(pk__among=part_of, merged_into=None, keeper__in=scope)
        for pk, name, born, gender in rows.order_by().values_list("pk", "name", "birth_year", "gender"):
            known.told[pk] = (name, born, gender)
    return known


def _possible(one: Identity, candidates: Iterable[int], known: _Known) -> list[int]:
    """Return those candidates whose posts are worth a look."""
    told = known.told
    return [pk for pk in candidates if pk in told and could_be(one, *told[pk])]


def _with_posts(people: set[int], known: _Known) -> dict[int, Identity]:
    posts = _posts(people)
    return {pk: Identity(*known.told[pk], posts.get(pk, ())) for pk in people}


def _posts(people: Iterable[int]) -> dict[int, tuple[PostHeld, ...]]:
    rows = [
        row
        for part in _parts(sorted(people))
        for row in Post.objects.filter(holder__pk__among=part)
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


def _best(one: Identity, candidates: Iterable[int], told: Mapping[int, Identity]) -> list[Proposal]:
    found = [Proposal(pk, compare(one, told[pk])) for pk in candidates]
    likely = [each for each in found if each.likeness.verdict is not Verdict.DIFFERENT]
    return sorted(likely, key=lambda each: (-each.likeness.score, each.holder_id))[:_MOST_SHOWN]


def _parts(values: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
