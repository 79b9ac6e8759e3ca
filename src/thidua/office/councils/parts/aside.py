"""Who takes no part in the item, who is away and writes, and what whoever looks may say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.councils.choices import Choice, Ground, ItemState, SessionState
from thidua.councils.models import Recusal
from thidua.councils.queries.sitting import Sitting
from thidua.office.councils.parts.focus import Focus
from thidua.office.councils.words import hour


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A member who stepped aside: why, and who said so."""

    uid: UUID
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class AsideView:
    """The card of recusals of one item; ``others`` are members whom whoever runs the session may write down."""

    uid: UUID
    title: str
    rows: tuple[AsideRow, ...]
    grounds: tuple[tuple[str, str], ...]
    may_recuse: bool
    is_second: bool
    others: tuple[tuple[UUID, str], ...]
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class OpinionsView:
    """The card of opinions in writing: who wrote one, never what before the vote is closed."""

    uid: UUID
    order: int
    wrote: tuple[str, ...]
    may_write: bool
    has_written: bool
    others: tuple[tuple[UUID, str], ...]
    choices: tuple[tuple[str, str], ...]


def aside_view(now: Sitting, focus: Focus | None) -> AsideView | None:
    """Return the card of recusals; nothing where there is no item."""
    if focus is None:
        return None
    item, aside = focus.item, now.recused(focus.item)
    rows = now.recusals.get(item.pk, ())
    is_open = _is_open(now, focus)
    count = len(rows)
    title = ngettext(
        "%(count)s thành viên đứng ngoài mục %(order)s", "%(count)s thành viên đứng ngoài mục %(order)s", count
    ) % {"count": count, "order": item.order}
    none = _("Chưa ai đứng ngoài mục %(order)s") % {"order": item.order}
    may_run = is_open and now.is_running
    own = now.seat.pk if now.seat else 0
    others = tuple(
        (row.member.uid, row.member.name) for row in now.roll if row.member_id not in aside and row.member_id != own
    )
    return AsideView(
        uid=item.uid,
        title=title if rows else none,
        rows=tuple(AsideRow(each.uid, each.member.name, _told(each)) for each in rows),
        grounds=tuple((each.value, str(each.label)) for each in Ground),
        may_recuse=is_open and now.seat is not None and own not in aside and item.pk not in now.voted,
        is_second=bool(rows),
        others=others if may_run else (),
        may_take_back=may_run,
    )


def opinions_view(now: Sitting, focus: Focus | None) -> OpinionsView | None:
    """Return the card of opinions in writing; nothing where nobody is away or the item is not voted on."""
    if focus is None or not _is_open(now, focus) or not focus.item.way or focus.item.nomination_id is None:
        return None
    item = focus.item
    away = now.may_write(item)
    wrote = now.opinions.get(item.pk, ())
    if not away and not wrote:
        return None
    own = now.seat.pk if now.seat else 0
    others = tuple((row.member.uid, row.member.name) for row in now.roll if row.member_id in away)
    return OpinionsView(
        uid=item.uid,
        order=item.order,
        wrote=tuple(each.member.name for each in wrote),
        may_write=own in away,
        has_written=own in {each.member_id for each in wrote},
        others=others if now.is_running else (),
        choices=tuple((each.value, str(each.label)) for each in (Choice.FOR, Choice.AGAINST)),
    )


def _is_open(now: Sitting, focus: Focus) -> bool:
    return now.session.state != SessionState.CLOSED and focus.item.state != ItemState.CLOSED


def _told(recusal: Recusal) -> str:
    ground = str(Ground(recusal.ground).label)
    values = {"ground": ground[:1].upper() + ground[1:], "hour": hour(recusal.created_at), "who": recusal.stated_by}
    if recusal.by_member:
        return _("%(ground)s, tự khai lúc %(hour)s.") % values
    return _("%(ground)s, %(who)s ghi lúc %(hour)s.") % values
