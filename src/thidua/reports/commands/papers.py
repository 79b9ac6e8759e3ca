"""Making the document of a filed report, and taking in its signed sheet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.core.errors import Refused
from thidua.documents.choices import IssuedKind
from thidua.documents.commands import Printed, issue, print_document
from thidua.paper.fingerprint import fingerprint
from thidua.reading.files import scans
from thidua.reading.files.metadata import without_metadata
from thidua.reading.files.refusals import Unreadable
from thidua.reports.models import Report, ReportPaper, Revision, SignedCopy
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import stand_of
from thidua.reports.queries.papers import current_paper, document_of, newest_paper
from thidua.reports.rules.paper import may_be_signed, period_in_words
from thidua.sources.commands import store_file

_NOT_NOW = _("Chỉ người của đơn vị báo cáo làm được việc này, khi báo cáo đã gửi.")
_CHANGED = _("Báo cáo vừa được gửi lại với số khác. Tải lại trang rồi lập văn bản.")
_REPORTS = Report.objects.select_related("edition", "period", "unit", "form")
_NO_PAPER = _("Lập văn bản để ký trước, rồi in, ký và tải bản ký lên.")


def make_paper(*, report: Report, by: Actor, at: datetime) -> ReportPaper:
    """Make the document of a filed report in both formats; one that says the same is returned, not made again.

    Raises:
        Refused: it is not filed, or the actor works for another unit.
    """
    read = _REPORTS.get(pk=report.pk)
    _refuse_unless_filed(read, by)
    filed_at = _newest_revision(read).filed_at
    document = document_of(read, on=legal_day(at))
    known = _same(read, fingerprint(document))
    return known or _keep_paper(read, filed_at, print_document(document, at=at), by=by, at=at)


@transaction.atomic
def _keep_paper(read: Report, filed_at: datetime | None, printed: Printed, *, by: Actor, at: datetime) -> ReportPaper:
    """Keep what was printed from a report, if that is still what was filed then."""
    kept = _locked(read, by)
    revision = _newest_revision(kept)
    if revision.filed_at != filed_at:
        raise Refused(_CHANGED)
    document, content = printed.document, fingerprint(printed.document)
    if known := _same(kept, content):  # made by somebody else meanwhile
        return known
    last = newest_paper(kept)
    dated_on = document.day or legal_day(at)
    about = f"{document.summary[:1].lower()}{document.summary[1:]}"
    title = f"Báo cáo {period_in_words(span(kept.period))} của {kept.unit.name_in_sentence} về {about}"
    issued = issue(
        unit=kept.unit, kind=IssuedKind.UNIT_REPORT, title=title, printed=printed, dated_on=dated_on, by=by, at=at
    )
    paper = ReportPaper.objects.create(revision=revision, issued=issued, content=content, replaces=last, created_at=at)
    after = {"revision": revision.number, "content": content, "replaces": str(last.uid) if last else ""}
    audit.record("make_report_paper", paper, by=by, at=at, unit_id=kept.unit_id, after=after)
    return paper


def attach_signed_copy(*, report: Report, content: bytes, name: str, by: Actor, at: datetime) -> SignedCopy:
    """Keep the signed sheet of a report's document; the one before it stays in the history.

    Raises:
        Refused: not the actor's unit, not filed, no document yet, or the file is no sheet that opens (``file``).
    """
    try:
        media_type = scans.check_scan(content)
    except Unreadable as refusal:
        raise Refused(refusal.message, field="file", **refusal.values) from refusal
    stem = Path(name.replace("\\", "/")).stem.strip() or "ban-ky"
    content = without_metadata(content, media_type)
    return _attach(report, content, f"{stem[:200]}{scans.SUFFIXES[media_type]}", media_type, by=by, at=at)


@transaction.atomic
def _attach(report: Report, content: bytes, name: str, media_type: str, *, by: Actor, at: datetime) -> SignedCopy:
    kept = _locked(report, by)
    paper = current_paper(kept)
    if paper is None:
        raise Refused(_NO_PAPER)
    file = store_file(content=content, name=name, media_type=media_type, by=by, at=at)
    standing = SignedCopy.objects.filter(paper__revision__report=kept, replaced_at=None)
    same = standing.filter(paper=paper, file=file).first()
    if same:
        return same
    before = {"sha256": [each.file.sha256 for each in standing.select_related("file")]}
    standing.update(replaced_at=at)
    copy = SignedCopy.objects.create(
        paper=paper, file=file, media_type=media_type, name=name, brought_by=by.label, created_at=at
    )
    after = {"sha256": file.sha256, "size": file.size, "revision": kept.number}
    audit.record("attach_signed_copy", copy, by=by, at=at, unit_id=kept.unit_id, before=before, after=after)
    return copy


def _newest_revision(report: Report) -> Revision:
    return report.revisions.get(number=report.number)


def _same(report: Report, content: str) -> ReportPaper | None:
    """Return the newest document, if it is of this revision and says the same."""
    last = newest_paper(report)
    return last if last and last.revision.number == report.number and last.content == content else None


def _locked(report: Report, by: Actor) -> Report:
    """Return the report under a lock, if the actor's unit may make its document now."""
    kept: Report = _REPORTS.select_for_update(of=("self",)).get(pk=report.pk)
    _refuse_unless_filed(kept, by)
    return kept


def _refuse_unless_filed(report: Report, by: Actor) -> None:
    if not may_be_signed(stand_of(report), by.unit_id):
        raise Refused(_NOT_NOW)
