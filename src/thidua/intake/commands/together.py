"""Accepting several facts with one act, and taking that act back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.core.errors import Refused
from thidua.intake.choices import FactKind, FactState
from thidua.intake.commands import counting
from thidua.intake.commands.checking import refresh_findings
from thidua.intake.commands.holding import not_locked, still_waiting
from thidua.intake.commands.registry import Acceptance
from thidua.intake.models import ProposedFact
from thidua.intake.queries.documents import facts_in_question, waiting_as_ordered
from thidua.intake.queries.resolution import Surroundings, surroundings_of
from thidua.sources.commands import cite_all
from thidua.sources.models import Document

_DECIDED = ["state", "reason", "citation", "decided_by_label", "decided_at", "version"]


@transaction.atomic
def accept_facts(
    *,
    document: Document,
    chosen: Mapping[UUID, int],
    set_aside: Mapping[UUID, int] | None = None,
    by: Actor,
    at: datetime,
) -> list[ProposedFact]:
    """Accept sure facts of one document together: all of them or none. A second click changes nothing.

    ``chosen`` and ``set_aside`` give each fact's uid with the version that the person saw. Facts set aside wait on,
    and are from now on looked at alone. Returns the facts accepted, by their numbers.

    Raises:
        Stale: one was corrected meanwhile.
        Refused: one is doubtful or in question, somebody else decided on it, or the registry does not take it; the
            sentence begins with its number. Or the document is locked.
    """
    kept = not_locked(counting.hold_story(document.pk))
    facts = list(ProposedFact.objects.select_for_update().filter(document=kept))
    ours = _of_uids(facts, chosen)
    new = [fact for fact in ours if not (fact.state == FactState.ACCEPTED and fact.decided_by_label == by.label)]
    _may_be_accepted_together(kept, new, chosen)
    _set_aside(kept, _of_uids(facts, set_aside or {}), set_aside or {}, by=by, at=at)
    if new:
        _write(surroundings_of(kept, today=legal_day(at), facts=facts), new, by=by, at=at)
        refresh_findings(document=kept, by=by, at=at)
    return ours


@transaction.atomic
def take_back_facts(*, document: Document, accepted_at: datetime, by: Actor, at: datetime) -> list[ProposedFact]:
    """Take back what was accepted at that instant in one act, and what it set aside; return the facts that wait again.

    What somebody decided anew since then stays as it is. A second click changes nothing.

    Raises:
        Refused: the document is locked.
    """
    kept = not_locked(counting.hold_story(document.pk))
    held = ProposedFact.objects.select_for_update(of=("self",)).filter(document=kept)
    facts = list(held.select_related("citation"))
    back = [fact for fact in facts if fact.state == FactState.ACCEPTED and fact.decided_at == accepted_at]
    around = surroundings_of(kept, today=legal_day(at), facts=facts)
    for fact in sorted(back, key=_conference_first, reverse=True):
        if fact.citation is not None:
            act = Acceptance(fact=fact, citation=fact.citation, around=around, by=by, at=at)
            counting.leave(act, reason="thôi nhận cả đoạn")
    for fact in back:
        fact.citation = None
    _decide(kept, back, FactState.WAITING, act="take_back_fact", by=by, at=at)
    aside = [fact for fact in facts if fact.set_aside_at == accepted_at and fact.state == FactState.WAITING]
    for fact in aside:
        fact.set_aside_at = None
        fact.version += 1
    ProposedFact.objects.bulk_update(aside, ["set_aside_at", "version"])
    if back:
        refresh_findings(document=kept, by=by, at=at)
    return sorted({*back, *aside}, key=lambda fact: fact.number)


def _of_uids(facts: Iterable[ProposedFact], wanted: Mapping[UUID, int]) -> list[ProposedFact]:
    found = [fact for fact in facts if fact.uid in wanted]
    if len(found) != len(wanted):
        raise Refused(_("Bài đã được đọc lại, dữ kiện không còn như trên trang. Xem lại rồi nhận."))
    return found


def _may_be_accepted_together(document: Document, facts: Sequence[ProposedFact], versions: Mapping[UUID, int]) -> None:
    in_question = facts_in_question(document)
    for fact in facts:
        still_waiting(fact, versions[fact.uid])
        if not waiting_as_ordered(fact, in_question).is_sure:
            raise Refused(
                _("Dữ kiện %(number)s cần xem riêng, không nhận cùng cả đoạn. Mở dữ kiện đó rồi nhận hoặc bỏ."),
                number=fact.number,
            )


def _set_aside(
    document: Document, facts: Sequence[ProposedFact], versions: Mapping[UUID, int], *, by: Actor, at: datetime
) -> None:
    new = [fact for fact in facts if fact.state == FactState.WAITING and fact.set_aside_at is None]
    for fact in new:
        still_waiting(fact, versions[fact.uid])
        fact.set_aside_at = at
        fact.version += 1
    ProposedFact.objects.bulk_update(new, ["set_aside_at", "version"])
    lines = [audit.Line(fact, after={"set_aside": True}) for fact in new]
    audit.record_all("set_fact_aside", lines, by=by, at=at, unit_id=document.unit_id)


def _write(around: Surroundings, facts: Sequence[ProposedFact], *, by: Actor, at: datetime) -> None:
    """Cite and write each fact, the conference before what hangs on it."""
    ordered = sorted(facts, key=_conference_first)
    places = [(fact.start, fact.end, fact.value.get("cell")) for fact in ordered]
    first: Acceptance | None = None
    for fact, citation in zip(ordered, cite_all(document=around.document, places=places, by=by, at=at), strict=True):
        held = first.held if first else {}
        acceptance = Acceptance(fact=fact, citation=citation, around=around, by=by, at=at, held=held)
        first = first or acceptance
        try:
            counting.enter(acceptance)
        except Refused as refusal:
            raise Refused(
                _("Dữ kiện %(number)s: %(because)s Bỏ chọn dữ kiện đó để nhận phần còn lại."),
                number=fact.number,
                because=str(refusal),
            ) from refusal
        fact.citation = citation
    _decide(around.document, ordered, FactState.ACCEPTED, act="accept_fact", by=by, at=at)


def _decide(
    document: Document, facts: Sequence[ProposedFact], state: FactState, *, act: str, by: Actor, at: datetime
) -> None:
    lines = [audit.Line(fact, {"state": fact.state}, {"state": state.value, "together": len(facts)}) for fact in facts]
    for fact in facts:
        fact.state, fact.reason = state, ""
        fact.decided_by_label, fact.decided_at = (by.label, at) if state != FactState.WAITING else ("", None)
        fact.version += 1
    ProposedFact.objects.bulk_update(facts, _DECIDED)
    audit.record_all(act, lines, by=by, at=at, unit_id=document.unit_id)


def _conference_first(fact: ProposedFact) -> tuple[bool, bool, int]:
    return not fact.value.get("main"), fact.kind != FactKind.EVENT, fact.number
