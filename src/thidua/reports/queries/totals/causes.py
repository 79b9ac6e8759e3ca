"""Why a number is another one than was published: reports mended or accepted late, units put elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q

from thidua.core.actors import Actor
from thidua.organisations.choices import ReorganisationState
from thidua.organisations.models import Lineage, Reorganisation, Unit
from thidua.organisations.plans import from_json
from thidua.organisations.queries import units_in_scope
from thidua.organisations.queries.reorganisations import reorganisations
from thidua.reports.choices import ReportState
from thidua.reports.models import Cell, Form, Revision
from thidua.reports.queries.filing.plan import Names
from thidua.reports.queries.totals.published import Published
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part, shorter_periods
from thidua.totals.qualifiers import bits


class CauseKind(StrEnum):
    """What happened."""

    LATE = "late"
    """A first report was accepted."""
    AMENDED = "amended"
    """A report that had counted was mended."""
    MOVED = "moved"
    """Units were put elsewhere, from a day on that touches the period."""
    MOVED_BACK = "moved_back"
    """That was taken back."""


@dataclass(frozen=True)
class Cause:
    """One thing that happened after a number was published.

    Attributes:
        name: of the unit whose report it was, as it was called then, or of the reorganisation; blank where the reader
            may not see it.
        uid: of the report or the reorganisation, ``None`` where the reader may not see it.
        number: of the report's revision, 0 of a reorganisation.
        reason: what the officer wrote; of a reorganisation its legal basis.
        before: what the report said before, ``None`` where it said nothing; ``after`` since then.
    """

    kind: CauseKind
    at: datetime
    by: str
    span: Span
    name: str = ""
    uid: UUID | None = None
    number: int = 0
    reason: str = ""
    before: Part | None = None
    after: Part | None = None


Number = tuple[int, str]
"""An indicator and the key of a period."""


def causes_of(
    actor: Actor, form: Form, unit: Unit, restated: Mapping[Number, Published], spans: Iterable[Span], *, on: date
) -> dict[Number, tuple[Cause, ...]]:
    """Return what happened to numbers of a unit since they were published, the earliest first; at most eight queries.

    ``restated``: what was published of those that are others now; ``spans`` has their periods.
    """
    if not restated:
        return {}
    periods = {span.key: span for span in spans}
    asked = _Asked(form, unit, restated, periods)
    reports, moves = _reports(actor, asked, on), _moves(actor, asked, on)
    found = {}
    for (indicator, key), old in restated.items():
        inside = {each.key for each in asked.inside(periods[key])}
        of_reports = (each for each in reports.get(indicator, ()) if each.span.key in inside)
        of_moves = (each for each in moves if each.span.key in inside)
        since = (each for each in (*of_reports, *of_moves) if each.at > old.edition.at)
        found[indicator, key] = tuple(sorted(since, key=lambda each: each.at))
    return found


@dataclass(frozen=True)
class _Asked:
    form: Form
    unit: Unit
    restated: Mapping[Number, Published]
    periods: Mapping[str, Span]

    @property
    def since(self) -> datetime:
        """When the earliest of the editions was published."""
        return min(old.edition.at for old in self.restated.values())

    @property
    def indicators(self) -> set[int]:
        """What is counted."""
        return {indicator for indicator, _key in self.restated}

    def inside(self, span: Span) -> tuple[Span, ...]:
        """The periods of the form that make up one of the numbers'."""
        return (span,) if span.kind == self.form.period_kind else shorter_periods(span, self.form.period_kind)

    @property
    def spans(self) -> dict[str, Span]:
        """All of these, by key."""
        asked = (self.inside(self.periods[key]) for _indicator, key in self.restated)
        return {each.key: each for spans in asked for each in spans}


def _reports(actor: Actor, asked: _Asked, on: date) -> dict[int, list[Cause]]:
    """Return by indicator the reports under the unit that were accepted since and said something else before."""
    rows = list(_accepted_since(asked))
    parts = _parts(rows, asked.indicators)
    unit_ids = {row.report.unit_id for row in rows}
    seen = set(units_in_scope(actor, on=on).filter(pk__in=unit_ids).values_list("pk", flat=True)) if rows else set()
    names = Names(seen) if seen else None
    found: dict[int, list[Cause]] = {}
    for row in rows:
        report, span = row.report, asked.spans[row.report.period.key]
        is_seen = names is not None and report.unit_id in seen
        for indicator in asked.indicators:
            before = parts.get((report.pk, row.number - 1, indicator))
            after = parts.get((report.pk, row.number, indicator))
            if before != after and row.decided_at:
                cause = Cause(
                    kind=CauseKind.AMENDED if row.number > 1 else CauseKind.LATE,
                    at=row.decided_at,
                    by=row.decided_by,
                    span=span,
                    name=names.on(report.unit_id, _last_day(span)) if names and is_seen else "",
                    uid=report.uid if is_seen else None,
                    number=row.number,
                    reason=row.reason if is_seen else "",
                    before=before,
                    after=after,
                )
                found.setdefault(indicator, []).append(cause)
    return found


