"""Holding nominations still while something is decided over them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.nominations.models import Nomination, Round


def lock_nominations(nominations: Iterable[Nomination]) -> list[Nomination]:
    """Return nominations as they are now, locked until the transaction ends, in the order of their keys.

    Always in that order, so that two who lock the same ones follow each other; with their rounds and the rounds' units.
    """
    keys = sorted({each.pk for each in nominations})
    rows = Nomination.objects.select_for_update(of=("self",)).filter(pk__among=keys)
    found = list(rows.select_related("round__unit", "unit").order_by("pk"))
    if len(found) != len(keys):
        raise Refused(_("Có hồ sơ không còn. Tải lại trang rồi làm lại."))
    return found


def lock_round(round_: Round) -> Round:
    """Return a round as it is now, locked until the transaction ends.

    Raises:
        Refused: it is over.
    """
    kept = Round.objects.select_for_update(of=("self",)).select_related("unit").get(pk=round_.pk)
    if kept.closed_at is not None:
        raise Refused(_("Đợt xét này đã kết thúc. Mở lại đợt nếu còn phải sửa."))
    return kept
