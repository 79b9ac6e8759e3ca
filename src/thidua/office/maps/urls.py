"""Address of the page that lays a figure on two maps."""

from __future__ import annotations

from django.urls import path

from thidua.office.maps import views

urlpatterns = [path("theo-thoi-gian/hai-ban-do/", views.two_maps_page, name="two_maps")]
