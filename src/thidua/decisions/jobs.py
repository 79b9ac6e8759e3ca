"""Papers of long decisions as long work that a person sees, stops and takes up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from thidua.core.actors import Actor
from thidua.core.jobs import MOST_SHOWN, SHOWN_FOR, Job, JobState, user_of
from thidua.decisions.commands import order_paper, stop_order
from thidua.decisions.commands.orders import STANDS_STILL
from thidua.decisions.models import PaperOrder
from thidua.decisions.tasks import make_ordered_paper


class DecisionPapers:
    """A document of a decision with a long list."""

    code = "decision_paper"
    word = gettext_lazy("Lập văn bản quyết định")

    def recent(self, unit_id: int, *, at: datetime) -> Sequence[Job]:
        """Return the papers that were ordered lately of the unit's decisions; one query."""
        open_ones = Q(paper=None, failed_because="", is_stopped=False)
        rows = self._of(unit_id).filter(open_ones | Q(created_at__gt=at - SHOWN_FOR))
        return [self._job(each, at) for each in rows[:MOST_SHOWN]]

    def find(self, unit_id: int, uid: UUID, *, at: datetime) -> Job | None:
        """Return the order of a paper of one of the unit's decisions."""
        found = self._of(unit_id).filter(uid=uid).first()
        return self._job(found, at) if found else None

    def stop(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Do not make it, if nobody has."""
        stop_order(order=PaperOrder.objects.get(uid=job.uid), by=by, at=at)

    def retry(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Order it anew."""
        order = PaperOrder.objects.select_related("decision").get(uid=job.uid)
        if order.paper_id is None:
            again = order_paper(decision=order.decision, kind=order.kind, by=by, at=at)
            make_ordered_paper.enqueue(order_id=again.pk, user_id=user_of(by))

    @staticmethod
    def _of(unit_id: int) -> QuerySet[PaperOrder]:
        return PaperOrder.objects.filter(decision__unit=unit_id).select_related("decision")

    def _job(self, order: PaperOrder, at: datetime) -> Job:
        state = state_of(order, at)
        because = gettext(order.failed_because) if order.failed_because else ""
        return Job(
            kind=self.code,
            uid=order.uid,
            title=str(capfirst(str(order))),
            state=state,
            by=order.asked_by,
            asked_at=order.created_at,
            moved_at=order.moved_at,
            done=order.done,
            total=PaperOrder.PARTS,
            because=because,
            may_stop=state.is_open,
            may_retry=state in {JobState.STILL, JobState.STOPPED, JobState.FAILED},
        )


def state_of(order: PaperOrder, at: datetime) -> JobState:
    """Return how far an order is."""
    if order.paper_id is not None:
        return JobState.DONE
    if order.is_stopped:
        return JobState.STOPPED
    if order.failed_because:
        return JobState.FAILED
    if at - order.moved_at > STANDS_STILL:
        return JobState.STILL
    return JobState.WORKING if order.done else JobState.WAITING
