"""Addresses of the units' pages."""

from __future__ import annotations

from django.urls import path

from thidua.office.units import cut_offs, views

urlpatterns = [
    path("don-vi/<uuid:uid>/", views.unit, name="unit"),
    path("don-vi/<uuid:uid>/ky-bao-cao/", cut_offs.cut_off, name="cut_off"),
]
