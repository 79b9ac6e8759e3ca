"""Addresses of rounds."""

from __future__ import annotations

from django.urls import path

from thidua.office.rounds import views

urlpatterns = [
    path("dot-xet/", views.rounds, name="rounds"),
    path("dot-xet/mo/", views.open_new, name="open_round"),
    path("dot-xet/<uuid:uid>/", views.one_round, name="round"),
    path("dot-xet/<uuid:uid>/sua/", views.change, name="change_round"),
    path("dot-xet/<uuid:uid>/moc/", views.add_date, name="add_round_date"),
    path("dot-xet/<uuid:uid>/moc/bo/", views.drop_date, name="drop_round_date"),
    path("dot-xet/<uuid:uid>/ket-thuc/", views.close, name="close_round"),
    path("dot-xet/<uuid:uid>/mo-lai/", views.reopen, name="reopen_round"),
]
