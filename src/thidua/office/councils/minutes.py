"""Minutes and vote sheet of a session: what they say, printed, and taken away as Word or PDF."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.councils.choices import PaperKind, SessionState
from thidua.councils.commands import make_session_paper
from thidua.councils.models import Session, SessionPaper
from thidua.councils.pack import minutes
from thidua.councils.queries.record import session_record
from thidua.councils.queries.seats import parts_of, seat_of
from thidua.councils.rules.parts import may_run
from thidua.documents.queries import surroundings
from thidua.office.councils.finding import session_or_404
from thidua.office.decisions.preview import Sheet, sheet_of
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@dataclass(frozen=True)
class ShownPaper:
    """A document of a session: the newest that was printed, ``None`` where it never was."""

    kind: PaperKind
    paper: SessionPaper | None

    @property
    def word(self) -> str:
        """What it is called."""
        return str(self.kind.label).capitalize()


@allow(STAFF)
@never_cache
def session_minutes(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show what the minutes say now; print minutes or vote sheet (POST), a draft until the session is closed."""
    session = session_or_404(request, uid)
    if request.method == "POST":
        return _print(request, session)
    papers: dict[str, SessionPaper] = {}
    for paper in SessionPaper.objects.filter(session=session).select_related("issued"):
        papers.setdefault(paper.kind, paper)
    context = {
        "session": session,
        "sheet": _sheet(session),
        "papers": [ShownPaper(kind, papers.get(kind)) for kind in PaperKind],
        "is_over": session.state == SessionState.CLOSED,
        "is_running": may_run(parts_of(session, request.actor, seat_of(session, request.actor))),
    }
    return render(request, "office/councils/minutes.html", context)


def _print(request: ActingRequest, session: Session) -> HttpResponse:
    kind = request.POST.get("van-ban", "")
    if kind not in PaperKind.values:
        raise Http404
    try:
        paper = make_session_paper(session=session, kind=kind, by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("Đã lập bản nháp, tải Word hoặc PDF.") if paper.issued.is_draft else _("Đã lập, tải Word hoặc PDF.")
        messages.success(request, told)
    return redirect("office:session_minutes", uid=session.uid)


def _sheet(session: Session) -> Sheet:
    """The minutes as they would be printed now, Vietnamese whatever the reader's language."""
    with translation.override("vi"):
        read = session_record(session, on=clock.today())
        return sheet_of(minutes(read, surroundings(session.council.unit, session.held_on)))
