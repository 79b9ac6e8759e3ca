"""Addresses of the keys of other machines."""

from __future__ import annotations

from django.urls import path

from thidua.office.tokens import views

urlpatterns = [
    path("ket-noi/", views.tokens, name="tokens"),
    path("ket-noi/<uuid:uid>/thu-hoi/", views.revoke, name="revoke_token"),
]
