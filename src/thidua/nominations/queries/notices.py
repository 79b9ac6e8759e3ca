"""Pages that ask the public: those open now, for the portal; all of a round with what was written, for its officers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from thidua.core import clock
from thidua.core.actors import Actor, Role
from thidua.law.day import Law
from thidua.law.entries import RecipientKind
from thidua.local_rules.queries import packs_for
from thidua.nominations.choices import State
from thidua.nominations.models import Comment, Nomination, Notice, NoticeLine, Round, Step
from thidua.nominations.queries.law_days import law_days
from thidua.nominations.rules.commenting import CommentTerm, Shown, comment_term, days_shown

READERS = (Role.OFFICER, Role.APPROVER)
"""Who reads what the public wrote, at the unit whose round it is."""
_OF_PAGE = ("notice__days", "notice__is_working_days", "notice__opened_on", "notice__closes_on")


@dataclass(frozen=True, slots=True)
class PublicLine:
    """What the public is shown of a nomination, and no more; ``uid`` is where a comment is sent to."""

    uid: UUID
    name: str
    post: str
    award: str
    achievement: str


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """A page that asks the public: by whom, until when, for how many days by which provision, about whom."""

    uid: UUID
    title: str
    unit: str
    opened_on: date
    closes_on: date
    days: int
    is_working_days: bool
    provision: str
    lines: tuple[PublicLine, ...]


@dataclass(frozen=True, slots=True)
class NoticeInOffice:
    """A page as its officers see it; ``comments`` counts what was written, ``is_over`` says that the term is."""

    notice: Notice
    lines: int
    comments: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A nomination that may be put on a page, with the term that the law asks for (``None``: it says nothing)."""

    nomination: Nomination
    term: CommentTerm | None

    @property
    def kind(self) -> bool | None:
        """Whether working days are counted: those of one kind stand on one page."""
        return self.term.is_working if self.term else None


def public_notices(*, on: date) -> tuple[PublicNotice, ...]:
    """Return the pages that are open on a day, those that close first at the top; two queries."""
    rows = _open(on).select_related("round__unit").order_by("closes_on", "pk")
    return tuple(_public(each) for each in rows.prefetch_related(_lines_shown()))


def public_notice(uid: UUID, *, on: date) -> PublicNotice | None:
    """Return one page, ``None`` where it is not open on a day."""
    found = _open(on).filter(uid=uid).select_related("round__unit").prefetch_related(_lines_shown()).first()
    return _public(found) if found else None


def line_shown(notice: UUID, nomination: UUID, *, on: date) -> NoticeLine | None:
    """Return the line that a comment is about, ``None`` where it is not shown on a day."""
    lines = NoticeLine.objects.filter(notice__in=_open(on).filter(uid=notice), nomination__uid=nomination)
    return lines.filter(nomination__state=State.PUBLIC_COMMENT).select_related("notice__round").first()


def is_any_open(*, on: date) -> bool:
    """Tell whether the public is asked about anything on a day."""
    return _open(on).exists()


def was_shown(uid: UUID, *, on: date) -> bool:
    """Tell whether a page is open on a day, or was before."""
    return Notice.objects.filter(uid=uid, opened_on__lte=on).exists()


def waiting_for_notice(round_: Round) -> QuerySet[Nomination]:
    """Return the nominations of a round at this step that stand on no open page. The caller found it in scope."""
    there = NoticeLine.objects.filter(nomination=OuterRef("pk"), notice__closed_at=None)
    return Nomination.objects.filter(round=round_, state=State.PUBLIC_COMMENT).exclude(Exists(there))


def candidates(round_: Round, *, on: date) -> list[Candidate]:
    """Return the nominations of a round that wait for a page and stand on none that is open."""
    rows = list(waiting_for_notice(round_).select_related("round__unit", "unit"))
    terms = comment_terms(rows, on=on)
    return [Candidate(each, terms[each.pk]) for each in rows]


def lines_of(notice: Notice) -> QuerySet[Nomination]:
    """Return the nominations on a page, also those that are shown no more. The caller found it in the actor's scope."""
    return Nomination.objects.filter(notice_lines__notice=notice).select_related("round", "unit")


