"""«Ủy quyền khi vắng»: what is lent, lending, taking back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.actors import Actor, Role
from thidua.office.lending.words import lent_rows
from thidua.office.saving import SavedForm, refusals_shown_on
from thidua.organisations.models import Unit
from thidua.people.choices import HeldRole
from thidua.people.commands import lend_role, take_back_role
from thidua.people.models import RoleGrant, User
from thidua.people.queries import colleagues, lendings
from thidua.people.rules import LENDABLE
from thidua.web.fields import DayField
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


class LendingForm(SavedForm):
    """Which role, to whom, for which days; the last day is the last on which it counts."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trò"))
    to = forms.ModelChoiceField(
        label=gettext_lazy("Người thay"), queryset=User.objects.none(), empty_label=gettext_lazy("Chọn người")
    )
    since = DayField(label=gettext_lazy("Từ ngày"))
    until = DayField(label=gettext_lazy("Đến hết ngày"))

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(value, label) for value, label in HeldRole.choices if value in LENDABLE and actor.owns(Role(value))]
        self.fields["role"].choices = own  # type: ignore[attr-defined]
        self.fields["to"].queryset = colleagues(actor.user_id or 0, actor.unit_id or 0, on=on)  # type: ignore[attr-defined]

    @property
    def can_lend(self) -> bool:
        """Whether there is a role to lend and somebody to lend it to."""
        return bool(self.fields["role"].choices) and self.fields["to"].queryset.exists()  # type: ignore[attr-defined]


@allow(STAFF)
def lending(request: ActingRequest) -> HttpResponse:
    """Show what the user lent and was lent at the unit they work for, and let them lend a role of their own."""
    today = clock.today()
    form = LendingForm(request.POST or None, actor=request.actor, on=today, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_shown_on(form):
            lend_role(
                role=Role(typed["role"]), to=typed["to"], unit=get_object_or_404(Unit, pk=request.actor.unit_id),
                since=typed["since"], until=typed["until"] + timedelta(days=1), by=request.actor, at=clock.now(),
            )  # fmt: skip
        if not form.errors:
            messages.success(request, _("Đã ủy quyền cho %(who)s. Hết hạn thì tự thôi.") % {"who": typed["to"]})
            return redirect("office:lending")
    rows = lent_rows(lendings(request.actor, on=today), request.actor, today=today)
    context = {"rows": rows, "form": form, "lent": sum(row.is_mine for row in rows)}
    return render(request, "office/lending/lending.html", context, status=422 if form.errors else 200)


@allow(STAFF)
@require_POST
def take_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a lent role back at once."""
    grant = get_object_or_404(RoleGrant, uid=uid, unit=request.actor.unit_id)
    taken = take_back_role(grant=grant, by=request.actor, at=clock.now())
    messages.success(request, _("Đã thu hồi ủy quyền của %(who)s.") % {"who": taken.user})
    if taken.lent_by_id == request.actor.user_id:
        return redirect("office:lending")
    return redirect("office:person", uid=taken.user.uid)
