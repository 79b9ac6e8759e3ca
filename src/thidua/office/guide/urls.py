"""Addresses of the guide."""

from __future__ import annotations

from django.urls import path

from thidua.office.guide import views

urlpatterns = [
    path("huong-dan/", views.guide, name="guide"),
    path("huong-dan/<slug:name>/", views.guide, name="guide_page"),
]
