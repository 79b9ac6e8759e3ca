"""Addresses of the reports' pages."""

from __future__ import annotations

from django.urls import path

from thidua.office.reports import attachments, entering, excel, paper, steps, views
from thidua.office.reports.tables import urls as tables
from thidua.office.reports.together import urls as together

urlpatterns = [
    *together.urlpatterns,
    *tables.urlpatterns,
    path("bao-cao/", views.reports, name="reports"),
    path("bao-cao/mo/", views.begin, name="begin_report"),
    path("bao-cao/nhan/", steps.accept_several, name="accept_reports"),
    path("bao-cao/<uuid:uid>/", views.report, name="report"),
    path("bao-cao/<uuid:uid>/o/", entering.cells, name="report_cells"),
    path("bao-cao/<uuid:uid>/ly-do/", entering.explanation, name="report_explanation"),
    path("bao-cao/<uuid:uid>/ghi-chu/", entering.note, name="report_note"),
    path("bao-cao/<uuid:uid>/tep/", attachments.attach, name="attach_cell_file"),
    path("bao-cao/tep/<uuid:uid>/", attachments.download, name="cell_file"),
    path("bao-cao/tep/<uuid:uid>/go/", attachments.withdraw, name="withdraw_cell_file"),
    path("bao-cao/tep/<uuid:uid>/kem-lai/", attachments.restore, name="restore_cell_file"),
    path("bao-cao/<uuid:uid>/loi-van/", entering.passage, name="report_passage"),
    path("bao-cao/<uuid:uid>/excel/", excel.download, name="report_excel"),
    path("bao-cao/<uuid:uid>/nhap-excel/", excel.bring_back, name="import_report_excel"),
    path("bao-cao/<uuid:uid>/nhap-excel/ghi/", excel.take_over, name="write_report_excel"),
    path("bao-cao/<uuid:uid>/nhap-excel/hoan-tac/", excel.undo, name="undo_report_excel"),
    path("bao-cao/<uuid:uid>/van-ban/lap/", paper.make, name="make_report_paper"),
    path("bao-cao/<uuid:uid>/van-ban/docx/", paper.docx, name="report_docx"),
    path("bao-cao/<uuid:uid>/van-ban/pdf/", paper.pdf, name="report_pdf"),
    path("bao-cao/<uuid:uid>/ban-ky/", paper.sign, name="sign_report"),
    path("bao-cao/ban-ky/<uuid:uid>/", paper.signed, name="signed_copy"),
    path("bao-cao/<uuid:uid>/gui/", steps.file, name="file_report"),
    path("bao-cao/<uuid:uid>/thu-hoi/", steps.recall, name="recall_report"),
    path("bao-cao/<uuid:uid>/nhan/", steps.accept, name="accept_report"),
    path("bao-cao/<uuid:uid>/tra-lai/", steps.send_back, name="return_report"),
    path("bao-cao/<uuid:uid>/sua/", steps.amend, name="amend_report"),
]
