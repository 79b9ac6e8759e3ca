"""Addresses of the yearly statistics."""

from __future__ import annotations

from django.urls import path

from thidua.office.statistics import views

urlpatterns = [
    path("thong-ke/", views.statistics, name="statistics"),
    path("thong-ke/excel/", views.export, name="statistics_export"),
    path("thong-ke/phong-trao/", views.movements, name="statistics_movements"),
]
