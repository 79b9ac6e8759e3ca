"""How far the targets of the movements in scope have come, from the figures that were accepted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from thidua.core.actors import Actor
from thidua.movements.choices import AimKind
from thidua.movements.models import Aim
from thidua.movements.queries import aims
from thidua.reports.choices import FigureStatus
from thidua.reports.models import Figure
from thidua.reports.queries import FigureLine, figures_of_movement, lines
from thidua.reports.rules import Gap, gap


@dataclass(frozen=True)
class TargetProgress:
    """A target beside the newest number of its indicator. ``line`` is ``None`` where none was accepted, not nought."""

    aim: Aim
    line: FigureLine | None

    @property
    def gap(self) -> Gap | None:
        """What is missing; ``None`` where there is no number."""
        return gap(self.aim.value or 0, self.line.amount) if self.line else None

    @property
    def filled(self) -> float:
        """How much of the bar is filled, 0–100."""
        return round(100 * self._reached / self._longest, 1) if self._longest else 0.0

    @property
    def tick(self) -> float:
        """Where on the bar the target stands, 0–100: at its end, unless the number went beyond."""
        return round(100 * (self.aim.value or 0) / self._longest, 1) if self._longest else 100.0

    @property
    def _reached(self) -> int:
        return max(self.line.amount.value, 0) if self.line else 0

    @property
    def _longest(self) -> int:
        return max(self.aim.value or 0, self._reached)


def target_progress(actor: Actor, *, on: date, at_most: int) -> list[TargetProgress]:
    """Return the measurable targets of the movements in scope, of the newest phases first."""
    targets = aims(actor, on=on).filter(
        kind=AimKind.TARGET, indicator__isnull=False, value__isnull=False, withdrawn_at__isnull=True
    )
    shown = list(targets.order_by("-phase__first_year", "phase_id", "order", "pk")[:at_most])
    known = {
        movement.pk: _by_indicator(figures_of_movement(movement.pk, movement.unit_id))
        for movement in {aim.phase.movement for aim in shown}
    }
    return [
        TargetProgress(aim, _newest(known[aim.phase.movement_id].get(aim.indicator_id or 0, []), aim)) for aim in shown
    ]


def _by_indicator(rows: list[Figure]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = defaultdict(list)
    for row in rows:
        if row.status == FigureStatus.ACHIEVED:
            found[row.indicator_id].append(row)
    return found


def _newest(rows: list[Figure], aim: Aim) -> FigureLine | None:
    """Return the one number of the newest period; ``None`` where documents leave several side by side."""
    if not rows:
        return None
    newest = max(rows, key=lambda row: row.period.until or date.min).period_id
    found = lines([row for row in rows if row.period_id == newest], aim.phase.movement.unit_id)
    return found[0] if len(found) == 1 else None
