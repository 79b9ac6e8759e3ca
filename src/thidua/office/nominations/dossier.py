"""What lies in a dossier: papers put in and taken out, innovations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.law.record import InnovationKind, Reach
from thidua.nominations.commands.dossier import (
    StatedInnovation,
    StatedPaper,
    add_innovation,
    attach_paper,
    change_innovation,
    remove_innovation,
    restore_paper,
    take_out_paper,
)
from thidua.nominations.models import Innovation, Nomination, Paper
from thidua.nominations.queries.dossier import dossier_page
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.nominations.rules.dossier import OTHER
from thidua.nominations.rules.path import EDITABLE
from thidua.office.nominations.finding import MOVERS, own_nomination_or_404
from thidua.office.saving import SavedForm, refusals_shown_on
from thidua.reading.files import MAX_BYTES
from thidua.sources.queries import open_file
from thidua.web.downloads import as_download
from thidua.web.fields import DayField
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number


class InnovationForm(SavedForm):
    """An innovation as the dossier states it."""

    name = forms.CharField(label=gettext_lazy("Tên sáng kiến, đề tài"), max_length=400)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=[(each.value, each.value) for each in InnovationKind])
    year = forms.IntegerField(
        label=gettext_lazy("Năm công nhận"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Ghi năm bằng bốn chữ số, như 2025.")},
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("Phạm vi ảnh hưởng"),
        choices=[(each.value, each.value) for each in Reach],
        initial=Reach.GRASSROOTS.value,
    )
    certificate = forms.CharField(label=gettext_lazy("Số giấy công nhận"), max_length=100, required=False)
    begun_on = DayField(label=gettext_lazy("Ngày bắt đầu"), required=False)
    is_recognised = forms.BooleanField(label=gettext_lazy("Đã được công nhận"), required=False, initial=True)

    def stated(self) -> StatedInnovation:
        """Return what was typed, once it is valid."""
        return StatedInnovation(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


@allow(MOVERS)
@require_GET
def dossier(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show what a dossier holds, for the unit that puts it together."""
    return _page(request, own_nomination_or_404(request, uid))


@allow(MOVERS)
@require_POST
def attach(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Put a paper in: a file, or a note where it lies; the toast takes it out."""
    one, upload = own_nomination_or_404(request, uid), request.FILES.get("file")
    item = request.POST.get("item", "")
    stated = StatedPaper(item, request.POST.get("text", ""), request.POST.get("note", ""))
    content = upload.read(MAX_BYTES + 1) if upload else None
    name = (upload.name if upload else "") or ""
    try:
        paper = attach_paper(
            nomination=one, stated=stated, content=content, name=name, by=request.actor, at=clock.now()
        )
    except Refused as refusal:
        return _page(request, one, refused={"item": item, "sentence": str(refusal), "note": stated.note}, status=422)
    undo = reverse("office:take_out_paper", args=[paper.uid])
    messages.success(request, _("Đã đưa vào hồ sơ: %(name)s.") % {"name": paper.text}, extra_tags=undo)
    return redirect(f"{reverse('office:dossier', args=[uid])}#muc-{item}")


@allow(MOVERS)
@require_POST
def take_out(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a paper out; the toast puts it back."""
    paper = take_out_paper(paper=_paper(request, uid), by=request.actor, at=clock.now())
    undo = reverse("office:restore_paper", args=[uid])
    messages.success(request, _("Đã lấy ra: %(name)s.") % {"name": paper.text}, extra_tags=undo)
    return redirect("office:dossier", uid=paper.nomination.uid)


@allow(MOVERS)
@require_POST
def put_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Put a paper back that was taken out."""
    paper = restore_paper(paper=_paper(request, uid), by=request.actor, at=clock.now())
    messages.success(request, _("Đã đưa lại vào hồ sơ: %(name)s.") % {"name": paper.text})
    return redirect("office:dossier", uid=paper.nomination.uid)


@allow(STAFF)
@require_GET
def paper_file(request: ActingRequest, uid: UUID) -> FileResponse:
    """Send the file of a paper to whoever may see the nomination."""
    paper = _paper(request, uid)
    if paper.file is None:
        raise Http404
    return as_download(FileResponse(open_file(paper.file), content_type=paper.file.media_type), paper.file.name)


@allow(MOVERS)
@require_POST
def innovation(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Add an innovation, change the one of ``innovation``, or take it out (``remove``)."""
    one = own_nomination_or_404(request, uid)
    key = request.POST.get("innovation", "")
    row = get_object_or_404(Innovation, nomination=one, pk=whole_number(key) or 0) if key else None
    if row is not None and "remove" in request.POST:
        remove_innovation(innovation=row, by=request.actor, at=clock.now())
        messages.success(request, _("Đã bỏ “%(name)s” khỏi hồ sơ.") % {"name": row.name})
        return redirect(f"{reverse('office:dossier', args=[uid])}#sang-kien")
    form = InnovationForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            if row is None:
                add_innovation(nomination=one, stated=form.stated(), by=request.actor, at=clock.now())
            else:
                change_innovation(innovation=row, stated=form.stated(), by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã ghi “%(name)s”.") % {"name": form.cleaned_data["name"]})
            return redirect(f"{reverse('office:dossier', args=[uid])}#sang-kien")
    return _page(request, one, typed=(row, form), status=422)


def _page(
    request: ActingRequest,
    one: Nomination,
    *,
    refused: dict[str, str] | None = None,
    typed: tuple[Innovation | None, InnovationForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    row, form = typed or (None, None)
    page = dossier_page(one, on=clock.today())
    forms_of_rows = [(each, form if form and row and row.pk == each.pk else _filled(each)) for each in page.innovations]
    context: dict[str, Any] = {
        "one": one,
        "dossier": page,
        "can_edit": one.state in EDITABLE,
        "other": OTHER,
        "innovations": forms_of_rows,
        "new_innovation": form if form and row is None else InnovationForm(auto_id="new-%s"),
        "open_row": row.pk if row else None,
        "is_new_open": bool(form and row is None),
        "refused": refused or {},
        "megabytes": MAX_BYTES // (1024 * 1024),
    }
    return render(request, "office/nominations/dossier.html", context, status=status)


def _filled(row: Innovation) -> InnovationForm:
    initial = {name: getattr(row, name) for name in InnovationForm.base_fields if name != "version"}
    return InnovationForm(initial=initial, auto_id=f"row-{row.pk}-%s")


def _paper(request: ActingRequest, uid: UUID) -> Paper:
    seen = nominations_in_scope(request.actor, on=clock.today())
    rows = Paper.objects.filter(nomination__in=seen).select_related("file", "nomination__round__unit")
    return get_object_or_404(rows, uid=uid)
