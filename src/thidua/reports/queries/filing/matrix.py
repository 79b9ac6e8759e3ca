"""The matrix of who has filed: a row per unit, a column per period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from thidua.core.actors import Actor
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.models import Form, Revision
from thidua.reports.queries.filing.plan import Asking, Days, FirstDays, Names, Plan, first_days, plan_of, stood_under
from thidua.reports.rules.filing import (
    Cell,
    CellState,
    Tally,
    Told,
    cell_of,
    current_place,
    missed_in_a_row,
    opens_on,
    tally,
)

MOST_ROWS = 300
"""Up to how many units a page shows one by one; of more it shows the units directly below, counted."""
_TWICE = 2


@dataclass(frozen=True)
class FilingRow:
    """One unit and its cells.

    Attributes:
        name: what the unit was called when it was last asked in the year.
        cells: one for each period of the year.
        before: of the last period of the year before.
        reports: for each cell the uid of the report, where there is one.
    """

    uid: UUID
    name: str
    cells: tuple[Cell, ...]
    before: Cell
    reports: tuple[UUID | None, ...]

    def missed(self, place: int) -> int:
        """Return how many periods up to the one at ``place`` were missed without a gap."""
        return missed_in_a_row((self.before, *self.cells[: place + 1]))


@dataclass(frozen=True)
class FilingColumn:
    """One period. ``due_on`` is ``None`` where units have different last days, or nothing is asked."""

    asking: Asking
    tally: Tally
    due_on: date | None
    opens_on: date | None


@dataclass(frozen=True)
class FilingMatrix:
    """Who has filed a form in a year. ``current`` is the place of the period that is looked at."""

    plan: Plan
    columns: tuple[FilingColumn, ...]
    rows: tuple[FilingRow, ...]
    current: int

    def missed_twice(self, place: int) -> tuple[FilingRow, ...]:
        """Return the units that missed the period at ``place`` and the one before it."""
        return tuple(row for row in self.rows if row.missed(place) >= _TWICE)

    def in_state(self, place: int, *states: CellState) -> tuple[FilingRow, ...]:
        """Return the units that are in one of ``states`` in the period at ``place``."""
        return tuple(row for row in self.rows if row.cells[place].state in states)


@dataclass(frozen=True)
class _Kept:
    """A report as it is kept."""

    uid: UUID
    due_on: date
    told: Told


@dataclass(frozen=True)
class _Stood:
    """A unit that is asked, and when it stood where."""

    pk: int
    uid: UUID
    sort_key: str
    level: int
    places: list[tuple[str, Days]]

    def is_asked(self, asking: Asking) -> bool:
        """Whether it is asked for a period: it stood in the tree on the last day."""
        return self.level == asking.level and any(
            tree == asking.tree and days.holds(asking.last_day) for tree, days in self.places
        )


def rows_under(actor: Actor, plan: Plan, *, today: date) -> int:
    """Return how many units a matrix would show; of more than ``MOST_ROWS`` only that they are more."""
    under = stood_under(plan.every, [plan.unit.pk], units_in_scope(actor, on=today)).filter(depth__gt=0)
    return len(under.order_by().values_list("descendant").distinct()[: MOST_ROWS + 1])


def filing_matrix(actor: Actor, form: Form, unit: Unit, year: int, *, today: date) -> FilingMatrix:
    """Return who filed ``form`` in a year among the units in scope under ``unit``; at most eight queries."""
    plan = plan_of(form, unit, year)
    return read_matrix(actor, plan, today=today)


def read_matrix(actor: Actor, plan: Plan, *, today: date, only: UUID | None = None) -> FilingMatrix:
    """Return the matrix of a plan; with ``only``, the row of one unit."""
    stood = _stood(actor, plan, today, only)
    ids = [each.pk for each in stood]
    kept, days = _kept(plan, ids), first_days(ids)
    names = Names(ids)
    rows = [_row(each, plan, kept.get(each.pk, {}), days, names, today) for each in stood]
    rows = [row for row in rows if any(cell.state != CellState.NOT_ASKED for cell in row.cells)]
    columns = tuple(_column(asking, [row.cells[place] for row in rows]) for place, asking in enumerate(plan.askings))
    current = current_place([column.opens_on for column in columns], today)
    return FilingMatrix(plan, columns, tuple(rows), current)


def _stood(actor: Actor, plan: Plan, today: date, only: UUID | None) -> list[_Stood]:
    under = stood_under(plan.every, [plan.unit.pk], units_in_scope(actor, on=today)).filter(depth__gt=0)
    if only:
        under = under.filter(descendant__uid=only)
    found: dict[int, _Stood] = {}
    for pk, uid, sort_key, level, tree, since, until in under.values_list(
        "descendant", "descendant__uid", "descendant__sort_key", "descendant__level", "tree", "since", "until"
    ):
        each = found.setdefault(pk, _Stood(pk, uid, sort_key, level, []))
        each.places.append((tree, Days(since, until)))
    return sorted(found.values(), key=lambda each: (each.sort_key, each.pk))


def _kept(plan: Plan, unit_ids: Collection[int]) -> Mapping[int, Mapping[int, _Kept]]:
    """The reports of units, by unit and by the place of the period."""
    places = plan.keys
    rows = Revision.objects.filter(
        number=F("report__number"),
        report__form=plan.form,
        report__unit__in=unit_ids,
        report__period__key__in=places,
    ).values_list(
        "report__unit",
        "report__period__key",
        "report__uid",
        "report__due_on",
        "report__state",
        "report__filed_on",
        "report__accepted_number",
        "decision",
    )
    kept: dict[int, dict[int, _Kept]] = defaultdict(dict)
    for unit_id, key, uid, due_on, state, filed_on, accepted, decision in rows.order_by():
        told = Told(state, filed_on, is_accepted=accepted is not None, reason=decision)
        kept[unit_id][places[key]] = _Kept(uid, due_on, told)
    return kept


def _row(stood: _Stood, plan: Plan, kept: Mapping[int, _Kept], days: FirstDays, names: Names, today: date) -> FilingRow:
    cells = []
    for place, asking in enumerate(plan.every):
        report = kept.get(place)
        due_on = report.due_on if report else None
        if report is None and stood.is_asked(asking):
            due_on = asking.due(days.of(stood.pk, asking))
        cells.append(cell_of(report.told if report else None, due_on, today))
    asked = [asking for asking, cell in zip(plan.every, cells, strict=True) if cell.state != CellState.NOT_ASKED]
    return FilingRow(
        uid=stood.uid,
        name=names.on(stood.pk, (asked or plan.every)[-1].last_day),
        cells=tuple(cells[1:]),
        before=cells[0],
        reports=tuple(kept[place].uid if place in kept else None for place in range(1, len(plan.every))),
    )


def _column(asking: Asking, cells: Sequence[Cell]) -> FilingColumn:
    dues = {cell.due_on for cell in cells if cell.due_on is not None}
    opens = opens_on(min(dues), asking.days_to_file) if dues and asking.level is not None else None
    return FilingColumn(asking, tally(cells), due_on=min(dues) if len(dues) == 1 else None, opens_on=opens)
