"""Files beside cells: put there, taken away, put back. Filing freezes them as it does the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.models import WithdrawableQuerySet
from thidua.reading.files.enclosures import SUFFIXES, check_enclosure
from thidua.reading.files.metadata import without_metadata
from thidua.reading.files.refusals import Unreadable
from thidua.reports.commands.holding import hold_for_typing, typed_on
from thidua.reports.models import CellFile, FormLine, Report, Revision
from thidua.reports.queries.desk import Sheet
from thidua.sources.commands import store_file

MOST_FILES = 10
"""Beside one cell."""
_LONGEST_STEM = 200
_FULL = _("Một ô kèm được %(most)s tệp. Gỡ bớt một tệp, hoặc gộp thành một tệp PDF.")
_OTHER_REVISION = _("Tệp này kèm bản báo cáo trước. Mở báo cáo rồi làm với bản đang nhập.")


@dataclass(frozen=True)
class Enclosure:
    """A file that may lie beside a cell, as it will be kept."""

    content: bytes
    name: str
    media_type: str


def prepare_enclosure(*, content: bytes, name: str) -> Enclosure:
    """Look at a file that is to lie beside a cell; a picture loses place, time and device. Writes nothing.

    Raises:
        Refused: it is of another kind, too large or does not open (``file``).
    """
    try:
        media_type = check_enclosure(content)
    except Unreadable as refusal:
        raise Refused(refusal.message, field="file", **refusal.values) from refusal
    stem = Path(name.replace("\\", "/").replace("\0", "")).stem.strip() or "tep"
    name = f"{stem[:_LONGEST_STEM]}{SUFFIXES[media_type]}"
    return Enclosure(without_metadata(content, media_type), name, media_type)


def attach_cell_file(*, report: Report, line: FormLine, content: bytes, name: str, by: Actor, at: datetime) -> CellFile:
    """Keep a file beside a cell; see ``prepare_enclosure`` and ``attach_enclosure``."""
    enclosure = prepare_enclosure(content=content, name=name)
    return attach_enclosure(report=report, line=line, enclosure=enclosure, by=by, at=at)


@transaction.atomic
def attach_enclosure(*, report: Report, line: FormLine, enclosure: Enclosure, by: Actor, at: datetime) -> CellFile:
    """Keep a file beside a cell; the same bytes stand there once.

    Raises:
        Refused: the report is not being typed, the line is none of the form, or the cell is full (``file``).
    """
    sheet = hold_for_typing(report, by)
    revision = sheet.revision
    if not FormLine.objects.filter(pk=line.pk, section__edition=report.edition_id).exists():
        raise Refused(_("Dòng này không thuộc biểu đang nhập."))
    name, media_type = enclosure.name, enclosure.media_type
    file = store_file(content=enclosure.content, name=name, media_type=media_type, by=by, at=at)
    standing = _standing(revision, line)
    same = standing.filter(file=file).first()
    if same is not None:
        return same
    _refuse_full(standing.count())
    attached = CellFile.objects.create(
        revision=revision,
        line=line,
        file=file,
        media_type=media_type,
        name=name,
        attached_by=by.label,
        created_at=at,
    )
    typed_on(sheet)
    after = {"cell": line.indicator.code, "name": name, "sha256": file.sha256, "revision": revision.number}
    audit.record("attach_cell_file", attached, by=by, at=at, unit_id=report.unit_id, after=after)
    return attached


@transaction.atomic
def withdraw_cell_file(*, attached: CellFile, by: Actor, at: datetime) -> CellFile:
    """Take a file away from its cell; it stays in the history and can be put back.

    Raises:
        Refused: its revision is not being typed, or the actor works for another unit.
    """
    kept, sheet = _locked(attached, by)
    if kept.withdrawn_at is None:
        kept.withdrawn_at, kept.withdrawn_by = at, by.label
        _changed(kept, sheet, "withdraw_cell_file", by=by, at=at)
    return kept


@transaction.atomic
def restore_cell_file(*, attached: CellFile, by: Actor, at: datetime) -> CellFile:
    """Put back a file that was taken away; where the same one was attached anew meanwhile, that one stands.

    Raises:
        Refused: its revision is not being typed, the cell is full, or the actor works for another unit.
    """
    kept, sheet = _locked(attached, by)
    standing = _standing(sheet.revision, kept.line)
    same = standing.filter(file=kept.file_id).first()
    if same is not None:
        return same
    _refuse_full(standing.count())
    kept.withdrawn_at, kept.withdrawn_by = None, ""
    _changed(kept, sheet, "restore_cell_file", by=by, at=at)
    return kept


def carry_files(*, last: Revision, revision: Revision) -> None:
    """Take the files of the revision before over into a new one, as they were attached."""
    files = list(CellFile.objects.in_force().filter(revision=last))
    CellFile.objects.bulk_create(
        CellFile(
            revision=revision,
            line_id=each.line_id,
            file_id=each.file_id,
            media_type=each.media_type,
            name=each.name,
            attached_by=each.attached_by,
            created_at=each.created_at,
        )
        for each in files
    )


def _locked(attached: CellFile, by: Actor) -> tuple[CellFile, Sheet]:
    """Return the file and its revision, if that is the one that is being typed."""
    sheet = hold_for_typing(attached.revision.report, by)
    if sheet.revision.pk != attached.revision_id:
        raise Refused(_OTHER_REVISION)
    rows = CellFile.objects.select_for_update(of=("self",)).select_related("line__indicator")
    return rows.get(pk=attached.pk), sheet


def _standing(revision: Revision, line: FormLine) -> WithdrawableQuerySet[CellFile]:
    return CellFile.objects.in_force().filter(revision=revision, line=line)


def _refuse_full(count: int) -> None:
    if count >= MOST_FILES:
        raise Refused(_FULL, most=MOST_FILES, field="file")


def _changed(kept: CellFile, sheet: Sheet, act: str, *, by: Actor, at: datetime) -> None:
    kept.version += 1
    kept.save()
    typed_on(sheet)
    after = {"cell": kept.line.indicator.code, "name": kept.name, "revision": sheet.revision.number}
    audit.record(act, kept, by=by, at=at, unit_id=sheet.report.unit_id, after=after)
