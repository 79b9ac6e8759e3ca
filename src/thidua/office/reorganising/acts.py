"""Applying a draft, and taking it back. The totals are right when the answer is there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.office.reorganising.editing import find_own
from thidua.organisations.commands import apply_reorganisation, reverse_reorganisation
from thidua.reports.commands import settle_totals
from thidua.reports.tasks import settle_marked_totals
from thidua.web.permissions import ADMINISTRATORS, allow
from thidua.web.requests import ActingRequest, whole_number


@allow(ADMINISTRATORS)
@require_POST
def apply(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Apply a draft as it was looked at."""
    now, found = clock.now(), find_own(request, uid)
    found.version = whole_number(request.POST.get("version", "")) or 0
    with transaction.atomic():  # killed after this, the worker adds the totals
        apply_reorganisation(reorganisation=found, by=request.actor, at=now)
        settle_marked_totals.enqueue()
    settle_totals(at=now)
    messages.success(request, _("Đã áp dụng “%(title)s”. Các tổng đã cộng lại.") % {"title": found.title})
    return redirect("office:reorganisation", uid=uid)


@allow(ADMINISTRATORS)
@require_POST
def reverse(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take back what was applied, with the reason."""
    now, found = clock.now(), find_own(request, uid)
    with transaction.atomic():
        reverse_reorganisation(reorganisation=found, reason=request.POST.get("reason", ""), by=request.actor, at=now)
        settle_marked_totals.enqueue()
    settle_totals(at=now)
    messages.success(request, _("Đã hoàn tác “%(title)s”. Các tổng đã cộng lại.") % {"title": found.title})
    return redirect("office:reorganisation", uid=uid)
