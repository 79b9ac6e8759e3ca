"""Addresses of the register of awards."""

from __future__ import annotations

from django.urls import path

from thidua.office.awards import into_ledger, views

urlpatterns = [
    path("so-khen-thuong/", views.awards, name="awards"),
    path("so-khen-thuong/excel/", views.export, name="awards_export"),
    path("so-khen-thuong/<uuid:uid>/cong-bo/", views.publish, name="publish_award"),
    path("so-khen-thuong/<uuid:uid>/go-cong-bo/", views.unpublish, name="unpublish_award"),
    path("so-khen-thuong/<uuid:uid>/ghi-vao-so/", into_ledger.into_ledger, name="award_into_ledger"),
]
