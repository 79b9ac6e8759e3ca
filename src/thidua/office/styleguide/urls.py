"""Addresses of the living style page."""

from __future__ import annotations

from django.urls import path

from thidua.office.styleguide import views

urlpatterns = [
    path("kieu-dang/", views.styleguide, name="styleguide"),
    path("kieu-dang/nguon/", views.sample_source, name="styleguide_source"),
    path("kieu-dang/hoan-tac/", views.sample_undo, name="styleguide_undo"),
]
