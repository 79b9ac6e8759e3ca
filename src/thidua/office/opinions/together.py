"""One body asked about many nominations in one letter: first whom it is about, then all or none."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.nominations.commands.opinions import ask_opinions
from thidua.nominations.models import Nomination
from thidua.nominations.queries.found import nominations_found
from thidua.nominations.queries.opinions import ON_THE_WAY
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.office.nominations.asked import asked_of
from thidua.office.nominations.finding import MOVERS
from thidua.office.opinions.forms import AskForm
from thidua.office.opinions.section import ask_form
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest

MOST = 500
_NONE = gettext_noop("Chưa chọn hồ sơ nào. Đánh dấu hồ sơ trong danh sách rồi bấm lại.")
_MANY = gettext_noop("Nhiều hơn %(most)s hồ sơ một lần. Lọc bớt rồi làm lại.")


@allow(MOVERS)
@require_POST
def ask_about_many(request: ActingRequest) -> HttpResponse:
    """Show the form for the nominations that were ticked; with ``confirmed``, ask about all of them."""
    rows = _chosen(request)
    if "confirmed" not in request.POST:
        return _page(request, rows, ask_form(clock.today()))
    form = AskForm(request.POST, today=clock.today(), auto_id="hoi-%s")
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("body", "asked_on", "due_on")}
        with refusals_shown_on(form):
            ask_opinions(nominations=rows, **typed, by=request.actor, at=clock.now())
        if not form.errors:
            said = ngettext(
                "Đã ghi: hỏi %(body)s về %(count)s hồ sơ.", "Đã ghi: hỏi %(body)s về %(count)s hồ sơ.", len(rows)
            )
            messages.success(request, said % {"body": typed["body"], "count": len(rows)})
            return redirect("office:nominations")
    return _page(request, rows, form, status=422)


def _page(request: ActingRequest, rows: Sequence[Nomination], form: AskForm, status: int = 200) -> HttpResponse:
    context = {"rows": rows, "form": form, "back": reverse("office:nominations")}
    return render(request, "office/opinions/together.html", context, status=status)


def _chosen(request: ActingRequest) -> list[Nomination]:
    """Return the nominations that were ticked, or all of the filter that lie with the actor's unit."""
    today = clock.today()
    if "all" in request.POST and "confirmed" not in request.POST:
        asked = asked_of(QueryDict(request.POST.get("query", "")))
        mine = {"round__unit": request.actor.unit_id, "state__in": ON_THE_WAY}
        found = nominations_found(request.actor, asked, on=today).filter(**mine)
    else:
        found = nominations_in_scope(request.actor, on=today).filter(uid__in=_uids(request.POST.getlist("hs")))
    rows = list(found.select_related("round__unit", "unit")[: MOST + 1])
    if not rows:
        raise Refused(_NONE)
    if len(rows) > MOST:
        raise Refused(_MANY, most=MOST)
    return rows


def _uids(texts: Sequence[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        raise Http404 from None
