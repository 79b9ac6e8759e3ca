"""Records of the same name and kind: collectives and households, and persons of whom a source gives only the name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from thidua.core.actors import Actor
from thidua.honours.models import Holder
from thidua.honours.queries.matching import Proposal
from thidua.honours.rules.namesakes import namesake
from thidua.organisations.queries import units_in_scope
from thidua.vietnamese.fold import fold

_MOST_SHOWN = 5
_LONGEST_NAME = 200


def namesakes(actor: Actor, named: Sequence[tuple[str, str]], *, on: date) -> list[tuple[Proposal, ...]]:
    """Return for each (kind, name) the records in the actor's ledgers with that name, those written alike first.

    The matching of persons leaves out whom a name alone does not tell from others; here they are for a person to look
    at. Of erased persons nothing is found.
    """
    forms = [(kind, fold(name)[:_LONGEST_NAME]) for kind, name in named]
    scope = units_in_scope(actor, on=on)
    rows = Holder.objects.filter(
        folded__in={form for _kind, form in forms}, merged_into=None, erased_at=None, keeper__in=scope
    )
    there: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for pk, kind, folded, name in rows.order_by("pk").values_list("pk", "kind", "folded", "name"):
        there.setdefault((kind, folded), []).append((pk, name))
    return [
        tuple(_of_one_name(kind, name, there.get(form, ()))) for (kind, name), form in zip(named, forms, strict=True)
    ]


def _of_one_name(kind: str, name: str, rows: Sequence[tuple[int, str]]) -> list[Proposal]:
    found = [Proposal(pk, likeness) for pk, other in rows if (likeness := namesake(kind, name, other))]
    return found[:_MOST_SHOWN]
