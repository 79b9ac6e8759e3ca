"""Addresses of the units' pages."""

from __future__ import annotations

from django.urls import path

from thidua.office.units import views

urlpatterns = [path("don-vi/<uuid:uid>/", views.unit, name="unit")]
