"""Reading the register of awards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date

from django.db.models import Prefetch, Q, QuerySet

from thidua.awards.choices import AwardStatus
from thidua.awards.models import Award, Recipient
from thidua.core.actors import Actor
from thidua.organisations.models import Lineage
from thidua.organisations.queries import units_in_scope
from thidua.vietnamese.fold import fold


@dataclass(frozen=True)
class RegisterFilter:
    """What is asked of the register; blank fields ask nothing. ``text`` is sought in form, authority, recipients."""

    text: str = ""
    year: int | None = None
    public: bool | None = None


def awards(actor: Actor, *, on: date) -> QuerySet[Award]:
    """Return the awards that ``actor`` may see on the day ``on``, those in force, newest first."""
    return _with_sources(Award.objects.in_force().filter(unit__in=units_in_scope(actor, on=on)))


def register(actor: Actor, asked: RegisterFilter, *, on: date) -> list[Award]:
    """Return the rows of the register that answer ``asked``.

    The text is compared in folded form; the register of one scope is read whole for it (its rows are articles' awards,
    thousands at most).
    """
    rows = awards(actor, on=on).filter(status=AwardStatus.AWARDED)
    if asked.year is not None:
        rows = rows.filter(_of_year(asked.year))
    if asked.public is not None:
        rows = rows.filter(published_at__isnull=not asked.public)
    needle = fold(asked.text)
    return [row for row in rows if needle in _haystack(row)]


def awards_of_movement(movement_id: int, unit_id: int) -> list[Award]:
    """Return every award in force of a movement at a unit and under it."""
    below = Lineage.objects.filter(ancestor=unit_id).values("descendant")
    rows = Award.objects.in_force().filter(Q(unit=unit_id) | Q(unit__in=below), movement=movement_id)
    return list(_with_sources(rows.filter(status=AwardStatus.AWARDED)).order_by("id"))


def awards_with_ids(ids: Iterable[int]) -> list[Award]:
    """Return these awards, withdrawn ones too: a fixed data cut keeps what it had."""
    return list(_with_sources(Award.objects.filter(pk__in=list(ids))).order_by("id"))


def published_awards(text: str = "") -> list[Award]:
    """Return the awards that are public, newest first; ``text`` narrows by form, authority, unit and recipients."""
    rows = Award.objects.in_force().filter(published_at__isnull=False, status=AwardStatus.AWARDED)
    needle = fold(text)
    return [row for row in _with_sources(rows) if needle in _haystack(row)]


def _of_year(year: int) -> Q:
    """Where the source gives no day: the year in which the period ends that it speaks of, else of its recording."""
    ended = Q(period__until__gt=date(year, 1, 1), period__until__lte=date(min(year + 1, MAXYEAR), 1, 1))
    recorded = Q(period__until=None, created_at__year=year)
    return Q(awarded_on__year=year) | Q(Q(awarded_on=None), ended | recorded)


def _with_sources(rows: QuerySet[Award]) -> QuerySet[Award]:
    named = Prefetch("recipients", Recipient.objects.select_related("honour__holder"))
    return rows.select_related("unit", "period", "movement", "citation", "citation__document").prefetch_related(named)


def _haystack(row: Award) -> str:
    names = " ".join(recipient.folded for recipient in row.recipients.all())
    return f"{fold(f'{row.form_name} {row.authority} {row.reason} {row.unit} {row.recipient_noun}')} {names}"
