"""The agenda in rows; items that are alike and follow each other stand in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.councils.choices import ItemState, SessionState, Way
from thidua.councils.models import AgendaItem
from thidua.councils.queries.sitting import Sitting
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Tally
from thidua.office.councils.parts.focus import Focus
from thidua.office.councils.words import (
    counts_by_kind,
    items_in_words,
    numbers_of,
    result,
    state_chip,
    subject_of,
    title_of,
)

_FOLDED_FROM = 3


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One row: a number, what it is, whom it is about, how it stands."""

    numbers: str
    title: str
    under: str
    chip: str
    word: str
    note: str
    url: str
    is_now: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The card of the agenda."""

    rows: tuple[AgendaRow, ...]
    progress: str
    may_change: bool
    may_decide_together: bool
    may_end: bool
    left: int


def agenda_view(now: Sitting, focus: Focus | None) -> AgendaView:
    """Return the agenda, with the item in hand and the one that is looked at marked."""
    apart = {focus.item.pk if focus and focus.is_asked else 0, now.in_hand.pk if now.in_hand else 0}
    apart |= {key for key, rows in (*now.recusals.items(), *now.opinions.items()) if rows}
    rows: list[AgendaRow] = []
    for _key, group in groupby(now.items, key=lambda each: _key_of(each, apart)):
        items = list(group)
        if len(items) < _FOLDED_FROM:
            rows += [_row(now, each, focus) for each in items]
        else:
            rows.append(_folded(now, items))
    done = sum(bool(each.outcome) for each in now.items)
    is_over = now.session.state == SessionState.CLOSED
    is_open = now.session.state == SessionState.OPEN
    pending = any(each.state != ItemState.WAITING and not each.outcome for each in now.items)
    together = sum(each.way == Way.HANDS and each.state == ItemState.WAITING for each in now.items)
    return AgendaView(
        rows=tuple(rows),
        progress=_("%(done)s/%(all)s đã xong") % {"done": done, "all": items_in_words(len(now.items))},
        may_change=now.is_running and not is_over,
        may_decide_together=is_open and now.is_running and together > 1,
        may_end=is_open and now.is_running and not pending,
        left=sum(each.state == ItemState.WAITING for each in now.items),
    )


def _key_of(item: AgendaItem, apart: set[int]) -> tuple[object, ...]:
    """Items with the same key that follow each other are alike; one that is apart is like no other."""
    one = item.nomination
    if one is None or item.pk in apart or item.way != Way.HANDS:
        return (item.pk,)
    return (one.award_code, item.state, item.outcome, item.tally.get("favour"))


def _row(now: Sitting, item: AgendaItem, focus: Focus | None) -> AgendaRow:
    chip, word = state_chip(item)
    return AgendaRow(
        numbers=str(item.order),
        title=title_of(item),
        under=subject_of(item),
        chip=chip,
        word=word,
        note=_note(now, item),
        url=f"{reverse('office:council_session', args=[now.session.uid])}?muc={item.uid}",
        is_now=item.state == ItemState.OPEN,
        is_shown=focus is not None and focus.is_asked and focus.item.pk == item.pk,
    )


def _folded(now: Sitting, items: Sequence[AgendaItem]) -> AgendaRow:
    chip, word = state_chip(items[0])
    nominations = [each.nomination for each in items if each.nomination is not None]
    return AgendaRow(
        numbers=numbers_of(items),
        title=title_of(items[0]),
        under=_("%(counts)s; giơ tay, không bỏ phiếu kín") % {"counts": counts_by_kind(nominations)},
        chip=chip,
        word=word,
        note=_note(now, items[0]),
        url=f"{reverse('office:council_session', args=[now.session.uid])}?muc={items[0].uid}",
        is_now=False,
        is_shown=False,
    )


def _note(now: Sitting, item: AgendaItem) -> str:
    if item.state == ItemState.CLOSED and item.tally:
        return result(Standard.from_json(item.standard), Tally.from_json(item.tally))
    if item.state == ItemState.OPEN and item.way == Way.BALLOT and not item.is_on_paper:
        in_box = now.in_box.get(item.pk, 0)
        return _("%(cast)s/%(entitled)s đã bỏ") % {"cast": in_box, "entitled": max(len(now.entitled(item)), in_box)}
    return ""
