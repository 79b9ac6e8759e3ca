"""Addresses of the page that shows the totals of a year."""

from __future__ import annotations

from django.urls import path

from thidua.office.totals import acts, edition, views

urlpatterns = [
    path("so-lieu/", views.totals, name="totals"),
    path("so-lieu/excel/", views.workbook, name="totals_workbook"),
    path("so-lieu/csv/", views.lines, name="totals_csv"),
    path("so-lieu/cong-bo/", acts.publish, name="publish_totals"),
    path("so-lieu/cong-bo/<uuid:uid>/", edition.edition, name="published_edition"),
    path("so-lieu/cong-bo/<uuid:uid>/thu-hoi/", acts.withdraw, name="withdraw_publication"),
]
