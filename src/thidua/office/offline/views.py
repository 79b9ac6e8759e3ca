"""The worker of the browser, the page it shows without a connection, and who is signed in now."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from thidua.office.offline.readers import reader_of
from thidua.office.offline.version import ASSETS, version
from thidua.web.permissions import EVERYONE, allow


@allow(EVERYONE)
@require_GET
def worker(_request: HttpRequest) -> HttpResponse:
    """Hand out the worker, at the root so that it may serve every page; its work stands in ``worker.js``."""
    told = {
        "version": version(),
        "page": reverse("office:offline"),
        "static": static(""),
        "assets": [static(each) for each in ASSETS],
    }
    lines = (
        '"use strict";',
        f"self.THIDUA = {json.dumps(told)};",
        f"importScripts({json.dumps(static('thidua/worker.js'))});",
    )
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@allow(EVERYONE)
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """Show what stands in for a page that cannot be had; it says nothing of its reader."""
    return render(request, "office/offline/offline.html")


@allow(EVERYONE)
@never_cache
@require_GET
def session(request: HttpRequest) -> HttpResponse:
    """Tell a page that was kept for long who is signed in now, and the mark that its forms need."""
    return JsonResponse({"reader": reader_of(request), "token": get_token(request)})
