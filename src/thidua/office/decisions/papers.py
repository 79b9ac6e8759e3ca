"""The documents of a decision: made, shown before they are made, the signed one brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.decisions.choices import DecisionKind, DecisionState, PaperKind
from thidua.decisions.commands import attach_signed_decision, make_paper, order_paper
from thidua.decisions.jobs import state_of
from thidua.decisions.models import DecisionPaper
from thidua.decisions.queries.decisions import DecisionPage, lines_in_scope, paper_orders, signed_copies
from thidua.decisions.queries.papers import document_of
from thidua.decisions.rules.long import is_long
from thidua.decisions.tasks import make_ordered_paper
from thidua.office.decisions.finding import DRAFTERS, decision_or_404
from thidua.office.decisions.forms import ScanForm
from thidua.office.decisions.preview import Sheet, sheet_of
from thidua.reading.files import MAX_BYTES
from thidua.sources.queries import open_file
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_STOP_POLLING = 286
"""HTMX's own status for «no need to ask again»."""


@dataclass(frozen=True)
class ShownPaper:
    """A document of a decision: the newest that was made, and whether the reader may make it."""

    kind: PaperKind
    paper: DecisionPaper | None
    may_make: bool

    @property
    def word(self) -> str:
        """What it is called."""
        return str(self.kind.label).capitalize()


def paper_panel(page: DecisionPage, *, works: bool) -> list[ShownPaper]:
    """Return the documents that a decision has or may have; lists of money only of what was issued and gives some."""
    is_issued = page.decision.state != DecisionState.DRAFT
    kinds = [PaperKind.DECISION]
    if is_issued and page.decision.kind == DecisionKind.AWARD:
        kinds += [*([PaperKind.PAYMENT_LIST] if page.total else []), PaperKind.HANDOVER_SLIP]
    return [ShownPaper(kind, page.papers.get(kind.value), works) for kind in kinds]


@allow(STAFF)
@require_GET
def preview(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show what the document of a decision says, ``?van-ban=`` its kind; nothing is kept."""
    found = decision_or_404(request, uid)
    kind = _kind(request.GET.get("van-ban", PaperKind.DECISION))
    if kind is not PaperKind.DECISION and found.kind != DecisionKind.AWARD:
        raise Http404
    sheet: Sheet = sheet_of(document_of(found, kind, on=clock.today()))
    context = {"decision": found, "sheet": sheet, "kind": kind}
    return render(request, "office/decisions/preview.html", context)


@allow(DRAFTERS)
@require_POST
def make(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Make a document in both formats; of a long decision the worker makes it, and its page tells how far it is."""
    found = decision_or_404(request, uid)
    kind = _kind(request.POST.get("van-ban", PaperKind.DECISION))
    if is_long(lines_in_scope(request.actor, on=clock.today()).filter(decision=found).count()):
        order = order_paper(decision=found, kind=kind, by=request.actor, at=clock.now())
        make_ordered_paper.enqueue(order_id=order.pk, user_id=request.user.pk)
        return redirect("office:decision_paper_order", uid=order.uid)
    paper = make_paper(decision=found, kind=kind, by=request.actor, at=clock.now())
    if paper.issued.is_draft:
        messages.info(request, _("Đã lập văn bản dự thảo: chưa có số, hoặc hồ sơ cơ quan chưa đủ."))
    else:
        messages.success(request, _("Đã lập văn bản để ký, tải Word hoặc PDF ở mục Văn bản."))
    return _to_papers(uid)


@allow(STAFF)
@require_GET
def order(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a document that the worker makes: how far it is, the document, or why there is none."""
    return render(request, "office/decisions/paper_order.html", _order_context(request, uid))


@allow(STAFF)
@require_GET
def order_progress(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the part of that page that changes (HTMX asks every two seconds until it is over)."""
    context = _order_context(request, uid)
    status = 200 if context["state"].is_open else _STOP_POLLING
    return render(request, "office/decisions/_paper_order.html", context, status=status)


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for the signed decision and keep it; what is none is refused with the reason."""
    found = decision_or_404(request, uid)
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        content, name = upload.read(MAX_BYTES + 1), upload.name or ""
        try:
            attach_signed_decision(decision=found, content=content, name=name, by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Đã lưu bản ký. Bản trước, nếu có, còn trong phần bản cũ."))
            return _to_papers(uid)
    context = {"decision": found, "form": form}
    return render(request, "office/decisions/sign.html", context, status=422 if form.errors else 200)


@allow(STAFF)
@require_GET
def signed(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """Send a signed decision as it was brought, also one that was replaced."""
    copy = get_object_or_404(signed_copies(request.actor, on=clock.today()), uid=uid)
    return as_download(FileResponse(open_file(copy.file), content_type=copy.media_type), copy.name)


def _order_context(request: ActingRequest, uid: UUID) -> dict[str, Any]:
    found = get_object_or_404(paper_orders(request.actor, on=clock.today()), uid=uid)
    return {"order": found, "decision": found.decision, "state": state_of(found, clock.now())}


def _kind(text: str) -> PaperKind:
    if text not in PaperKind.values:
        raise Http404
    return PaperKind(text)


def _to_papers(uid: UUID) -> HttpResponse:
    response = redirect("office:decision", uid=uid)
    response["Location"] += "#van-ban"
    return response
