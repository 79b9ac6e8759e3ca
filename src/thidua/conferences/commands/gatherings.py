"""Writing conferences and who was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.awards.models import Award, Recipient
from thidua.conferences import rules
from thidua.conferences.choices import ConferenceKind, ParticipationRole
from thidua.conferences.commands.reviews import ensure_review
from thidua.conferences.models import AwardOnStage, Conference, Participation
from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import withdraw_rows
from thidua.core.errors import Refused
from thidua.movements.models import Movement
from thidua.organisations.models import Unit
from thidua.people.models import PublicPerson
from thidua.reports.models import Period
from thidua.sources.models import Citation


@dataclass(frozen=True)
class StatedConference:
    """A gathering as its source tells of it. ``date_text``: ISO, perhaps ``2018-11`` or ``XXXX-06-12``."""

    name: str
    kinds: Sequence[str]
    date_text: str = ""
    part: str = ""
    place: str = ""
    organisers: Sequence[str] = ()


@transaction.atomic
def record_conference(
    *,
    unit: Unit,
    stated: StatedConference,
    movement: Movement | None = None,
    period: Period | None = None,
    citation: Citation,
    by: Actor,
    at: datetime,
) -> Conference:
    """Record a gathering with its source. One that looks back on a period of a movement opens the review of it.

    Raises:
        Refused: it has no name.
    """
    if not stated.name.strip():
        raise Refused(_("Hội nghị chưa có tên. Ghi tên như trong bài."), field="name")
    conference = Conference.objects.create(
        unit=unit,
        movement=movement,
        period=period,
        name=" ".join(stated.name.split())[:400],
        kinds=[ConferenceKind(kind).value for kind in stated.kinds],
        date_text=stated.date_text[:10],
        held_on=rules.day_of(stated.date_text),
        part=stated.part[:10],
        place=stated.place.strip()[:200],
        organisers=list(stated.organisers),
        citation=citation,
        created_at=at,
    )
    audit.record("record_conference", conference, by=by, at=at, unit_id=unit.pk, after={"date": stated.date_text})
    if movement is not None and period is not None and rules.looks_back(conference.kinds):
        ensure_review(movement=movement, unit=unit, period=period, by=by, at=at)
    return conference


@transaction.atomic
def record_participation(
    *,
    unit: Unit,
    person: PublicPerson,
    citation: Citation,
    conference: Conference | None = None,
    rank: str = "",
    posts: Sequence[str] = (),
    roles: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> Participation:
    """Record somebody who took part or was presented, with rank and posts as the source prints them."""
    if conference is not None:
        Conference.objects.select_for_update().get(pk=conference.pk)
    participation = Participation.objects.create(
        unit=unit,
        conference=conference,
        person=person,
        rank=rank[:60],
        posts=list(posts),
        roles=[ParticipationRole(role).value for role in roles],
        order=Participation.objects.filter(conference=conference, unit=unit).count() + 1,
        citation=citation,
        created_at=at,
    )
    audit.record("record_participation", participation, by=by, at=at, unit_id=unit.pk, after={"roles": list(roles)})
    return participation


@transaction.atomic
def put_on_stage(*, conference: Conference, award: Award, by: Actor, at: datetime) -> AwardOnStage:
    """Put an award at the end of the order of the stage, once."""
    Conference.objects.select_for_update().get(pk=conference.pk)
    place = AwardOnStage.objects.filter(conference=conference).count() + 1
    on_stage, is_new = AwardOnStage.objects.get_or_create(conference=conference, award=award, defaults={"order": place})
    if is_new:
        audit.record("put_on_stage", award, by=by, at=at, unit_id=conference.unit_id, after={"order": place})
    return on_stage


@transaction.atomic
def withdraw_conferences(*, citation: Citation, reason: str, by: Actor, at: datetime) -> int:
    """Withdraw every conference and participation that carries ``citation``; return how many.

    A person whom nothing names any more is withdrawn with the last participation.
    """
    participations = list(Participation.objects.in_force().filter(citation=citation).select_related("person"))
    conferences = list(Conference.objects.in_force().filter(citation=citation))
    count = withdraw_rows([*conferences, *participations], act="withdraw_conference", reason=reason, by=by, at=at)
    persons = {each.person_id: each.person for each in participations}
    forgotten = [person for pk, person in persons.items() if not _is_named(pk)]
    withdraw_rows(forgotten, act="withdraw_public_person", reason=reason, by=by, at=at)
    return count


def _is_named(person_id: int) -> bool:
    still_there = Participation.objects.in_force().filter(person=person_id).exists()
    return still_there or Recipient.objects.filter(person=person_id, award__withdrawn_at__isnull=True).exists()
