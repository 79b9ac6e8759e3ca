"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.views.i18n import set_language as django_set_language

from thidua.web.permissions import EVERYONE, STAFF, allow

sign_in = allow(EVERYONE)(LoginView.as_view(template_name="office/sign_in/sign_in.html"))
sign_out = allow(EVERYONE)(LogoutView.as_view())
change_password = allow(STAFF)(PasswordChangeView.as_view(template_name="office/sign_in/change_password.html"))
set_language = allow(EVERYONE)(django_set_language)


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
    """Say that too many sign-ins failed and when to try again."""
    return HttpResponse(status=429)
