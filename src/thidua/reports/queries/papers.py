"""What a report says on paper, the documents that were made of it, the signed sheets that came back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.text import capfirst

from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.documents.queries import Surroundings, profile_on, surroundings
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.paper.model import Document, Signature
from thidua.reports.choices import ReportState
from thidua.reports.models import Cell, Report, ReportPaper, Revision, SignedCopy
from thidua.reports.queries.attachments import files_of
from thidua.reports.queries.entry import Entry, EntryRow, EntrySection, read_entry
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import last_day, unit_above
from thidua.reports.queries.structure import kind_of
from thidua.reports.rules.calendar import period_before, short_label
from thidua.reports.rules.paper import (
    Amendment,
    ChangedLine,
    Office,
    PaperFile,
    PaperLine,
    PaperSection,
    ReportText,
    paper_of,
)
from thidua.reports.rules.typed import shown

_LETTERS = "BC"
"""What stands in the number line of a report (Decree 30/2020/NĐ-CP, Appendix III)."""


@dataclass(frozen=True)
class ReportPapers:
    """The documents of a report and their signed sheets, the newest first.

    Attributes:
        current: the document of the newest revision, as long as that stands as filed.
        signed: its signed sheet; of an earlier document it is none of ``current``.
    """

    current: ReportPaper | None
    signed: SignedCopy | None
    earlier: tuple[ReportPaper, ...]
    earlier_signed: tuple[SignedCopy, ...]


def document_of(report: Report, *, on: date) -> Document:
    """Return the newest revision of a report as a document; before it is filed, a draft that looks as on ``on``."""
    return paper_of(report_text(report, on=on))


def report_text(report: Report, *, on: date) -> ReportText:
    """Return what the newest revision of a report says; the office profile is that of its filing, else of ``on``."""
    entry = read_entry(report)
    filed_at = entry.revision.filed_at
    is_filed = filed_at is not None and report.state in {ReportState.FILED, ReportState.ACCEPTED}
    day = legal_day(filed_at) if filed_at and is_filed else None
    around = surroundings(report.unit, day or on)
    here = span(report.period)
    return ReportText(
        form=report.form.name,
        period=here,
        unit=report.unit.name_in_sentence,
        office=_office(around),
        sections=tuple(_section(each, is_filed=is_filed) for each in entry.sections),
        here_label=capfirst(short_label(here, here)),
        previous_label=capfirst(short_label(period_before(here), here)),
        addressee=_addressee(report, day or on),
        day=day,
        is_filed=is_filed,
        is_own_draft=report.form.is_own_draft,
        amendment=_amendment(entry, on=on),
        files=_files(entry),
    )


def papers_of(report: Report) -> ReportPapers:
    """Return the documents of a report with their signed sheets; two queries."""
    rows = ReportPaper.objects.filter(revision__report=report).select_related("revision", "issued")
    papers = list(rows.prefetch_related("signed_copies"))
    for paper in papers:
        for copy in paper.signed_copies.all():
            copy.paper = paper
    stands = report.state in {ReportState.FILED, ReportState.ACCEPTED}
    newest = papers[0] if papers and papers[0].revision.number == report.number and stands else None
    copies = sorted((copy for paper in papers for copy in paper.signed_copies.all()), key=lambda each: -each.pk)
    signed = next((each for each in copies if newest and each.paper == newest and each.replaced_at is None), None)
    return ReportPapers(
        current=newest,
        signed=signed,
        earlier=tuple(each for each in papers if each != newest),
        earlier_signed=tuple(each for each in copies if each != signed),
    )


def newest_paper(report: Report) -> ReportPaper | None:
    """Return the newest document of a report, of whatever revision."""
    rows = ReportPaper.objects.filter(revision__report=report)
    return rows.select_related("revision", "issued__docx", "issued__pdf").first()


def current_paper(report: Report) -> ReportPaper | None:
    """Return the newest document of a report's newest revision."""
    newest = newest_paper(report)
    return newest if newest and newest.revision.number == report.number else None


