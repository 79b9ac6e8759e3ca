"""Where a figure counts: the tree of units, as it stood in each stretch of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from thidua.totals.columns import Int32

NOWHERE = -1


class Heir(NamedTuple):
    """A reporting unit that came from another one, or took it in.

    ``since``: the month of the snapshot in which that happened (0 …; 0 also for what happened before it).
    """

    unit: int
    since: int


@dataclass(frozen=True)
class Forest:
    """Reporting units under nodes, for each epoch (a stretch of days in which nothing changes).

    Reporting units and nodes are numbered apart, each from 0; a commune that reports and has villages is one of both.

    Attributes:
        homes: epochs × reporting units: the node directly above, `NOWHERE` for none. A unit that ended keeps, in
            later epochs, the node in which its last figures count.
        above: epochs × nodes: the node above each, `NOWHERE` at the top.
        epochs: for each month of the snapshot the epoch of its last day.
        heirs: for each reporting unit that ended those that came from it. Once all of them have reported since, or have
            been succeeded themselves, what their predecessor reported as a stock is no longer the latest. What an heir
            that was there before reported for earlier months says nothing of what came to it.
    """

    homes: Int32
    above: Int32
    epochs: Int32
    heirs: Sequence[Sequence[Heir]] = ()

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return int(self.above.shape[1])

    @property
    def months(self) -> int:
        """How many months the snapshot covers."""
        return len(self.epochs)

    @cached_property
    def from_below(self) -> Int32:
        """Epochs × nodes: the nodes in an order in which each stands before the one above it.

        Raises:
            ValueError: a node stands above itself.
        """
        return np.stack([_from_below(above) for above in self.above])

    def epoch_of(self, period: int, months: int) -> int:
        """Return the epoch of the last day of a period of that many months, or of the last month there is."""
        return int(self.epochs[min((period + 1) * months, self.months) - 1])


def _from_below(above: Int32) -> Int32:
    depth = np.full(len(above), NOWHERE, np.int32)
    for node in range(len(above)):
        path = []
        at = node
        while at != NOWHERE and depth[at] == NOWHERE:
            path.append(at)
            if len(path) > len(above):
                raise ValueError(f"node {node} stands above itself")
            at = int(above[at])
        reached = 0 if at == NOWHERE else int(depth[at]) + 1
        for step, passed in enumerate(reversed(path)):
            depth[passed] = reached + step
    return np.argsort(-depth, kind="stable").astype(np.int32)
