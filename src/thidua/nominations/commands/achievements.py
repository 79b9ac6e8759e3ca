"""Keeping the keys by which retellings of an achievement are found; they follow from the rows, so no audit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from thidua.core.many import insert_rows
from thidua.honours.models import Honour
from thidua.nominations.models import AchievementKey, AchievementMark, Nomination
from thidua.nominations.rules.achievements.keys import keys
from thidua.nominations.rules.achievements.pictures import Achievement, picture

_AT_ONCE = 2000
_WAITED = timedelta(days=1)
"""How long a number that was passed over is looked for; no transaction lasts as long."""
_MOST_GAPS = 100
"""How many of them, the newest; a statement has only so much room."""
_Gap = tuple[int, int, str]


@transaction.atomic
def index_nomination(nomination: Nomination) -> None:
    """Write the keys of a nomination anew; to be called wherever its achievement, year or days are saved."""
    index_nominations([nomination])


@transaction.atomic
def index_nominations(nominations: Sequence[Nomination]) -> None:
    """Do the same for many at once."""
    for first in range(0, len(nominations), _AT_ONCE):
        part = nominations[first : first + _AT_ONCE]
        AchievementKey.objects.filter(nomination__pk__among=[each.pk for each in part]).delete()
        rows = (
            (key, None, each.pk)
            for each in part
            for key in keys(picture(Achievement(each.achievement, each.year, each.since, each.until)))
        )
        insert_rows(AchievementKey, ("key", "honour", "nomination"), rows)


@transaction.atomic
def index_new_honours(limit: int = _AT_ONCE, *, at: datetime) -> int:
    """Write keys for up to ``limit`` honours that came into the ledger since the last time; return how many there were.

    The ledger lies below this app and cannot call it. The row that says how far it came is locked, but only where there
    is something to do: of two that ask at once the second leaves it to the first and does not wait.
    """
    known, _is_new = AchievementMark.objects.get_or_create(pk=1)
    if not _arrived(known.gaps, 1) and not Honour.objects.filter(pk__gt=known.last_honour).exists():
        return 0
    mark = AchievementMark.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if mark is None:
        return 0
    late = _arrived(mark.gaps, limit)
    fresh = _told(Honour.objects.filter(pk__gt=mark.last_honour).order_by("pk")[:limit])
    seen = [pk for pk, _text, _year in (*late, *fresh)]
    if not seen:
        return 0
    rows = (
        (key, pk, None) for pk, text, year in (*late, *fresh) if text for key in keys(picture(Achievement(text, year)))
    )
    insert_rows(AchievementKey, ("key", "honour", "nomination"), rows)
    missing = [*_waiting(mark.gaps, at), *_missing(mark.last_honour, [pk for pk, _text, _year in fresh], at)]
    mark.gaps = list(_without(missing, {pk for pk, _text, _year in late}))[-_MOST_GAPS:]
    mark.last_honour = max([mark.last_honour, *seen])
    mark.save()
    return len(seen)


def index_all_honours(*, at: datetime) -> int:
    """Write keys for all that have none yet, some thousands a transaction; return how many there were."""
    count = 0
    while some := index_new_honours(at=at):
        count += some
    return count


def _told(rows: QuerySet[Honour]) -> list[tuple[int, str, int]]:
    return list(rows.values_list("pk", "reason", "year"))


def _arrived(gaps: Iterable[_Gap], limit: int) -> list[tuple[int, str, int]]:
    """Return the honours that came after all with numbers that were passed over."""
    within = Q(pk__in=[])
    for first, last, _when in gaps:
        within |= Q(pk__range=(first, last))
    return _told(Honour.objects.filter(within).order_by("pk")[:limit]) if gaps else []


def _missing(last: int, found: Sequence[int], at: datetime) -> Iterable[_Gap]:
    for before, after in zip((last, *found), found, strict=False):
        if after > before + 1:
            yield before + 1, after - 1, at.isoformat()


def _waiting(gaps: Iterable[_Gap], at: datetime) -> Iterable[_Gap]:
    return ((first, last, when) for first, last, when in gaps if datetime.fromisoformat(when) + _WAITED > at)


def _without(gaps: Iterable[_Gap], arrived: set[int]) -> Iterable[_Gap]:
    """Yield what is left of gaps without the numbers that arrived."""
    for first, last, when in gaps:
        begins = first
        for number in sorted(pk for pk in arrived if first <= pk <= last):
            if begins < number:
                yield begins, number - 1, when
            begins = number + 1
        if begins <= last:
            yield begins, last, when
