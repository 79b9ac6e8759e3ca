"""What councils keep of somebody whose data are erased: the trail calls agenda items after nominees."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.councils.models import AgendaItem, SessionPaper
from thidua.honours.commands.erasing import ERASED_NAME
from thidua.nominations.rules.path import ENDED

STAYS_IN_MINUTES = _("Biên bản họp hội đồng đã lập có tên người này vẫn là bản lưu của đơn vị.")


def forget_on_agenda(*, holders: Collection[int], **_sent: object) -> tuple[str, ...]:
    """Take a person's name off what the trail says of agenda items; return what stays, in sentences.

    Items themselves are called after their nomination, which is emptied. Of nominations that were decided the name
    stays with the decision.
    """
    items = AgendaItem.objects.filter(nomination__holder__in=holders)
    uids = items.filter(nomination__state__in=ENDED).values_list("uid", flat=True)
    audit.relabel(set(uids), label=ERASED_NAME)
    printed = SessionPaper.objects.filter(session__items__in=items).exists()
    return (STAYS_IN_MINUTES,) if printed else ()
