"""Printing minutes and vote sheet of a session; a draft while it goes on, kept as they were printed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.core.errors import Refused
from thidua.councils.choices import PaperKind
from thidua.councils.models import Session, SessionPaper
from thidua.councils.pack import minutes, vote_sheet
from thidua.councils.pack.vote_sheet import counted_ballots
from thidua.councils.queries.record import session_record
from thidua.councils.queries.seats import parts_of, seat_of
from thidua.councils.rules.parts import may_run
from thidua.documents.choices import IssuedKind
from thidua.documents.commands import Printed, issue, print_document
from thidua.documents.queries import surroundings
from thidua.paper.fingerprint import fingerprint
from thidua.paper.model import Document

_SESSIONS = Session.objects.select_related("council__unit", "chair", "secretary")
_KINDS = {PaperKind.MINUTES: IssuedKind.COUNCIL_MINUTES, PaperKind.VOTE_SHEET: IssuedKind.VOTE_SHEET}


def make_session_paper(*, session: Session, kind: str, by: Actor, at: datetime) -> SessionPaper:
    """Print minutes or vote sheet in both formats; one that says the same is returned, not made again.

    Vietnamese whatever the reader's language. A draft until the session is closed; of items that are open it says
    nothing but that they are.

    Raises:
        Refused: somebody else's to do, or no ballot was counted yet (vote sheet).
    """
    kept, chosen = _SESSIONS.get(pk=session.pk), PaperKind(kind)
    if not may_run(parts_of(kept, by, seat_of(kept, by))):
        raise Refused(_("Việc này do chủ tọa, thư ký phiên họp hoặc cán bộ thường trực hội đồng làm."))
    with translation.override("vi"):
        made = _document(kept, chosen, at)
    content = fingerprint(made)
    last = SessionPaper.objects.filter(session=kept, kind=chosen).select_related("issued").first()
    if last is not None and last.content == content:
        return last
    return _keep(kept, chosen, content, print_document(made, at=at), by=by, at=at)


@transaction.atomic
def _keep(
    session: Session, kind: PaperKind, content: str, printed: Printed, *, by: Actor, at: datetime
) -> SessionPaper:
    unit = session.council.unit
    with translation.override("vi"):
        title = f"{str(kind.label).capitalize()}: {session.title}"
    issued = issue(unit=unit, kind=_KINDS[kind], title=title, printed=printed, dated_on=session.held_on, by=by, at=at)
    paper = SessionPaper.objects.create(session=session, kind=kind, issued=issued, content=content, created_at=at)
    after = {"kind": kind.value, "content": content, "is_draft": printed.document.draft}
    audit.record("make_session_paper", paper, by=by, at=at, unit_id=unit.pk, after=after)
    return paper


def _document(session: Session, kind: PaperKind, at: datetime) -> Document:
    read = session_record(session, on=legal_day(at))
    around = surroundings(session.council.unit, session.held_on)
    if kind is PaperKind.MINUTES:
        return minutes(read, around)
    if not counted_ballots(read):
        raise Refused(_("Phiên họp chưa có mục bỏ phiếu kín nào được kiểm phiếu."))
    return vote_sheet(read, around)
