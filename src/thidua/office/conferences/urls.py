"""Addresses of the conferences' pages."""

from __future__ import annotations

from django.urls import path

from thidua.office.conferences import views

urlpatterns = [
    path("hoi-nghi/", views.conferences, name="conferences"),
    path("hoi-nghi/<uuid:uid>/", views.conference, name="conference"),
]
