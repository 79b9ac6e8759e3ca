"""What is done with a period of a form: closing, reopening, reminding who is late."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.office.filing import words
from thidua.office.filing.asked import Asked, read_asked
from thidua.office.filing.period import asking_at, query_of
from thidua.office.form_year import unit_asked
from thidua.reports.commands import close_period, ensure_span, remind_units, reopen_period
from thidua.reports.models import Form
from thidua.reports.queries.filing import Asking, plan_of
from thidua.vietnamese.writing import number
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest


@allow(WORKERS)
@require_POST
def close(request: ActingRequest) -> HttpResponse:
    """Close the period that the address names for all units under the own one."""
    asked, form, asking = _period_asked(request)
    close_period(form=form, period=ensure_span(span=asking.span), unit=asked.unit, by=request.actor, at=clock.now())
    sentence = _("Đã khóa %(period)s. Các nơi bên dưới không nhập, gửi, sửa được nữa.")
    messages.success(request, sentence % {"period": words.period_with_year(asking.span)})
    return _back(asked, form)


@allow(WORKERS)
@require_POST
def reopen(request: ActingRequest) -> HttpResponse:
    """Reopen a period that the own unit closed, with the reason."""
    asked, form, asking = _period_asked(request)
    reopen_period(
        form=form, period=ensure_span(span=asking.span), unit=asked.unit, reason=request.POST.get("reason", ""),
        by=request.actor, at=clock.now(),
    )  # fmt: skip
    sentence = _("Đã mở lại %(period)s. Các nơi bên dưới nhập, gửi, sửa được.")
    messages.success(request, sentence % {"period": words.period_with_year(asking.span)})
    return _back(asked, form)


@allow(WORKERS)
@require_POST
def remind(request: ActingRequest) -> HttpResponse:
    """Remind every unit that is late in the period, or the one of ``?o=``; each once a day."""
    asked, form, asking = _period_asked(request)
    only = unit_asked(request, request.GET["o"], asked.today) if "o" in request.GET else None
    found = remind_units(
        form=form, period=ensure_span(span=asking.span), unit=asked.unit, only=only,
        text=request.POST.get("text", ""), by=request.actor, at=clock.now(),
    )  # fmt: skip
    if not found.reminded:
        messages.info(request, _("Hôm nay đã nhắc rồi. Mỗi nơi chỉ nhắc một lần một ngày."))
    else:
        sentence = ngettext("Đã nhắc %(count)s nơi.", "Đã nhắc %(count)s nơi.", found.reminded)
        messages.success(request, sentence % {"count": number(found.reminded)})
    return _back(asked, form)


def _period_asked(request: ActingRequest) -> tuple[Asked, Form, Asking]:
    asked = read_asked(request)
    if asked.form is None:
        raise Http404("no form asks anything here")
    asking = asking_at(plan_of(asked.form, asked.unit, asked.year), asked)
    if asking is None:
        raise Http404("nothing is asked in this period")
    return asked, asked.form, asking


def _back(asked: Asked, form: Form) -> HttpResponse:
    return redirect(f"{reverse('office:filing')}{query_of(form, asked, (asked.number or 1) - 1)}")
