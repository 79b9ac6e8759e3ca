"""How far a table is, what it changes where, and what was said of headers like its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Q, QuerySet, Sum, Value, When

from thidua.reports.choices import TableStage, WorkbookOutcome
from thidua.reports.models import HeaderMapping, TableImport, TablePart
from thidua.reports.rules.tables.headers import signature

_STANDS_STILL = timedelta(seconds=90)
_WAITS_FOR = {TableStage.WRITING: WorkbookOutcome.READY, TableStage.UNDOING: WorkbookOutcome.WRITTEN}
_FIRST_SHOWN = (
    WorkbookOutcome.REFUSED,
    WorkbookOutcome.KEPT,
    WorkbookOutcome.READY,
    WorkbookOutcome.WRITTEN,
    WorkbookOutcome.UNDONE,
    WorkbookOutcome.SAME,
)


@dataclass(frozen=True)
class TableProgress:
    """How many parts came to each end, and how many cells are new, other, the same, computed, written, left.

    ``fresh``, ``changed`` and ``computed`` count only parts that may be written.
    """

    parts: Counter[str]
    units: int
    fresh: int
    changed: int
    same: int
    computed: int
    written: int
    left: int
    waiting: int

    @property
    def total(self) -> int:
        """All parts."""
        return self.parts.total()

    @property
    def done(self) -> int:
        """Parts that do not wait for the step that the worker is at."""
        return self.total - self.waiting

    @property
    def ready(self) -> int:
        """Reports that may be written."""
        return self.parts[WorkbookOutcome.READY]


def tables_of(unit_id: int | None) -> QuerySet[TableImport]:
    """Return the tables that a unit brought, newest first."""
    return TableImport.objects.filter(unit=unit_id).select_related("unit", "file", "form", "period", "acting")


def table_progress(table: TableImport) -> TableProgress:
    """Count the parts of a table and their cells; two queries."""
    rows = TablePart.objects.filter(table=table).order_by()
    counted = Counter(rows.values_list("outcome", flat=True))
    ready = Q(outcome=WorkbookOutcome.READY)
    sums = rows.aggregate(
        fresh=Sum("fresh", filter=ready),
        changed=Sum("changed", filter=ready),
        computed=Sum("computed", filter=ready),
        same=Sum("same"),
        written=Sum("written"),
        left=Sum("left"),
    )
    units = rows.values("unit").distinct().count()
    waiting = counted[_WAITS_FOR.get(TableStage(table.stage), "")]
    return TableProgress(parts=counted, units=units, waiting=waiting, **{name: n or 0 for name, n in sums.items()})


def table_parts(table: TableImport) -> QuerySet[TablePart]:
    """Return the parts of a table with their units, periods and reports: those that need somebody first."""
    places = [When(outcome=outcome, then=Value(place)) for place, outcome in enumerate(_FIRST_SHOWN)]
    rows = TablePart.objects.filter(table=table).select_related("unit", "period", "report")
    return rows.order_by(Case(*places), "unit__sort_key", "period__since", "pk")


def remembered_rows(unit_id: int, headers: Mapping[int, Sequence[str]]) -> dict[int, HeaderMapping]:
    """Return for each row whose texts were the headers of a table of the unit before what was said of them then."""
    signatures = {number: signature(texts) for number, texts in headers.items() if any(texts)}
    rows = HeaderMapping.objects.filter(unit=unit_id, signature__in=signatures.values()).select_related("form")
    known = {row.signature: row for row in rows}
    return {number: known[each] for number, each in signatures.items() if each in known}


def unfinished_tables() -> QuerySet[TableImport]:
    """Return the tables that a worker has to go on with, for whoever starts one."""
    stages = [stage for stage in TableStage if stage.is_work]
    return TableImport.objects.filter(stage__in=stages, acting__isnull=False).order_by("pk")


def table_stands_still(table: TableImport, *, at: datetime) -> bool:
    """Whether nothing has moved for so long that no worker can be at it."""
    return table.is_working and at - table.moved_at > _STANDS_STILL
