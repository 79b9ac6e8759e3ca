"""Addresses of opinions of other bodies."""

from __future__ import annotations

from django.urls import path

from thidua.office.opinions import together, views

urlpatterns = [
    path("ho-so/hoi-y-kien/", together.ask_about_many, name="ask_opinions"),
    path("ho-so/<uuid:uid>/hoi-y-kien/", views.ask, name="ask_opinion"),
    path("ho-so/y-kien/<uuid:uid>/tra-loi/", views.answer, name="answer_opinion"),
    path("ho-so/y-kien/<uuid:uid>/rut-tra-loi/", views.take_answer_back, name="take_opinion_back"),
    path("ho-so/y-kien/<uuid:uid>/rut/", views.take_question_back, name="withdraw_opinion"),
    path("ho-so/y-kien/<uuid:uid>/cong-van/", views.letter, name="opinion_letter"),
]
