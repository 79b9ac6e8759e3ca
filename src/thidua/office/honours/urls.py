"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from thidua.office.honours import changing, checking, merging, own_data, views

urlpatterns = [
    path("so-nguoi/", views.ledger, name="ledger"),
    path("so-nguoi/csv/", views.export, name="ledger_export"),
    path("so-nguoi/them/", changing.add, name="add_holder"),
    path("so-nguoi/so-danh-sach/", checking.check_list, name="check_list"),
    path("so-nguoi/<uuid:uid>/", views.holder, name="holder"),
    path("so-nguoi/<uuid:uid>/sua/", changing.correct, name="correct_holder"),
    path("so-nguoi/<uuid:uid>/chuc-vu/", changing.post, name="add_post"),
    path("so-nguoi/<uuid:uid>/khen-thuong/", changing.honour, name="add_honour"),
    path("so-nguoi/khen-thuong/<uuid:uid>/rut/", changing.withdraw, name="withdraw_honour"),
    path("so-nguoi/khen-thuong/<uuid:uid>/lai/", changing.restore, name="restore_honour"),
    path("so-nguoi/<uuid:uid>/du-lieu/", own_data.own_data, name="holder_data"),
    path("so-nguoi/<uuid:uid>/xoa/", changing.erase, name="erase_holder"),
    path("so-nguoi/<uuid:uid>/nhap/", merging.merge, name="merge_holder"),
    path("so-nguoi/<uuid:uid>/khac/", merging.apart, name="set_apart"),
    path("so-nguoi/<uuid:uid>/khac/<uuid:other>/hoi-lai/", merging.ask_again, name="undo_apart"),
    path("so-nguoi/lan-nhap/<uuid:uid>/tach/", merging.undo, name="undo_merge"),
]
