"""What the page shows of a unit with too many units under it: those directly below, each with its counts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from thidua.office.filing import words
from thidua.office.filing.asked import Asked
from thidua.office.filing.page import Head, Segment, due_sentence, heading
from thidua.reports.queries.filing import FilingByChild, FilingChild, FilingCount
from thidua.reports.rules.filing import CellState, Tally
from thidua.vietnamese.writing import number
from thidua.web.formats import in_sentence

_NAMED = 3


@dataclass(frozen=True)
class ShownChild:
    """A unit directly below.

    Attributes:
        asked: of how many units under it a report is asked, in the period that is looked at or the last one.
        here: the count of the period that is looked at.
    """

    name: str
    uid: UUID
    asked: int
    counts: tuple[FilingCount, ...]
    here: FilingCount


@dataclass(frozen=True)
class ChildrenPage:
    """The page of a unit under which the units are counted."""

    heading: str
    lede: tuple[str, ...]
    period: str
    units_word: str
    whole_word: str
    heads: tuple[Head, ...]
    rows: tuple[ShownChild, ...]
    short: tuple[ShownChild, ...]
    count: int
    asked: int
    sums: tuple[FilingCount, ...]
    place: int
    segments: tuple[Segment, ...]
    none: str


def children_page(found: FilingByChild, asked: Asked) -> ChildrenPage:
    """Put the counts into the words and places of the page."""
    plan = found.plan
    place = asked.place(found.current, len(plan.askings))
    asking, here = plan.askings[place], found.sums[place]
    chosen = [row for row in found.rows if _is_chosen(row.counts[place], asked.only)]
    short_of = sum(row.counts[place].missing > 0 for row in found.rows)
    period = words.period_name(asking.span)
    units_word = words.units_word(asking.level or min(plan.levels), asking.tree or max(plan.trees))
    counted = Tally({CellState.RECEIVED: here.sent, CellState.MISSING: here.missing, CellState.NOT_DUE: _left(here)})
    return ChildrenPage(
        heading=heading(counted, units_word, period),
        lede=tuple(filter(None, (_most(found, place), due_sentence(here.due_on, period, asked.today)))),
        period=period,
        units_word=units_word,
        whole_word=words.whole_word(plan.unit.kind),
        heads=tuple(
            Head(words.period_head(each.span), words.period_name(each.span), at + 1, at == place)
            for at, each in enumerate(plan.askings)
        ),
        rows=tuple(_shown(row, place) for row in chosen),
        short=tuple(_shown(row, place) for row in chosen if asked.only or row.counts[place].missing),
        count=len(found.rows),
        asked=here.asked,
        sums=found.sums,
        place=place,
        segments=(
            Segment("", _("Tất cả"), len(found.rows), asked.only is None),
            Segment("thieu", _("Còn thiếu"), short_of, asked.only == CellState.MISSING),
            Segment("cho", _("Chờ duyệt"), _waits(found, place), asked.only == CellState.WAITING),
        ),
        none=words.none_sentence(asked.only or CellState.MISSING, period),
    )


def _most(found: FilingByChild, place: int) -> str:
    """Name the units under which the most are missing."""
    ordered = sorted(found.rows, key=lambda row: -row.counts[place].missing)
    named = [
        f"{in_sentence(row.name)} ({number(row.counts[place].missing)})"
        for row in ordered[:_NAMED]
        if row.counts[place].missing
    ]
    return _("Thiếu nhiều nhất: %(names)s.") % {"names": ", ".join(named)} if named else ""


def _left(count: FilingCount) -> int:
    return max(0, count.asked - count.sent - count.missing)


def _waits(found: FilingByChild, place: int) -> int:
    return sum(row.counts[place].waiting > 0 for row in found.rows)


def _is_chosen(count: FilingCount, only: CellState | None) -> bool:
    if only == CellState.MISSING:
        return count.missing > 0
    return count.waiting > 0 if only == CellState.WAITING else True


def _shown(row: FilingChild, place: int) -> ShownChild:
    asked = row.counts[place].asked or next(count.asked for count in reversed(row.counts) if count.asked)
    return ShownChild(row.name, row.uid, asked, row.counts, row.counts[place])
