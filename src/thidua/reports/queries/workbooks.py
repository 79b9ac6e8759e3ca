"""Many units' reports at once: which may be filled in, how far a ZIP of workbooks has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, QuerySet, Sum, Value, When

from thidua.organisations.models import Unit
from thidua.organisations.queries.scope import in_force
from thidua.reports.choices import BatchStage, ReportState, WorkbookOutcome
from thidua.reports.models import FormEdition, Report, WorkbookBatch, WorkbookFile
from thidua.reports.queries.due import existed, offered
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import MONTHS

_STANDS_STILL = timedelta(seconds=90)
_FIRST_SHOWN = (
    WorkbookOutcome.REFUSED,
    WorkbookOutcome.KEPT,
    WorkbookOutcome.ASKED,
    WorkbookOutcome.READY,
    WorkbookOutcome.WRITTEN,
    WorkbookOutcome.UNDONE,
    WorkbookOutcome.SAME,
    WorkbookOutcome.WAITING,
)
WAITS_FOR = {
    BatchStage.READING: WorkbookOutcome.WAITING,
    BatchStage.WRITING: WorkbookOutcome.READY,
    BatchStage.UNDOING: WorkbookOutcome.WRITTEN,
}
_OPEN = {ReportState.DRAFT, ReportState.RETURNED}


@dataclass(frozen=True)
class ManyDue:
    """A form for a period that several units report.

    Attributes:
        open_units: those whose report may be typed now, begun or not, in the order of their names.
        closed: how many have filed it.
    """

    edition: FormEdition
    period: Span
    open_units: tuple[Unit, ...]
    closed: int


@dataclass(frozen=True)
class WorkbookProgress:
    """How many files came to each end, and how many cells are ready, computed, asked, refused, written, left."""

    files: Counter[str]
    sound: int
    computed: int
    left: int
    written: int
    waiting: int

    @property
    def total(self) -> int:
        """All files."""
        return self.files.total()

    @property
    def done(self) -> int:
        """Files that do not wait for the step that the worker is at."""
        return self.total - self.waiting

    @property
    def ready(self) -> int:
        """Reports that may be written."""
        return self.files[WorkbookOutcome.READY]


def many_due(unit_ids: Collection[int], *, on: date) -> list[ManyDue]:
    """Return which forms and periods the units report around the day ``on``, the newest first; three queries."""
    units = list(Unit.objects.filter(pk__in=unit_ids).order_by("sort_key", "pk"))
    levels = {unit.level for unit in units}
    editions = FormEdition.objects.filter(in_force(on), reporters__level__in=levels).distinct()
    wanted = [
        (edition, span)
        for edition in editions.select_related("form").prefetch_related("reporters").order_by("form__order", "pk")
        if edition.form.period_kind in MONTHS
        for span in offered(edition, on)
    ]
    keys = {span.key for _edition, span in wanted}
    rows = Report.objects.filter(unit__in=unit_ids, period__key__in=keys)
    states = {(form, key, unit): state for form, key, unit, state in
              rows.values_list("form_id", "period__key", "unit_id", "state")}  # fmt: skip
    found = [_many(edition, span, units, states) for edition, span in wanted]
    return [each for each in found if each.open_units or each.closed]


def batches_of(unit_id: int | None) -> QuerySet[WorkbookBatch]:
    """Return the ZIPs of workbooks that a unit brought, newest first."""
    return WorkbookBatch.objects.filter(unit=unit_id).select_related("unit", "file", "acting")


def workbook_progress(batch: WorkbookBatch) -> WorkbookProgress:
    """Count the files of a batch and their cells; three queries."""
    files = WorkbookFile.objects.filter(batch=batch).order_by()
    counted = Counter(files.values_list("outcome", flat=True))
    sums = files.aggregate(written=Sum("written"), left=Sum("left"))
    sums |= files.filter(outcome=WorkbookOutcome.READY).aggregate(sound=Sum("sound"), computed=Sum("computed"))
    told = {name: count or 0 for name, count in sums.items()}
    return WorkbookProgress(files=counted, waiting=counted[WAITS_FOR.get(BatchStage(batch.stage), "")], **told)


def workbook_files(batch: WorkbookBatch) -> QuerySet[WorkbookFile]:
    """Return the files of a batch with their reports: those that need somebody first."""
    places = [When(outcome=outcome, then=Value(place)) for place, outcome in enumerate(_FIRST_SHOWN)]
    rows = WorkbookFile.objects.filter(batch=batch).defer("changes")
    return rows.select_related("report__unit", "report__period", "report__form").order_by(Case(*places), "place")


def next_files(batch: WorkbookBatch, most: int) -> Sequence[WorkbookFile]:
    """Return the next files that wait for the step that the batch is at, at most ``most``."""
    outcome = WAITS_FOR.get(BatchStage(batch.stage))
    rows = WorkbookFile.objects.filter(batch=batch, outcome=outcome) if outcome else WorkbookFile.objects.none()
    return list(rows.select_related("batch", "report").order_by("place")[:most])


def unfinished_workbooks() -> QuerySet[WorkbookBatch]:
    """Return the batches that a worker has to go on with, for whoever starts one."""
    return WorkbookBatch.objects.filter(stage__in=list(WAITS_FOR), acting__isnull=False).order_by("pk")


def stands_still(batch: WorkbookBatch, *, at: datetime) -> bool:
    """Whether nothing has moved for so long that no worker can be at it."""
    return batch.is_working and at - batch.moved_at > _STANDS_STILL


def _many(edition: FormEdition, span: Span, units: Sequence[Unit], states: dict[tuple[int, str, int], str]) -> ManyDue:
    asked = list(_asked(edition, span, units))
    kept = [states.get((edition.form_id, span.key, unit.pk), ReportState.DRAFT) for unit in asked]
    open_units = tuple(unit for unit, state in zip(asked, kept, strict=True) if state in _OPEN)
    return ManyDue(edition, span, open_units, len(asked) - len(open_units))


def _asked(edition: FormEdition, span: Span, units: Sequence[Unit]) -> Iterator[Unit]:
    levels = {each.level for each in edition.reporters.all()}
    return (unit for unit in units if unit.level in levels and existed(unit, span))
