"""What waits for an actor: texts to go through, directions and tasks with a deadline, a profile to fill."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thidua.conferences.choices import DirectionState
from thidua.conferences.models import ConferenceDirection
from thidua.core.actors import Actor, Role
from thidua.core.prepared import prepared, prepared_with_plan
from thidua.councils.choices import SessionState
from thidua.councils.models import Attendance
from thidua.councils.queries.waiting import count_votes_waiting, sessions_ahead, votes_waiting
from thidua.decisions.queries.waiting import WaitingRound, waiting_rounds
from thidua.decisions.queries.waiting import waiting_counts as decisions_waiting
from thidua.decisions.rules.acts import OFFICERS as DECIDERS
from thidua.documents.models import IssuedDocument, OfficeProfile
from thidua.intake.choices import Answer, FactState
from thidua.intake.models import Finding, ProposedFact
from thidua.movements.choices import AimKind
from thidua.movements.models import Aim
from thidua.nominations.queries.opinions import late_by_round
from thidua.nominations.queries.waiting import waiting_and_late, waiting_by_round
from thidua.nominations.rules.path import EDITABLE
from thidua.organisations.models import Unit
from thidua.organisations.queries import in_force, units_in_scope
from thidua.reports.queries.due import DueReport, count_waiting, reports_due
from thidua.sources.models import Document

HORIZON = timedelta(days=60)
"""How far ahead a deadline is work; what comes later is a plan."""
SET_ASIDE = (Answer.LATER, Answer.ASK_PUBLISHER)
READERS = (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR)
MOVERS = (Role.OFFICER, Role.APPROVER, Role.LEADER)
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
    ANSWER_REMINDER = "answer_reminder"
    MAKE_REPORT = "make_report"
    DECIDE_REPORTS = "decide_reports"
    DECIDE_AWARDS = "decide_awards"
    TAKE_NOMINATIONS_ON = "take_nominations_on"
    CHASE_OPINIONS = "chase_opinions"
    CAST_BALLOT = "cast_ballot"
    ATTEND_SESSION = "attend_session"


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
        owner: who is to do it, as stated; of a reminder, who sent it.
        told: what the newest reminder says; ``told_on``: its day.
        step: of nominations, the state in which they wait.
    """

    kind: WorkKind
    subject: str
    uid: UUID | None = None
    due_on: date | None = None
    count: int = 0
    second: int = 0
    owner: str = ""
    told: str = ""
    told_on: date | None = None
    step: str = ""


def work_items(actor: Actor, *, on: date) -> list[WorkItem]:
    """Return what waits for ``actor`` on the day ``on``: the overdue first, then by deadline, then what has none."""
    units = units_in_scope(actor, on=on)
    items = _councils(actor, on=on)
    if actor.has(*FOLLOWERS):
        items += _directions(units, on=on)
        items += _tasks(actor, units, on=on)
    if actor.has(*READERS):
        items += _documents(_readings(units, only_open=True))
        items += _profile(actor, on=on)
        items += _reports(actor, on=on)
    if actor.has(*DECIDERS):
        items += [_round_to_decide(each) for each in waiting_rounds(actor.unit_id)]
    if actor.has(*MOVERS):
        items += _nominations(actor, on=on)
        items += [
            WorkItem(WorkKind.CHASE_OPINIONS, each.title, each.uid, due_on=each.since, count=each.count)
            for each in late_by_round(actor, on=on)
        ]
    order = list(WorkKind)
    return sorted(items, key=lambda item: (item.due_on or date.max, order.index(item.kind)))


