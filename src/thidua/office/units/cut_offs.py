"""From which day of the month a unit and those under it count: what holds, what was set, setting another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.core import clock
from thidua.office.saving import SavedForm, refusals_shown_on
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.choices import PeriodKind
from thidua.reports.commands import set_cut_off
from thidua.reports.models import CutOff
from thidua.reports.queries.cut_off import cut_off_over, cut_offs_of
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import days_covered, period_on
from thidua.reports.rules.cut_off import FIRST_DAYS, days_counted_twice
from thidua.vietnamese.writing import number
from thidua.web.fields import DayField
from thidua.web.formats import day
from thidua.web.permissions import ADMINISTRATORS, allow
from thidua.web.requests import ActingRequest


class CutOffForm(SavedForm):
    """A first day of the month, and from when it counts."""

    first_day = forms.IntegerField(
        label=gettext_lazy("Kỳ bắt đầu từ ngày"),
        min_value=FIRST_DAYS.start,
        max_value=FIRST_DAYS.stop - 1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("1 là theo tháng dương lịch. 15: tháng 10 tính từ 15/9 đến hết 14/10."),
    )
    since = DayField(
        label=gettext_lazy("Áp dụng cho kỳ kết thúc từ ngày"),
        help_text=gettext_lazy("Kỳ kết thúc trước ngày này giữ nguyên cách tính cũ."),
    )
    basis = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=300, required=False)


@dataclass(frozen=True)
class CutOffRow:
    """A setting in words: the first month that it counts for, its days, and how it joins the one before."""

    cut_off: CutOff
    first: str
    seam: str


@allow(ADMINISTRATORS)
def cut_off(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show from which day of the month a unit in scope counts, and let another one begin."""
    today = clock.today()
    unit = get_object_or_404(units_in_scope(request.actor, on=today), uid=uid)
    form = CutOffForm(request.POST or None, initial={"since": _next_month(today)})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_shown_on(form):
            set_cut_off(
                unit=unit, first_day=typed["first_day"], since=typed["since"], basis=typed["basis"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        if not form.errors:
            messages.success(request, _("Đã đặt ngày đầu kỳ. Kỳ cũ giữ nguyên."))
            return redirect("office:cut_off", uid=uid)
    holds, month = cut_off_over(unit, _last_day(period_on(PeriodKind.MONTH, today))), period_on(PeriodKind.MONTH, today)
    context = {
        "unit": unit,
        "holds": holds,
        "is_own": holds is not None and holds.unit_id == unit.pk,
        "days": _days(month, holds.first_day if holds else 1),
        "rows": _rows(unit),
        "form": form,
    }
    return render(request, "office/units/cut_off.html", context, status=422 if form.errors else 200)


def _rows(unit: Unit) -> list[CutOffRow]:
    rows, before = [], 1
    for each in cut_offs_of(unit):
        if each.since is None:
            rows.append(CutOffRow(each, "", ""))
        else:
            first = period_on(PeriodKind.MONTH, each.since)
            rows.append(CutOffRow(each, _days(first, each.first_day), _seam(first, before, each.first_day)))
        before = each.first_day
    return rows


def _days(month: Span, first_day: int) -> str:
    covered = days_covered(month, first_day)
    values = {"period": month.label, "first": day(covered.since), "last": day(covered.until - timedelta(days=1))}
    return _("%(period)s: từ %(first)s đến %(last)s") % values


def _seam(first: Span, before: int, now: int) -> str:
    """Say which days are counted twice, or never, where one first day follows another."""
    days = days_counted_twice(first, before, now)
    if days > 0:
        sentence = ngettext("%(days)s ngày đầu đã nằm trong kỳ trước", "%(days)s ngày đầu đã nằm trong kỳ trước", days)
        return sentence % {"days": number(days)}
    if days < 0:
        sentence = ngettext("%(days)s ngày không thuộc kỳ nào", "%(days)s ngày không thuộc kỳ nào", -days)
        return sentence % {"days": number(-days)}
    return ""


def _next_month(today: date) -> date:
    until = period_on(PeriodKind.MONTH, today).until
    return until or today


def _last_day(month: Span) -> date:
    return (month.until or date.max) - timedelta(days=1)
