"""Root addresses: the calls of other machines, the public pages, the staff pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("thidua.api.urls")),
    path("cong-khai/", include("thidua.portal.urls")),
    path("", include("thidua.office.urls")),
]
