"""Addresses of nominations."""

from __future__ import annotations

from django.urls import path

from thidua.office.nominations import acts, listing, page, together

urlpatterns = [
    path("ho-so/", listing.nominations, name="nominations"),
    path("ho-so/csv/", listing.export_csv, name="nominations_csv"),
    path("ho-so/excel/", listing.export_workbook, name="nominations_workbook"),
    path("ho-so/cung-luc/", together.together, name="nominations_together"),
    path("ho-so/<uuid:uid>/", page.nomination, name="nomination"),
    path("ho-so/<uuid:uid>/buoc/", acts.step, name="move_nomination"),
    path("ho-so/<uuid:uid>/xet-lai/", acts.check_again, name="check_nomination"),
    path("ho-so/<uuid:uid>/ket-luan/", acts.judge, name="conclude_condition"),
    path("ho-so/<uuid:uid>/tam-dung/", acts.hold_until, name="hold_nomination"),
    path("ho-so/<uuid:uid>/xet-tiep/", acts.go_on, name="release_nomination"),
    path("ho-so/ket-luan/<uuid:uid>/rut/", acts.take_back, name="withdraw_conclusion"),
]
