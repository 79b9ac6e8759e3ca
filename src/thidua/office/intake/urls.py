"""Addresses of the reading pages.

``?fact=6`` opens a document at its fact 6, ``?doan=6`` at the sure facts of that fact's paragraph; ``?o=2127`` at
whatever fact stands at character 2127 of its text, which is how other pages lead to a sentence:
``reverse("office:document", args=[document.uid]) + f"?o={citation.start}"``.
"""

from __future__ import annotations

from django.urls import path

from thidua.office.intake import acts, acts_whole, batches, listing, review

_FACT = "doc-bai/<uuid:uid>/du-kien/<int:number>"
_FINDING = "doc-bai/<uuid:uid>/cho-can-xem/<uuid:finding>"

urlpatterns = [
    path("doc-bai/", listing.documents, name="documents"),
    path("doc-bai/them/", listing.new_document, name="new_document"),
    path("doc-bai/nhieu-tep/", batches.batch_list, name="batches"),
    path("doc-bai/nhieu-tep/them/", batches.new_batch, name="new_batch"),
    path("doc-bai/nhieu-tep/<uuid:uid>/", batches.batch, name="batch"),
    path("doc-bai/nhieu-tep/<uuid:uid>/tien-do/", batches.progress, name="batch_progress"),
    path("doc-bai/nhieu-tep/<uuid:uid>/tiep-tuc/", batches.go_on, name="batch_go_on"),
    path("doc-bai/<uuid:uid>/", review.document, name="document"),
    path("doc-bai/<uuid:uid>/ban-goc/", listing.original, name="document_original"),
    path("doc-bai/<uuid:uid>/doc-lai/", acts.read_again, name="document_read_again"),
    path("doc-bai/<uuid:uid>/khoa/", acts_whole.lock, name="document_lock"),
    path("doc-bai/<uuid:uid>/mo-khoa/", acts_whole.unlock, name="document_unlock"),
    path("doc-bai/<uuid:uid>/bai-sau/", acts_whole.next_one, name="document_next"),
    path("doc-bai/<uuid:uid>/nhan-cung/", acts_whole.accept_together, name="facts_accept"),
    path("doc-bai/<uuid:uid>/thoi-nhan-cung/", acts_whole.take_back_together, name="facts_take_back"),
    path(f"{_FACT}/nhan/", acts.accept, name="fact_accept"),
    path(f"{_FACT}/bo/", acts.reject, name="fact_reject"),
    path(f"{_FACT}/thoi-nhan/", acts.take_back, name="fact_take_back"),
    path(f"{_FACT}/mo-lai/", acts.reopen, name="fact_reopen"),
    path(f"{_FACT}/sua/", review.correct, name="fact_correct"),
    path(f"{_FACT}/sua/hoan-tac/", acts.undo_correction, name="fact_undo_correction"),
    path(f"{_FINDING}/tra-loi/", acts.answer, name="finding_answer"),
    path(f"{_FINDING}/hoan-tac/", acts.undo_answer, name="finding_undo"),
]
