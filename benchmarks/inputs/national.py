"""A country's figures, made by a seeded generator: units in three levels, indicators of every kind, three years.

90,000 villages report to 3,321 communes in 34 provinces; 60 indicators (39 sums, 12 stocks, 9 ratios), a third of
them monthly, quarterly and yearly; 36 months; 32.8 million figures, which make 5.4 million totals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from thidua.totals.columns import Columns, Int32
from thidua.totals.forest import NOWHERE, Forest
from thidua.totals.rebuild import Indicator
from thidua.totals.snapshot import write

SEED = 20260701
PROVINCES, COMMUNES, VILLAGES = 34, 3321, 90_000
MONTHS = 36
SUMS, STOCKS, RATIOS = 39, 12, 9
LENGTHS = (1, 3, 12)
FILED_PERMILLE = 357
INEXACT_PERMILLE = 20


@dataclass(frozen=True)
class Country:
    """Who stands where, and what is reported. Nodes: 0 the country, then provinces, then communes."""

    indicators: dict[int, Indicator]
    ratios: frozenset[int]
    above: Int32
    homes: Int32

    @classmethod
    def generated(cls) -> Country:
        """Make the country, always the same one."""
        random = np.random.default_rng(SEED)
        province_of = np.sort(random.integers(0, PROVINCES, COMMUNES)) + 1
        commune_of = np.sort(random.integers(0, COMMUNES, VILLAGES)) + 1 + PROVINCES
        above = np.concatenate([[NOWHERE], np.zeros(PROVINCES), province_of]).astype(np.int32)
        kinds = random.permutation(np.repeat(["sum", "latest", "ratio"], [SUMS, STOCKS, RATIOS]))
        lengths = random.permutation(np.repeat(LENGTHS, (SUMS + STOCKS + RATIOS) // len(LENGTHS)))
        indicators = {
            number: Indicator(int(months), "latest" if kind == "latest" else "sum")
            for number, (kind, months) in enumerate(zip(kinds, lengths, strict=True))
        }
        ratios = frozenset(int(number) for number in np.flatnonzero(kinds == "ratio"))
        return cls(indicators, ratios, above, commune_of.astype(np.int32))

    @property
    def forest(self) -> Forest:
        """Everything stands where it stands through all three years."""
        return Forest(self.homes[None], self.above[None], np.zeros(MONTHS, np.int32))

    def write_snapshot(self, path: Path) -> int:
        """Write all figures; return how many."""
        written = 0

        def counted() -> Iterator[tuple[int, Columns]]:
            nonlocal written
            for number, columns in self._figures():
                written += len(columns.unit)
                yield number, columns

        write(path, counted())
        return written

    def _figures(self) -> Iterator[tuple[int, Columns]]:
        random = np.random.default_rng(SEED + 1)
        villages = np.arange(VILLAGES, dtype=np.int32)
        for number, indicator in self.indicators.items():
            filed = [
                villages[random.integers(0, 1000, VILLAGES) < FILED_PERMILLE] for _ in range(MONTHS // indicator.months)
            ]
            unit = np.concatenate(filed)
            value = random.integers(0, 500, len(unit))
            of = value + random.integers(1, 200, len(unit)) if number in self.ratios else np.zeros(len(unit), np.int64)
            yield (
                number,
                Columns(
                    period=np.repeat(np.arange(len(filed), dtype=np.int32), [len(each) for each in filed]),
                    unit=unit,
                    value=value,
                    of=of,
                    qualifier=(random.integers(0, 1000, len(unit)) < INEXACT_PERMILLE).astype(np.int8),
                ),
            )
