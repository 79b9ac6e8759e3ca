"""When and where a session is held, how far it is, and what opens or ends it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.councils.choices import ItemState, Outcome, Presence, SessionState
from thidua.councils.queries.sitting import Sitting
from thidua.office.councils.words import OUTCOME_CHIPS, day_in_words, hour, items_in_words


@dataclass(frozen=True, slots=True)
class HeadView:
    """The line under the title. It holds no count of ballots: a voice reads it out whenever it changes."""

    sentence: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """What has to be done before a session is opened: so many items, so many called."""

    items: int
    called: int
    members: int
    is_running: bool

    @property
    def is_called(self) -> bool:
        """Whether everybody on the roll was called."""
        return self.called == self.members > 0


def head_view(now: Sitting) -> HeadView:
    """Say how far a session is."""
    session = now.session
    state = SessionState(session.state)
    return HeadView(f"{day_in_words(session.starts_at)}, {session.place}. {_progress(now, state)}")


def plan_view(now: Sitting) -> PlanView | None:
    """Say what is left to do before a session is opened; nothing afterwards."""
    if now.session.state != SessionState.PLANNED:
        return None
    called = sum(row.presence != Presence.EXPECTED for row in now.roll)
    return PlanView(len(now.items), called, len(now.roll), now.is_running)


def _progress(now: Sitting, state: SessionState) -> str:
    if state is SessionState.PLANNED:
        return _("Phiên chưa khai mạc.")
    if state is SessionState.CLOSED:
        return _("Phiên đã kết thúc lúc %(hour)s: %(outcomes)s.") % {
            "hour": hour(now.session.closed_at) if now.session.closed_at else "",
            "outcomes": _outcomes(now),
        }
    if now.open_item is not None:
        return _("Phiên đang họp, đang ở mục %(order)s.") % {"order": now.open_item.order}
    if now.in_hand is not None and now.in_hand.state == ItemState.CLOSED:
        return _("Phiên đang họp, mục %(order)s chờ kết luận.") % {"order": now.in_hand.order}
    if now.in_hand is not None:
        return _("Phiên đang họp, tiếp theo là mục %(order)s.") % {"order": now.in_hand.order}
    return _("Phiên đang họp, đã hết chương trình.")


def _outcomes(now: Sitting) -> str:
    counts = Counter(each.outcome for each in now.items)
    told = [f"{counts[each]} {OUTCOME_CHIPS[each][1]}" for each in Outcome if counts[each]]
    left = counts[""]
    parts = [items_in_words(len(now.items)), *(each.lower() for each in told)]
    return ", ".join([*parts, _("%(count)s mục chưa xét") % {"count": left}] if left else parts)
