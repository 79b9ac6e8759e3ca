"""Addresses of the page of long work."""

from __future__ import annotations

from django.urls import path

from thidua.office.jobs import views

urlpatterns = [
    path("viec-may/", views.jobs, name="jobs"),
    path("viec-may/tien-do/", views.progress, name="jobs_progress"),
    path("viec-may/<uuid:uid>/dung/", views.stop, name="stop_job"),
    path("viec-may/<uuid:uid>/thu-lai/", views.retry, name="retry_job"),
]
