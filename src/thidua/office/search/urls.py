"""Addresses of the search."""

from __future__ import annotations

from django.urls import path

from thidua.office.search import views

urlpatterns = [
    path("tim/", views.search_page, name="search"),
    path("tim/goi-y/", views.suggestions, name="search_suggestions"),
]
