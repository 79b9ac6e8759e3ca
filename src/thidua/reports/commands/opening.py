"""Opening a report, and opening an accepted one again to amend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import insert_rows
from thidua.core.models import AuditEntry
from thidua.core.prepared import prepared_with_plan
from thidua.core.single import insert
from thidua.organisations.models import Unit
from thidua.reports.choices import ReportState
from thidua.reports.commands.attaching import carry_files
from thidua.reports.commands.closing import closed_refusal, refuse_act
from thidua.reports.commands.holding import hold_for_typing
from thidua.reports.models import Cell, Explanation, Form, FormEdition, Passage, Period, Report, Revision
from thidua.reports.queries.desk import Sheet
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import (
    closing_over,
    edition_for,
    first_day_of_months,
    is_in_force,
    last_day,
    stand_of,
)
from thidua.reports.queries.structure import Structure, structure_of
from thidua.reports.queries.surroundings import Told, told_before
from thidua.reports.rules.calendar import due_on
from thidua.reports.rules.ladder import Act


@transaction.atomic
def open_report(*, form: Form, unit: Unit, period: Period, by: Actor, at: datetime) -> Report:
    """Return the report of a unit on a form for a period; the first who opens it begins its first revision.

    Raises:
        Refused: the form has no edition in that period, does not ask this level, the actor works for another unit, or
            the period is closed.
    """
    known = _known(form, unit, period)
    return known or _begun(prepare_opening(form=form, unit=unit, period=period), by=by, at=at).report


@dataclass(frozen=True)
class Opening:
    """What is needed to begin a report, looked up before the transaction that begins it.

    Attributes:
        due_on: the last day on which filing is in time.
        told: what the unit reported on the form before.
    """

    form: Form
    unit: Unit
    period: Period
    edition: FormEdition
    structure: Structure
    due_on: date
    told: Told

    @property
    def which(self) -> tuple[Form, Unit, Period]:
        """The report that is begun."""
        return self.form, self.unit, self.period


def prepare_opening(*, form: Form, unit: Unit, period: Period, likely: FormEdition | None = None) -> Opening:
    """Look up what is needed to begin a report; ``likely``: an edition that may be the one in force in the period.

    Raises:
        Refused: the form has no edition in that period, or does not ask this level.
    """
    edition = None
    if period.kind == form.period_kind:
        is_it = likely is not None and is_in_force(likely, last_day(period))
        edition = likely if is_it else edition_for(form.pk, period)
    if edition is None:
        raise Refused(_("Biểu “%(form)s” chưa dùng cho %(period)s."), form=form.name, period=period.label)
    structure = structure_of(edition)
    if unit.level not in structure.levels:
        raise Refused(_("Biểu “%(form)s” không giao cho cấp của %(unit)s."), form=form.name, unit=unit.name_in_sentence)
    due = due_on(span(period), edition.days_to_file, first_day_of_months(unit.pk, edition.tree, last_day(period)))
    told = told_before(Report(form=form, unit=unit, period=period))
    return Opening(form, unit, period, edition, structure, due, told)


@transaction.atomic
def hold_or_open(*, opening: Opening, by: Actor, at: datetime) -> Sheet:
    """Return the report of a unit on a form for a period, begun where nobody has, locked and free to be typed.

    Raises:
        Refused: it cannot be opened, or it is not being typed any more.
    """
    known = _known(opening.form, opening.unit, opening.period)
    return hold_for_typing(known, by) if known else _begun(opening, by=by, at=at)


def _known(form: Form, unit: Unit, period: Period) -> Report | None:
    """Return the report that somebody began; two people who open it at once get the same one."""
    _hold(unit)
    return Report.objects.filter(form=form, unit=unit, period=period).first()


def _hold(unit: Unit) -> None:
    """Let one at a time begin reports of a unit; on SQLite one at a time writes anyway."""
    if connection.features.has_select_for_update:
        _lock(unit.pk)


@prepared_with_plan
def _lock(unit: int) -> QuerySet[Unit, int]:
    return Unit.objects.select_for_update(no_key=True).filter(pk=unit).values_list("pk", flat=True)


def draft_report(*, opening: Opening, by: Actor, at: datetime) -> Sheet:
    """Return a report that has no rows yet, to be typed and filed before the transaction that keeps it whole.

    Raises:
        Refused: the actor works for another unit.
    """
    form, unit, period, edition = opening.form, opening.unit, opening.period, opening.edition
    if by.unit_id != unit.pk:
        raise Refused(_("Chỉ người của %(unit)s nhập được báo cáo này."), unit=unit.name_in_sentence)
    report = Report(form=form, edition=edition, unit=unit, period=period, due_on=opening.due_on, created_at=at)
    sheet = Sheet(report, Revision(report=report, number=1, created_at=at))
    sheet.structure, sheet.told = opening.structure, opening.told
    sheet.cells, sheet.answers, sheet.passages = {}, {}, {}
    audit.record("open_report", report, by=by, at=at, unit_id=unit.pk, after={"edition": edition.number})
    return sheet


@transaction.atomic(savepoint=False)
def keep_draft(*, sheet: Sheet, trail: Sequence[AuditEntry] = ()) -> Report:
    """Write a drafted report with all that was typed, and what the trail says of it.

    Raises:
        Refused: the period is closed.
        IntegrityError: somebody began the report meanwhile.
    """
    report, revision = sheet.report, sheet.revision
    _hold(report.unit)
    if closed := closing_over(report.form_id, report.period, report.unit_id, report.edition.tree):
        raise closed_refusal(closed)
    insert(report)
    revision.report = report
    insert(revision)
    names = ("line", "value", "of", "qualifier", "note")
    cells = [(each.line_id, each.value, each.of, each.qualifier, each.note) for each in sheet.cells.values()]
    insert_rows(Cell, names, cells, common={"revision": revision.pk})
    for (check, cell), text in sheet.answers.items():
        Explanation.objects.create(revision=revision, check_code=check, cell_code=cell, text=text)
    for section, text in sheet.passages.items():
        Passage.objects.create(revision=revision, section_id=section, text=text)
    audit.write(trail)
    return report


def _begun(opening: Opening, *, by: Actor, at: datetime) -> Sheet:
    with audit.held_back() as trail:
        sheet = draft_report(opening=opening, by=by, at=at)
    keep_draft(sheet=sheet, trail=trail)
    return sheet


@transaction.atomic
def amend_report(*, report: Report, reason: str, by: Actor, at: datetime) -> Revision:
    """Begin a new revision of an accepted report, with the values of the last one; those go on counting meanwhile.

    Raises:
        Refused: it is not accepted, the actor works for another unit, or no reason is given.
    """
    kept = Report.objects.select_for_update(of=("self",)).select_related("edition", "period").get(pk=report.pk)
    refuse_act(Act.AMEND, stand_of(kept), by, _("Chỉ sửa được báo cáo đã nhận của đơn vị mình."))
    if not reason.strip():
        raise Refused(_("Ghi lý do sửa báo cáo đã nhận."), field="reason")
    last = kept.revisions.get(number=kept.number)
    revision = Revision.objects.create(report=kept, number=kept.number + 1, reason=reason.strip()[:500], created_at=at)
    _copy(last, revision)
    kept.number, kept.state = revision.number, ReportState.DRAFT
    kept.version += 1
    kept.save(update_fields=["number", "state", "version"])
    audit.record("amend_report", kept, by=by, at=at, unit_id=kept.unit_id, after={"reason": revision.reason})
    return revision


def _copy(last: Revision, revision: Revision) -> None:
    for cell in (cells := list(last.cells.all())):
        cell.pk, cell.revision = None, revision
    Cell.objects.bulk_create(cells)
    for passage in (passages := list(last.passages.all())):
        passage.pk, passage.revision = None, revision
    Passage.objects.bulk_create(passages)
    for explanation in (explanations := list(last.explanations.all())):
        explanation.pk, explanation.revision = None, revision
    Explanation.objects.bulk_create(explanations)
    carry_files(last=last, revision=revision)
