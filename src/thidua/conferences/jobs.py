"""Conference packs as long work that a person sees, stops and takes up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, gettext_lazy

from thidua.conferences.commands import request_pack, stop_pack
from thidua.conferences.commands.packs import STOPPED
from thidua.conferences.models import ConferencePack
from thidua.conferences.tasks import make_conference_pack
from thidua.core.actors import Actor
from thidua.core.jobs import MOST_SHOWN, SHOWN_FOR, Job, JobState, user_of
from thidua.core.models import AuditEntry

_STANDS_STILL = timedelta(minutes=10)


class Packs:
    """The documents of a conference, made by one press."""

    code = "pack"
    word = gettext_lazy("Lập gói hội nghị")

    def recent(self, unit_id: int, *, at: datetime) -> Sequence[Job]:
        """Return the packs of the unit's reviews that were asked for lately; two queries."""
        open_ones = Q(made_at__isnull=True, failed_because="")
        rows = self._of(unit_id).filter(open_ones | Q(created_at__gt=at - SHOWN_FOR))
        return self._jobs(list(rows[:MOST_SHOWN]), at)

    def find(self, unit_id: int, uid: UUID, *, at: datetime) -> Job | None:
        """Return a pack of one of the unit's reviews."""
        found = self._jobs(list(self._of(unit_id).filter(uid=uid)), at)
        return found[0] if found else None

    def stop(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Do not make it, if nobody has."""
        stop_pack(pack=ConferencePack.objects.get(uid=job.uid), by=by, at=at)

    def retry(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Make another of the same review."""
        pack = ConferencePack.objects.select_related("review").get(uid=job.uid)
        if pack.made_at is None:
            again = request_pack(review=pack.review, by=by, at=at)
            make_conference_pack.enqueue(pack_id=again.pk, user_id=user_of(by))

    @staticmethod
    def _of(unit_id: int) -> QuerySet[ConferencePack]:
        return ConferencePack.objects.filter(review__unit=unit_id).select_related("review")

    def _jobs(self, packs: Sequence[ConferencePack], at: datetime) -> list[Job]:
        asked = AuditEntry.objects.filter(act="request_pack", object_uid__in=[each.uid for each in packs])
        who = dict(asked.values_list("object_uid", "actor_label")) if packs else {}
        return [self._job(each, who.get(each.uid, ""), at) for each in packs]

    def _job(self, pack: ConferencePack, by: str, at: datetime) -> Job:
        state = _state(pack, at)
        return Job(
            kind=self.code,
            uid=pack.uid,
            title=pack.review.title,
            state=state,
            by=by,
            asked_at=pack.created_at,
            moved_at=pack.made_at or pack.created_at,
            because=gettext(pack.failed_because) if pack.failed_because else "",
            may_stop=state.is_open,
            may_retry=state in {JobState.STILL, JobState.STOPPED, JobState.FAILED},
        )


def _state(pack: ConferencePack, at: datetime) -> JobState:
    if pack.made_at is not None:
        return JobState.DONE
    if pack.failed_because:
        return JobState.STOPPED if pack.failed_because == STOPPED else JobState.FAILED
    return JobState.STILL if at - pack.created_at > _STANDS_STILL else JobState.WORKING
