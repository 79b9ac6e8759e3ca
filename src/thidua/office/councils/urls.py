"""Addresses of councils."""

from __future__ import annotations

from django.urls import path

from thidua.office.councils import (
    agenda,
    chairing,
    councils,
    dossier,
    members,
    minutes,
    planning,
    room,
    running,
    together,
    voting,
)

urlpatterns = [
    path("hoi-dong/", councils.councils, name="councils"),
    path("hoi-dong/lap/", councils.set_up, name="set_up_council"),
    path("hoi-dong/<uuid:uid>/", councils.council, name="council"),
    path("hoi-dong/<uuid:uid>/sua/", councils.change, name="change_council"),
    path("hoi-dong/<uuid:uid>/thanh-vien/", members.add, name="add_council_member"),
    path("hoi-dong/thanh-vien/<uuid:uid>/", members.change, name="change_council_member"),
    path("hoi-dong/<uuid:uid>/xep-phien/", planning.plan, name="plan_session"),
    path("hoi-dong/phien/<uuid:uid>/", room.session, name="council_session"),
    path("hoi-dong/phien/<uuid:uid>/dang-hop/", room.watch, name="watch_session"),
    path("hoi-dong/phien/<uuid:uid>/sua/", planning.change, name="change_session"),
    path("hoi-dong/phien/<uuid:uid>/diem-danh/", running.roll, name="session_roll"),
    path("hoi-dong/phien/<uuid:uid>/ve-truoc/", running.leave, name="leave_session"),
    path("hoi-dong/phien/<uuid:uid>/chuyen/", running.hand_over, name="hand_over_session"),
    path("hoi-dong/phien/<uuid:uid>/khai-mac/", running.open_it, name="open_session"),
    path("hoi-dong/phien/<uuid:uid>/ket-thuc/", running.close_it, name="close_session"),
    path("hoi-dong/phien/<uuid:uid>/chuong-trinh/", agenda.agenda, name="session_agenda"),
    path("hoi-dong/phien/<uuid:uid>/noi-dung/", agenda.words, name="add_agenda_words"),
    path("hoi-dong/phien/<uuid:uid>/cung-bieu-quyet/", together.together, name="decide_together"),
    path("hoi-dong/phien/<uuid:uid>/bien-ban/", minutes.session_minutes, name="session_minutes"),
    path("hoi-dong/muc/<uuid:uid>/ho-so/", dossier.dossier, name="council_dossier"),
    path("hoi-dong/muc/<uuid:uid>/xep/", agenda.move, name="move_agenda_item"),
    path("hoi-dong/muc/<uuid:uid>/cach/", agenda.way, name="change_agenda_way"),
    path("hoi-dong/muc/<uuid:uid>/bo/", agenda.take_off, name="take_off_agenda"),
    path("hoi-dong/muc/<uuid:uid>/mo/", chairing.take_up, name="open_agenda_item"),
    path("hoi-dong/muc/<uuid:uid>/dong/", chairing.close, name="close_agenda_item"),
    path("hoi-dong/muc/<uuid:uid>/thoi/", chairing.end, name="end_agenda_item"),
    path("hoi-dong/muc/<uuid:uid>/lai/", chairing.repeat, name="repeat_vote"),
    path("hoi-dong/muc/<uuid:uid>/ket-luan/", chairing.conclude, name="conclude_agenda_item"),
    path("hoi-dong/muc/<uuid:uid>/phieu/", voting.cast, name="cast_ballot"),
    path("hoi-dong/muc/<uuid:uid>/dung-ngoai/", voting.recuse, name="recuse"),
    path("hoi-dong/muc/<uuid:uid>/y-kien/", voting.opinion, name="give_opinion"),
    path("hoi-dong/dung-ngoai/<uuid:uid>/rut/", voting.take_back, name="withdraw_recusal"),
]
