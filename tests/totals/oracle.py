"""Totals recomputed slowly and obviously: every figure walks up its own tree, one at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple


class Filed(NamedTuple):
    """An accepted figure: ``period`` counts periods of the indicator's own length."""

    period: int
    unit: int
    value: int
    of: int = 0
    qualifier: int = 0


@dataclass(frozen=True)
class Epoch:
    """Who stands where: ``home`` of each unit, ``above`` of each node; nothing for nowhere."""

    home: dict[int, int]
    above: dict[int, int]

    def ancestors(self, unit):
        """Every node in which a figure of the unit counts."""
        node = self.home.get(unit)
        while node is not None:
            yield node
            node = self.above.get(node)


@dataclass(frozen=True)
class Case:
    """Figures of one indicator, and the world they were filed in."""

    filed: list[Filed]
    own: int
    over_time: str
    epochs: list[Epoch]
    epoch_of_month: list[int]
    heirs: dict[int, dict[int, int]]
    """Of each unit that ended those that came from it, and the month in which they did."""

    def _tree_at_end(self, period, months):
        last_month = min((period + 1) * months, len(self.epoch_of_month)) - 1
        return self.epochs[self.epoch_of_month[last_month]]

    def totals(self, months):
        """(period, node) -> (value, of, how many figures, bits)."""
        added = defaultdict(lambda: (0, 0, 0, 0))
        counted = self._latest(months) if self.over_time == "latest" and months > self.own else self.filed
        for figure in counted:
            period = figure.period * self.own // months
            tree = (
                self._tree_at_end(period, months)
                if self.over_time == "latest"
                else self._tree_at_end(figure.period, self.own)
            )
            for node in tree.ancestors(figure.unit):
                value, of, figures, bits = added[period, node]
                added[period, node] = (value + figure.value, of + figure.of, figures + 1, bits | figure.qualifier)
        return dict(added)

    def _latest(self, months):
        by_period = defaultdict(dict)
        for figure in sorted(self.filed):
            by_period[figure.period * self.own // months][figure.unit] = figure
        for reported in by_period.values():
            yield from (figure for unit, figure in reported.items() if not self._is_succeeded(unit, reported))

    def _is_succeeded(self, unit, reported):
        heirs = self.heirs.get(unit, {})
        return bool(heirs) and all(
            self._reported_since(reported.get(heir), month) or self._is_succeeded(heir, reported)
            for heir, month in heirs.items()
        )

    def _reported_since(self, figure, month):
        return figure is not None and (figure.period + 1) * self.own - 1 >= month
