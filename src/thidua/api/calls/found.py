"""The report that a call is about."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _

from thidua.api.marks import refuse_changed
from thidua.api.requests import CallingRequest
from thidua.api.shapes.reports import ReportOut, report_out
from thidua.core import clock
from thidua.core.errors import Stale
from thidua.organisations.models import Unit
from thidua.reports.models import Report
from thidua.reports.queries.due import reports
from thidua.reports.queries.entry import read_entry
from thidua.reports.queries.ladder import stand_of
from thidua.reports.rules.ladder import acts


def own_unit(request: CallingRequest) -> Unit:
    """Return the unit that the token works for."""
    return request.token.unit


def find_report(request: CallingRequest, uid: UUID) -> Report:
    """Return a report in scope; 404 for any other."""
    return get_object_or_404(reports(request.actor, on=clock.today()), uid=uid)


def told(request: CallingRequest, uid: UUID) -> ReportOut:
    """Return a report as it is now."""
    report = find_report(request, uid)
    return report_out(read_entry(report), acts(stand_of(report), request.actor.unit_id))


def refuse_other(request: CallingRequest, report: Report, match: str | None) -> None:
    """Refuse to write into a report, locked, that is not as the caller read it; without a mark nobody looks.

    Raises:
        CallFailed: it is another (412).
    """
    if match is not None:
        refuse_changed(told(request, report.uid), match)


def held(report: Report, *, version: int | None = None, revision: int | None = None) -> Report:
    """Return a report, locked until the transaction ends, if it still is what the caller read.

    Raises:
        Stale: it is not; carries what it is and what the caller took it for.
    """
    kept = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    ours = {"version": version, "revision": revision}
    theirs = {"version": kept.version, "revision": kept.number}
    known = {name: value for name, value in ours.items() if value is not None}
    if any(theirs[name] != value for name, value in known.items()):
        sentence = _("Báo cáo đã đổi từ khi máy đọc. Đọc lại báo cáo rồi làm tiếp.")
        raise Stale(sentence, theirs=theirs | {"state": kept.state}, ours=known)
    return kept
