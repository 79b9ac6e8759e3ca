"""Addresses of the pages of lists of past awards."""

from __future__ import annotations

from django.urls import path

from thidua.office.honours_import import views

_BATCH = "so-nguoi/nhap/<uuid:uid>"

urlpatterns = [
    path("so-nguoi/nhap/", views.batches, name="honour_imports"),
    path(f"{_BATCH}/", views.batch, name="honour_import"),
    path(f"{_BATCH}/cot/", views.choose, name="choose_honour_columns"),
    path(f"{_BATCH}/chon-lai/", views.rename, name="rename_honour_columns"),
    path(f"{_BATCH}/tien-do/", views.progress, name="honour_import_progress"),
    path(f"{_BATCH}/dong-loi/", views.faulty, name="honour_import_faulty"),
    path(f"{_BATCH}/ghi/", views.write, name="write_honour_import"),
    path(f"{_BATCH}/hoan-tac/", views.undo, name="undo_honour_import"),
    path(f"{_BATCH}/tiep-tuc/", views.go_on, name="honour_import_go_on"),
]
