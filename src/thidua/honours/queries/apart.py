"""Records of whom somebody said that they are two, also after one of them was put into another."""

from __future__ import annotations

from django.db.models import Q

from thidua.honours.models import Apart, Holder
from thidua.honours.queries.merged import records_within, standing_for


def pairs_apart() -> set[tuple[int, int]]:
    """Return the pairs that stand today, each with the smaller key first; a handful of queries."""
    said = list(Apart.objects.order_by().values_list("first_id", "second_id"))
    stands = standing_for({key for pair in said for key in pair})
    found = {(stands[first], stands[second]) for first, second in said}
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def set_apart_from(holder: Holder) -> set[int]:
    """Return the records that somebody said to be another one than this."""
    own = records_within(holder.pk)
    pairs = Apart.objects.filter(Q(first__in=own) | Q(second__in=own)).values_list("first_id", "second_id")
    return set(standing_for({key for pair in pairs for key in pair}).values()) - {holder.pk}
