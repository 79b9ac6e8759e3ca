"""A session's page in parts: which there are, how each is put together, and by what it is known whether it changed.

The page asks every few seconds what is new (``watch``) and says of each part which one it has; only parts that differ
are sent. A part's mark is taken of the plain values that it shows, so whoever is filling in a ballot keeps it while
others vote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from thidua.councils.models import Session
from thidua.councils.queries.sitting import Sitting, sitting
from thidua.office.councils.parts.agenda import agenda_view
from thidua.office.councils.parts.aside import aside_view, opinions_view
from thidua.office.councils.parts.ballot import ballot_view, box_view
from thidua.office.councils.parts.concluding import concluding_view
from thidua.office.councils.parts.focus import Focus, focus_of
from thidua.office.councils.parts.head import head_view, plan_view
from thidua.office.councils.parts.item import item_view
from thidua.office.councils.parts.result import result_view
from thidua.office.councils.parts.seats import seats_view
from thidua.web.requests import ActingRequest

_MARK = 12


@dataclass(frozen=True, slots=True)
class SessionPart:
    """One part of the page: its name, and the view that its template draws; ``None`` keeps its place empty."""

    name: str
    view: object

    @property
    def mark(self) -> str:
        """What the page sends back to say that it has just this."""
        return f"{self.name}:{hashlib.sha256(repr(self.view).encode()).hexdigest()[:_MARK]}"

    def drawn(self, request: ActingRequest, *, session: Session, oob: bool) -> SafeString:
        """Return the part as HTML; ``oob`` where it takes the place of the one that is there."""
        context = {"view": self.view, "part": self, "session": session, "oob": oob}
        return render_to_string(f"office/councils/parts/{self.name}.html", context, request=request)


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session as one reader sees it now."""

    now: Sitting
    focus: Focus | None
    parts: tuple[SessionPart, ...]

    def drawn(self, request: ActingRequest) -> dict[str, SafeString]:
        """Return every part as HTML, by its name."""
        return {part.name: part.drawn(request, session=self.now.session, oob=False) for part in self.parts}

    def changed(self, request: ActingRequest, known: Collection[str]) -> str:
        """Return the parts that the page does not have yet, to be put in their places."""
        fresh = [part for part in self.parts if part.mark not in known]
        return "".join(part.drawn(request, session=self.now.session, oob=True) for part in fresh)


def session_page(request: ActingRequest, session: Session, asked: UUID | None, *, on: date) -> SessionPage:
    """Put the page of a session together, with the item that is asked for, else the one in hand."""
    now = sitting(session, request.actor)
    plan = plan_view(now)
    focus = focus_of(now, asked, on=on) if plan is None or asked else None
    views = {
        "head": head_view(now),
        "plan": plan,
        "item": item_view(now, focus, request.actor),
        "ballot": ballot_view(now, focus),
        "box": box_view(now, focus),
        "concluding": concluding_view(now, focus, on=on),
        "aside": aside_view(now, focus),
        "opinions": opinions_view(now, focus),
        "seats": seats_view(now, focus),
        "agenda": agenda_view(now, focus),
        "result": result_view(now, focus),
    }
    return SessionPage(now, focus, tuple(SessionPart(name, view) for name, view in views.items()))
