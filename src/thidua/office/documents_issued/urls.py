"""Addresses of the office profile and of the documents made."""

from __future__ import annotations

from django.urls import path

from thidua.office.documents_issued import profiles, views

urlpatterns = [
    path("van-ban-da-lap/", views.issued_documents, name="issued_documents"),
    path("van-ban-da-lap/<uuid:uid>/<str:form>/", views.download, name="issued_document_download"),
    path("ho-so-co-quan/", profiles.office_profile, name="office_profile"),
    path("ho-so-co-quan/them/", profiles.add_profile, name="add_office_profile"),
    path("ho-so-co-quan/<uuid:uid>/", profiles.edit_profile, name="edit_office_profile"),
]
