"""What the pages of a list show: whom each row means, what cannot be taken, what became of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext

from thidua.honours.models import Holder
from thidua.nominations.choices import State
from thidua.nominations.models import ListedRow, NomineeList
from thidua.nominations.queries.listing import ListPreview
from thidua.nominations.rules.listing.placing import LineOutcome, Placed
from thidua.office.honours_import.faulty import sentence_of
from thidua.office.honours_import.pages import FAULTS_AT_ONCE, MORE_FAULTS, grouped
from thidua.office.nominations.words import CHIPS

ASKED_AT_ONCE: Final = 50
"""Rows of which one page asks whom they mean; the next ones follow when these are said."""
_ROWS_AT_ONCE: Final = 50
_SHOWN: Final[dict[LineOutcome, tuple[str, str | Promise]]] = {
    LineOutcome.KNOWN: ("met", gettext_lazy("Có trong sổ")),
    LineOutcome.NEW: ("waiting", gettext_lazy("Thêm vào sổ")),
    LineOutcome.ASK: ("judge", gettext_lazy("Chưa rõ là ai")),
    LineOutcome.TWICE: ("ended", gettext_lazy("Đã có, bỏ qua")),
}


@dataclass(frozen=True)
class Line:
    """A sound row: who and what, whom it means, what the law says against it."""

    placed: Placed
    chip: str
    word: str | Promise
    holder: Holder | None
    warning: str


@dataclass(frozen=True)
class Asked:
    """A row of which a person says whom it means: the records, and what was chosen, blank while nothing was."""

    placed: Placed
    people: Sequence[Holder]
    chosen: str

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"hang-{self.placed.row.number}"


@dataclass(frozen=True)
class Became:
    """A row that was written: what it became, and how that looks now."""

    row: ListedRow
    chip: str
    word: str


def preview_context(listing: NomineeList, preview: ListPreview, number: int) -> dict[str, Any]:
    """Return what the page of a list that is not written is drawn from; ``number`` is of the page of its rows."""
    page = Paginator(preview.lines, _ROWS_AT_ONCE).get_page(number)
    asked = [_asked(each, preview, listing) for each in preview.lines if each.candidates]
    open_ones = [each for each in asked if not each.chosen and each.placed.outcome is LineOutcome.ASK]
    return {
        **faults_context(preview),
        "counts": _counts(preview),
        "page": page,
        "lines": [_line(each, preview) for each in page],
        "asked": open_ones[:ASKED_AT_ONCE],
        "left": len(open_ones),
        "chosen": [each for each in asked if each.chosen][:ASKED_AT_ONCE],
        "to_write": len(preview.to_write),
        "warned": len({each.row.number for each in preview.to_write} & preview.warnings.keys()),
    }


def faults_context(preview: ListPreview) -> dict[str, Any]:
    """Return the sentences of the cells that cannot be taken."""
    told = [sentence_of(each.message, each.values) for each in preview.faults[:MORE_FAULTS]]
    return {
        "fault_count": len({each.row for each in preview.faults}),
        "first_faults": told[:FAULTS_AT_ONCE],
        "more_faults": told[FAULTS_AT_ONCE:],
    }


def written_page(listing: NomineeList, number: int) -> tuple[Page[ListedRow], list[Became]]:
    """Return a page of what the rows of a list became."""
    rows = listing.lines.select_related("nomination", "registration__holder").order_by("number")
    page = Paginator(rows, _ROWS_AT_ONCE).get_page(number)
    return page, [_became(each) for each in page]


def not_written(listing: NomineeList, preview: ListPreview) -> Iterable[Placed]:
    """Return the sound rows that stand already and that this list did not write itself."""
    written = set(listing.lines.values_list("number", flat=True))
    return (each for each in preview.lines if each.outcome is LineOutcome.TWICE and each.row.number not in written)


def people_of(preview: ListPreview, placed: Placed) -> list[Holder]:
    """Return the records that a row may mean, the likeliest first."""
    return [preview.named[each.holder] for each in placed.candidates if each.holder in preview.named]


def _line(placed: Placed, preview: ListPreview) -> Line:
    chip, word = _SHOWN[placed.outcome]
    holder = preview.named.get(placed.holder) if placed.holder else None
    return Line(placed, chip, word, holder, preview.warnings.get(placed.row.number, ""))


def _asked(placed: Placed, preview: ListPreview, listing: NomineeList) -> Asked:
    return Asked(placed, people_of(preview, placed), listing.chosen.get(str(placed.row.number), ""))


def _became(row: ListedRow) -> Became:
    if row.nomination is not None:
        state = State(row.nomination.state)
        return Became(row, CHIPS[state], capfirst(str(state.label)))
    is_withdrawn = row.registration is not None and row.registration.withdrawn_at is not None
    return Became(row, "withdrawn" if is_withdrawn else "done", "")


def _counts(preview: ListPreview) -> str:
    """Return «30 hàng ghi được · 2 hàng lỗi · …»."""
    counts, faults = preview.counts, len({each.row for each in preview.faults})
    good, new = len(preview.to_write), counts[LineOutcome.NEW]
    ask, twice = counts[LineOutcome.ASK], counts[LineOutcome.TWICE]
    told = (
        (good, ngettext("%(n)s hàng ghi được", "%(n)s hàng ghi được", good)),
        (new, ngettext("%(n)s hàng thêm người, tập thể mới vào sổ", "%(n)s hàng thêm người, tập thể mới vào sổ", new)),
        (ask, ngettext("%(n)s hàng chưa rõ là ai", "%(n)s hàng chưa rõ là ai", ask)),
        (twice, ngettext("%(n)s hàng đã có, bỏ qua", "%(n)s hàng đã có, bỏ qua", twice)),
        (faults, ngettext("%(n)s hàng lỗi", "%(n)s hàng lỗi", faults)),
    )
    return capfirst(" · ".join(sentence % {"n": grouped(number)} for number, sentence in told if number))
