"""The page «Kết nối máy»: which machines may read and write in one's name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.office.tokens.forms import TokenForm
from thidua.people.commands import make_token, revoke_token
from thidua.people.models import ApiToken
from thidua.people.queries import tokens_in_reach
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_SHOWN = 100
"""How many tokens the page shows, those in use first."""


@allow(STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: ActingRequest) -> HttpResponse:
    """List the tokens; make one and show its secret, once."""
    today = clock.today()
    form = TokenForm(request.POST or None, actor=request.actor, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = make_token(new=form.new_token(), by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return _shown_once(request, token, secret)
    found = tokens_in_reach(request.actor, on=today).order_by(F("revoked_at").desc(nulls_first=True), "-created_at")
    rows = list(found[:_SHOWN])
    live = [token for token in rows if token.revoked_at is None and token.until > today]
    gone = [token for token in rows if token not in live]
    context = {"form": form, "live": live, "gone": gone, "today": today}
    return render(request, "office/tokens/tokens.html", context, status=422 if form.errors else 200)


@allow(STAFF)
@require_POST
def revoke(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Revoke a token: one's own, or as administrator one of the units in scope."""
    token = get_object_or_404(tokens_in_reach(request.actor, on=clock.today()), uid=uid)
    revoke_token(token=token, by=request.actor, at=clock.now())
    messages.success(request, _("Đã thu hồi mã của %(name)s. Máy ấy không vào được nữa.") % {"name": token.name})
    return redirect("office:tokens")


def _shown_once(request: ActingRequest, token: ApiToken, secret: str) -> HttpResponse:
    response = render(request, "office/tokens/secret.html", {"token": token, "secret": secret})
    response["Cache-Control"] = "no-store"
    return response
