"""The part of a nomination's page, and of a round's, that says how the public is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.core.actors import Actor
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination, Notice
from thidua.nominations.queries.notices import notices_about
from thidua.office.notices.finding import KEEPERS


@dataclass(frozen=True)
class ShownNotice:
    """A notice in a list; ``is_public``: the public sees it today, ``is_over``: its term is over."""

    notice: Notice
    is_public: bool
    is_over: bool


@dataclass(frozen=True)
class NoticeSection:
    """The notices about a nomination; ``may_open`` where the reader may open one, ``works`` with their pages."""

    rows: tuple[ShownNotice, ...]
    may_open: bool
    works: bool


def shown(notice: Notice, on: date) -> ShownNotice:
    """Tell of a notice whether the public sees it on a day."""
    is_public = notice.closed_at is None and notice.opened_on <= on <= notice.closes_on
    return ShownNotice(notice, is_public, notice.closes_on < on)


def notice_section(one: Nomination, actor: Actor, *, on: date) -> NoticeSection | None:
    """Put together what a nomination's page says of it; nothing where the public is not asked about the nomination."""
    rows = tuple(shown(each, on) for each in notices_about(one))
    waits = one.state == State.PUBLIC_COMMENT
    if not rows and not waits:
        return None
    works = one.round.unit_id == actor.unit_id
    is_asked = any(each.notice.closed_at is None for each in rows)
    may_open = waits and works and not is_asked and one.round.closed_at is None and actor.has(*KEEPERS)
    return NoticeSection(rows, may_open, works)
