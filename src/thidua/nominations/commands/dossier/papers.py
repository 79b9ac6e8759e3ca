"""Papers of a dossier: a file that was looked into, or the note that a paper lies there; taken out and put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.rules.lines import line
from thidua.nominations.commands.checking import check_nominations
from thidua.nominations.commands.held import held_dossier
from thidua.nominations.commands.outdating import end_conclusions
from thidua.nominations.models import Nomination, Paper
from thidua.nominations.queries.dossier import items_of
from thidua.nominations.rules.dossier import OTHER
from thidua.nominations.rules.own_rows import PAPERS
from thidua.reports.commands.attaching import Enclosure, prepare_enclosure
from thidua.sources.commands import store_file
from thidua.sources.models import StoredFile

MOST_PAPERS = 60
_LONGEST = 300
_FULL = _("Một hồ sơ có nhiều nhất %(most)s giấy tờ. Gộp các trang thành một tệp PDF.")
_NOTHING = _("Chọn tệp, hoặc ghi giấy tờ đang ở đâu, như “bản giấy đã nộp ở văn thư”.")


@dataclass(frozen=True, slots=True)
class StatedPaper:
    """A paper as somebody puts it in: which item it stands for (``khac`` for none), its name, where it is, its day."""

    item_code: str
    text: str = ""
    note: str = ""
    dated_on: date | None = None


def attach_paper(
    *,
    nomination: Nomination,
    stated: StatedPaper,
    content: bytes | None = None,
    name: str = "",
    by: Actor,
    at: datetime,
) -> Paper:
    """Put a paper into a dossier, with its file or with a note where it lies.

    A file is known by its content, and a picture loses place, time and device. The same one for the same item is there
    once.

    Raises:
        Refused: the file does not open or is of another kind (``file``), the item is none of this dossier, there is
            neither file nor note, or the dossier is not the actor's to change.
    """
    enclosure = prepare_enclosure(content=content, name=name) if content is not None else None
    return _attach(nomination, stated, enclosure, by, at)


@transaction.atomic
def take_out_paper(*, paper: Paper, reason: str = "", by: Actor, at: datetime) -> Paper:
    """Take a paper out of its dossier; it can be put back.

    Raises:
        Refused: the dossier is not the actor's to change.
    """
    nomination = held_dossier(paper.nomination, by, at)
    kept = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if kept.withdrawn_at is None:
        kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_reason = at, by.label, line(reason, 500)
        end_conclusions(nomination, conditions=[PAPERS], by=by, at=at)
        _changed(kept, nomination, "take_out_paper", by, at)
    return kept


@transaction.atomic
def restore_paper(*, paper: Paper, by: Actor, at: datetime) -> Paper:
    """Put a paper back that was taken out; where the same file was put in anew meanwhile, that one stands.

    Raises:
        Refused: the dossier is full, or not the actor's to change.
    """
    nomination = held_dossier(paper.nomination, by, at)
    kept = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if kept.withdrawn_at is None:
        return kept
    same = _same(nomination, kept.item_code, kept.file, kept.note)
    if same is not None:
        return same
    _refuse_full(nomination)
    kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_reason = None, "", ""
    _changed(kept, nomination, "restore_paper", by, at)
    return kept


@transaction.atomic
def _attach(nomination: Nomination, stated: StatedPaper, enclosure: Enclosure | None, by: Actor, at: datetime) -> Paper:
    kept = held_dossier(nomination, by, at)
    text = _text_of(kept, stated, clock.legal_day(at))
    note = line(stated.note, _LONGEST)
    if enclosure is None and not note:
        raise Refused(_NOTHING, field="file")
    if stated.dated_on and stated.dated_on > clock.legal_day(at):
        raise Refused(_("Ngày của giấy tờ chưa tới. Kiểm tra lại ngày."), field="dated_on")
    file = _stored(enclosure, by, at)
    same = _same(kept, stated.item_code, file, note)
    if same is not None:
        return same
    _refuse_full(kept)
    paper = Paper.objects.create(
        nomination=kept,
        item_code=stated.item_code,
        text=text,
        note=note,
        file=file,
        dated_on=stated.dated_on,
        provided_by=by.label,
        created_at=at,
    )
    after = {"nomination": kept.code, "item": paper.item_code, "name": paper.text}
    after |= {"sha256": file.sha256} if file else {"note": note}
    audit.record("attach_paper", paper, by=by, at=at, unit_id=kept.unit_id, after=after)
    check_nominations(nominations=[kept], by=by, at=at)
    return paper


def _text_of(kept: Nomination, stated: StatedPaper, on: date) -> str:
    """Return what a paper is called: as stated, else as the list calls the item."""
    told = line(stated.text, _LONGEST)
    if stated.item_code == OTHER:
        if not told:
            raise Refused(_("Ghi tên giấy tờ."), field="text")
        return told
    item = next((each for each in items_of(kept, on=on) if each.code == stated.item_code), None)
    if item is None:
        raise Refused(
            _("Hồ sơ này không có thành phần ấy. Chọn trong danh sách, hoặc chọn “Giấy tờ khác”."), field="item_code"
        )
    return told or line(item.text, _LONGEST)


def _stored(enclosure: Enclosure | None, by: Actor, at: datetime) -> StoredFile | None:
    if enclosure is None:
        return None
    return store_file(content=enclosure.content, name=enclosure.name, media_type=enclosure.media_type, by=by, at=at)


def _same(kept: Nomination, item_code: str, file: StoredFile | None, note: str) -> Paper | None:
    """Return the paper that stands there already; without a file, the one with the same note."""
    standing = Paper.objects.in_force().filter(nomination=kept, item_code=item_code, file=file)
    return (standing if file else standing.filter(note=note)).first()


def _refuse_full(kept: Nomination) -> None:
    if Paper.objects.in_force().filter(nomination=kept).count() >= MOST_PAPERS:
        raise Refused(_FULL, field="file", most=MOST_PAPERS)


def _changed(kept: Paper, nomination: Nomination, act: str, by: Actor, at: datetime) -> None:
    kept.version += 1
    kept.save()
    after = {"nomination": nomination.code, "item": kept.item_code, "name": kept.text}
    audit.record(act, kept, by=by, at=at, unit_id=nomination.unit_id, after=after)
    check_nominations(nominations=[nomination], by=by, at=at)
