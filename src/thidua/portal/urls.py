"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

from thidua.portal import views

app_name = "portal"
urlpatterns = [
    path("khen-thuong/", views.honours, name="honours"),
    path("lay-y-kien/", views.notices, name="notices"),
    path("lay-y-kien/<uuid:uid>/", views.notice, name="notice"),
]
