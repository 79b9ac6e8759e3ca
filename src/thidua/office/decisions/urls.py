"""Addresses of decisions."""

from __future__ import annotations

from django.urls import path

from thidua.office.decisions import (
    annulling,
    calling_in,
    drafting,
    following,
    fund,
    issuing,
    listing,
    numbers,
    page,
    papers,
    paying,
    reissuing,
    rules_page,
)

urlpatterns = [
    path("quyet-dinh/", listing.decisions, name="decisions"),
    path("quyet-dinh/csv/", listing.export_csv, name="decisions_csv"),
    path("quyet-dinh/excel/", listing.export_workbook, name="decisions_workbook"),
    path("quyet-dinh/so-cap-so/", numbers.number_book, name="number_book"),
    path("quyet-dinh/so-cap-so/csv/", numbers.export, name="number_book_csv"),
    path("quyet-dinh/quy/", fund.fund, name="fund"),
    path("quyet-dinh/quy/csv/", fund.export, name="fund_csv"),
    path("quyet-dinh/quy/mo/", fund.open_one, name="open_fund"),
    path("quyet-dinh/quy/ghi/", fund.change, name="change_fund"),
    path("quyet-dinh/thiet-lap/", rules_page.settings, name="decision_settings"),
    path("quyet-dinh/cap-doi/", reissuing.requests, name="reissues"),
    path("quyet-dinh/cap-doi/khen-thuong/<uuid:uid>/", reissuing.ask, name="ask_reissue"),
    path("quyet-dinh/cap-doi/<uuid:uid>/rut/", reissuing.take_back, name="withdraw_reissue"),
    path("quyet-dinh/dot/<uuid:uid>/", drafting.new, name="new_decision"),
    path("quyet-dinh/dong/<uuid:uid>/thu-hoi/", paying.recover, name="recover_bonus"),
    path("quyet-dinh/dong/<uuid:uid>/thu-bang/", calling_in.give_back, name="record_return"),
    path("quyet-dinh/dong/<uuid:uid>/thu-bang/bo/", calling_in.undo, name="undo_return"),
    path("quyet-dinh/lap-van-ban/<uuid:uid>/", papers.order, name="decision_paper_order"),
    path("quyet-dinh/lap-van-ban/<uuid:uid>/tien-do/", papers.order_progress, name="decision_paper_progress"),
    path("quyet-dinh/ban-ky/<uuid:uid>/", papers.signed, name="signed_decision"),
    path("quyet-dinh/<uuid:uid>/", page.decision, name="decision"),
    path("quyet-dinh/<uuid:uid>/sua/", drafting.change, name="change_decision"),
    path("quyet-dinh/<uuid:uid>/them/", drafting.add, name="add_to_decision"),
    path("quyet-dinh/<uuid:uid>/bot/", drafting.remove, name="remove_from_decision"),
    path("quyet-dinh/<uuid:uid>/bo/", drafting.drop, name="drop_decision"),
    path("quyet-dinh/<uuid:uid>/so-tien/", paying.state_bonus, name="state_bonus"),
    path("quyet-dinh/<uuid:uid>/xem-truoc/", papers.preview, name="preview_decision"),
    path("quyet-dinh/<uuid:uid>/ban-hanh/", issuing.issue, name="issue_decision"),
    path("quyet-dinh/<uuid:uid>/van-ban/", papers.make, name="make_decision_paper"),
    path("quyet-dinh/<uuid:uid>/ban-ky/", papers.sign, name="sign_decision"),
    path("quyet-dinh/<uuid:uid>/cong-bo/", following.announce, name="announce_decision"),
    path("quyet-dinh/<uuid:uid>/chi/", paying.pay, name="pay_decision"),
    path("quyet-dinh/<uuid:uid>/bo-ghi-chi/", paying.unpay, name="unpay_decision"),
    path("quyet-dinh/<uuid:uid>/luu/", following.archive, name="archive_decision"),
    path("quyet-dinh/<uuid:uid>/huy-bo/", annulling.annul, name="annul_decision"),
]
