"""Papers of long decisions, made by the worker: ordered, made part by part, stopped, failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.decisions.choices import PaperKind
from thidua.decisions.commands.locking import lock_decision
from thidua.decisions.commands.papers import make_paper, refuse_paper
from thidua.decisions.models import AwardDecision, PaperOrder

STANDS_STILL = timedelta(minutes=10)
"""After so long without a part done its worker is thought to have ended."""
_OPEN = {"paper": None, "failed_because": "", "is_stopped": False}


@transaction.atomic
def order_paper(*, decision: AwardDecision, kind: str, by: Actor, at: datetime) -> PaperOrder:
    """Enter a paper to be made by the worker; a press repeated while one is being made returns that one.

    Raises:
        Refused: as ``make_paper`` does.
    """
    wanted, kept = PaperKind(kind), lock_decision(decision)
    refuse_paper(kept, wanted, by)
    under_way = PaperOrder.objects.filter(**_OPEN, decision=kept, kind=wanted, moved_at__gt=at - STANDS_STILL).first()
    if under_way is not None:
        return under_way
    made = PaperOrder.objects.create(decision=kept, kind=wanted, asked_by=by.label, moved_at=at, created_at=at)
    audit.record("order_decision_paper", made, by=by, at=at, unit_id=kept.unit_id, after={"kind": str(wanted)})
    return made


def fill_order(*, order: PaperOrder, by: Actor, at: datetime) -> PaperOrder:
    """Make the paper of an order; one that is made, stopped or failed already stays as it is.

    The document is Vietnamese whatever the reader's language. Nothing is locked while it is printed, so the page can
    tell how far it is.
    """
    kept = PaperOrder.objects.select_related("decision__unit").get(pk=order.pk)
    if not kept.is_open:
        return kept
    mine = PaperOrder.objects.filter(pk=kept.pk)
    mine.update(done=0, moved_at=at)

    def count() -> None:
        mine.update(done=F("done") + 1, moved_at=at)

    with translation.override("vi"):
        paper = make_paper(decision=kept.decision, kind=kept.kind, after_each=count, by=by, at=at)
    mine.filter(is_stopped=False).update(paper=paper, done=PaperOrder.PARTS, moved_at=at)
    kept.refresh_from_db()
    return kept


def fail_order(*, order: PaperOrder, because: str, by: Actor, at: datetime) -> None:
    """Say why a paper could not be made."""
    PaperOrder.objects.filter(pk=order.pk).update(failed_because=because[:500], moved_at=at)
    unit_id = order.decision.unit_id
    audit.record("fail_decision_paper", order, by=by, at=at, unit_id=unit_id, after={"because": because})


@transaction.atomic
def stop_order(*, order: PaperOrder, by: Actor, at: datetime) -> None:
    """Do not make a paper that nobody has made yet.

    Raises:
        Refused: it is over.
    """
    kept = PaperOrder.objects.select_for_update(of=("self",)).select_related("decision").get(pk=order.pk)
    if not kept.is_open:
        raise Refused(_("Văn bản này đã lập xong hoặc đã dừng. Tải lại trang để xem."))
    PaperOrder.objects.filter(pk=kept.pk).update(is_stopped=True, moved_at=at)
    audit.record("stop_decision_paper", kept, by=by, at=at, unit_id=kept.decision.unit_id)
