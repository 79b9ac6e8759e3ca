"""The ladder: filing, recalling, accepting, returning."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.reports.commands.closing import refuse_act
from thidua.reports.commands.counting import count_revision
from thidua.reports.models import Report, Revision
from thidua.reports.queries.entry import read_entry
from thidua.reports.queries.ladder import stand_of
from thidua.reports.rules.ladder import Act, state_after

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
    kept, revision = _locked(report, Act.FILE, by)
    entry = read_entry(kept)
    if not entry.may_be_filed:
        raise Refused(_("Chưa gửi được: còn %(count)s ô phải sửa hoặc nhập."), count=len(entry.open_cells))
    revision.filed_at, revision.filed_by = at, by.label
    revision.decision = ""
    kept.filed_on = kept.filed_on or clock.legal_day(at)
    return _stepped(kept, revision, Act.FILE, by=by, at=at)


@transaction.atomic
def recall_report(*, report: Report, by: Actor, at: datetime) -> Report:
    """Take a filed report back before it is accepted."""
    kept, revision = _locked(report, Act.RECALL, by)
    revision.filed_at, revision.filed_by = None, ""
    return _stepped(kept, revision, Act.RECALL, by=by, at=at)


@transaction.atomic
def accept_report(*, report: Report, by: Actor, at: datetime) -> Report:
    """Accept a filed report: from here its values count at every unit above."""
    kept, revision = _locked(report, Act.ACCEPT, by)
    revision.decided_at, revision.decided_by = at, by.label
    kept.accepted_number = revision.number
    count_revision(report=kept, revision=revision, at=at)
    return _stepped(kept, revision, Act.ACCEPT, by=by, at=at)


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Actor, at: datetime) -> Report:
    """Send a filed report back to be mended, with the reason.

    Raises:
        Refused: it does not wait for the actor's unit, or no reason is given.
    """
    kept, revision = _locked(report, Act.RETURN, by)
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại, để cấp dưới biết phải sửa gì."), field="reason")
    revision.decided_at, revision.decided_by, revision.decision = at, by.label, reason.strip()[:500]
    return _stepped(kept, revision, Act.RETURN, by=by, at=at)


def _locked(report: Report, act: Act, by: Actor) -> tuple[Report, Revision]:
    """Return the report and its newest revision under a lock, if ``act`` may be done now."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("edition", "period", "unit", "form")
    kept = rows.get(pk=report.pk)
    refuse_act(act, stand_of(kept), by, _REFUSALS[act])
    return kept, kept.revisions.get(number=kept.number)


def _stepped(kept: Report, revision: Revision, act: Act, *, by: Actor, at: datetime) -> Report:
    before = {"state": revision.state}
    revision.state = kept.state = state_after(act)
    revision.version += 1
    kept.version += 1
    revision.save()
    kept.save()
    after = {"state": str(kept.state), "number": revision.number}
    if revision.decision and act == Act.RETURN:
        after["reason"] = revision.decision
    audit.record(f"{act}_report", kept, by=by, at=at, unit_id=kept.unit_id, before=before, after=after)
    return kept
