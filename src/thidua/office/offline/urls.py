"""Addresses of working without a connection."""

from __future__ import annotations

from django.urls import path

from thidua.office.offline import views

urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("khong-mang/", views.offline, name="offline"),
    path("khong-mang/phien/", views.session, name="offline_session"),
]
