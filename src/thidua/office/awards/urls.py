"""Addresses of the register of awards."""

from __future__ import annotations

from django.urls import path

from thidua.office.awards import views

urlpatterns = [
    path("so-khen-thuong/", views.awards, name="awards"),
    path("so-khen-thuong/excel/", views.export, name="awards_export"),
    path("so-khen-thuong/<uuid:uid>/cong-bo/", views.publish, name="publish_award"),
    path("so-khen-thuong/<uuid:uid>/go-cong-bo/", views.unpublish, name="unpublish_award"),
]
