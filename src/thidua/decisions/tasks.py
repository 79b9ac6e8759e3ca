"""Work done outside the request."""

from __future__ import annotations

import logging
from dataclasses import replace

from django.utils.translation import gettext_noop as _
from django_tasks import task

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.decisions.commands import fail_order, fill_order
from thidua.decisions.models import PaperOrder
from thidua.people.models import User
from thidua.people.queries import actor_of

log = logging.getLogger(__name__)
_BROKEN = _("Máy gặp lỗi khi lập văn bản. Lập lại; nếu vẫn lỗi, báo người quản trị.")


@task()
def make_ordered_paper(order_id: int, user_id: int) -> None:
    """Make the paper of an order in the name of the user who gave it; what goes wrong is shown on its page."""
    order = PaperOrder.objects.select_related("decision").get(pk=order_id)
    actor = replace(actor_of(User.objects.get(pk=user_id), on=clock.today()), unit_id=order.decision.unit_id)
    try:
        fill_order(order=order, by=actor, at=clock.now())
    except Refused as refusal:
        fail_order(order=order, because=str(refusal), by=actor, at=clock.now())
    except Exception:
        log.exception("paper of a decision %s", order.uid)
        fail_order(order=order, because=_BROKEN, by=actor, at=clock.now())
        raise
