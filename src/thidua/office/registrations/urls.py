"""Addresses of registered titles."""

from __future__ import annotations

from django.urls import path

from thidua.office.registrations import listing, registering

urlpatterns = [
    path("dang-ky/", listing.registrations, name="registrations"),
    path("dang-ky/csv/", listing.export_csv, name="registrations_csv"),
    path("dang-ky/excel/", listing.export_workbook, name="registrations_workbook"),
    path("dang-ky/moi/", registering.new, name="new_registration"),
    path("dang-ky/<uuid:uid>/rut/", registering.withdraw, name="withdraw_registration"),
    path("dang-ky/<uuid:uid>/lay-lai/", registering.restore, name="restore_registration"),
]
