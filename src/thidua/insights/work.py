"""What waits for an actor: texts to go through, directions and tasks with a deadline, a profile to fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thidua.conferences.choices import DirectionState
from thidua.conferences.models import ConferenceDirection
from thidua.core.actors import Actor, Role
from thidua.documents.models import IssuedDocument, OfficeProfile
from thidua.intake.choices import Answer, FactState
from thidua.movements.choices import AimKind
from thidua.movements.models import Aim
from thidua.organisations.models import Unit
from thidua.organisations.queries import in_force, units_in_scope
from thidua.sources.models import Document

HORIZON = timedelta(days=60)
"""How far ahead a deadline is work; what comes later is a plan."""
SET_ASIDE = (Answer.LATER, Answer.ASK_PUBLISHER)
READERS = (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR)
FOLLOWERS = (Role.OFFICER, Role.APPROVER, Role.LEADER, Role.ADMINISTRATOR)


class WorkKind(StrEnum):
    """What sort of work an item is."""

    CHECK_DOCUMENT = "check_document"
    READ_DOCUMENT = "read_document"
    RETURN_TO_DOCUMENT = "return_to_document"
    FOLLOW_DIRECTION = "follow_direction"
    ASSIGN_DIRECTIONS = "assign_directions"
    DO_TASK = "do_task"
    FILL_PROFILE = "fill_profile"


@dataclass(frozen=True)
class WorkItem:
    """One thing to do.

    Attributes:
        kind: what sort of work.
        subject: what it is about, as it is called.
        uid: of the thing that the work is done on.
        due_on: the deadline, ``None`` where there is none.
        count: how many facts, findings or directions it holds.
        second: findings beside facts, where both are counted.
        owner: who is to do it, as stated.
    """

    kind: WorkKind
    subject: str
    uid: UUID | None = None
    due_on: date | None = None
    count: int = 0
    second: int = 0
    owner: str = ""


def work_items(actor: Actor, *, on: date) -> list[WorkItem]:
    """Return what waits for ``actor`` on the day ``on``: the overdue first, then by deadline, then what has none."""
    units = units_in_scope(actor, on=on)
    items: list[WorkItem] = []
    if actor.has(*FOLLOWERS):
        items += _directions(units, on=on)
        items += _tasks(actor, units, on=on)
    if actor.has(*READERS):
        items += _documents(_readings(units))
        items += _profile(actor, on=on)
    order = list(WorkKind)
    return sorted(items, key=lambda item: (item.due_on or date.max, order.index(item.kind)))


def waiting_counts(actor: Actor, *, on: date) -> dict[str, int]:
    """Return how much waits in each section of the side bar, by its address name."""
    items = work_items(actor, on=on)
    reading = (WorkKind.CHECK_DOCUMENT, WorkKind.READ_DOCUMENT, WorkKind.RETURN_TO_DOCUMENT)
    return {"home": len(items), "documents": sum(item.kind in reading for item in items)}


@dataclass(frozen=True)
class ReadingState:
    """How far the reading of one text has come: facts waiting, findings unanswered, findings set aside."""

    title: str
    uid: UUID
    waiting: int
    unanswered: int
    set_aside: int

    @property
    def word(self) -> str:
        """``question`` while a check waits for an answer, ``waiting`` while facts do, else ``done``."""
        return "question" if self.unanswered else "waiting" if self.waiting else "done"


def reading_states(actor: Actor, *, on: date) -> list[ReadingState]:
    """Return every text in scope with what is left to do in it, the most first; in a locked one nothing is."""
    return _readings(units_in_scope(actor, on=on))


def _readings(units: QuerySet[Unit]) -> list[ReadingState]:
    rows = (
        Document.objects.filter(unit__in=units)
        .annotate(
            waiting=Count("facts", filter=Q(facts__state=FactState.WAITING), distinct=True),
            unanswered=Count("findings", filter=Q(findings__answer=""), distinct=True),
            set_aside=Count("findings", filter=Q(findings__answer__in=SET_ASIDE), distinct=True),
        )
        .values_list("title", "uid", "waiting", "unanswered", "set_aside", "locked_at")
    )
    states = [ReadingState(title, uid, *((0, 0, 0) if locked else counts)) for title, uid, *counts, locked in rows]
    return sorted(states, key=lambda state: (-state.unanswered, -state.waiting, -state.set_aside))


def _documents(states: list[ReadingState]) -> list[WorkItem]:
    items = []
    for state in states:
        if state.unanswered:
            kind, count = WorkKind.CHECK_DOCUMENT, state.waiting
        elif state.waiting:
            kind, count = WorkKind.READ_DOCUMENT, state.waiting
        elif state.set_aside:
            kind, count = WorkKind.RETURN_TO_DOCUMENT, state.set_aside
        else:
            continue
        items.append(WorkItem(kind, state.title, state.uid, count=count, second=state.unanswered))
    return items


def _directions(units: QuerySet[Unit], *, on: date) -> list[WorkItem]:
    open_ones = ConferenceDirection.objects.in_force().filter(review__unit__in=units)
    assigned = open_ones.filter(state=DirectionState.ASSIGNED, due_on__lte=on + HORIZON).select_related("review")
    items = [
        WorkItem(WorkKind.FOLLOW_DIRECTION, row.text, row.review.uid, due_on=row.due_on, owner=row.owner)
        for row in assigned
    ]
    waiting = open_ones.filter(state=DirectionState.NOT_ASSIGNED).order_by()
    for title, uid, count in waiting.values_list("review__title", "review__uid").annotate(count=Count("pk")):
        items.append(WorkItem(WorkKind.ASSIGN_DIRECTIONS, title, uid, count=count))
    return items


def _tasks(actor: Actor, units: QuerySet[Unit], *, on: date) -> list[WorkItem]:
    mine = Q(assignee=actor.user_id) if actor.user_id else Q(pk__in=[])
    rows = Aim.objects.filter(
        mine | Q(assignee__isnull=True, phase__movement__unit=actor.unit_id),
        phase__movement__unit__in=units,
        kind=AimKind.TASK,
        withdrawn_at__isnull=True,
        done_at__isnull=True,
        due_on__lte=on + HORIZON,
    ).select_related("phase__movement")
    return [
        WorkItem(WorkKind.DO_TASK, row.text, row.phase.movement.uid, due_on=row.due_on, owner=row.owner) for row in rows
    ]


def _profile(actor: Actor, *, on: date) -> list[WorkItem]:
    """The profile is work once a document of the unit had to stay a draft for want of it."""
    if OfficeProfile.objects.filter(in_force(on), unit=actor.unit_id).exists():
        return []
    drafts = IssuedDocument.objects.filter(unit=actor.unit_id, is_draft=True).count()
    return [WorkItem(WorkKind.FILL_PROFILE, "", count=drafts)] if drafts else []
