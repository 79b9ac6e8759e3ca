"""Who is there, whether enough are, and who may vote on the item that is looked at. Never who has voted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.councils.choices import Presence, SessionState, Way
from thidua.councils.models import Attendance
from thidua.councils.queries.sitting import Sitting
from thidua.councils.rules.quorum import Quorum
from thidua.office.councils.parts.focus import Focus

_KEY = {
    "there": ("check", gettext_lazy("Có mặt")),
    "votes": ("check", gettext_lazy("Được biểu quyết mục này")),
    "aside": ("door-open", gettext_lazy("Đứng ngoài mục này")),
    "wrote": ("mail-check", gettext_lazy("Vắng, có ý kiến văn bản")),
    "away": ("minus", gettext_lazy("Vắng")),
    "left": ("log-out", gettext_lazy("Đã về trước")),
    "expected": ("user", gettext_lazy("Chưa điểm danh")),
}


@dataclass(frozen=True, slots=True)
class SeatView:
    """A member's circle: what the member is on this item."""

    kind: str
    icon: str
    told: str


@dataclass(frozen=True, slots=True)
class SeatsView:
    """The card of the members.

    Attributes:
        is_reached: whether enough are there; ``None`` before the session is opened.
        sentence: «13/15 có mặt. Cần 12/15 (80%).»
        key: kind, icon, words and how many, for each kind there is.
    """

    is_reached: bool | None
    sentence: str
    caution: str
    provision: str
    seats: tuple[SeatView, ...]
    key: tuple[tuple[str, str, str, int], ...]
    may_call: bool


def seats_view(now: Sitting, focus: Focus | None) -> SeatsView:
    """Return the card of the members, as they stand to the item that is looked at."""
    kinds = [_kind(now, row, focus) for row in now.roll]
    counts = Counter(kinds)
    shown = tuple(
        SeatView(kind, _KEY[kind][0], f"{row.member.name}: {_KEY[kind][1]}")
        for row, kind in zip(now.roll, kinds, strict=True)
    )
    order = list(_KEY)
    seats = tuple(sorted(shown, key=lambda seat: order.index(seat.kind)))
    key = tuple((kind, icon, str(word), counts[kind]) for kind, (icon, word) in _KEY.items() if counts[kind])
    there, members = len(now.attending()), len(now.roll)
    quorum = Quorum.from_json(now.session.quorum) if now.session.quorum else None
    sentence = _("%(there)s/%(members)s có mặt.") % {"there": there, "members": members}
    if quorum is not None:
        least = _("Cần %(least)s/%(members)s (%(share)s).") % {
            "least": quorum.least(members),
            "members": members,
            "share": _share(quorum),
        }
        sentence = f"{sentence} {least}"
    return SeatsView(
        is_reached=quorum.is_reached(there, members) if quorum else None,
        sentence=sentence,
        caution="" if quorum is None or quorum.verified else quorum.caution,
        provision=quorum.provision if quorum else "",
        seats=seats,
        key=key,
        may_call=now.is_running and now.session.state != SessionState.CLOSED,
    )


def _share(quorum: Quorum) -> str:
    return f"{quorum.part}%" if quorum.whole == 100 else f"{quorum.part}/{quorum.whole}"  # noqa: PLR2004 - per cent


def _kind(now: Sitting, row: Attendance, focus: Focus | None) -> str:
    item = focus.item if focus else None
    if item is not None and row.member_id in now.recused(item):
        return "aside"
    if row.presence == Presence.EXPECTED:
        return "expected"
    if row.presence == Presence.PRESENT and row.left_at is None:
        return "votes" if item is not None and item.way != Way.NONE else "there"
    if item is not None and row.member_id in {each.member_id for each in now.opinions.get(item.pk, ())}:
        return "wrote"
    return "left" if row.left_at is not None else "away"
