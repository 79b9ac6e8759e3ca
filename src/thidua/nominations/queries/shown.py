"""For how many days the public was asked about nominations as they stand now."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from thidua.nominations.choices import Act
from thidua.nominations.models import NoticeLine, Step


def days_shown(keys: Collection[int]) -> dict[int, int]:
    """Return for how many days each was shown, by its key, where that is over; nothing of one returned since.

    What the public saw is not what comes back: the page was opened before the unit had the dossier again.
    """
    back = Step.objects.filter(nomination=OuterRef("nomination"), act=Act.RETURN, at__gt=OuterRef("notice__created_at"))
    rows = NoticeLine.objects.filter(nomination__pk__among=keys, notice__closed_at__isnull=False)
    found: dict[int, int] = {}
    for nomination, days in rows.exclude(Exists(back)).order_by().values_list("nomination_id", "notice__days"):
        found[nomination] = max(days, found.get(nomination, 0))
    return found
