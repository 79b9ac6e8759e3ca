"""Printing the papers of a decision, and taking in the signed one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.core.errors import Refused
from thidua.decisions.choices import DecisionKind, DecisionState, PaperKind
from thidua.decisions.commands.locking import lock_decision, refuse_others
from thidua.decisions.models import AwardDecision, DecisionPaper, SignedDecision
from thidua.decisions.queries.papers import document_of
from thidua.documents.choices import IssuedKind
from thidua.documents.commands import Printed, issue, print_document
from thidua.paper.fingerprint import fingerprint
from thidua.reading.files import scans
from thidua.reading.files.metadata import without_metadata
from thidua.reading.files.refusals import Unreadable
from thidua.sources.commands import store_file

_OF_KIND = {
    DecisionKind.AWARD: IssuedKind.AWARD_DECISION,
    DecisionKind.ANNUL: IssuedKind.ANNUL_DECISION,
    DecisionKind.REISSUE: IssuedKind.REISSUE_DECISION,
}
_BESIDE = {PaperKind.PAYMENT_LIST: IssuedKind.PAYMENT_LIST, PaperKind.HANDOVER_SLIP: IssuedKind.HANDOVER_SLIP}
_CHANGED = _("Quyết định vừa đổi. Tải lại trang rồi lập văn bản.")


def make_paper(
    *, decision: AwardDecision, kind: str, after_each: Callable[[], None] | None = None, by: Actor, at: datetime
) -> DecisionPaper:
    """Print a paper of a decision in both formats and keep it; one that says the same is returned, not made again.

    A draft is printed as one, without a number. Payment lists and hand-over slips are of decisions that give awards.
    ``after_each`` is called when it was read, and when each format is printed.

    Raises:
        Refused: another unit's, dropped, or a list of money of a decision that gives none.
    """
    wanted = PaperKind(kind)
    refuse_paper(decision, wanted, by)
    read = AwardDecision.objects.select_related("unit", "round", "annuls").get(pk=decision.pk)
    document = document_of(read, wanted, on=legal_day(at))
    if after_each is not None:
        after_each()
    known = _same(read, wanted, fingerprint(document))
    return known or _keep(read, wanted, print_document(document, at=at, after_each=after_each), by=by, at=at)


def attach_signed_decision(
    *, decision: AwardDecision, content: bytes, name: str, by: Actor, at: datetime
) -> SignedDecision:
    """Keep the signed and stamped decision as it was scanned; the one before it stays in the history.

    Raises:
        Refused: another unit's, not issued, or the file is no sheet that opens (``file``).
    """
    try:
        media_type = scans.check_scan(content)
    except Unreadable as refusal:
        raise Refused(refusal.message, field="file", **refusal.values) from refusal
    stem = Path(name.replace("\\", "/")).stem.strip() or "quyet-dinh-da-ky"
    content = without_metadata(content, media_type)
    return _attach(decision, content, f"{stem[:200]}{scans.SUFFIXES[media_type]}", media_type, by=by, at=at)


@transaction.atomic
def _keep(decision: AwardDecision, kind: PaperKind, printed: Printed, *, by: Actor, at: datetime) -> DecisionPaper:
    kept = lock_decision(decision)
    if kept.version != decision.version:
        raise Refused(_CHANGED)
    document, content = printed.document, fingerprint(printed.document)
    if known := _same(kept, kind, content):  # made by somebody else meanwhile
        return known
    code = kept.code or "dự thảo"
    issued = issue(
        unit=kept.unit,
        kind=_BESIDE.get(kind) or _OF_KIND[DecisionKind(kept.kind)],
        title=f"{kind.label.capitalize()} {code}: {kept.title}",
        printed=printed,
        dated_on=kept.dated_on or legal_day(at),
        by=by,
        at=at,
    )
    paper = DecisionPaper.objects.create(decision=kept, kind=kind, issued=issued, content=content, created_at=at)
    after = {"kind": str(kind), "content": content, "is_draft": document.draft}
    audit.record("make_decision_paper", paper, by=by, at=at, unit_id=kept.unit_id, after=after)
    return paper


@transaction.atomic
def _attach(
    decision: AwardDecision, content: bytes, name: str, media_type: str, *, by: Actor, at: datetime
) -> SignedDecision:
    kept = lock_decision(decision)
    refuse_others(kept.unit, by)
    if kept.state == DecisionState.DRAFT:
        raise Refused(_("Dự thảo chưa có số, chưa có bản ký. Ban hành trước, rồi tải bản ký lên."))
    file = store_file(content=content, name=name, media_type=media_type, by=by, at=at)
    standing = SignedDecision.objects.filter(decision=kept, replaced_at=None)
    same = standing.filter(file=file).first()
    if same:
        return same
    before = {"sha256": list(standing.values_list("file__sha256", flat=True))}
    standing.update(replaced_at=at)
    copy = SignedDecision.objects.create(
        decision=kept, file=file, media_type=media_type, name=name, brought_by=by.label, created_at=at
    )
    after = {"sha256": file.sha256, "size": file.size}
    audit.record("attach_signed_decision", copy, by=by, at=at, unit_id=kept.unit_id, before=before, after=after)
    return copy


def _same(decision: AwardDecision, kind: PaperKind, content: str) -> DecisionPaper | None:
    """Return the newest paper of this kind, if it says the same."""
    rows = DecisionPaper.objects.filter(decision=decision, kind=kind).select_related("issued__docx", "issued__pdf")
    last = rows.first()
    return last if last and last.content == content else None


def refuse_paper(decision: AwardDecision, kind: PaperKind, by: Actor) -> None:
    """Refuse a paper that this decision does not have, or somebody who may not make it."""
    refuse_others(decision.unit, by)
    if decision.withdrawn_at is not None:
        raise Refused(_("Dự thảo này đã bỏ, không lập văn bản."))
    if kind in _BESIDE and decision.kind != DecisionKind.AWARD:
        raise Refused(_("Danh sách chi, biên bản giao nhận chỉ lập cho quyết định tặng thưởng."))
