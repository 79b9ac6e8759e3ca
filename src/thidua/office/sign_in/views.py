"""Signing in and out, passwords, language, and the unit in whose name one works."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.insights.office import own_unit
from thidua.nominations.queries.notices import is_any_open
from thidua.office.sign_in.forms import PasswordForm, SignInForm
from thidua.people.commands import work_for
from thidua.people.commands.accounts import change_own_password
from thidua.people.commands.sessions import begin_session
from thidua.people.models import User
from thidua.people.queries import units_worked_for
from thidua.web.permissions import EVERYONE, STAFF, allow
from thidua.web.requests import ActingRequest


class SignIn(LoginView):
    """The sign-in page; the language that a user keeps is put into the cookie."""

    template_name = "office/sign_in/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose office this is, and whether it asks the public about anything."""
        return super().get_context_data(own_unit=own_unit(), asks_public=is_any_open(on=clock.today()), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Let the user in."""
        user: User = form.get_user()
        begin_session(user=user)
        response = super().form_valid(form)
        if settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        return response


sign_in = allow(EVERYONE)(SignIn.as_view())
sign_out = allow(EVERYONE)(LogoutView.as_view())
set_language = allow(EVERYONE)(django_set_language)


@allow(EVERYONE)
@login_required
@never_cache
def change_password(request: ActingRequest) -> HttpResponse:
    """Let anybody who is signed in choose a password, above all in place of a first one."""
    user = User.objects.get(uid=request.user.uid)  # the row itself, as the audit trail names its kind
    forced = user.must_change_password
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_own_password(
                user=user, password=form.cleaned_data["new_password1"], by=request.actor, at=clock.now()
            )
        except Refused as refusal:
            form.add_error("new_password1", str(refusal))
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("Đã đổi mật khẩu. Lần sau đăng nhập bằng mật khẩu mới."))
            return redirect("office:home")
    return render(request, "office/sign_in/change_password.html", {"form": form, "forced": forced})


@allow(STAFF)
@require_POST
def switch_unit(request: ActingRequest) -> HttpResponse:
    """Work in the name of another unit at which the actor holds a role."""
    asked = request.POST.get("unit", "")
    unit = next((unit for unit in units_worked_for(request.actor) if str(unit.uid) == asked), None)
    if unit is None:
        raise Http404
    work_for(user=User.objects.get(uid=request.user.uid), unit=unit, by=request.actor, at=clock.now())
    messages.success(request, _("Từ bây giờ anh, chị làm việc với tư cách %(unit)s.") % {"unit": unit.full_name})
    return redirect("office:home")


def locked_out(request: HttpRequest, credentials: dict[str, Any], *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Say that too many sign-ins failed and when to try again (429)."""
    until = locked_until(credentials.get("username") or "", request.META.get("REMOTE_ADDR", ""))
    response = render(
        request,
        "office/sign_in/locked_out.html",
        {"at": f"{timezone.localtime(until):%H:%M}", "times": settings.AXES_FAILURE_LIMIT},
        status=429,
    )
    response.headers["Retry-After"] = str(max(1, int((until - clock.now()).total_seconds())))
    return response


def locked_until(username: str, address: str) -> datetime:
    """Return when a name may be tried again from an address: the whole minute after the pause ends."""
    attempt = AccessAttempt.objects.filter(username=username, ip_address=address).order_by("-attempt_time").first()
    since = attempt.attempt_time if attempt else clock.now()
    end = since + timedelta(hours=settings.AXES_COOLOFF_TIME)
    return end.replace(second=0, microsecond=0) + timedelta(minutes=1)
