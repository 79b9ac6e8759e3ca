"""The home page: what is to be done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.web.permissions import STAFF, allow


@allow(STAFF)
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the actor."""
    return render(request, "office/home/home.html")
