"""What follows an issued decision: awards are announced and handed over, dossiers archived."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.decisions.models import AwardDecision
from thidua.nominations.choices import Act
from thidua.nominations.commands import move_all
from thidua.nominations.models import Nomination
from thidua.nominations.rules.path import WAYS
from thidua.office.decisions.finding import DRAFTERS, decision_or_404
from thidua.vietnamese.writing import number
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest


@allow(DRAFTERS)
@require_POST
def announce(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Record that the awards of a decision were announced and handed over."""
    found = decision_or_404(request, uid)
    count = _move(request, found, Act.ANNOUNCE)
    messages.success(request, _("Đã ghi công bố, trao cho %(count)s hồ sơ.") % {"count": number(count)})
    return redirect("office:decision", uid=uid)


@allow(DRAFTERS)
@require_POST
def archive(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Archive the dossiers of a decision."""
    found = decision_or_404(request, uid)
    count = _move(request, found, Act.ARCHIVE)
    messages.success(request, _("Đã lưu %(count)s hồ sơ.") % {"count": number(count)})
    return redirect("office:decision", uid=uid)


def _move(request: ActingRequest, found: AwardDecision, act: Act) -> int:
    """Take the nominations of a decision's standing lines a step further, those that are where the step begins."""
    standing = found.lines.filter(withdrawn_at=None, annulled_at=None, does="award").values("nomination")
    rows = list(Nomination.objects.filter(pk__in=standing, state__in=WAYS[act].sources))
    if not rows:
        raise Refused(_("Không còn hồ sơ nào của quyết định này chờ bước ấy. Tải lại trang."))
    move_all(nominations=rows, act=act, by=request.actor, at=clock.now())
    return len(rows)
