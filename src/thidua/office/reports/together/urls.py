"""Addresses of the pages of many workbooks."""

from __future__ import annotations

from django.urls import path

from thidua.office.reports.together import views

_BATCH = "bao-cao/nhieu-tep-excel/<uuid:uid>"

urlpatterns = [
    path("bao-cao/nhieu-tep-excel/", views.many, name="many_excel"),
    path("bao-cao/nhieu-tep-excel/tai/", views.download, name="download_many_excel"),
    path(f"{_BATCH}/", views.batch, name="workbook_batch"),
    path(f"{_BATCH}/tien-do/", views.progress, name="workbook_progress"),
    path(f"{_BATCH}/ghi/", views.write, name="write_workbooks"),
    path(f"{_BATCH}/hoan-tac/", views.undo, name="undo_workbooks"),
    path(f"{_BATCH}/tiep-tuc/", views.go_on, name="workbooks_go_on"),
]
