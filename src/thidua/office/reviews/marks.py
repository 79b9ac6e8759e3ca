"""Source marks of a review page: numbered from top to bottom, the same number for the same place."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.conferences.models import Review
from thidua.conferences.pack.citing import excerpt
from thidua.reports.queries import FigureLine
from thidua.sources.models import Citation

_ROOM_ON_PAPER = 50
"""Letters of the sentence kept on either side of the cited words in a printed note."""


@dataclass(frozen=True)
class Mark:
    """One source mark: its number, the fragment it opens, and the note it becomes on paper."""

    number: int
    url: str
    note: str
    title: str


class Marks:
    """Gives out the marks of one page; asking again for the same place gives the same mark."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._known: dict[str, Mark] = {}

    def of_line(self, line: FigureLine) -> list[Mark]:
        """Return the marks of a number: one for each place that states it, or one for a sum over units."""
        if len(line.units) == 1:
            return list({mark.number: mark for mark in (self.of(row.citation) for row in line.figures)}.values())
        number = len(self._known) + 1
        url = reverse("office:sum_source", args=[self._review.uid, line.indicator.code, number])
        note = _("Cộng số của %(count)s đơn vị.") % {"count": len(line.units)}
        return [self._known.setdefault(f"sum:{line.figures[0].pk}", Mark(number, url, note, ""))]

    def of(self, citation: Citation) -> Mark:
        """Return the mark of one place in a document."""
        key = f"{citation.document_id}:{citation.start}:{citation.end}"
        if key not in self._known:
            number = len(self._known) + 1
            url = reverse("office:source", args=[citation.uid, number])
            self._known[key] = Mark(number, url, f"“{excerpt(citation, room=_ROOM_ON_PAPER)}”", citation.document.title)
        return self._known[key]

    @property
    def all(self) -> list[Mark]:
        """Every mark given out, in order."""
        return list(self._known.values())
