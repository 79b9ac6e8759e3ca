"""What a unit has to report, and what waits for its decision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.core.actors import Actor
from thidua.core.prepared import prepared, prepared_with_plan
from thidua.organisations.models import Placement, Unit
from thidua.organisations.queries import units_in_scope
from thidua.organisations.queries.scope import in_force
from thidua.reports.choices import PeriodKind, ReportState
from thidua.reports.models import Explanation, Form, FormEdition, Period, Report
from thidua.reports.queries.closing import closings_over
from thidua.reports.queries.figures import span as span_of_row
from thidua.reports.queries.filing.plan import Asking, FirstDays, first_days
from thidua.reports.queries.ladder import edition_for
from thidua.reports.queries.reminding import reminders_to
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import MONTHS, is_asked, period_before, period_on
from thidua.reports.rules.closing import Closed
from thidua.reports.rules.reminding import Reminded

_BACK = {PeriodKind.MONTH: 3, PeriodKind.QUARTER: 2}
"""How many periods before this one are offered; of longer ones one."""


@dataclass(frozen=True)
class DueReport:
    """A report that a unit has to make: on which form, for which period, until when, and how far it is.

    Attributes:
        closed: who closed its period, so that nothing can be done with it.
        reminded: the reminders that it has not answered yet.
    """

    edition: FormEdition
    period: Span
    due_on: date
    report: Report | None
    closed: Closed | None = None
    reminded: Reminded | None = None

    @property
    def state(self) -> str:
        """The state of the report, empty where nobody has begun it."""
        return self.report.state if self.report else ""

    @property
    def is_open(self) -> bool:
        """Whether it is not filed yet."""
        return self.state in {"", ReportState.DRAFT, ReportState.RETURNED}

    def is_waited_for(self, on: date) -> bool:
        """Whether its period is over on the day ``on`` and it still has to be filed, and can be."""
        if self.closed:
            return False
        asked = self.report is not None or is_asked(self.period, self.edition.asked_since)
        return asked and self.is_open and self.period.until is not None and self.period.until <= on

    def is_late(self, on: date) -> bool:
        """Whether it is waited for beyond its last day."""
        return self.is_waited_for(on) and self.due_on < on


def find_due(unit: Unit, form: str, is_wanted: Callable[[Span], bool], *, on: date) -> tuple[FormEdition, Span] | None:
    """Return one report that ``unit`` has to make around the day ``on``, on the form of that code; ``None``: none.

    The same as among ``reports_due``; one query, unless it has to make it only because it was reminded.
    """
    asked = _offered_to(unit, _editions_called(unit.level, form, on), on)
    found = next(((edition, span) for edition, span in asked if is_wanted(span)), None)
    if found is None:
        reminded = _also_reminded(reminders_to(unit.pk), {(edition.form_id, span.key) for edition, span in asked})
        found = next((each for each in reminded if each[0].form.code == form and is_wanted(each[1])), None)
    return found


def is_begun(form: Form, unit: Unit, period: Period) -> bool:
    """Whether somebody began the report of a unit on a form for a period."""
    return bool(_begun(form.pk, unit.pk, period.pk))


@prepared
def _begun(form: int, unit: int, period: int) -> QuerySet[Report, int]:
    return Report.objects.filter(form=form, unit=unit, period=period).order_by().values_list("pk", flat=True)


def reports(actor: Actor, *, on: date) -> QuerySet[Report]:
    """Return the reports that ``actor`` may see on the day ``on``."""
    rows = Report.objects.filter(unit__in=units_in_scope(actor, on=on))
    return rows.select_related("form", "edition", "unit", "period")


def reports_due(unit: Unit, *, on: date) -> list[DueReport]:
    """Return what ``unit`` has to report around the day ``on``: this period and some before, the newest first.

    Forms whose periods are not those of the calendar are not among them.
    """
    reminders = reminders_to(unit.pk)
    wanted = _offered_to(unit, _editions(unit.level, on), on)
    wanted += _also_reminded(reminders, {(edition.form_id, span.key) for edition, span in wanted})
    if not wanted:
        return []
    keys = {span.key for _edition, span in wanted}
    earliest = min(span.since or date.min for _edition, span in wanted)
    known = [report for report in _ending_after(unit.pk, earliest) if report.period.key in keys]
    begun = {(report.form_id, report.period.key): report for report in known}
    closed = closings_over(wanted, unit.pk)
    days = first_days([unit.pk])
    return [
        DueReport(
            edition,
            span,
            begun[which].due_on if which in begun else _due(edition, span, unit, days),
            begun.get(which),
            closed.get(which),
            reminders[which][1] if which in reminders else None,
        )
        for edition, span in wanted
        for which in [(edition.form_id, span.key)]
    ]


@prepared
def _ending_after(unit: int, day: date) -> QuerySet[Report]:
    return Report.objects.filter(unit=unit, period__until__gt=day).select_related("period", "form", "unit")


def count_waiting(unit_id: int) -> int:
    """Return on how many reports a unit has to decide; every page tells it."""
    return len(_waiting(unit_id))


@prepared
def _waiting(unit_id: int) -> QuerySet[Report, int]:
    return waiting_for(unit_id).select_related(None).order_by().values_list("pk", flat=True)


def waiting_for(unit_id: int) -> QuerySet[Report]:
    """Return the filed reports on which a unit has to decide: those of the units directly under it, the oldest first.

    Under it on the last day of the period that is reported.
    """
    under = Placement.objects.filter(
        Q(since__isnull=True) | Q(since__lt=OuterRef("period__until")),
        Q(until__isnull=True) | Q(until__gte=OuterRef("period__until")),
        unit=OuterRef("unit"),
        parent=unit_id,
        tree=OuterRef("edition__tree"),
    )
    # the same told roughly, so that it is not asked of every report in the country
    ever_under = Placement.objects.filter(parent=unit_id).order_by().values("unit")
    rows = Report.objects.filter(Exists(under), unit__in=ever_under, state=ReportState.FILED)
    return rows.select_related("form", "unit", "period").order_by("period__since", "unit__sort_key", "pk")


def plain_ones(waiting: QuerySet[Report]) -> QuerySet[Report]:
    """Return those of the reports that wait in which no check had to be explained, filed for the first time.

    They may be accepted together; the others are to be looked at.
    """
    explained = Explanation.objects.filter(revision__report=OuterRef("pk"), revision__number=OuterRef("number"))
    return waiting.filter(~Exists(explained), number=1)


def offered(edition: FormEdition, on: date) -> Sequence[Span]:
    """Return the periods of a form that are offered on the day ``on``: this one and some before."""
    found = [period_on(edition.form.period_kind, on)]
    for _step in range(_BACK.get(PeriodKind(edition.form.period_kind), 1)):
        found.append(period_before(found[-1]))
    since = edition.since
    return [span for span in found if since is None or (span.until and span.until > since)]


@prepared_with_plan
def _editions(level: int, on: date) -> QuerySet[FormEdition]:
    return _asking(level, on)


@prepared_with_plan
def _editions_called(level: int, form: str, on: date) -> QuerySet[FormEdition]:
    return _asking(level, on).filter(form__code=form)


def _asking(level: int, on: date) -> QuerySet[FormEdition]:
    return FormEdition.objects.filter(in_force(on), reporters__level=level).select_related("form")


def _offered_to(unit: Unit, editions: Iterable[FormEdition], on: date) -> list[tuple[FormEdition, Span]]:
    return [
        (edition, span)
        for edition in editions
        if edition.form.period_kind in MONTHS
        for span in offered(edition, on)
        if existed(unit, span)
    ]


def existed(unit: Unit, span: Span) -> bool:
    """Tell whether the unit stood on the last day of a period."""
    begun = unit.since is None or (span.until is not None and unit.since < span.until)
    return begun and (unit.until is None or (span.until is not None and span.until <= unit.until))


def _also_reminded(
    reminders: Mapping[tuple[int, str], tuple[Period, Reminded]], known: Collection[tuple[int, str]]
) -> list[tuple[FormEdition, Span]]:
    """Return what the unit is reminded of and is not offered any more, so that it can still be begun."""
    found = []
    for (form_id, key), (period, _reminded) in reminders.items():
        if (form_id, key) not in known and (edition := edition_for(form_id, period)):
            found.append((edition, span_of_row(period)))
    return found


def _due(edition: FormEdition, span: Span, unit: Unit, days: FirstDays) -> date:
    """Return the last day of filing: counted by the days that held for the unit when the period ended."""
    asking = Asking(span, (span.until or date.max) - timedelta(days=1), edition.tree, unit.level, edition.days_to_file)
    return asking.due(days.of(unit.pk, asking))
