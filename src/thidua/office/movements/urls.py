"""Addresses of the movements' pages."""

from __future__ import annotations

from django.urls import path

from thidua.office.movements import parts, views

urlpatterns = [
    path("phong-trao/", views.movements, name="movements"),
    path("phong-trao/them/", views.add_movement, name="add_movement"),
    path("phong-trao/<uuid:uid>/", views.movement, name="movement"),
    path("phong-trao/<uuid:uid>/sua/", views.edit_movement, name="edit_movement"),
    path("phong-trao/<uuid:uid>/giai-doan/", views.add_phase, name="add_phase"),
    path("phong-trao/<uuid:uid>/tong-ket/", views.add_review, name="add_review"),
    path("phong-trao/<uuid:uid>/van-ban/", parts.add_document, name="add_governing_document"),
    path("phong-trao/van-ban/<uuid:uid>/bo/", parts.drop_document, name="drop_governing_document"),
    path("phong-trao/van-ban/<uuid:uid>/lay-lai/", parts.restore_document, name="restore_governing_document"),
    path("phong-trao/giai-doan/<uuid:uid>/muc/<str:kind>/", parts.add_aim, name="add_aim"),
    path("phong-trao/muc/<uuid:uid>/sua/", parts.edit_aim, name="edit_aim"),
    path("phong-trao/muc/<uuid:uid>/xong/", parts.mark_aim, name="mark_aim"),
    path("phong-trao/muc/<uuid:uid>/bo/", parts.drop_aim, name="drop_aim"),
    path("phong-trao/muc/<uuid:uid>/lay-lai/", parts.restore_aim, name="restore_aim"),
]
