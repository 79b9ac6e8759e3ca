"""Addresses of the reorganisations' pages."""

from __future__ import annotations

from django.urls import path

from thidua.office.reorganising import acts, editing, views

urlpatterns = [
    path("sap-xep-don-vi/", views.reorganisations, name="reorganisations"),
    path("sap-xep-don-vi/them/", editing.add_reorganisation, name="add_reorganisation"),
    path("sap-xep-don-vi/<uuid:uid>/", views.reorganisation, name="reorganisation"),
    path("sap-xep-don-vi/<uuid:uid>/sua/", editing.edit_reorganisation, name="edit_reorganisation"),
    path("sap-xep-don-vi/<uuid:uid>/buoc/", editing.step, name="reorganisation_step"),
    path("sap-xep-don-vi/<uuid:uid>/thu-tu/", editing.order_steps, name="order_reorganisation_steps"),
    path("sap-xep-don-vi/<uuid:uid>/xem-truoc/", views.preview, name="preview_reorganisation"),
    path("sap-xep-don-vi/<uuid:uid>/ap-dung/", acts.apply, name="apply_reorganisation"),
    path("sap-xep-don-vi/<uuid:uid>/hoan-tac/", acts.reverse, name="reverse_reorganisation"),
]