def waiting_counts(actor: Actor, *, on: date) -> dict[str, int]:
    """Return how much waits in each section of the side bar, by its address name: as many as there are work items.

    Of decisions as many as nominations wait for one; on the home page those of a round are one item.
    Of nominations as many as wait; on the home page those of a round at one step are one item.

    Every page asks for it, so it reads no titles and builds no rows.
    """
    units = units_in_scope(actor, on=on)
    others, documents, reports = 0, 0, 0
    decisions = decisions_waiting(actor.unit_id) if actor.has(*DECIDERS) else []
    steps: list[int] = []
    if actor.has(*FOLLOWERS):
        others += len(_directions(units, on=on)) + _open_tasks(actor, units, on=on).count()
    if actor.has(*READERS):
        documents = len(_left_in(units))
        others += len(_profile(actor, on=on))
        reports = len(_reports(actor, on=on))
    if actor.has(*MOVERS):
        steps, late = waiting_and_late(actor, on=on)
        others += late
    votes, sessions = _count_councils(actor, on=on)
    return {
        "home": others + documents + reports + len(decisions) + len(steps) + votes + sessions,
        "documents": documents,
        "reports": reports,
        "nominations": sum(steps),
        "decisions": sum(count for _round, count in decisions),
        "councils": votes,
    }


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


@dataclass
class _Left:
    """What is left to do in one text that is not locked."""

    waiting: int = 0
    unanswered: int = 0
    set_aside: int = 0


def _left_in(units: QuerySet[Unit]) -> dict[int, _Left]:
    """By the key of the text; one in which nothing is left is not there."""
    left: dict[int, _Left] = defaultdict(_Left)
    here = {"document__unit__in": units, "document__locked_at__isnull": True}
    facts = ProposedFact.objects.filter(**here, state=FactState.WAITING).order_by()
    for document, count in facts.values_list("document").annotate(count=Count("pk")):
        left[document].waiting = count
    findings = Finding.objects.filter(**here, answer__in=("", *SET_ASIDE)).order_by()
    for document, answer, count in findings.values_list("document", "answer").annotate(count=Count("pk")):
        if answer:
            left[document].set_aside += count
        else:
            left[document].unanswered = count
    return left


def _readings(units: QuerySet[Unit], *, only_open: bool = False) -> list[ReadingState]:
    left = _left_in(units)
    rows = Document.objects.filter(unit__in=units)
    if only_open:
        rows = rows.filter(pk__in=left)
    states = []
    for pk, title, uid in rows.values_list("pk", "title", "uid"):
        here = left.get(pk, _Left())
        states.append(ReadingState(title, uid, here.waiting, here.unanswered, here.set_aside))
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
    near = Q(state=DirectionState.ASSIGNED, due_on__lte=on + HORIZON)
    rows = (
        ConferenceDirection.objects.in_force()
        .filter(near | Q(state=DirectionState.NOT_ASSIGNED), review__unit__in=units)
        .values_list("state", "text", "review__title", "review__uid", "due_on", "owner")
    )
    items, waiting = [], Counter[tuple[str, UUID]]()
    for state, text, title, uid, due_on, owner in rows:
        if state == DirectionState.NOT_ASSIGNED:
            waiting[title, uid] += 1
        else:
            items.append(WorkItem(WorkKind.FOLLOW_DIRECTION, text, uid, due_on=due_on, owner=owner))
    return items + [
        WorkItem(WorkKind.ASSIGN_DIRECTIONS, title, uid, count=count) for (title, uid), count in waiting.items()
    ]


def _tasks(actor: Actor, units: QuerySet[Unit], *, on: date) -> list[WorkItem]:
    rows = _open_tasks(actor, units, on=on).values_list("text", "phase__movement__uid", "due_on", "owner")
    return [WorkItem(WorkKind.DO_TASK, text, uid, due_on=due_on, owner=owner) for text, uid, due_on, owner in rows]


def _open_tasks(actor: Actor, units: QuerySet[Unit], *, on: date) -> QuerySet[Aim]:
    mine = Q(assignee=actor.user_id) if actor.user_id else Q(pk__in=[])
    return Aim.objects.filter(
        mine | Q(assignee__isnull=True, phase__movement__unit=actor.unit_id),
        phase__movement__unit__in=units,
        kind=AimKind.TASK,
        withdrawn_at__isnull=True,
        done_at__isnull=True,
        due_on__lte=on + HORIZON,
    )


