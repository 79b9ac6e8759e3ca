"""Which record stands for one that was put into another, and which were put into one."""

from __future__ import annotations

from collections.abc import Collection

from thidua.honours.models import Holder


def standing_for(keys: Collection[int]) -> dict[int, int]:
    """Return for each record the one that stands for it today: it may have been merged, and that one in turn."""
    found = {key: key for key in keys}
    while further := dict(
        Holder.objects.filter(pk__among=list(set(found.values())), merged_into__isnull=False).values_list(
            "pk", "merged_into"
        )
    ):
        found = {key: further.get(last, last) or last for key, last in found.items()}
    return found


def records_within(*keys: int) -> set[int]:
    """Return records and all that were put into them, and those put into them before."""
    found, last = set(keys), set(keys)
    while last := set(Holder.objects.filter(merged_into__pk__among=list(last)).values_list("pk", flat=True)):
        found |= last
    return found
