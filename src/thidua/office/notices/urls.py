"""Addresses of notices that ask the public."""

from __future__ import annotations

from django.urls import path

from thidua.office.notices import commenting, opening, views

urlpatterns = [
    path("lay-y-kien/", views.notices, name="notices"),
    path("dot-xet/<uuid:uid>/lay-y-kien/", opening.open_new, name="open_notice"),
    path("lay-y-kien/<uuid:uid>/", views.notice, name="notice"),
    path("lay-y-kien/<uuid:uid>/niem-yet/", views.sheet, name="notice_sheet"),
    path("lay-y-kien/<uuid:uid>/dong/", views.close, name="close_notice"),
    path("lay-y-kien/<uuid:uid>/gui/", commenting.send, name="send_comment"),
]
