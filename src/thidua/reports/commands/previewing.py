"""What a planned reorganisation would do to real figures: it is done, looked at, and taken back, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from thidua.core.actors import Actor
from thidua.indicators.choices import Combination
from thidua.organisations.commands import apply_reorganisation
from thidua.organisations.models import Reorganisation, Unit
from thidua.people.models import RoleGrant
from thidua.reports.choices import ReportState
from thidua.reports.commands.totals import settle_totals
from thidua.reports.models import AcceptedValue, Home, Report, Total

_Key = tuple[str, str, str]
"""Unit, indicator and period as they are called."""


@dataclass(frozen=True)
class TotalChange:
    """A total that the reorganisation changes; ``None`` where there is none. Values are scaled by ``decimals``."""

    unit: str
    indicator: str
    period: str
    decimals: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class KeptStock:
    """Stocks of a unit that ends: at which unit they count until what came from it has reported."""

    unit: str
    node: str
    indicators: int


@dataclass(frozen=True)
class ReorganisationPreview:
    """What would be other than now.

    Attributes:
        changes: totals, by unit, indicator and period.
        kept: stocks of the units that end.
        unfinished: reports of the units that end which are typed in or wait for a decision.
        users: who holds a role at a unit that ends, as (user, unit).
    """

    changes: tuple[TotalChange, ...]
    kept: tuple[KeptStock, ...]
    unfinished: tuple[str, ...]
    users: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Row:
    value: int
    decimals: int


def preview_reorganisation(*, reorganisation: Reorganisation, by: Actor, at: datetime) -> ReorganisationPreview:
    """Return what applying a draft would change. Writes nothing that stays.

    Raises:
        Refused: it cannot be applied.
    """
    with transaction.atomic():
        settle_totals(at=at)
        before = _totals(reorganisation)
        applied = apply_reorganisation(reorganisation=reorganisation, by=by, at=at)
        settle_totals(at=at)
        after = _totals(applied)
        ended = list(Unit.objects.filter(pk__in=applied.journal["units"], until=applied.on))
        preview = ReorganisationPreview(
            changes=tuple(_changes(before, after)),
            kept=tuple(_kept(ended, applied)),
            unfinished=tuple(_unfinished(ended)),
            users=tuple(_users(ended, applied)),
        )
        transaction.set_rollback(True)
    return preview


def _totals(kept: Reorganisation) -> dict[_Key, _Row]:
    """Return the totals, of periods that end after the day, at the unit of the reorganisation, above and under it."""
    here = Q(lineage_down__descendant=kept.unit_id) | Q(lineage_up__ancestor=kept.unit_id)
    units = Unit.objects.filter(here).values("pk")
    rows = Total.objects.filter(unit__in=units, period__until__gt=kept.on).order_by(
        "unit__level", "unit__sort_key", "indicator__order", "indicator", "period__since", "period__until"
    )
    fields = ("unit__full_name", "indicator__name", "period__label", "value", "indicator__decimals")
    return {
        (unit, indicator, period): _Row(value, decimals)
        for unit, indicator, period, value, decimals in rows.values_list(*fields)
    }


def _changes(before: dict[_Key, _Row], after: dict[_Key, _Row]) -> Iterable[TotalChange]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if (old and old.value) != (new and new.value):
            decimals = (old or new or _Row(0, 0)).decimals
            yield TotalChange(*key, decimals, old.value if old else None, new.value if new else None)


def _kept(ended: Iterable[Unit], applied: Reorganisation) -> Iterable[KeptStock]:
    for home in Home.objects.filter(unit__in=ended, since=applied.on).exclude(heirs="").select_related("unit", "node"):
        stocks = AcceptedValue.objects.filter(
            unit=home.unit, indicator__over_time=Combination.LATEST, period__since__year=applied.on.year
        )
        if count := stocks.values("indicator").distinct().count():
            yield KeptStock(home.unit.full_name, home.node.full_name, count)


def _unfinished(ended: Iterable[Unit]) -> Iterable[str]:
    waiting = Report.objects.filter(unit__in=ended).exclude(state=ReportState.ACCEPTED)
    for report in waiting.select_related("form", "unit", "period"):
        yield str(report)


def _users(ended: Iterable[Unit], applied: Reorganisation) -> Iterable[tuple[str, str]]:
    grants = RoleGrant.objects.filter(Q(until__isnull=True) | Q(until__gt=applied.on), unit__in=ended)
    for grant in grants.select_related("user", "unit").order_by("unit__sort_key", "user__full_name"):
        yield grant.user.full_name, grant.unit.full_name
