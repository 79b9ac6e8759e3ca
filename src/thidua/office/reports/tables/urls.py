"""Addresses of the pages of tables."""

from __future__ import annotations

from django.urls import path

from thidua.office.reports.tables import views

_TABLE = "bao-cao/nhap-bang/<uuid:uid>"

urlpatterns = [
    path("bao-cao/nhap-bang/", views.tables, name="tables"),
    path(f"{_TABLE}/", views.table, name="table"),
    path(f"{_TABLE}/cot/", views.choose, name="choose_table_columns"),
    path(f"{_TABLE}/chon-lai/", views.rename, name="rename_table_columns"),
    path(f"{_TABLE}/tien-do/", views.progress, name="table_progress"),
    path(f"{_TABLE}/ghi/", views.write, name="write_table"),
    path(f"{_TABLE}/hoan-tac/", views.undo, name="undo_table"),
    path(f"{_TABLE}/tiep-tuc/", views.go_on, name="table_go_on"),
]
