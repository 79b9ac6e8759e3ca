"""The ladder: filing, recalling, accepting, returning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.reports.choices import ReportState
from thidua.reports.commands.counting import count_revisions
from thidua.reports.commands.holding import LOCKED, hold_report
from thidua.reports.models import Report, Revision
from thidua.reports.queries.desk import Sheet, codes_in_the_way, desk_of
from thidua.reports.queries.ladder import stands_of
from thidua.reports.rules.ladder import Act, acts, state_after

_REFUSALS = {
    Act.FILE: _("Báo cáo này không gửi được lúc này. Chỉ người của đơn vị gửi được báo cáo đang nhập."),
    Act.RECALL: _("Chỉ thu hồi được báo cáo đã gửi của đơn vị mình, khi cấp trên chưa nhận."),
    Act.ACCEPT: _("Chỉ cấp trên trực tiếp nhận được báo cáo đang chờ duyệt."),
    Act.RETURN: _("Chỉ cấp trên trực tiếp trả lại được báo cáo đang chờ duyệt."),
}


@transaction.atomic
def file_report(*, report: Report, by: Actor, at: datetime) -> Report:
    """Send a report to the level directly above.

    Raises:
        Refused: it is not being typed, a required cell is empty, a check fails, or a reason is missing.
    """
    return file_sheet(_held(report, Act.FILE, by), by=by, at=at)


def file_sheet(sheet: Sheet, *, by: Actor, at: datetime) -> Report:
    """Do the same with a report that is held, and may be filed, or that is drafted."""
    if in_the_way := codes_in_the_way(sheet, desk_of(sheet)):
        raise Refused(_("Chưa gửi được: còn %(count)s ô phải sửa hoặc nhập."), count=len(in_the_way))
    sheet.revision.filed_at, sheet.revision.filed_by = at, by.label
    sheet.revision.decision = ""
    sheet.report.filed_on = sheet.report.filed_on or clock.legal_day(at)
    return _stepped(sheet, Act.FILE, by=by, at=at)


@transaction.atomic
def recall_report(*, report: Report, by: Actor, at: datetime) -> Report:
    """Take a filed report back before it is accepted."""
    sheet = _held(report, Act.RECALL, by)
    sheet.revision.filed_at, sheet.revision.filed_by = None, ""
    return _stepped(sheet, Act.RECALL, by=by, at=at)


@transaction.atomic
def accept_report(*, report: Report, by: Actor, at: datetime) -> Report:
    """Accept a filed report: from here its values count at every unit above."""
    return _accepted([_held(report, Act.ACCEPT, by)], by=by, at=at)[0]


@transaction.atomic
def accept_reports(*, reports: Collection[Report], by: Actor, at: datetime) -> list[Report]:
    """Accept those of several filed reports that still wait for the actor's unit, as they were read; return them.

    What changed since it was read (its version tells) stays as it is. A province's hundred cost little more than one.
    """
    read = {each.pk: each.version for each in reports}
    rows = LOCKED.filter(pk__in=read).order_by("pk").prefetch_related("revisions")
    kept = [each for each in rows.select_for_update(of=("self",)) if each.version == read[each.pk]]
    waiting = [each for each, stand in zip(kept, stands_of(kept), strict=True) if Act.ACCEPT in acts(stand, by.unit_id)]
    return _accepted([Sheet(each, _newest(each)) for each in waiting], by=by, at=at)


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Actor, at: datetime) -> Report:
    """Send a filed report back to be mended, with the reason.

    Raises:
        Refused: it does not wait for the actor's unit, or no reason is given.
    """
    sheet = _held(report, Act.RETURN, by)
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại, để cấp dưới biết phải sửa gì."), field="reason")
    revision = sheet.revision
    revision.decided_at, revision.decided_by, revision.decision = at, by.label, reason.strip()[:500]
    return _stepped(sheet, Act.RETURN, by=by, at=at)


def _accepted(sheets: Sequence[Sheet], *, by: Actor, at: datetime) -> list[Report]:
    count_revisions(accepted=[(sheet.report, sheet.revision) for sheet in sheets], at=at)
    lines = []
    for sheet in sheets:
        sheet.revision.decided_at, sheet.revision.decided_by = at, by.label
        sheet.report.accepted_number = sheet.revision.number
        lines.append(_step(sheet, Act.ACCEPT))
    revisions = Revision.objects.filter(pk__in=[sheet.revision.pk for sheet in sheets])
    revisions.update(state=ReportState.ACCEPTED, version=F("version") + 1, decided_at=at, decided_by=by.label)
    reports = Report.objects.filter(pk__in=[sheet.report.pk for sheet in sheets])
    reports.update(state=ReportState.ACCEPTED, version=F("version") + 1, accepted_number=F("number"))
    audit.record_all("accept_report", lines, by=by, at=at)
    return [sheet.report for sheet in sheets]


def _held(report: Report, act: Act, by: Actor) -> Sheet:
    return hold_report(report, act, by, _REFUSALS[act])


def _newest(report: Report) -> Revision:
    """Return the newest of the revisions that were read with a report."""
    return next(each for each in report.revisions.all() if each.number == report.number)


def _stepped(sheet: Sheet, act: Act, *, by: Actor, at: datetime) -> Report:
    line = _step(sheet, act)
    if sheet.is_kept:
        sheet.revision.save()
        sheet.report.save()
    audit.record_all(f"{act}_report", [line], by=by, at=at)
    return sheet.report


def _step(sheet: Sheet, act: Act) -> audit.Line:
    """Let a report take a step, not yet written; return what the trail says of it."""
    report, revision = sheet.report, sheet.revision
    before = {"state": revision.state}
    revision.state = report.state = state_after(act)
    revision.version += 1
    report.version += 1
    after = {"state": str(report.state), "number": revision.number}
    if revision.decision and act == Act.RETURN:
        after["reason"] = revision.decision
    return audit.Line(report, before, after, unit_id=report.unit_id)
