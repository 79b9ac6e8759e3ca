"""One story in two papers is counted once: the second paper's facts are cited, the rows stay the first one's.

A citation that ``restates`` another has no rows of its own. Whatever is undone, an accepted fact is always borne out by
rows: its own, or those of the citation that it restates.
"""

from __future__ import annotations

from collections.abc import Iterable

from thidua.conferences.models import Conference
from thidua.core.clock import legal_day
from thidua.intake.choices import FactKind, FactState
from thidua.intake.commands import registry
from thidua.intake.commands.registry import Acceptance
from thidua.intake.commands.registry.acceptance import Act
from thidua.intake.commands.registry.events import join
from thidua.intake.models import ProposedFact
from thidua.intake.queries.resolution import surroundings_of
from thidua.intake.queries.stories import stories_told_with, told_before
from thidua.sources.models import Citation, Document

_REASON = "cùng một bài, chỉ tính một lần"


def hold_story(document_id: int, *more: int) -> Document:
    """Hold every document of the story for this transaction, always in one order; return the first one asked for."""
    keys = set().union(*(stories_told_with(key) for key in (document_id, *more)))
    held = {row.pk: row for row in Document.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return held[document_id]


def enter(acceptance: Acceptance) -> None:
    """Write what the fact states; where another text of the story gave it already, only let its citation say so."""
    enter_next(acceptance, stories_told_with(acceptance.document.pk), set())


def enter_next(acceptance: Acceptance, story: Iterable[int], borne_out: set[int]) -> None:
    """Enter one of several facts that are accepted in one go.

    ``story``: the keys of the documents of the story. ``borne_out``: the citations that facts of this go restate, which
    are not yet kept as accepted; this one's is added.
    """
    root = told_before(acceptance.fact, story, besides=borne_out)
    if root is None:
        registry.write(acceptance)
    else:
        _restate(acceptance, root)
        borne_out.add(root.pk)


def leave(acceptance: Acceptance, *, reason: str) -> None:
    """Take back what the fact wrote. Where another text bears it out, the rows become that text's."""
    citation = acceptance.citation
    if citation.restates_id is not None:
        if acceptance.fact.kind == FactKind.EVENT:
            registry.events.unlink(acceptance)
        _set_root(citation, None)
        return
    registry.withdraw(acceptance, reason=reason)
    _hand_over(citation, acceptance.act)


def count_once(document: Document, act: Act) -> None:
    """Withdraw the rows of this document's accepted facts that the other texts of its story gave too."""
    story = stories_told_with(document.pk)
    for fact in _accepted([document.pk]):
        root = told_before(fact, story)
        if root is None or fact.citation is None or fact.citation.restates_id is not None:
            continue
        acceptance = _acceptance(fact, act)
        registry.withdraw(acceptance, reason=_REASON)
        for heir in Citation.objects.filter(restates=fact.citation):
            _set_root(heir, root)
        _restate(acceptance, root)


def count_apart(documents: Iterable[int], act: Act) -> None:
    """Give rows of their own to accepted facts that restate a text which is no longer of their story."""
    for fact in _accepted(documents):
        citation = fact.citation
        if citation is None or citation.restates is None:
            continue
        if citation.restates.document_id not in stories_told_with(fact.document_id):
            if fact.kind == FactKind.EVENT:
                registry.events.unlink(_acceptance(fact, act))
            _set_root(citation, None)
            enter(_acceptance(fact, act))


def _hand_over(citation: Citation, act: Act) -> None:
    """Let the first fact that only restated a withdrawn citation write the rows, the others restate that one."""
    heirs = [fact for fact in _accepted(restating=citation) if fact.citation is not None]
    first = heirs[0] if heirs else None
    if first is None or first.citation is None:
        return
    _set_root(first.citation, None)
    registry.write(_acceptance(first, act))
    for other in heirs[1:]:
        if other.citation is not None:
            _set_root(other.citation, first.citation)


def _restate(acceptance: Acceptance, root: Citation) -> None:
    _set_root(acceptance.citation, root)
    around = acceptance.around
    if around.event is not None and around.event.pk == acceptance.fact.pk:
        conference = Conference.objects.in_force().select_related("movement").filter(citation=root).first()
        if conference is not None:
            join(acceptance, conference)


def _set_root(citation: Citation, root: Citation | None) -> None:
    citation.restates = root
    citation.save(update_fields=["restates"])


def _accepted(documents: Iterable[int] = (), *, restating: Citation | None = None) -> list[ProposedFact]:
    """Return accepted facts with their citations, conferences first: what else was accepted hangs on them."""
    rows = ProposedFact.objects.filter(state=FactState.ACCEPTED, citation__isnull=False)
    rows = rows.filter(citation__restates=restating) if restating else rows.filter(document__in=list(documents))
    rows = rows.select_related("citation__restates", "document__unit").order_by("pk")
    return sorted(rows, key=lambda fact: (fact.kind != FactKind.EVENT, fact.pk))


def _acceptance(fact: ProposedFact, act: Act) -> Acceptance:
    if fact.citation is None:
        raise ValueError("an accepted fact has a citation")
    around = surroundings_of(fact.document, today=legal_day(act["at"]))
    return Acceptance(fact=fact, citation=fact.citation, around=around, **act)