def notices_about(nomination: Nomination) -> QuerySet[Notice]:
    """Return the pages on which a nomination stands or stood. The caller found it in the actor's scope."""
    return Notice.objects.filter(lines__nomination=nomination)


def notices(actor: Actor) -> QuerySet[Notice]:
    """Return the pages of rounds of the actor's own unit: only those who appraise work with them."""
    return Notice.objects.filter(round__unit=actor.unit_id).select_related("round__unit")


def notice_list(actor: Actor, *, on: date) -> tuple[NoticeInOffice, ...]:
    """Return the pages of the actor's unit with how many lines and comments each has; one query."""
    rows = notices(actor).annotate(
        line_count=Count("lines", distinct=True), comment_count=Count("lines__comments", distinct=True)
    )
    shows = actor.has(*READERS)
    return tuple(
        NoticeInOffice(each, each.line_count, each.comment_count if shows else 0, each.closes_on < on) for each in rows
    )


def comments_on(notice: Notice, actor: Actor) -> QuerySet[Comment]:
    """Return what the public wrote on a page, for officers of the round's unit; nothing for anybody else."""
    if notice.round.unit_id != actor.unit_id or not actor.has(*READERS):
        return Comment.objects.none()
    return Comment.objects.filter(line__notice=notice).select_related("line__nomination").order_by("line", "pk")


def comment_days(nomination: Nomination) -> int | None:
    """Return for how many days a nomination was shown to the public; see ``comment_days_of``."""
    return comment_days_of([nomination.pk]).get(nomination.pk)


def comment_days_of(keys: Collection[int]) -> dict[int, int]:
    """Return for how many days nominations were shown to the public, by key, on pages that are closed; one query.

    What was shown before a nomination was returned or came to this step for the last time does not count: it may have
    come back changed.
    """
    came = Step.objects.filter(nomination=OuterRef("nomination"), after__in=(State.PUBLIC_COMMENT, State.RETURNED))
    last = came.exclude(before=F("after")).order_by("-pk").values("at")[:1]
    lines = NoticeLine.objects.filter(nomination__pk__among=list(keys), notice__closed_at__isnull=False)
    counted = lines.annotate(came_at=Subquery(last)).filter(Q(came_at=None) | Q(notice__closed_at__gt=F("came_at")))
    pages: dict[int, list[Shown]] = {}
    came_on: dict[int, date | None] = {}
    for key, came_at, *told in counted.order_by().values_list("nomination_id", "came_at", *_OF_PAGE):
        pages.setdefault(key, []).append(Shown(*told))
        came_on[key] = clock.legal_day(came_at) if came_at else None
    found = {key: days_shown(mine, came_on[key]) for key, mine in pages.items()}
    return {key: days for key, days in found.items() if days is not None}


def comment_terms(nominations: Sequence[Nomination], *, on: date) -> dict[int, CommentTerm | None]:
    """Return the term that the law of its day asks for each nomination, by its key.

    The rounds are read with the nominations (``select_related``) by the caller.
    """
    packs = {unit: packs_for(unit, on=on) for unit in {each.round.unit_id for each in nominations}}
    days = law_days(nominations, on=on)
    return {
        each.pk: comment_term(
            each.award_code, RecipientKind(each.kind), Law.on(days[each.pk], packs[each.round.unit_id])
        )
        for each in nominations
    }


def _open(on: date) -> QuerySet[Notice]:
    return Notice.objects.filter(opened_on__lte=on, closes_on__gte=on, closed_at=None)


def _lines_shown() -> Prefetch[str]:
    shown = NoticeLine.objects.filter(nomination__state=State.PUBLIC_COMMENT).select_related("nomination")
    return Prefetch("lines", queryset=shown)


def _public(found: Notice) -> PublicNotice:
    return PublicNotice(
        uid=found.uid,
        title=found.title,
        unit=found.round.unit.full_name,
        opened_on=found.opened_on,
        closes_on=found.closes_on,
        days=found.days,
        is_working_days=found.is_working_days,
        provision=found.provision,
        lines=tuple(_line(each.nomination) for each in found.lines.all()),
    )


def _line(one: Nomination) -> PublicLine:
    return PublicLine(one.uid, one.name, one.post, one.award_name, one.achievement)
