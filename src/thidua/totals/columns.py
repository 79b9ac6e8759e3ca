"""Figures in columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]
Int32 = NDArray[np.int32]
Int8 = NDArray[np.int8]


@dataclass(frozen=True)
class Columns:
    """The accepted figures of one indicator, one row each, ordered by period.

    Attributes:
        period: which period of the indicator's own length, counted from the first month of the snapshot (0 …).
        unit: who reports, by number.
        value: scaled by the indicator's decimals; of a ratio the part.
        of: of a ratio the whole, else zeros.
        qualifier: bits (`totals.qualifiers`).
    """

    period: Int32
    unit: Int32
    value: Int64
    of: Int64
    qualifier: Int8


@dataclass(frozen=True)
class Totals:
    """Totals of one indicator for one length of period: arrays of periods × nodes.

    Attributes:
        value: sums, of a ratio the parts.
        of: of a ratio the wholes, else zeros.
        figures: how many figures each consists of; where it is 0 there is no total, whatever the value says.
        qualifier: bits.
    """

    value: Int64
    of: Int64
    figures: Int32
    qualifier: Int8

    @classmethod
    def empty(cls, periods: int, nodes: int) -> Totals:
        """Return totals of nothing."""
        shape = (periods, nodes)
        return cls(
            np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int32), np.zeros(shape, np.int8)
        )
