"""The ladder: sending up, taking back, accepting, returning, amending."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.office.reports.page import find_report
from thidua.reports.commands import (
    accept_report,
    accept_reports,
    amend_report,
    recall_report,
    return_report,
    settle_totals,
)
from thidua.reports.queries.due import plain_ones, waiting_for
from thidua.reports.tasks import file_with_paper, settle_marked_totals
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest


@allow(WORKERS)
@require_POST
def file(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send a report to the level above; it can be taken back until that level accepts it."""
    found = file_with_paper(report=find_report(request, uid), by=request.actor, at=clock.now())
    sentence = _("Đã gửi báo cáo %(period)s lên cấp trên.") % {"period": found.period.label}
    messages.success(request, sentence, extra_tags=reverse("office:recall_report", args=[uid]))
    return redirect("office:report", uid=uid)


@allow(WORKERS)
@require_POST
def recall(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a filed report back."""
    recall_report(report=find_report(request, uid), by=request.actor, at=clock.now())
    messages.success(request, _("Đã thu hồi báo cáo. Sửa xong gửi lại."))
    return redirect("office:report", uid=uid)


@allow(WORKERS)
@require_POST
def accept(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Accept a report; totals above it are right when the answer is there. Then the next one that waits."""
    now = clock.now()
    with transaction.atomic():  # killed after this, the worker adds the totals
        found = accept_report(report=find_report(request, uid), by=request.actor, at=now)
        settle_marked_totals.enqueue()
    settle_totals(at=now)
    sentence = _("Đã nhận báo cáo của %(unit)s. Tổng các cấp trên đã cộng lại.")
    messages.success(request, sentence % {"unit": found.unit.name_in_sentence})
    following = waiting_for(request.actor.unit_id or 0).first()
    return redirect("office:report", uid=following.uid) if following else redirect("office:reports")


@allow(WORKERS)
@require_POST
def accept_several(request: ActingRequest) -> HttpResponse:
    """Accept the reports that the list showed as needing no look, each for itself; totals are added once.

    ``report`` (several): uid and version as shown. What changed since then stays as it is.
    """
    now = clock.now()
    wanted = set(request.POST.getlist("report"))
    plain = plain_ones(waiting_for(request.actor.unit_id or 0))
    with transaction.atomic():
        read = [report for report in plain if f"{report.uid}:{report.version}" in wanted]
        accepted = len(accept_reports(reports=read, by=request.actor, at=now))
        settle_marked_totals.enqueue()
    settle_totals(at=now)
    messages.success(request, _accepted_sentence(accepted, len(wanted) - accepted))
    return redirect("office:reports")


@allow(WORKERS)
@require_POST
def send_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Return a report with the reason."""
    reason = request.POST.get("reason", "")
    found = return_report(report=find_report(request, uid), reason=reason, by=request.actor, at=clock.now())
    messages.success(request, _("Đã trả lại báo cáo của %(unit)s.") % {"unit": found.unit.name_in_sentence})
    return redirect("office:report", uid=uid)


@allow(WORKERS)
@require_POST
def amend(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Open an accepted report again, with the reason; the values that were accepted go on counting."""
    reason = request.POST.get("reason", "")
    amend_report(report=find_report(request, uid), reason=reason, by=request.actor, at=clock.now())
    messages.success(request, _("Đã mở bản sửa. Số đã nhận vẫn được tính cho tới khi bản sửa được nhận."))
    return redirect("office:report", uid=uid)


def _accepted_sentence(accepted: int, left: int) -> str:
    if not accepted:
        return _("Các báo cáo này đã được nhận hoặc đã đổi từ lúc mở trang. Danh sách dưới đây là mới nhất.")
    sentence = ngettext("Đã nhận %(n)s báo cáo.", "Đã nhận %(n)s báo cáo.", accepted) % {"n": accepted}
    if not left:
        return sentence
    changed = ngettext(
        "%(n)s báo cáo đã đổi từ lúc mở trang nên chưa nhận.",
        "%(n)s báo cáo đã đổi từ lúc mở trang nên chưa nhận.",
        left,
    )
    return f"{sentence} {changed % {'n': left}}"
