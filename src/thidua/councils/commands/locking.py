"""Holding a session still while something is done in it, and refusing whom it is not for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.councils.choices import ItemState, SessionState
from thidua.councils.models import AgendaItem, Attendance, CouncilMember, Session
from thidua.councils.queries.seats import has_left, parts_of, recused_from, roll_of, seat_of
from thidua.councils.rules.parts import Part, may_run
from thidua.nominations.choices import State

_SESSIONS = Session.objects.select_related("council__unit", "chair", "secretary")
_ITEMS = AgendaItem.objects.select_related("nomination__round")


@dataclass(frozen=True, slots=True)
class Held:
    """A session under its lock, with its roll and what the actor is in it."""

    session: Session
    roll: list[Attendance]
    seat: CouncilMember | None
    parts: frozenset[Part]

    @property
    def unit_id(self) -> int:
        """The unit whose readers may see what happens here."""
        return self.session.council.unit_id


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An item under the lock of its session; ``recused`` are the members who stepped aside from it."""

    held: Held
    item: AgendaItem
    recused: frozenset[int]


def hold_session(session: Session, by: Actor) -> Held:
    """Return a session as it is now, locked until the transaction ends.

    Raises:
        Refused: it is closed; nothing in it changes any more.
    """
    kept = _SESSIONS.select_for_update(of=("self",)).get(pk=session.pk)
    if kept.state == SessionState.CLOSED:
        raise Refused(_("Phiên họp đã kết thúc, không sửa được nữa. Việc còn lại đưa vào phiên sau."))
    seat = seat_of(kept, by)
    return Held(kept, roll_of(kept), seat, parts_of(kept, by, seat))


def hold_to_run(session: Session, by: Actor) -> Held:
    """Return a session under its lock for somebody who runs it. Raises as ``hold_session``, and for anybody else."""
    held = hold_session(session, by)
    if not may_run(held.parts):
        raise Refused(_("Việc này do chủ tọa, thư ký phiên họp hoặc cán bộ thường trực hội đồng làm."))
    return held


def hold_item(item: AgendaItem, by: Actor) -> HeldItem:
    """Return an item under the lock of its session."""
    held = hold_session(Session(pk=item.session_id), by)
    kept = _ITEMS.get(pk=item.pk)
    return HeldItem(held, kept, recused_from(kept))


def hold_item_to_run(item: AgendaItem, by: Actor) -> HeldItem:
    """Return an item under its lock for somebody who runs the session and did not step aside from it."""
    found = hold_item(item, by)
    if not may_run(found.held.parts):
        raise Refused(_("Việc này do chủ tọa, thư ký phiên họp hoặc cán bộ thường trực hội đồng làm."))
    refuse_recused(found)
    return found


def refuse_recused(found: HeldItem) -> None:
    """Refuse a member who stepped aside from the item."""
    if found.held.seat is not None and found.held.seat.pk in found.recused:
        raise Refused(_("Anh, chị đứng ngoài mục này. Người khác trong hội đồng làm thay."))


def refuse_left(item: AgendaItem) -> None:
    """Refuse where the nomination was withdrawn or returned since the item was opened, also if it came back."""
    if item.nomination is not None and has_left(item):
        raise Refused(
            _("Hồ sơ %(code)s đã rời hội đồng sau khi mở mục này (nay: %(state)s). Đưa hồ sơ vào phiên sau."),
            code=item.nomination.code,
            state=State(item.nomination.state).label,
        )


def refuse_unless_session(held: Held, state: SessionState) -> None:
    """Refuse where the session is not in a state."""
    if held.session.state == state:
        return
    if state is SessionState.OPEN:
        raise Refused(_("Phiên họp chưa khai mạc. Điểm danh rồi khai mạc trước."))
    raise Refused(_("Phiên họp đã khai mạc, không sửa được việc này nữa."))


def refuse_unless_item(item: AgendaItem, *states: ItemState) -> None:
    """Refuse where the item is in none of the states."""
    if ItemState(item.state) in states:
        return
    sentences = {
        ItemState.WAITING: _("Mục này chưa bắt đầu. Mở mục trước."),
        ItemState.OPEN: _("Mục này đang xét. Đóng mục trước."),
        ItemState.CLOSED: _("Mục này đã đóng, không sửa được nữa."),
    }
    raise Refused(sentences[ItemState(item.state)])
