"""Movements: the list, one movement, starting and changing it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.conferences.commands import ensure_review
from thidua.conferences.queries import reviews_of, unreviewed
from thidua.core import clock
from thidua.movements import commands
from thidua.movements.models import Movement
from thidua.movements.queries import governing_documents_of, phase_readings
from thidua.movements.queries import movements as movements_in_scope
from thidua.office.movements.forms import MovementForm, ReviewForm, YearsForm
from thidua.office.saving import refusals_shown_on
from thidua.organisations.models import Unit
from thidua.reports.commands import ensure_period
from thidua.sources.queries import readable
from thidua.vietnamese.fold import fold
from thidua.web.permissions import STAFF, WORKERS, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 30


@allow(STAFF)
@require_GET
def movements(request: ActingRequest) -> HttpResponse:
    """List the movements in scope; ``?q=`` searches their names."""
    found = movements_in_scope(request.actor, on=clock.today())
    text = request.GET.get("q", "").strip()
    if text:
        found = found.filter(folded__contains=fold(text))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "office/movements/movements.html",
        {"page": page, "text": text, "can_edit": request.actor.has(*WORKERS)},
    )


@allow(STAFF)
@require_GET
def movement(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show one movement: phases with their aims, governing documents, reviews."""
    found = find_movement(request, uid)
    documents = list(governing_documents_of(found))
    context = {
        "movement": found,
        "phases": phase_readings(found),
        "documents": documents,
        "readable": readable(request.actor, [each.citation_id for each in documents], on=clock.today()),
        "reviews": reviews_of(request.actor, found, on=clock.today()),
        "unreviewed": unreviewed(request.actor, found, on=clock.today()),
        "can_edit": request.actor.has(*WORKERS),
    }
    return render(request, "office/movements/movement.html", context)


@allow(WORKERS)
def add_movement(request: ActingRequest) -> HttpResponse:
    """Start a movement at the unit worked for."""
    form = MovementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("name", "category", "organisation", "scope", "aim")}
        with refusals_shown_on(form):
            unit = Unit.objects.get(pk=request.actor.unit_id or 0)
            made = commands.start_movement(unit=unit, **typed, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã thêm phong trào “%(name)s”. Thêm giai đoạn tiếp theo.") % {"name": made})
            return redirect("office:movement", uid=made.uid)
    return _form_page(request, form, "office/movements/movement_form.html", {})


@allow(WORKERS)
def edit_movement(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change a movement's name, kind and purpose."""
    found = find_movement(request, uid)
    names = ("name", "category", "organisation", "scope", "aim", "version")
    form = MovementForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        version = typed.pop("version") or 0
        with refusals_shown_on(form):
            commands.edit_movement(movement=found, version=version, changes=typed, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã lưu phong trào “%(name)s”.") % {"name": typed["name"]})
            return redirect("office:movement", uid=uid)
    return _form_page(request, form, "office/movements/movement_form.html", {"movement": found})


@allow(WORKERS)
def add_phase(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Add a stretch of years to a movement."""
    found = find_movement(request, uid)
    form = YearsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            phase = commands.ensure_phase(
                movement=found,
                first_year=form.cleaned_data["first_year"],
                last_year=form.cleaned_data["last_year"],
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã thêm giai đoạn %(years)s.") % {"years": phase})
            return redirect("office:movement", uid=uid)
    return _form_page(request, form, "office/movements/phase_form.html", {"movement": found})


@allow(WORKERS)
def add_review(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Open the review of a movement for a unit and years; one that is there already is shown."""
    found = find_movement(request, uid)
    today = clock.today()
    initial: dict[str, object] = {"unit": request.GET.get("don-vi") or found.unit.full_name}
    if latest := found.phases.order_by("-first_year").first():
        initial |= {"first_year": latest.first_year, "last_year": latest.last_year}
    for name, key in (("first_year", "tu"), ("last_year", "den")):
        if request.GET.get(key, "").isdecimal():
            initial[name] = request.GET[key]
    form = ReviewForm(request.POST or None, initial=initial, actor=request.actor, on=today)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_shown_on(form):
            period = ensure_period(period={"from": typed["first_year"], "to": typed["last_year"]})
            review = ensure_review(movement=found, unit=typed["unit"], period=period, by=request.actor, at=clock.now())
        if not form.errors:
            return redirect("office:review", uid=review.uid)
    return _form_page(request, form, "office/movements/review_form.html", {"movement": found})


def find_movement(request: ActingRequest, uid: UUID) -> Movement:
    """Return a movement in the actor's scope; 404 for any other."""
    return get_object_or_404(movements_in_scope(request.actor, on=clock.today()), uid=uid)


def _form_page(
    request: ActingRequest, form: MovementForm | YearsForm, template: str, context: dict[str, object]
) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
