"""Where a nomination is worked on while it waits for what is not done on its own page: a session, a decision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Actor
from thidua.councils.choices import SessionState
from thidua.councils.queries.found import items_in_sight
from thidua.decisions.queries.decisions import lines_in_scope
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination
from thidua.nominations.rules.path import Side
from thidua.office.nominations.finding import MOVERS

_WITH_DECISION = frozenset({State.DECIDED, State.ANNOUNCED, State.PAID, State.ARCHIVED, State.ANNULLED})


@dataclass(frozen=True, slots=True)
class Doorway:
    """A way to another page; ``is_next`` where what comes next is done there."""

    word: str | Promise
    icon: str
    url: str
    is_next: bool = True


def doorway(one: Nomination, actor: Actor, sides: Collection[Side], *, on: date) -> Doorway | None:
    """Return the way to where a nomination is worked on now, ``None`` where that is here."""
    state = State(one.state)
    works = Side.DECIDING in sides and actor.has(*MOVERS)
    if state is State.COUNCIL:
        return _to_session(one, actor, on, works=works)
    if state is State.TO_DECIDE and works:
        drafted = _decision(one, actor, on)
        if drafted:
            return Doorway(_("Mở dự thảo quyết định"), "stamp", drafted)
        return Doorway(_("Lập dự thảo quyết định"), "stamp", reverse("office:new_decision", args=[one.round.uid]))
    if state in _WITH_DECISION and (decided := _decision(one, actor, on)):
        return Doorway(_("Mở quyết định"), "stamp", decided, is_next=False)
    return None


def _to_session(one: Nomination, actor: Actor, on: date, *, works: bool) -> Doorway | None:
    items = items_in_sight(actor, on=on).filter(nomination=one).exclude(session__state=SessionState.CLOSED)
    item = items.order_by("-pk").first()
    if item is not None:
        url = reverse("office:council_session", args=[item.session.uid])
        return Doorway(_("Mở phiên họp"), "vote", f"{url}?muc={item.uid}")
    return Doorway(_("Đưa ra Hội đồng"), "vote", reverse("office:councils")) if works else None


def _decision(one: Nomination, actor: Actor, on: date) -> str:
    line = lines_in_scope(actor, on=on).filter(nomination=one).order_by("-pk").first()
    return reverse("office:decision", args=[line.decision.uid]) if line else ""
