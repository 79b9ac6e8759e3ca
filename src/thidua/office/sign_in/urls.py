"""Addresses of signing in and out."""

from __future__ import annotations

from django.urls import path

from thidua.office.sign_in import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("doi-mat-khau/", views.change_password, name="change_password"),
    path("don-vi-lam-viec/", views.switch_unit, name="switch_unit"),
    path("ngon-ngu/", views.set_language, name="set_language"),
]
