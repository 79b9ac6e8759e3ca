"""Addresses of lists of nominees and of registered titles."""

from __future__ import annotations

from django.urls import path

from thidua.office.nominee_lists import bringing, views

_LIST = "ho-so/danh-sach/<uuid:uid>"

urlpatterns = [
    path("ho-so/danh-sach/", bringing.of_nominees, name="nominee_lists"),
    path("ho-so/danh-sach/mau/", bringing.nominee_template, name="nominee_template"),
    path("dang-ky/danh-sach/", bringing.of_registrations, name="registration_lists"),
    path("dang-ky/danh-sach/mau/", bringing.registration_template, name="registration_template"),
    path(f"{_LIST}/", views.nominee_list, name="nominee_list"),
    path(f"{_LIST}/cot/", views.choose, name="choose_list_columns"),
    path(f"{_LIST}/chon-lai/", views.rename, name="rename_list_columns"),
    path(f"{_LIST}/chon-nguoi/", views.choose_people, name="choose_listed_people"),
    path(f"{_LIST}/hang-loi/", views.faulty, name="nominee_list_faulty"),
    path(f"{_LIST}/ghi/", views.write, name="write_nominee_list"),
    path(f"{_LIST}/hoan-tac/", views.undo, name="undo_nominee_list"),
]
