"""Addresses of nominations."""

from __future__ import annotations

from django.urls import path

from thidua.office.nominations import acts, dossier, listing, page, proposing, report, together

urlpatterns = [
    path("ho-so/", listing.nominations, name="nominations"),
    path("ho-so/csv/", listing.export_csv, name="nominations_csv"),
    path("ho-so/excel/", listing.export_workbook, name="nominations_workbook"),
    path("ho-so/cung-luc/", together.together, name="nominations_together"),
    path("ho-so/moi/", proposing.new, name="new_nomination"),
    path("ho-so/<uuid:uid>/sua/", proposing.edit, name="edit_nomination"),
    path("ho-so/<uuid:uid>/", page.nomination, name="nomination"),
    path("ho-so/<uuid:uid>/buoc/", acts.step, name="move_nomination"),
    path("ho-so/<uuid:uid>/xet-lai/", acts.check_again, name="check_nomination"),
    path("ho-so/<uuid:uid>/ket-luan/", acts.judge, name="conclude_condition"),
    path("ho-so/<uuid:uid>/tam-dung/", acts.hold_until, name="hold_nomination"),
    path("ho-so/<uuid:uid>/xet-tiep/", acts.go_on, name="release_nomination"),
    path("ho-so/<uuid:uid>/thanh-phan/", dossier.dossier, name="dossier"),
    path("ho-so/<uuid:uid>/giay/", dossier.attach, name="attach_paper"),
    path("ho-so/<uuid:uid>/sang-kien/", dossier.innovation, name="innovation"),
    path("ho-so/<uuid:uid>/bao-cao/", report.report, name="report_of_nomination"),
    path("ho-so/<uuid:uid>/bao-cao/luu/", report.save, name="save_report"),
    path("ho-so/<uuid:uid>/bao-cao/viet-tiep/", report.go_on_writing, name="go_on_writing"),
    path("ho-so/giay/<uuid:uid>/", dossier.paper_file, name="paper_file"),
    path("ho-so/giay/<uuid:uid>/lay-ra/", dossier.take_out, name="take_out_paper"),
    path("ho-so/giay/<uuid:uid>/dua-lai/", dossier.put_back, name="restore_paper"),
    path("ho-so/ket-luan/<uuid:uid>/rut/", acts.take_back, name="withdraw_conclusion"),
]
