"""Addresses of the page that shows who has filed."""

from __future__ import annotations

from django.urls import path

from thidua.office.filing import acts, views

urlpatterns = [
    path("ai-da-gui/", views.filing, name="filing"),
    path("ai-da-gui/o/", views.cell, name="filing_cell"),
    path("ai-da-gui/excel/", views.export, name="filing_export"),
    path("ai-da-gui/khoa/", acts.close, name="close_period"),
    path("ai-da-gui/mo-lai/", acts.reopen, name="reopen_period"),
    path("ai-da-gui/nhac/", acts.remind, name="remind_units"),
]
