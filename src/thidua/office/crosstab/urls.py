"""Addresses of the page that shows figures through time."""

from __future__ import annotations

from django.urls import path

from thidua.office.crosstab import views

urlpatterns = [
    path("theo-thoi-gian/", views.series, name="series"),
    path("theo-thoi-gian/excel/", views.workbook, name="series_workbook"),
    path("theo-thoi-gian/csv/", views.lines, name="series_csv"),
    path("theo-thoi-gian/parquet/", views.parquet, name="series_parquet"),
    path("theo-thoi-gian/lam-moi/", views.renew, name="series_renew"),
]
