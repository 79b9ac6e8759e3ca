"""The snapshot of accepted figures: one Parquet file, one row group for each indicator, ordered by period."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from thidua.totals.columns import Columns

_SCHEMA = pa.schema(
    [
        ("indicator", pa.int32()),
        ("period", pa.int32()),
        ("unit", pa.int32()),
        ("value", pa.int64()),
        ("of", pa.int64()),
        ("qualifier", pa.int8()),
    ]
)
_REPEATING = ["indicator", "period", "qualifier"]
_ENCODINGS = {"unit": "DELTA_BINARY_PACKED", "value": "PLAIN", "of": "PLAIN"}
_READ = ["period", "unit", "value", "of", "qualifier"]


def write(path: Path, indicators: Iterable[tuple[int, Columns]]) -> None:
    """Write a snapshot; whoever reads ``path`` sees the old one or the new one, never a part.

    Raises:
        ValueError: the figures of an indicator are not ordered by period.
    """
    unfinished = path.with_name(f"{path.name}.new")
    with pq.ParquetWriter(
        unfinished, _SCHEMA, compression="zstd", use_dictionary=_REPEATING, column_encoding=_ENCODINGS
    ) as writer:
        for indicator, columns in indicators:
            if np.any(columns.period[1:] < columns.period[:-1]):
                raise ValueError(f"figures of indicator {indicator} are not ordered by period")
            arrays = [np.full(len(columns.unit), indicator, np.int32), *(getattr(columns, name) for name in _READ)]
            writer.write_table(pa.table(arrays, schema=_SCHEMA), row_group_size=max(len(columns.unit), 1))
    unfinished.replace(path)


class ParquetSnapshot:
    """A snapshot on disk; each call opens the file for itself, so that threads do not share a reader."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with pq.ParquetFile(path) as file:
            groups = [file.metadata.row_group(place) for place in range(file.num_row_groups)]
        self._groups = {group.column(0).statistics.min: place for place, group in enumerate(groups) if group.num_rows}

    def columns(self, indicator: int) -> Columns:
        """Return the figures of an indicator, none where it has none."""
        place = self._groups.get(indicator)
        if place is None:
            return Columns(*(np.zeros(0, _SCHEMA.field(name).type.to_pandas_dtype()) for name in _READ))
        with pq.ParquetFile(self._path) as file:
            table = file.read_row_group(place, columns=_READ, use_threads=False)
        return Columns(*(table.column(name).chunk(0).to_numpy() for name in _READ))
