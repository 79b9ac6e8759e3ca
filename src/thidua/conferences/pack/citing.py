"""Figures and awards as runs of text with their source notes; a note is numbered where it is first read."""

from __future__ import annotations

from django.utils import timezone

from thidua.awards.models import Award
from thidua.conferences.models import Conference, Participation
from thidua.movements.models import GoverningDocument
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Run, figure
from thidua.reports.queries import FigureLine
from thidua.sources.models import Citation
from thidua.sources.rules import around_quote
from thidua.vietnamese.writing import scaled

_ROOM = 110
_UNITS_NAMED = 12


def cited(page: Manuscript, line: FigureLine, *, bold: bool = False) -> Run:
    """Return the number of a line as printed, with a note for each of its sources (one for a sum over units)."""
    if len(line.units) > 1:
        return figure(line.text, _note_of_sum(page, line), bold=bold)
    return figure(line.text, *(note(page, each.citation) for each in line.figures), bold=bold)


def cited_text(page: Manuscript, text: str, row: Award | Conference | Participation | GoverningDocument) -> Run:
    """Return ``text`` with the note of the row that it tells of."""
    return Run(text, notes=(note(page, row.citation),) if row.citation else ())


def recalled(page: Manuscript, award: Award) -> list[str | Run]:
    """Return an award of another period as a line: form and giver, period, who received it."""
    period = f", kỳ {award.period}" if award.period else ""
    return [f"{award}{period}: ", cited_text(page, award.recipients_in_words, award)]


def note(page: Manuscript, citation: Citation) -> int:
    """Return the number of the note for one place in a document."""
    document = citation.document
    key = f"{document.pk}:{citation.start}:{citation.end}"
    published = f", đăng {_day(document.published)}" if document.published else ""
    publisher = f", {document.publisher}" if document.publisher else ""
    accepted = f"{citation.accepted_by_label} nhận ngày {timezone.localdate(citation.accepted_at):%d/%m/%Y}"
    cell = f", {citation.cell_name}" if citation.cell else ""
    return page.cite(key, f"“{excerpt(citation)}”", f"“{document.title}”{cell}{publisher}{published}; {accepted}")


def excerpt(citation: Citation, room: int = _ROOM) -> str:
    """Return the cited words with at most ``room`` letters of their sentence on either side, cut at blanks."""
    before, after = around(citation)
    if len(before) > room:
        before = "…" + before[-room:].split(" ", 1)[-1]
    if len(after) > room:
        after = after[:room].rsplit(" ", 1)[0] + "…"
    return " ".join(f"{before}{citation.quote}{after}".split())


def around(citation: Citation) -> tuple[str, str]:
    """Return what stands in the sentence before and after the cited words."""
    return around_quote(citation.sentence, citation.quote, citation.cell["column"] if citation.cell else None)


def _note_of_sum(page: Manuscript, line: FigureLine) -> int:
    named, decimals = line.figures[:_UNITS_NAMED], line.indicator.decimals
    parts = [f"{row.unit.name_in_sentence} {scaled(row.value, decimals)}" for row in named]
    more = f" và {len(line.figures) - _UNITS_NAMED} số khác" if len(line.figures) > _UNITS_NAMED else ""
    titles = sorted({row.citation.document.title for row in line.figures})
    key = "sum:" + ",".join(str(row.pk) for row in line.figures)
    text = f"Cộng số của {len(line.units)} đơn vị: {', '.join(parts)}{more}"
    return page.cite(key, text, "; ".join(f"“{title}”" for title in titles))


def _day(published: str) -> str:
    return "/".join(reversed(published.split("-")))
