"""Documents that a person said to be one story, and which facts of them state the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from thidua.intake.choices import Answer, FactState, FindingKind
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.rules.restating import StatedFact, pairs
from thidua.sources.models import Citation


def stories_told_with(document_id: int) -> set[int]:
    """Return the keys of all documents that are one story with this one, itself among them."""
    known, fresh = {document_id}, {document_id}
    while fresh:
        links = Finding.objects.filter(
            Q(document__in=fresh) | Q(other__in=fresh), kind=FindingKind.DUPLICATE, answer=Answer.SAME_STORY
        )
        found = {key for pair in links.values_list("document_id", "other_id") for key in pair if key is not None}
        fresh = found - known
        known |= found
    return known


def told_before(fact: ProposedFact, story: Iterable[int], *, besides: Iterable[int] = ()) -> Citation | None:
    """Return the citation whose rows state what ``fact`` states: of an accepted fact in another document of the story.

    Each place of another text is borne out by one fact of a text at most, so that two alike numbers stay two.
    ``besides``: keys of citations that facts of this text bear out which are not yet kept as accepted.
    """
    others = set(story) - {fact.document_id}
    if not others:
        return None
    accepted = ProposedFact.objects.filter(document__in=others, kind=fact.kind, state=FactState.ACCEPTED)
    roots = {
        each.pk: each.citation.restates or each.citation
        for each in accepted.select_related("citation__restates").order_by("pk")
        if each.citation is not None
    }
    own = ProposedFact.objects.filter(document=fact.document_id, state=FactState.ACCEPTED).exclude(pk=fact.pk)
    taken = set(besides) | set(own.exclude(citation__restates=None).values_list("citation__restates", flat=True))
    mine = {fact.citation_id, *own.values_list("citation_id", flat=True)}
    free = [each for each in accepted.order_by("pk") if roots[each.pk].pk not in taken | mine]
    found = pairs([stated(fact)], [stated(each) for each in free])
    return roots[found[fact.pk]] if found else None


def stated(fact: ProposedFact) -> StatedFact:
    """Return a fact as the comparison sees it."""
    return StatedFact(id=fact.pk, kind=fact.kind, value=fact.value)
