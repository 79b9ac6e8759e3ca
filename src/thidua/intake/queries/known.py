"""What the registry knows already of what facts name: persons in public capacity, governing documents, conferences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from thidua.intake.choices import FactKind
from thidua.intake.models import ProposedFact
from thidua.intake.queries.resolution import Surroundings
from thidua.movements.models import GoverningDocument
from thidua.people.models import PublicPerson
from thidua.people.queries import public_persons_like
from thidua.vietnamese.fold import fold, same_form


@dataclass(frozen=True)
class Known:
    """What was found, by the keys of the facts; a fact without an entry names something new."""

    persons: Mapping[int, PublicPerson] = field(default_factory=dict)
    documents: Mapping[int, GoverningDocument] = field(default_factory=dict)


def known_of(facts: Iterable[ProposedFact], around: Surroundings) -> Known:
    """Return what the registry knows of ``facts``: two queries at most, whatever their number."""
    shown = list(facts)
    persons = [fact for fact in shown if fact.kind == FactKind.PERSON]
    documents = [fact for fact in shown if fact.kind == FactKind.DOCUMENT]
    return Known(_persons(persons) if persons else {}, _documents(documents, around) if documents else {})


def _persons(facts: list[ProposedFact]) -> dict[int, PublicPerson]:
    wanted = [(str(fact.value.get("name") or ""), fact.value.get("position") or []) for fact in facts]
    found = zip(facts, public_persons_like(wanted), strict=True)
    return {fact.pk: person for fact, person in found if person is not None}


def _documents(facts: list[ProposedFact], around: Surroundings) -> dict[int, GoverningDocument]:
    """Match by title, or by number and issuer, among the movements in scope."""
    titles = {str(fact.value.get("title") or "") for fact in facts}
    numbers = {str(fact.value.get("number") or "") for fact in facts} - {""}
    named = Q(title__in=titles) | Q(number__in=numbers)
    rows = GoverningDocument.objects.in_force().filter(named, movement__unit__in=around.scope)
    known = list(rows.select_related("movement").order_by("pk"))
    found = ((fact, next((row for row in known if _is_same(fact, row)), None)) for fact in facts)
    return {fact.pk: row for fact, row in found if row is not None}


def _is_same(fact: ProposedFact, row: GoverningDocument) -> bool:
    value = fact.value
    if fold(row.title) == fold(str(value.get("title") or "")):
        return True
    number, issuer = str(value.get("number") or ""), str(value.get("issuer") or "")
    return bool(number and issuer) and row.number == number and same_form(row.issuer) == same_form(issuer)
