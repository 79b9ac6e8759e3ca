"""What is done about opinions on the page of a nomination: asked, answered, taken back; the letter sent."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.nominations.commands import opinions as commands
from thidua.nominations.models import Nomination, Opinion
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.office.nominations.finding import MOVERS, nomination_or_404
from thidua.office.nominations.page import nomination_page
from thidua.office.opinions.forms import AnswerForm, AskForm
from thidua.office.opinions.section import TypedOpinion, answer_id
from thidua.office.saving import refusals_shown_on
from thidua.reading.files import MAX_BYTES
from thidua.sources.queries import open_file
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_GONE = gettext_noop("Lần hỏi ý kiến này đã được rút. Tải lại trang.")


@allow(MOVERS)
@require_POST
def ask(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Note that a body was asked; the toast takes the question back."""
    one, form = nomination_or_404(request, uid), AskForm(request.POST, today=clock.today(), auto_id="hoi-%s")
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("body", "asked_on", "due_on")}
        with refusals_shown_on(form):
            made = commands.ask_opinion(nomination=one, **typed, by=request.actor, at=clock.now())
        if not form.errors:
            undo = reverse("office:withdraw_opinion", args=[made.uid])
            messages.success(request, _("Đã ghi: hỏi ý kiến %(body)s.") % {"body": made.body}, extra_tags=undo)
            return _back_to(one)
    return nomination_page(request, one, typed=TypedOpinion(form), status=422)


@allow(MOVERS)
@require_POST
def answer(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Write what a body answered, with its letter; the toast takes the answer back."""
    kept = _opinion(request, uid)
    form = AnswerForm(request.POST, request.FILES, today=clock.today(), auto_id=answer_id(kept.pk))
    if form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read(MAX_BYTES + 1) if upload else None
        name = (upload.name if upload else "") or ""
        with refusals_shown_on(form):
            commands.record_answer(
                opinion=kept, stated=form.stated(), content=content, name=name, by=request.actor, at=clock.now()
            )
        if not form.errors:
            undo = reverse("office:take_opinion_back", args=[uid])
            messages.success(request, _("Đã ghi trả lời của %(body)s.") % {"body": kept.body}, extra_tags=undo)
            return _back_to(kept.nomination)
    one = nomination_or_404(request, kept.nomination.uid)
    return nomination_page(request, one, typed=TypedOpinion(form, kept.pk), status=422)


@allow(MOVERS)
@require_POST
def take_answer_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take an answer back: the body is asked still."""
    kept = _opinion(request, uid)
    commands.take_back_answer(opinion=kept, by=request.actor, at=clock.now())
    messages.success(request, _("Đã rút trả lời của %(body)s; còn chờ trả lời.") % {"body": kept.body})
    return _back_to(kept.nomination)


@allow(MOVERS)
@require_POST
def take_question_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take back a question that nobody answered."""
    kept = _opinion(request, uid)
    commands.take_back_question(opinion=kept, by=request.actor, at=clock.now())
    messages.success(request, _("Đã rút lần hỏi %(body)s.") % {"body": kept.body})
    return _back_to(kept.nomination)


@allow(STAFF)
@require_GET
def letter(request: ActingRequest, uid: UUID) -> FileResponse:
    """Send the letter of an answer to whoever may see the nomination."""
    file = _opinion(request, uid).file
    if file is None:
        raise Http404
    return as_download(FileResponse(open_file(file), content_type=file.media_type), file.name)


def _opinion(request: ActingRequest, uid: UUID) -> Opinion:
    """Return a question about a nomination in scope.

    Raises:
        Refused: it was taken back meanwhile, on a page of a nomination that the actor may see.
    """
    seen = nominations_in_scope(request.actor, on=clock.today())
    rows = Opinion.objects.filter(nomination__in=seen).select_related("file", "nomination__round__unit")
    with suppress(ValueError):
        shown_on = UUID(request.POST.get("ho_so", ""))
        if not rows.filter(uid=uid).exists() and seen.filter(uid=shown_on).exists():
            raise Refused(_GONE)
    return get_object_or_404(rows, uid=uid)


def _back_to(one: Nomination) -> HttpResponse:
    return redirect(f"{reverse('office:nomination', args=[one.uid])}#y-kien")
