"""Addresses of the law of awards."""

from __future__ import annotations

from django.urls import path

from thidua.office.law import own_rules, views

urlpatterns = [
    path("phap-luat/", views.awards_of_day, name="law"),
    path("phap-luat/quy-dinh-rieng/", own_rules.own_rules, name="own_rules"),
    path("phap-luat/quy-dinh-rieng/ap-dung/", own_rules.follow, name="follow_pack"),
    path("phap-luat/quy-dinh-rieng/goi/<uuid:uid>/thoi/", own_rules.stop, name="stop_following_pack"),
    path("phap-luat/quy-dinh-rieng/goi/<uuid:uid>/lai/", own_rules.again, name="follow_pack_again"),
    path("phap-luat/quy-dinh-rieng/them-muc/", own_rules.add, name="add_local_value"),
    path("phap-luat/quy-dinh-rieng/muc/<uuid:uid>/rut/", own_rules.withdraw, name="withdraw_local_value"),
    path("phap-luat/quy-dinh-rieng/muc/<uuid:uid>/lai/", own_rules.restore, name="restore_local_value"),
    path("phap-luat/<slug:code>/", views.standard, name="standard"),
]