def signed_copies(actor: Actor, *, on: date) -> QuerySet[SignedCopy]:
    """Return the signed sheets of the reports that ``actor`` may see on the day ``on``, replaced ones too."""
    units = units_in_scope(actor, on=on)
    return SignedCopy.objects.filter(paper__revision__report__unit__in=units).select_related("file")


def _office(around: Surroundings) -> Office:
    return Office(
        head=around.head,
        number=around.number(_LETTERS),
        place=around.place,
        signature=around.signature or Signature(),
        recipients=around.recipients,
        is_complete=not around.is_draft,
    )


def _files(entry: Entry) -> tuple[PaperFile, ...]:
    beside = files_of(entry.revision)
    return tuple(
        PaperFile(row.line.number, row.line.indicator.name, each.name, each.file.size, each.file.sha256)
        for row in entry.rows
        if row.line.pk in beside
        for each in beside[row.line.pk].standing
    )


def _addressee(report: Report, day: date) -> str:
    """Return the body to which a report goes: as its own office profile names it, else by the unit's name."""
    above = unit_above(report.unit_id, report.edition.tree, last_day(report.period))
    if above is None:
        return ""
    unit = Unit.objects.get(pk=above)
    profile = profile_on(unit, day)
    return (profile.issuing_body if profile else "") or capfirst(unit.full_name)


def _section(section: EntrySection, *, is_filed: bool) -> PaperSection:
    lines = tuple(_line(row, is_filed=is_filed) for row in section.rows)
    return PaperSection(section.section.title, lines, section.text, section.is_narrative)


def _line(row: EntryRow, *, is_filed: bool) -> PaperLine:
    indicator = row.line.indicator
    note = "; ".join(_notes(row)) if is_filed else row.note.strip()
    return PaperLine(row.line.number, indicator.name, indicator.unit_of_measure, row.text, row.previous, note)


def _notes(row: EntryRow) -> tuple[str, ...]:
    """Return the note of a line, then the reasons that were given to checks that still ask for one."""
    reasons = [row.reasons.get(each.check, "") for each in row.findings if each.is_answered]
    return tuple(dict.fromkeys(text for each in (row.note, *reasons) if (text := _bare(each))))


def _bare(sentence: str) -> str:
    return sentence.strip().rstrip(".;, ")


def _amendment(entry: Entry, *, on: date) -> Amendment | None:
    """Return how the newest revision differs from the one before it, ``None`` for the first."""
    report = entry.report
    last = report.revisions.filter(number=entry.revision.number - 1).first()
    if last is None:
        return None
    day = legal_day(last.filed_at) if last.filed_at else None
    cells = {cell.line_id: cell for cell in last.cells.all()}
    told = {_bare(text) for text in last.explanations.values_list("text", flat=True)}
    changes = (_change(row, cells.get(row.line.pk), told, entry.revision.reason) for row in entry.rows)
    return Amendment(
        number=surroundings(report.unit, day or on).number(_LETTERS),
        day=day,
        revision=last.number,
        reason=entry.revision.reason,
        lines=tuple(each for each in changes if each.before != each.after),
        passages=_changed_passages(entry, last),
    )


def _change(row: EntryRow, cell: Cell | None, told: Collection[str], reason: str) -> ChangedLine:
    """Return a line beside what it was; the reason is what was noted there since, else that of the whole revision."""
    before = shown(cell.value, kind_of(row.line), of=cell.of, qualifier=cell.qualifier) if cell else ""
    own = [each for each in _notes(row) if each not in told and not (cell and each == _bare(cell.note))]
    return ChangedLine(row.line.number, row.line.indicator.name, before, row.text, "; ".join(own) or _bare(reason))


def _changed_passages(entry: Entry, last: Revision) -> tuple[str, ...]:
    before = dict(last.passages.values_list("section_id", "text"))
    sections = [each for each in entry.sections if each.is_narrative]
    return tuple(each.section.title for each in sections if each.text != before.get(each.section.pk, ""))
