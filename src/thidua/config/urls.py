"""Root addresses: the public pages and the staff pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("cong-khai/", include("thidua.portal.urls")),
    path("", include("thidua.office.urls")),
]
