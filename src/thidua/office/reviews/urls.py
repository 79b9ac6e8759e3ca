"""Addresses of the reviews' pages."""

from __future__ import annotations

from django.urls import path

from thidua.office.reviews import directions, packs, sources, views

urlpatterns = [
    path("phong-trao/tong-ket/<uuid:uid>/", views.review, name="review"),
    path("phong-trao/tong-ket/<uuid:uid>/chot-so/", views.freeze, name="freeze_review"),
    path("phong-trao/tong-ket/<uuid:uid>/cong-bo/", views.publish, name="publish_review_awards"),
    path("phong-trao/tong-ket/<uuid:uid>/chi-dao/", directions.add, name="add_direction"),
    path("phong-trao/tong-ket/<uuid:uid>/goi/", packs.press, name="make_pack"),
    path("phong-trao/chi-dao/<uuid:uid>/sua/", directions.edit, name="edit_direction"),
    path("phong-trao/chi-dao/<uuid:uid>/xong/", directions.mark, name="mark_direction"),
    path("phong-trao/chi-dao/<uuid:uid>/bo/", directions.drop, name="drop_direction"),
    path("phong-trao/chi-dao/<uuid:uid>/lay-lai/", directions.restore, name="restore_direction"),
    path("phong-trao/goi-hoi-nghi/<uuid:uid>/", packs.pack, name="conference_pack"),
    path("phong-trao/goi-hoi-nghi/<uuid:uid>/tien-do/", packs.progress, name="conference_pack_progress"),
    path("nguon/<uuid:uid>/<int:number>/", sources.source, name="source"),
    path("phong-trao/tong-ket/<uuid:uid>/cong/<str:code>/<int:number>/", sources.sum_of_units, name="sum_source"),
]
