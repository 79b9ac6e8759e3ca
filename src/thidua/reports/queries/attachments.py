"""Files beside the cells of reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from thidua.core.actors import Actor
from thidua.indicators.models import Indicator
from thidua.organisations.queries import units_in_scope
from thidua.reports.models import CellFile, Revision


@dataclass(frozen=True)
class CellFiles:
    """The files of one cell: those that lie there, and those that were taken away."""

    standing: tuple[CellFile, ...] = ()
    withdrawn: tuple[CellFile, ...] = ()


def cell_files(actor: Actor, *, on: date) -> QuerySet[CellFile]:
    """Return the files of the reports that ``actor`` may see on the day ``on``, also those taken away."""
    rows = CellFile.objects.filter(revision__report__unit__in=units_in_scope(actor, on=on))
    return rows.select_related("file", "line__indicator", "revision__report")


def files_of(revision: Revision) -> Mapping[int, CellFiles]:
    """Return the files of a revision by line id; one query."""
    found: dict[int, list[CellFile]] = defaultdict(list)
    for each in CellFile.objects.filter(revision=revision).select_related("file"):
        found[each.line_id].append(each)
    return {line: _parted(files) for line, files in found.items()}


def files_of_cell(revision: Revision, line_id: int) -> CellFiles:
    """Return the files of one cell."""
    return _parted(list(CellFile.objects.filter(revision=revision, line=line_id).select_related("file")))


def counted_files(indicator: Indicator, reports: Collection[UUID]) -> Mapping[tuple[UUID, int], int]:
    """Return how many files lie beside the cell of an indicator, by uid of the report and number of the revision."""
    rows = CellFile.objects.in_force().filter(line__indicator=indicator, revision__report__uid__in=reports).order_by()
    counted = rows.values_list("revision__report__uid", "revision__number").annotate(count=Count("pk"))
    return {(report, number): count for report, number, count in counted}


def _parted(files: Collection[CellFile]) -> CellFiles:
    return CellFiles(
        standing=tuple(each for each in files if each.withdrawn_at is None),
        withdrawn=tuple(each for each in files if each.withdrawn_at is not None),
    )
