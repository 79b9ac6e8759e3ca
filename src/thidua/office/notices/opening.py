"""Opening a notice for nominations of a round."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.core import clock
from thidua.nominations.commands.notices import open_notice
from thidua.nominations.queries.notices import candidates
from thidua.office.notices.finding import KEEPERS, own_round_or_404
from thidua.office.notices.forms import NoticeForm
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest


@allow(KEEPERS)
def open_new(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Open a notice: which nominations, its title, its days; ``?hs=`` ticks one."""
    found, today = own_round_or_404(request, uid), clock.today()
    rows = candidates(found, on=today)
    initial = {"title": _("Lấy ý kiến về danh sách đề nghị khen thưởng: %(round)s") % {"round": found.title}}
    form = NoticeForm(
        request.POST or None,
        candidates=rows,
        chosen=request.GET.get("hs", ""),
        initial={**initial, "opened_on": today},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = open_notice(
                round=found, nominations=form.chosen(), stated=form.stated(), by=request.actor, at=clock.now()
            )
        if not form.errors:
            messages.success(request, _("Đã mở đợt lấy ý kiến. Niêm yết thêm ở trụ sở, nhà văn hóa nếu cần."))
            return redirect("office:notice", uid=made.uid)
    context = {"form": form, "round": found, "rows": rows}
    return render(request, "office/notices/open.html", context, status=422 if form.errors else 200)
