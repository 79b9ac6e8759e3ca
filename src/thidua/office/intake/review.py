"""One document gone through: the text with its marks, the facts beside it, and the form that corrects one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.core.errors import Refused, Stale
from thidua.intake import commands
from thidua.intake.choices import FactKind, FactState
from thidua.intake.models import ProposedFact
from thidua.intake.queries import findings_of, surroundings_of
from thidua.office.intake.corrections import correction_form
from thidua.office.intake.marked_text import marked_text
from thidua.office.intake.panel import (
    TABS,
    address,
    answer_act,
    answer_panel,
    document_in_scope,
    fact_in_scope,
    in_question,
    panel,
)
from thidua.office.intake.steps import Wanted
from thidua.sources.models import Document
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest, whole_number


@allow(WORKERS)
@require_GET
def document(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a document at a fact (``?fact=6``, or by its place in the text: ``?o=2127``), or at sure facts together.

    ``?doan=12`` shows those of the paragraph of fact 12, ``?doan=tat-ca`` those of all paragraphs.
    """
    found = document_in_scope(request, uid)
    shown = panel(found, request.actor, _asked_for(request, found))
    if request.htmx:
        return answer_panel(request, shown)
    facts: list[ProposedFact] = shown["facts"]
    together = shown["together"]
    current = together.numbers if together else (shown["card"].row.number,) if shown["card"] else ()
    context = {
        **shown,
        "blocks": marked_text(found, facts, in_question(findings_of(found)), current),
        "kinds_here": [kind for kind in FactKind if any(fact.kind == kind for fact in facts)],
        "published": published_in_words(found.published),
    }
    return render(request, "office/intake/document.html", context)


@allow(WORKERS)
def correct(request: ActingRequest, uid: UUID, number: int) -> HttpResponse:
    """Show the form that corrects a fact, or save it; a form with errors stays as it was typed."""
    fact = fact_in_scope(request, uid, number)
    found = document_in_scope(request, uid)
    if fact.state != FactState.WAITING:
        raise Refused(_("Dữ kiện này đã xem xong. Bấm Thôi nhận hoặc Mở lại rồi sửa."))
    form = correction_form(fact, surroundings_of(found, today=clock.today()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.correct_fact(
                fact=fact,
                version=form.cleaned_data["version"],
                changes=form.changes(),
                by=request.actor,
                at=clock.now(),
            )
        except Stale as stale:
            theirs = "; ".join(f"{text}" for text in stale.theirs.values() if text)
            beside = _("Bản kia ghi: %(theirs)s") % {"theirs": theirs}
            form.add_error(None, f"{stale} {beside}")
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            sentence = _("Đã sửa dữ kiện %(number)s.") % {"number": number}
            undo = reverse("office:fact_undo_correction", args=[uid, number])
            return answer_act(request, found, sentence, wanted=Wanted(number), undo_url=undo)
    shown = panel(found, request.actor, Wanted(number), form=form)
    if request.htmx:
        return answer_panel(request, shown)
    if form.errors or request.method == "GET":
        status = 422 if form.errors else 200
        return render(request, "office/intake/correct.html", shown, status=status)
    return redirect(address(found, Wanted(number)))


def published_in_words(published: str) -> str:
    """Return the day or month of publication as the page writes it.

    >>> published_in_words("2017-03-08"), published_in_words("2020-06"), published_in_words("")
    ('08/03/2017', '06/2020', '')
    """
    return "/".join(reversed(published.split("-"))) if published else ""


def _asked_for(request: ActingRequest, found: Document) -> Wanted:
    """Return what the address asks for."""
    tab, paragraph = request.GET.get("muc", ""), request.GET.get("doan", "")
    if paragraph:
        return Wanted(whole_number(paragraph), together=True, every=paragraph == "tat-ca")
    number, place = whole_number(request.GET.get("fact", "")), whole_number(request.GET.get("o", ""))
    if number is None and place is not None:
        here = ProposedFact.objects.filter(document=found, start__lte=place, end__gt=place)
        rows = here.values_list("start", "end", "number")
        shortest = sorted(rows, key=lambda row: (row[0] != place, row[1] - row[0]))
        number = shortest[0][2] if shortest else None
    return Wanted(number, tab=tab if tab in TABS else "")