def _accepted_since(asked: _Asked) -> Iterable[Revision]:
    """The revisions accepted since, of the units that stood at or under the unit at the end of the report's period.

    Of a unit that others stand under only the others' count.
    """
    above = "report__unit__lineage_up__"
    stood = Q(**{f"{above}since__isnull": True}) | Q(**{f"{above}since__lt": F("report__period__until")})
    stays = Q(**{f"{above}until__isnull": True}) | Q(**{f"{above}until__gte": F("report__period__until")})
    rows = Revision.objects.filter(
        stood,
        stays,
        state=ReportState.ACCEPTED,
        decided_at__gt=asked.since,
        report__form=asked.form,
        report__period__key__in=list(asked.spans),
        **{f"{above}ancestor": asked.unit, f"{above}tree": F("report__edition__tree")},
    )
    return rows.select_related("report__period").order_by("decided_at", "pk").distinct()


def _parts(rows: Sequence[Revision], indicators: Collection[int]) -> dict[tuple[int, int, int], Part]:
    """Return what these revisions and those before them say, by report, number of the revision and indicator."""
    if not rows:
        return {}
    wanted = {(row.report_id, number) for row in rows for number in (row.number - 1, row.number)}
    cells = Cell.objects.filter(
        revision__report__in={row.report_id for row in rows}, line__indicator__in=indicators, value__isnull=False
    ).values_list("revision__report", "revision__number", "line__indicator", "value", "of", "qualifier")
    return {
        (report, number, indicator): Part(value or 0, of or 0, 1, bits(qualifier))
        for report, number, indicator, value, of, qualifier in cells
        if (report, number) in wanted
    }


def _moves(actor: Actor, asked: _Asked, on: date) -> list[Cause]:
    """Return the reorganisations applied or taken back since that touch the unit, for each period that they touch."""
    days = {key: _last_day(span) for key, span in asked.spans.items()}
    since = Q(applied_at__gt=asked.since) | Q(reversed_at__gt=asked.since)
    rows = list(
        Reorganisation.objects.filter(since, on__lte=max(days.values())).exclude(state=ReorganisationState.DRAFT)
    )
    touching = _touching(rows, asked.unit)
    known = reorganisations(actor, on=on).filter(pk__in=[row.pk for row in touching]) if touching else ()
    seen = {row.pk for row in known}
    return [
        cause
        for row in touching
        for key, day in days.items()
        if row.on <= day
        for cause in _told(row, asked.spans[key], is_seen=row.pk in seen)
    ]


def _touching(rows: Sequence[Reorganisation], unit: Unit) -> list[Reorganisation]:
    """Return those that name a unit which stands, or ever stood, at or under one."""
    named = {row.pk: _named(row) for row in rows}
    wanted = {uid for uids in named.values() for uid in uids}
    rows_below = Lineage.objects.filter(ancestor=unit, descendant__uid__in=wanted)
    below = {str(uid) for uid in rows_below.values_list("descendant__uid", flat=True)} if wanted else set()
    return [row for row in rows if row.unit_id == unit.pk or named[row.pk] & below]


def _named(row: Reorganisation) -> set[str]:
    uids: set[str] = set()
    for step in from_json(row.steps):
        uids |= {*step.units, step.into, *(each.under for each in step.made)}
    return uids - {""}


def _told(row: Reorganisation, span: Span, *, is_seen: bool) -> Iterable[Cause]:
    title, basis = (row.title, row.legal_basis) if is_seen else ("", "")
    uid = row.uid if is_seen else None
    if row.applied_at:
        yield Cause(CauseKind.MOVED, row.applied_at, row.applied_by, span, title, uid, 0, basis)
    if row.reversed_at:
        yield Cause(CauseKind.MOVED_BACK, row.reversed_at, row.reversed_by, span, title, uid, 0, row.reason)


def _last_day(span: Span) -> date:
    if span.until is None:
        raise ValueError(f"{span.label} has no end")
    return span.until - timedelta(days=1)
