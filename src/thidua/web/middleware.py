"""Who is asking, and how a refusal reaches the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from thidua.core import clock
from thidua.core.actors import ANYONE
from thidua.core.errors import Refused
from thidua.people.models import User
from thidua.people.queries import actor_of
from thidua.web.errors import NotPermitted
from thidua.web.requests import ActingRequest

GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]


class LanguageMiddleware:
    """Speak Vietnamese unless the reader chose another language; the browser's own wish does not count.

    Office PCs often run an English Windows; their officers still read Vietnamese.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request in the language that its cookie names."""
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ActorMiddleware:
    """Put ``request.actor`` there, made of the roles held today; hold back who must change the password first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        acting = cast("ActingRequest", request)
        acting.actor = ANYONE
        if isinstance(user := request.user, User):
            acting.actor = actor_of(user, on=clock.today())
            if user.must_change_password and not self._may_pass(request.path):
                return redirect("office:change_password")
        return self.get_response(request)

    @staticmethod
    def _may_pass(path: str) -> bool:
        free = {reverse("office:change_password"), reverse("office:sign_out"), reverse("office:set_language")}
        return path in free or path.startswith("/static/")


class NullCharacterMiddleware:
    """Answer an address with a null character as one that is not there: no page writes it, no database holds it.

    A view that deals with it itself says so: ``takes_null_characters``.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, _args: list[str], _kwargs: dict[str, str]) -> None:
        """Raise ``Http404`` where the address has one."""
        if getattr(view, "takes_null_characters", False):
            return
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404


class RefusalMiddleware:
    """Turn a refusal that no view caught into a page (or an HTMX fragment) with its sentence."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal: 403 for a missing role, 409 for anything else."""
        if not isinstance(exception, Refused):
            return None
        status = 403 if isinstance(exception, NotPermitted) else 409
        template = "web/refused_fragment.html" if getattr(request, "htmx", False) else "web/refused.html"
        return render(request, template, {"sentence": str(exception)}, status=status)
