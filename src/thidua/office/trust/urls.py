"""Addresses of the certificate pages."""

from __future__ import annotations

from django.urls import path

from thidua.office.trust import views

urlpatterns = [
    path("tin-cay/", views.trust, name="trust"),
    path("tin-cay/chung-thu.crt", views.authority_certificate, name="authority_certificate"),
]