def _profile(actor: Actor, *, on: date) -> list[WorkItem]:
    """The profile is work once a document of the unit had to stay a draft for want of it."""
    if actor.unit_id is None or _profiles(actor.unit_id, on):
        return []
    drafts = len(_drafts(actor.unit_id))
    return [WorkItem(WorkKind.FILL_PROFILE, "", count=drafts)] if drafts else []


@prepared
def _profiles(unit: int, on: date) -> QuerySet[OfficeProfile, int]:
    return OfficeProfile.objects.filter(in_force(on), unit=unit).order_by().values_list("pk", flat=True)


@prepared
def _drafts(unit: int) -> QuerySet[IssuedDocument, int]:
    return IssuedDocument.objects.filter(unit=unit, is_draft=True).order_by().values_list("pk", flat=True)


@prepared_with_plan
def _units(pk: int) -> QuerySet[Unit]:
    return Unit.objects.filter(pk=pk)


@prepared
def _seats(user: int) -> QuerySet[Attendance, str]:
    rows = Attendance.objects.filter(member__user=user).exclude(session__state=SessionState.CLOSED)
    return rows.order_by().values_list("session__state", flat=True)


def _councils(actor: Actor, *, on: date) -> list[WorkItem]:
    """Votes that wait for the actor, and sessions in which they sit; nearly everybody sits nowhere: one statement."""
    if actor.user_id is None or not _seats(actor.user_id):
        return []
    votes = [
        WorkItem(
            WorkKind.CAST_BALLOT, vote.subject, vote.session, count=vote.order, due_on=on, owner=vote.session_title
        )
        for vote in votes_waiting(actor)
    ]
    return votes + [
        WorkItem(
            WorkKind.ATTEND_SESSION, each.title, each.session, due_on=each.held_on, count=each.items, owner=each.place
        )
        for each in sessions_ahead(actor)
        if each.held_on <= on + HORIZON
    ]


def _count_councils(actor: Actor, *, on: date) -> tuple[int, int]:
    states = _seats(actor.user_id) if actor.user_id is not None else []
    votes = count_votes_waiting(actor) if SessionState.OPEN in states else 0
    ahead = sessions_ahead(actor) if SessionState.PLANNED in states else []
    return votes, sum(each.held_on <= on + HORIZON for each in ahead)


def _reports(actor: Actor, *, on: date) -> list[WorkItem]:
    """Reports of the own unit whose period is over and that are not filed, and those of lower units to decide on."""
    if actor.unit_id is None:
        return []
    unit = _units(actor.unit_id)[0]
    items = [_due_item(each) for each in reports_due(unit, on=on) if each.is_waited_for(on)]
    waiting = count_waiting(unit.pk)
    return [*items, WorkItem(WorkKind.DECIDE_REPORTS, "", count=waiting)] if waiting else items


def _due_item(due: DueReport) -> WorkItem:
    """A report to make; one that was reminded of says so in the same row."""
    subject = f"{due.edition.form.name}, {due.period.label}"
    uid = due.report.uid if due.report else None
    if due.reminded is None:
        return WorkItem(WorkKind.MAKE_REPORT, subject, uid, due_on=due.due_on)
    told = due.reminded
    return WorkItem(
        WorkKind.ANSWER_REMINDER, subject, uid, due_on=due.due_on,
        count=told.times, owner=told.sender, told=told.text, told_on=told.last_on,
    )  # fmt: skip


def _round_to_decide(waiting: WaitingRound) -> WorkItem:
    found = waiting.round
    return WorkItem(WorkKind.DECIDE_AWARDS, str(found), found.uid, count=waiting.count, second=waiting.drafted)


def _nominations(actor: Actor, *, on: date) -> list[WorkItem]:
    """Return an item for each round and step at which nominations wait for the actor."""
    return [
        WorkItem(
            WorkKind.TAKE_NOMINATIONS_ON,
            str(found),
            found.uid,
            due_on=found.closes_on if state in EDITABLE else None,
            count=count,
            step=state,
        )
        for found, state, count in waiting_by_round(actor, on=on)
    ]
