"""Addresses of the users' pages."""

from __future__ import annotations

from django.urls import path

from thidua.office.people import views

urlpatterns = [
    path("nguoi-dung/", views.people, name="people"),
    path("nguoi-dung/them/", views.add_person, name="add_person"),
    path("nguoi-dung/nhap-excel/", views.import_people, name="import_people"),
    path("nguoi-dung/mau-excel/", views.import_form, name="import_people_form"),
    path("nguoi-dung/don-vi/", views.unit_options, name="people_unit_options"),
    path("nguoi-dung/<uuid:uid>/", views.person, name="person"),
    path("nguoi-dung/<uuid:uid>/sua/", views.edit_person, name="edit_person"),
    path("nguoi-dung/<uuid:uid>/mat-khau-moi/", views.new_password, name="new_password"),
    path("nguoi-dung/<uuid:uid>/khoa/", views.close_account, name="close_account"),
    path("nguoi-dung/<uuid:uid>/mo/", views.open_account, name="open_account"),
    path("nguoi-dung/<uuid:uid>/giao-vai-tro/", views.give_role, name="give_role"),
    path("nguoi-dung/<uuid:uid>/chuyen-don-vi/", views.move_person, name="move_person"),
    path("nguoi-dung/vai-tro/<uuid:uid>/thoi/", views.end_role, name="end_role"),
]
