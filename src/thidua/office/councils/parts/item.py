"""The item in hand: what it is, what a vote must reach, and what whoever runs the session does with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.actors import Actor
from thidua.councils.choices import ItemState, Outcome, SessionState, Way
from thidua.councils.queries.sitting import Sitting
from thidua.office.councils.finding import CLERKS
from thidua.office.councils.parts.focus import Focus
from thidua.office.councils.words import heading_of, hour, state_chip, threshold
from thidua.web.addresses import address


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item as its card shows it.

    Attributes:
        needed, least: «Đồng ý từ 90% tổng số thành viên», «ít nhất 14/15 phiếu»; blank where nobody votes.
        provision, caution: the source of that; the caution where it was not looked up yet.
        may_open, may_close, …: what whoever looks may do with it now.
        elsewhere: the number of the item in hand, where another one is looked at.
    """

    uid: UUID
    kicker: str
    heading: str
    subject: str
    chip: str
    chip_word: str
    needed: str
    least: str
    counts_opinions: bool
    provision: str
    caution: str
    is_compulsory: bool
    dossier_url: str
    repeated: str
    outcome: str
    reason: str
    may_open: bool
    may_choose_way: bool
    may_close: bool
    may_end: bool
    may_repeat: bool
    way: str
    is_on_paper: bool
    is_nomination: bool
    votes_here: bool
    elsewhere: str


def item_view(now: Sitting, focus: Focus | None, actor: Actor) -> ItemView | None:
    """Put an item into words; nothing on an empty agenda."""
    if focus is None:
        return None
    item, standard = focus.item, focus.standard
    way, state = Way(item.way), ItemState(item.state)
    runs = now.is_running and not (now.seat and now.seat.pk in now.recused(item))
    open_session = now.session.state == SessionState.OPEN
    is_open = runs and open_session and state is ItemState.OPEN
    chip, word = state_chip(item)
    votes = way is not Way.NONE and not (state is ItemState.CLOSED and focus.tally is None)
    told = focus.proposal(now.session.tie_rule) if state is ItemState.CLOSED and not item.outcome else None
    return ItemView(
        uid=item.uid,
        kicker=_kicker(focus),
        heading=heading_of(item),
        subject=item.nomination.post if item.nomination else "",
        chip=chip,
        chip_word=word,
        needed=_capitalised(standard.words) if votes else "",
        least=threshold(standard, focus.tally or focus.so_far) if votes else "",
        counts_opinions=votes and standard.is_of_law,
        provision=standard.provision,
        caution="" if standard.verified else standard.caution or _("Chưa đối chiếu với văn bản gốc."),
        is_compulsory=standard.is_of_law,
        dossier_url=_dossier(focus, actor),
        repeated=_repeated(focus),
        outcome=_outcome(focus),
        reason=item.reason,
        may_open=runs and open_session and state is ItemState.WAITING and now.open_item is None,
        may_choose_way=runs and state is ItemState.WAITING,
        may_close=is_open,
        may_end=is_open and way is not Way.NONE and not now.in_box.get(item.pk),
        may_repeat=runs
        and open_session
        and way is not Way.NONE
        and _is_to_repeat(focus, must=bool(told and told.must_repeat)),
        way=way.value,
        is_on_paper=item.is_on_paper,
        is_nomination=item.nomination_id is not None,
        votes_here=way is Way.BALLOT and not item.is_on_paper,
        elsewhere=str(now.in_hand.order) if now.in_hand and not focus.is_in_hand and open_session else "",
    )


def _kicker(focus: Focus) -> str:
    item = focus.item
    ways = {
        Way.BALLOT: _("bỏ phiếu giấy") if item.is_on_paper else _("bỏ phiếu kín"),
        Way.HANDS: _("giơ tay"),
        Way.NONE: _("không biểu quyết"),
    }
    return _("Mục %(order)s, %(way)s") % {"order": item.order, "way": ways[Way(item.way)]}


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _dossier(focus: Focus, actor: Actor) -> str:
    """The dossier: whoever keeps the papers opens it whole, members open what they read before they vote."""
    nomination = focus.item.nomination
    if nomination is None:
        return ""
    whole = address("office:nomination", for_actor=actor, uid=nomination.uid) if actor.has(*CLERKS) else ""
    return whole or reverse("office:council_dossier", args=[focus.item.uid])


def _repeated(focus: Focus) -> str:
    item = focus.item
    if item.times < 2:  # noqa: PLR2004 - the first time is not worth a word
        return ""
    return _("Biểu quyết lần %(times)s: %(reason)s.") % {
        "times": item.times,
        "reason": item.repeated_because.rstrip("."),
    }


def _outcome(focus: Focus) -> str:
    item = focus.item
    if not item.outcome:
        return ""
    told = str(Outcome(item.outcome).label)
    if item.lower_name:
        told = f"{told}: {item.lower_name}"
    at = hour(item.decided_at) if item.decided_at else ""
    return _("Kết luận lúc %(hour)s: %(outcome)s. Người kết luận: %(who)s.") % {
        "hour": at,
        "outcome": told,
        "who": item.decided_by,
    }


def _is_to_repeat(focus: Focus, *, must: bool) -> bool:
    return focus.item.state == ItemState.OPEN or must
