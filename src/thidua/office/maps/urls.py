"""Address of the page that lays a figure on two maps."""

from __future__ import annotations

from django.urls import path

from thidua.office.maps import views

urlpatterns = [
    path("theo-thoi-gian/hai-ban-do/", views.two_maps_page, name="two_maps"),
    path("theo-thoi-gian/hai-ban-do/xlsx/", views.two_maps_workbook, name="two_maps_workbook"),
    path("theo-thoi-gian/hai-ban-do/csv/", views.two_maps_lines, name="two_maps_csv"),
]
