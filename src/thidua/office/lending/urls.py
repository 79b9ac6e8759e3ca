"""Addresses of lending a role."""

from __future__ import annotations

from django.urls import path

from thidua.office.lending import views

urlpatterns = [
    path("uy-quyen/", views.lending, name="lending"),
    path("uy-quyen/<uuid:uid>/thu-hoi/", views.take_back, name="take_back_role"),
]
