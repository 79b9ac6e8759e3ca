"""Bringing a list: of nominees of a round, or of titles registered for a year; the empty workbook to fill in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.nominations.choices import ListPurpose
from thidua.nominations.commands.listing import start_list
from thidua.nominations.models import NomineeList, Round
from thidua.nominations.queries.listing import award_names, lists_of
from thidua.nominations.queries.rounds import rounds_open_to
from thidua.office.brought_tables import brought, table_field
from thidua.office.nominations.finding import MOVERS
from thidua.office.nominations.meant import uid_of
from thidua.office.nominee_lists.template import template
from thidua.office.spreadsheets import XLSX
from thidua.organisations.models import Unit
from thidua.web.downloads import as_download
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest, whole_number

_RECENT = 20
_YEARS_BACK = 5


class ListForm(forms.Form):
    """A file with a list."""

    attached = table_field(
        _("Tệp danh sách"),
        _("Tệp .xlsx, .xls, .ods hoặc .csv, tối đa %(size)s MB. Theo mẫu hoặc bảng sẵn có, cột đặt thế nào cũng được."),
    )


class YearListForm(ListForm):
    """A file with a list of registered titles, and the year for which they are registered."""

    year = forms.TypedChoiceField(label=_("Đăng ký cho năm"), coerce=int)
    field_order = ("year", "attached")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(year, str(year)) for year in range(today.year + 1, today.year - _YEARS_BACK, -1)]


@allow(MOVERS)
@require_http_methods(["GET", "HEAD", "POST"])
def of_nominees(request: ActingRequest) -> HttpResponse:
    """Ask for a list of nominees of a round, which the address names; without it, ask for the round."""
    rounds = list(rounds_open_to(request.actor, on=clock.today()))
    found = _round(request, rounds)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if request.method == "POST" and found is not None and form.is_valid():
        made = _brought(request, form, found, None)
        if made is not None:
            return redirect("office:nominee_list", uid=made.uid)
    shown = lists_of(request.actor.unit_id or 0).filter(purpose=ListPurpose.NOMINATE)
    lists = list((shown.filter(round=found) if found else shown)[:_RECENT])
    context = {"form": form, "round": found, "rounds": rounds, "lists": lists, "is_nominating": True}
    return render(request, "office/nominee_lists/bring.html", context, status=422 if form.errors else 200)


@allow(MOVERS)
@require_http_methods(["GET", "HEAD", "POST"])
def of_registrations(request: ActingRequest) -> HttpResponse:
    """Ask for a list of registered titles."""
    today = clock.today()
    asked = whole_number(request.GET.get("nam", "")) or today.year
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = YearListForm(*sent, today=today, initial={"year": asked})
    if request.method == "POST" and form.is_valid():
        made = _brought(request, form, None, form.cleaned_data["year"])
        if made is not None:
            return redirect("office:nominee_list", uid=made.uid)
    lists = list(lists_of(request.actor.unit_id or 0).filter(purpose=ListPurpose.REGISTER)[:_RECENT])
    context = {"form": form, "lists": lists, "is_nominating": False}
    return render(request, "office/nominee_lists/bring.html", context, status=422 if form.errors else 200)


@allow(MOVERS)
@require_GET
def nominee_template(request: ActingRequest) -> HttpResponse:
    """Send the empty workbook for a round; without one in the address, for every award of the day."""
    found, today = _round(request, list(rounds_open_to(request.actor, on=clock.today()))), clock.today()
    awards = award_names(found, on=today)
    content = template(year=found.year if found else today.year, awards=awards)
    return as_download(HttpResponse(content, content_type=XLSX), "mau-danh-sach-de-nghi.xlsx")


@allow(MOVERS)
@require_GET
def registration_template(_request: ActingRequest) -> HttpResponse:
    """Send the empty workbook for registered titles."""
    today = clock.today()
    content = template(year=today.year, awards=award_names(None, on=today, titles_only=True), for_registration=True)
    return as_download(HttpResponse(content, content_type=XLSX), "mau-dang-ky-danh-hieu.xlsx")


def _brought(request: ActingRequest, form: ListForm, found: Round | None, year: int | None) -> NomineeList | None:
    """Keep the list that was sent; where it is refused, say so at the field."""
    unit = get_object_or_404(Unit, pk=request.actor.unit_id or 0)
    try:
        sent = brought(form.cleaned_data["attached"])
        return start_list(
            unit=unit,
            round=found,
            year=year,
            content=sent.content,
            file_name=sent.file_name,
            media_type=sent.media_type,
            by=request.actor,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error("attached", str(refusal))
        return None


def _round(request: ActingRequest, rounds: list[Round]) -> Round | None:
    asked = request.GET.get("dot", "")
    if not asked:
        return rounds[0] if len(rounds) == 1 else None
    uid = uid_of(asked)
    found = next((each for each in rounds if each.uid == uid), None)
    return found or get_object_or_404(Round.objects.none())
