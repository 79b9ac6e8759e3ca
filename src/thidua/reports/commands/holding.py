"""A report in hand: locked until the transaction ends, and free for what is to be done with it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.reports.choices import ReportState
from thidua.reports.commands.closing import refuse_act
from thidua.reports.models import Report
from thidua.reports.queries.desk import Sheet, sheet_of
from thidua.reports.queries.ladder import stand_of
from thidua.reports.rules.ladder import Act

LOCKED = Report.objects.select_related("edition", "period", "unit", "form")
_IS_NOT_TYPED = _("Báo cáo này không còn nhập được. Thu hồi hoặc mở bản sửa rồi nhập tiếp.")


def hold_report(report: Report, act: Act, by: Actor, refusal: str) -> Sheet:
    """Return the newest revision of a report under a lock, as it is now.

    Raises:
        Refused: ``act`` cannot be done with it now; in the sentence given, or the one of a closed period.
    """
    kept = LOCKED.select_for_update(of=("self",)).get(pk=report.pk)
    refuse_act(act, stand_of(kept), by, refusal)
    return sheet_of(kept)


def hold_for_typing(report: Report, by: Actor) -> Sheet:
    """Return the newest revision, locked; whoever types may do so.

    Raises:
        Refused: the report is not being typed, or the actor works for another unit.
    """
    return hold_report(report, Act.EDIT, by, _IS_NOT_TYPED)


def typed_on(sheet: Sheet) -> None:
    """A returned report that is typed on is a draft again; the reason of the return stays to be read."""
    if sheet.revision.state == ReportState.RETURNED:
        sheet.revision.state = sheet.report.state = ReportState.DRAFT
        sheet.revision.save(update_fields=["state"])
        sheet.report.save(update_fields=["state"])
