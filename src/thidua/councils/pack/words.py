"""Phrases that minutes and vote sheet share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from thidua.councils.choices import Choice, CouncilRole, SessionState
from thidua.councils.models import AgendaItem, CouncilMember, Session
from thidua.councils.queries.record import ItemRecord, SessionRecord
from thidua.councils.rules.standard import Standard
from thidua.documents.queries import Surroundings
from thidua.honours.choices import HolderKind
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Document, Head, Number, Signature
from thidua.paper.wording import in_words

_BLANK = "…………"
_UNCHECKED = "chưa đối chiếu với văn bản gốc"


def hour(at: datetime | None) -> str:
    """Return «09 giờ 00 phút», or a blank."""
    if at is None:
        return f"{_BLANK} giờ {_BLANK} phút"
    local = timezone.localtime(at)
    return f"{local.hour:02} giờ {local.minute:02} phút"


def set_up_by(session: Session) -> str:
    """Return the decision that set the council up, with its day."""
    council = session.council
    return f"Quyết định số {council.decision_number} {in_words(council.decided_on)}"


def who(member: CouncilMember) -> str:
    """Return a member with office and place in the council."""
    office = f", {member.office}" if member.office else ""
    return f"{member.name}{office}, {CouncilRole(member.role).label}"


def title(item: AgendaItem) -> str:
    """Return what an item is about."""
    return item.text if item.nomination is None else f"{item.award}: {item.nomination.name}"


def nominee(item: AgendaItem) -> str:
    """Return what the dossier says of who is proposed: kind, post, unit, number of the dossier."""
    one = item.nomination
    if one is None:
        return ""
    post = f", {one.post}" if one.post else ""
    return f"{HolderKind(one.kind).label}{post}; {one.unit.full_name} đề nghị, hồ sơ {one.code}"


def asked(standard: Standard) -> str:
    """Return what a vote must reach, with its provision and whether that was seen."""
    if not standard.is_of_law:
        return f"{standard.words} (quy định của Hội đồng)"
    mark = "" if standard.verified else f"; {_UNCHECKED}"
    return f"{standard.words} ({standard.provision}{mark})"


def unchecked(*, verified: bool) -> str:
    """Return the mark of a provision that was not seen in its text."""
    return "" if verified else f"; {_UNCHECKED}"


def opinions_of(view: ItemRecord, choice: Choice) -> list[str]:
    """Return who wrote so, of a closed item."""
    return [member.name for member, told in view.opinions if told == choice]


def document(page: Manuscript, read: SessionRecord, around: Surroundings, **parts: Any) -> Document:
    """Return what was written as a document of the council, signed by secretary and chair.

    It is a draft until the session is closed, and where the office profile has no place.
    """
    session = read.session
    council = session.council
    superior = around.head.issuer or council.unit.full_name
    return page.finish(
        head=Head(issuer=council.name, superior=superior),
        number=Number(None, f"BB-{council.symbol}" if council.symbol else "BB"),
        place=around.place,
        day=session.held_on,
        beside=Signature("Thư ký", session.secretary.name),
        signature=Signature("Chủ tọa", session.chair.name),
        recipients=("Thành viên Hội đồng", "Lưu: VT, hồ sơ phiên họp"),
        draft=session.state != SessionState.CLOSED or not around.place,
        **parts,
    )
