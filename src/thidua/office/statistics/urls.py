"""Addresses of the yearly statistics."""

from __future__ import annotations

from django.urls import path

from thidua.office.statistics import lists, views

urlpatterns = [
    path("thong-ke/", views.statistics, name="statistics"),
    path("thong-ke/excel/", views.export, name="statistics_export"),
    path("thong-ke/phong-trao/", lists.movements, name="statistics_movements"),
    path("thong-ke/khen-thuong/", lists.awards, name="statistics_awards"),
    path("thong-ke/ghi-nhieu-lan/", lists.doubles, name="statistics_doubles"),
]
