"""The national data set as rows of the product's own tables, in whatever database is configured.

Fast ways in: COPY on PostgreSQL, one prepared statement on SQLite. Figures go in by unit, period and indicator, so that
the unique index grows at its end. Call after ``django.setup()`` and ``migrate``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
from django.core.management.color import no_style
from django.db import connection, transaction

from benchmarks.inputs.national import MONTHS, PROVINCES, Country
from thidua.core import clock
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.organisations.models import ForestState, Lineage, Placement, Unit
from thidua.reports.choices import SectionKind
from thidua.reports.commands import ensure_span
from thidua.reports.models import (
    AcceptedValue,
    Form,
    FormEdition,
    FormLine,
    FormReporter,
    FormSection,
    Home,
    Report,
    Revision,
    Total,
    TotalState,
)
from thidua.reports.rules.calendar import MONTHS as KINDS
from thidua.reports.rules.calendar import calendar_span
from thidua.totals.columns import Columns
from thidua.totals.rebuild import rebuild
from thidua.totals.snapshot import ParquetSnapshot
from thidua.vietnamese.fold import fold, sort_key

FIRST_YEAR = 2024
AT = datetime(2026, 11, 20, tzinfo=UTC)
_KIND_OF = {months: kind for kind, months in KINDS.items()}
_ROWS = 500_000


@dataclass(frozen=True)
class National:
    """What was loaded: ids by number in the data set.

    Attributes:
        periods: by length in months and number.
        form: asks villages for the monthly indicators.
        values: how many figures there are.
        totals: how many totals.
    """

    country: Country
    units: Sequence[int]
    nodes: Sequence[int]
    indicators: Sequence[int]
    periods: dict[tuple[int, int], int]
    form: Form
    values: int
    totals: int


def load() -> National:
    """Fill the empty database."""
    country = Country.generated()
    nodes, units = _units(country)
    indicators = _indicators(country)
    periods = _periods()
    form = _form(country, indicators)
    revision = _any_revision(form, units[0], periods[1, 0])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figures.parquet"
        country.write_snapshot(path)
        snapshot = ParquetSnapshot(path)
        with _without_checks():
            totals = _copy(Total, _totals(snapshot, country, nodes, indicators, periods))
            values = _copy(AcceptedValue, _values(snapshot, revision, country, units, indicators, periods))
    _finish()
    return National(country, units, nodes, indicators, periods, form, values, totals)


def _units(country: Country) -> tuple[list[int], list[int]]:
    """Create nodes and villages; return the ids of the nodes and those of the villages."""
    above = [int(each) for each in country.above]
    levels = [Level.COUNTRY, *[Level.PROVINCE] * PROVINCES]
    levels += [Level.COMMUNE] * (len(above) - len(levels)) + [Level.VILLAGE] * len(country.homes)
    kinds = {
        Level.COUNTRY: UnitKind.COUNTRY,
        Level.PROVINCE: UnitKind.PROVINCE,
        Level.COMMUNE: UnitKind.COMMUNE,
        Level.VILLAGE: UnitKind.VILLAGE,
    }
    parents = [*above, *(int(each) for each in country.homes)]
    names = [f"Nơi {number}" for number in range(len(levels))]
    made = Unit.objects.bulk_create(
        (
            Unit(
                name=name, full_name=name, kind=kinds[level], level=level, code=str(number),
                folded=fold(name), sort_key=sort_key(name), created_at=AT,
            )
            for number, (name, level) in enumerate(zip(names, levels, strict=True))
        ),
        batch_size=2_000,
    )  # fmt: skip
    ids = [unit.pk for unit in made]
    _trees(ids, parents)
    return ids[: len(above)], ids[len(above) :]


def _trees(ids: Sequence[int], parents: Sequence[int]) -> None:
    placed = [(ids[unit], ids[parent]) for unit, parent in enumerate(parents) if parent >= 0]
    lines = []
    for unit, pk in enumerate(ids):
        at, depth = unit, 0
        while at >= 0:
            lines.append((ids[at], pk, depth))
            at, depth = parents[at], depth + 1
    tree = Tree.TERRITORY
    Placement.objects.bulk_create((Placement(unit_id=u, parent_id=p, tree=tree) for u, p in placed), batch_size=2_000)
    Home.objects.bulk_create((Home(unit_id=u, node_id=p, tree=tree) for u, p in placed), batch_size=2_000)
    Lineage.objects.bulk_create(
        (Lineage(ancestor_id=a, descendant_id=d, depth=depth, tree=tree) for a, d, depth in lines), batch_size=2_000
    )


def _indicators(country: Country) -> list[int]:
    rows = [
        Indicator(
            code=f"national_{number}",
            name=f"Chỉ tiêu {number}",
            folded=f"chi tieu {number}",
            phrase="lượt",
            unit_of_measure="lượt",
            over_units=Combination.AVERAGE if number in country.ratios else Combination.SUM,
            over_time=_over_time(country, number),
            period=_KIND_OF[kind.months],
            group="Thử",
            order=number,
            created_at=AT,
        )
        for number, kind in country.indicators.items()
    ]
    return [row.pk for row in Indicator.objects.bulk_create(rows)]


def _over_time(country: Country, number: int) -> str:
    if number in country.ratios:
        return Combination.AVERAGE
    return Combination.LATEST if country.indicators[number].over_time == "latest" else Combination.SUM


def _periods() -> dict[tuple[int, int], int]:
    found = {}
    for kind, months in KINDS.items():
        for number in range(MONTHS // months):
            year, place = divmod(number * months, 12)
            found[months, number] = ensure_span(span=calendar_span(kind, FIRST_YEAR + year, place // months + 1)).pk
    return found


def _form(country: Country, indicators: Sequence[int]) -> Form:
    form = Form.objects.create(code="national", name="Báo cáo tháng", period_kind="month", order=1, created_at=AT)
    edition = FormEdition.objects.create(form=form, number=1, days_to_file=5, content="national", created_at=AT)
    FormReporter.objects.create(edition=edition, level=Level.VILLAGE)
    section = FormSection.objects.create(edition=edition, order=1, kind=SectionKind.NUMBERS, title="Số liệu")
    monthly = [indicators[number] for number, kind in country.indicators.items() if kind.months == 1]
    FormLine.objects.bulk_create(
        FormLine(section=section, order=place, number=str(place), indicator_id=pk)
        for place, pk in enumerate(monthly, start=1)
    )
    return form


def _any_revision(form: Form, unit: int, period: int) -> int:
    """Return a revision from which all figures come: here only its key matters."""
    report = Report.objects.create(
        form=form, edition=form.editions.get(), unit_id=unit, period_id=period, due_on=date(2024, 2, 5), created_at=AT
    )
    return Revision.objects.create(report=report, number=1, created_at=AT).pk


def _values(
    snapshot: ParquetSnapshot, revision: int, country: Country, units: Any, indicators: Any, periods: Any
) -> Iterator[pa.Table]:
    """Yield all figures in the order of the unique index."""
    parts = [_numbered(number, snapshot.columns(number), country, periods) for number in country.indicators]
    unit, period, indicator, value, of, qualifier = (np.concatenate(each) for each in zip(*parts, strict=True))
    del parts
    order = np.lexsort((indicator, period, unit))
    ids, kinds = np.asarray(units), np.asarray(indicators)
    for start in range(0, len(order), _ROWS):
        some = order[start : start + _ROWS]
        yield pa.table(
            {
                "id": np.arange(start + 1, start + 1 + len(some)),
                "unit_id": ids[unit[some]],
                "period_id": period[some],
                "indicator_id": kinds[indicator[some]],
                "value": value[some],
                "of": of[some],
                "qualifier": qualifier[some],
                "revision_id": np.full(len(some), revision),
            }
        )


def _numbered(number: int, columns: Columns, country: Country, periods: dict[tuple[int, int], int]) -> tuple[Any, ...]:
    months = country.indicators[number].months
    ids = np.array([periods[months, each] for each in range(MONTHS // months)], np.int16)
    return (
        columns.unit,
        ids[columns.period],
        np.full(len(columns.unit), number, np.int8),
        columns.value.astype(np.int32),
        columns.of.astype(np.int32),
        columns.qualifier,
    )


def _totals(
    snapshot: ParquetSnapshot, country: Country, nodes: Any, indicators: Any, periods: Any
) -> Iterator[pa.Table]:
    ids, next_id = np.asarray(nodes), 1
    for number, by_length in rebuild(snapshot, country.indicators, country.forest, threads=2):
        for months, totals in by_length.items():
            period, node = np.nonzero(totals.figures)
            keys = np.array([periods[months, each] for each in range(len(totals.value))])
            yield pa.table(
                {
                    "id": np.arange(next_id, next_id + len(node)),
                    "unit_id": ids[node],
                    "period_id": keys[period],
                    "indicator_id": np.full(len(node), indicators[number]),
                    "value": totals.value[period, node],
                    "of": totals.of[period, node],
                    "figures": totals.figures[period, node],
                    "qualifier": totals.qualifier[period, node],
                }
            )
            next_id += len(node)


def _copy(model: Any, tables: Iterator[pa.Table]) -> int:
    """Write tables of columns into the table of a model; return how many rows."""
    name, written = model._meta.db_table, 0
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            columns = ", ".join(f'"{each}"' for each in table.column_names)
            if connection.vendor == "postgresql":
                text = io.BytesIO()
                pa.csv.write_csv(table, text, pa.csv.WriteOptions(include_header=False))
                with cursor.copy(f"COPY {name} ({columns}) FROM STDIN (FORMAT csv)") as copy:
                    copy.write(text.getvalue())
            else:
                places = ", ".join("?" * table.num_columns)
                rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
                cursor.connection.executemany(f"INSERT INTO {name} ({columns}) VALUES ({places})", rows)
            written += table.num_rows
    return written


class _without_checks:  # noqa: N801 - reads as a statement
    """Leave foreign keys unchecked while the rows go in; they are right by making."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            is_postgresql = connection.vendor == "postgresql"
            cursor.execute("SET session_replication_role = replica" if is_postgresql else "PRAGMA foreign_keys = OFF")

    def __exit__(self, *_ended: object) -> None:
        with connection.cursor() as cursor:
            is_postgresql = connection.vendor == "postgresql"
            cursor.execute("SET session_replication_role = DEFAULT" if is_postgresql else "PRAGMA foreign_keys = ON")


def _finish() -> None:
    """Let the database know what it holds; say that homes and totals are of these trees."""
    state = ForestState.objects.create(pk=1)
    TotalState.objects.create(pk=1, forest=state.state, added_at=clock.now())
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [AcceptedValue, Total]):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
