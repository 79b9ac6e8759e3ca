"""Decisions that somebody may see, one of them with all that its page shows, and what waits for one in a round."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from thidua.core.actors import Actor
from thidua.decisions.choices import BonusState, DecisionKind, DecisionState, PaperKind
from thidua.decisions.models import (
    AwardDecision,
    DecisionLine,
    DecisionPaper,
    PaperOrder,
    ReissueRequest,
    SignedDecision,
)
from thidua.decisions.queries.fitness import Unfit, refusals
from thidua.decisions.queries.numbers import next_from_book
from thidua.decisions.queries.signing import signature_words, surroundings_of
from thidua.decisions.rules.numbers import Given, read_number
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination, Round
from thidua.organisations.queries import units_in_scope
from thidua.vietnamese.fold import fold

_STANDING = Q(lines__withdrawn_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of decisions shows; empty values show all. ``text`` is a number or words of the title."""

    state: str = ""
    kind: str = ""
    year: int | None = None
    round: Round | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class GroupOfLines:
    """The lines of one award and one kind of recipient, as the list that is annexed has them."""

    award_name: str
    kind: str
    lines: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision.

    Attributes:
        total: of all bonuses, in đồng; ``unpaid`` and ``to_recover`` of those that stand or were annulled.
        asks: lines of a draft whose amount somebody has to state.
        unfit: lines of a draft that could not be issued today, with provision and the way to correct them.
        missing: what the office profile lacks, so that its documents are drafts.
        signature: who signs, in which capacity, on one line.
        next_number: what our own book would give now, of a draft.
        papers: the newest document of each kind.
        followed: decisions that annul something of this one.
    """

    decision: AwardDecision
    groups: tuple[GroupOfLines, ...]
    count: int
    total: int
    unpaid: int
    to_recover: int
    asks: tuple[DecisionLine, ...] = ()
    unfit: tuple[Unfit, ...] = ()
    missing: tuple[str, ...] = ()
    signature: str = ""
    next_number: Given | None = None
    papers: dict[str, DecisionPaper] = field(default_factory=dict)
    signed: SignedDecision | None = None
    earlier_signed: tuple[SignedDecision, ...] = ()
    followed: tuple[AwardDecision, ...] = ()


def decisions(actor: Actor, filters: Filters = Filters(), *, on: date) -> QuerySet[AwardDecision]:
    """Return the decisions of units in scope that are not dropped, drafts first, then the newest.

    Each has ``line_count`` and ``bonus_total`` (đồng, None where no line has money).
    """
    found = AwardDecision.objects.in_force().filter(unit__in=units_in_scope(actor, on=on))
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.year is not None:
        found = found.filter(Q(year=filters.year) | Q(year=None, round__year=filters.year))
    if filters.round is not None:
        found = found.filter(round=filters.round)
    if filters.text.strip():
        found = found.filter(_said(filters.text))
    counted = found.annotate(
        line_count=Count("lines", filter=_STANDING), bonus_total=Sum("lines__bonus", filter=_STANDING)
    )
    # What is counted loses the order of the model.
    return counted.select_related("unit", "round", "annuls").order_by(F("dated_on").desc(nulls_first=True), "-pk")


def lines_in_scope(actor: Actor, *, on: date) -> QuerySet[DecisionLine]:
    """Return the lines of decisions of units in scope that were not taken out."""
    seen = DecisionLine.objects.in_force().filter(decision__unit__in=units_in_scope(actor, on=on))
    return seen.select_related("decision__unit", "nomination")


def signed_copies(actor: Actor, *, on: date) -> QuerySet[SignedDecision]:
    """Return the signed scans of decisions of units in scope, replaced ones too."""
    return SignedDecision.objects.filter(decision__unit__in=units_in_scope(actor, on=on)).select_related("file")


def papers_in_scope(actor: Actor, *, on: date) -> QuerySet[DecisionPaper]:
    """Return the documents made of decisions of units in scope."""
    seen = DecisionPaper.objects.filter(decision__unit__in=units_in_scope(actor, on=on))
    return seen.select_related("issued__docx", "issued__pdf", "decision")


def paper_orders(actor: Actor, *, on: date) -> QuerySet[PaperOrder]:
    """Return the papers that the worker was asked to make of decisions of units in scope."""
    seen = PaperOrder.objects.filter(decision__unit__in=units_in_scope(actor, on=on))
    return seen.select_related("decision__unit", "paper__issued")


def reissue_requests(actor: Actor, *, on: date, waiting: bool = False) -> QuerySet[ReissueRequest]:
    """Return what units in scope were asked to make anew; only what no decision names yet where ``waiting``."""
    found = ReissueRequest.objects.in_force().filter(unit__in=units_in_scope(actor, on=on))
    if waiting:
        found = found.exclude(lines__in=DecisionLine.objects.in_force())
    return found.select_related("honour__holder", "unit")


def decision_page(decision: AwardDecision, *, on: date) -> DecisionPage:
    """Return what the page of a decision shows on a day; the caller found it in scope (``decisions``)."""
    lines = tuple(
        DecisionLine.objects.in_force()
        .filter(decision=decision)
        .select_related("nomination", "of__decision", "request", "honour")
    )
    is_draft = decision.state == DecisionState.DRAFT
    around = surroundings_of(decision, decision.dated_on or on)
    signed = tuple(SignedDecision.objects.filter(decision=decision).select_related("file"))
    current = next((each for each in signed if each.replaced_at is None), None)
    return DecisionPage(
        decision=decision,
        groups=grouped(lines),
        count=len(lines),
        total=sum(line.bonus or 0 for line in lines),
        unpaid=sum(line.bonus or 0 for line in lines if line.paid_on is None and line.annulled_at is None),
        to_recover=sum(line.to_recover for line in lines),
        asks=tuple(line for line in lines if is_draft and line.bonus_state == BonusState.ASKS),
        unfit=_unfit(decision, lines, on) if is_draft else (),
        missing=around.missing,
        signature=signature_words(decision, around),
        next_number=next_from_book(decision, on) if is_draft else None,
        papers=_newest_papers(decision),
        signed=current,
        earlier_signed=tuple(each for each in signed if each != current),
        followed=tuple(decision.annulments.filter(withdrawn_at=None).order_by("pk")),
    )


def grouped(lines: tuple[DecisionLine, ...]) -> tuple[GroupOfLines, ...]:
    """Return lines by award and kind of recipient, in the order in which they stand."""
    groups: dict[tuple[str, str], list[DecisionLine]] = {}
    for line in lines:
        groups.setdefault((line.award_name, line.kind), []).append(line)
    return tuple(GroupOfLines(name, kind, tuple(mine)) for (name, kind), mine in groups.items())


def waiting_for_decision(round_: Round) -> QuerySet[Nomination]:
    """Return the nominations of a round that wait for a decision and stand in no draft."""
    drafted = DecisionLine.objects.in_force().filter(does=DecisionKind.AWARD, annulled_at=None)
    rows = Nomination.objects.filter(round=round_, state=State.TO_DECIDE).exclude(decision_lines__in=drafted)
    return rows.select_related("unit").order_by("award_code", "kind", "sort_key", "pk")


def _said(text: str) -> Q:
    number = read_number(text, text.partition("/")[2])
    return Q(folded__contains=fold(text)) | (Q(number=number) if number else Q())


def _unfit(decision: AwardDecision, lines: tuple[DecisionLine, ...], on: date) -> tuple[Unfit, ...]:
    rows = [line.nomination for line in lines if line.does == DecisionKind.AWARD and line.nomination is not None]
    return tuple(refusals(decision.unit, rows, on=on)) if rows else ()


def _newest_papers(decision: AwardDecision) -> dict[str, DecisionPaper]:
    rows = DecisionPaper.objects.filter(decision=decision).select_related("issued__docx", "issued__pdf").order_by("pk")
    return {PaperKind(row.kind).value: row for row in rows}
