"""Each component in each state, as the pages use them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.office.styleguide.forms import SampleForm
from thidua.office.styleguide.samples import samples
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@allow(STAFF)
def styleguide(request: ActingRequest) -> HttpResponse:
    """Show the components."""
    form = SampleForm({"name": "", "since": "31/02/2026", "kind": "thematic"})
    context = {**samples(clock.today()), "form": form, "empty_form": SampleForm(), "noon": clock.now()}
    return render(request, "office/styleguide/styleguide.html", context)


@allow(STAFF)
def sample_source(request: ActingRequest) -> HttpResponse:
    """Return the source that the sample figures open."""
    return render(request, "office/styleguide/source.html", {"noon": clock.now()})


@allow(STAFF)
@require_POST
def sample_undo(request: ActingRequest) -> HttpResponse:
    """Take back nothing, and say so."""
    messages.info(request, _("Đã hoàn tác (thử)."))
    return redirect("office:styleguide")
