"""Directions of a review: added, assigned, done, dropped and brought back."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.conferences import commands
from thidua.conferences.choices import DirectionState
from thidua.conferences.models import ConferenceDirection
from thidua.conferences.queries import directions
from thidua.core import clock
from thidua.office.reviews.views import find_review
from thidua.office.saving import SavedForm, refusals_shown_on
from thidua.web.fields import DayField
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest


class DirectionForm(SavedForm):
    """Something a leader asked for."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung chỉ đạo"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.CharField(
        label=gettext_lazy("Chủ trì"), max_length=200, required=False, help_text=gettext_lazy("Để trống nếu chưa giao.")
    )
    due_on = DayField(label=gettext_lazy("Hạn"), required=False)


@allow(WORKERS)
def add(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Add a direction to a review."""
    review = find_review(request, uid)
    form = DirectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("text", "owner", "due_on")}
        with refusals_shown_on(form):
            commands.add_direction(review=review, **typed, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã thêm chỉ đạo."))
            return redirect(f"{reverse('office:review', args=[uid])}#chi-dao")
    context = {"form": form, "review": review}
    return render(request, "office/reviews/direction_form.html", context, status=422 if form.errors else 200)


@allow(WORKERS)
def edit(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change a direction or give it to somebody; a stale save shows both texts."""
    direction = _direction(request, uid)
    names = ("text", "owner", "due_on", "version")
    form = DirectionForm(request.POST or None, initial={name: getattr(direction, name) for name in names})
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        version = typed.pop("version") or 0
        with refusals_shown_on(form):
            commands.edit_direction(
                direction=direction, version=version, changes=typed, by=request.actor, at=clock.now()
            )
        if not form.errors:
            messages.success(request, _("Đã lưu chỉ đạo."))
            return redirect(f"{reverse('office:review', args=[direction.review.uid])}#chi-dao")
    context = {"form": form, "review": direction.review, "direction": direction}
    return render(request, "office/reviews/direction_form.html", context, status=422 if form.errors else 200)


@allow(WORKERS)
@require_POST
def mark(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Say that a direction is carried out, or, pressed again, that it is not."""
    direction = _direction(request, uid)
    is_done = direction.state != DirectionState.DONE
    commands.mark_direction(direction=direction, is_done=is_done, by=request.actor, at=clock.now())
    sentence = _("Đã xong: %(text)s") if is_done else _("Mở lại: %(text)s")
    undo = reverse("office:mark_direction", args=[uid])
    messages.success(request, sentence % {"text": direction.text}, extra_tags=undo)
    return _back(request, direction)


@allow(WORKERS)
@require_POST
def drop(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a direction back; the toast brings it back."""
    direction = _direction(request, uid)
    commands.withdraw_direction(direction=direction, by=request.actor, at=clock.now())
    undo = reverse("office:restore_direction", args=[uid])
    messages.success(request, _("Đã bỏ: %(text)s") % {"text": direction.text}, extra_tags=undo)
    return _back(request, direction)


@allow(WORKERS)
@require_POST
def restore(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Bring a direction back."""
    direction = _direction(request, uid)
    commands.restore_direction(direction=direction, by=request.actor, at=clock.now())
    return _back(request, direction)


def _back(request: ActingRequest, direction: ConferenceDirection) -> HttpResponse:
    """Go back to the review; from a toast (HTMX) by loading the whole page anew."""
    address = reverse("office:review", args=[direction.review.uid])
    if not request.htmx:
        return redirect(f"{address}#chi-dao")
    return HttpResponse(status=204, headers={"HX-Redirect": address})


def _direction(request: ActingRequest, uid: UUID) -> ConferenceDirection:
    return get_object_or_404(directions(request.actor, on=clock.today()), uid=uid)
