"""Keeping office profiles, and issuing documents in both formats from one model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import save_checked
from thidua.core.errors import Refused
from thidua.documents.models import IssuedDocument, OfficeProfile, Signer
from thidua.documents.rules import ProfileText, SignerText
from thidua.organisations.models import Unit
from thidua.paper.docx import render_docx
from thidua.paper.model import Document
from thidua.paper.pdf import render_pdf
from thidua.sources.commands import store_file
from thidua.vietnamese.fold import fold

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
_FIELDS = ("superior_body", "issuing_body", "symbol", "place", "recipients", "contact")


@transaction.atomic
def add_profile(*, unit: Unit, since: date, text: ProfileText, by: Actor, at: datetime) -> OfficeProfile:
    """Let a new profile of ``unit`` begin on ``since``: the one before ends that day, this one where the next begins.

    Raises:
        Refused: a profile begins on that very day already.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    others = OfficeProfile.objects.filter(unit=unit)
    if others.filter(since=since).exists():
        raise Refused(
            _("Đã có hồ sơ cơ quan từ ngày %(day)s. Sửa hồ sơ đó hoặc chọn ngày khác."),
            field="since",
            day=f"{since:%d/%m/%Y}",
        )
    others.filter(Q(since__isnull=True) | Q(since__lt=since), Q(until__isnull=True) | Q(until__gt=since)).update(
        until=since
    )
    later = others.filter(since__gt=since).order_by("since").first()
    profile = OfficeProfile.objects.create(
        unit=unit, since=since, until=later.since if later else None, created_at=at, **_values(text)
    )
    _sign(profile, text.signers)
    audit.record("add_office_profile", profile, by=by, at=at, unit_id=unit.pk, after=_plain(text))
    return profile


@transaction.atomic
def edit_profile(*, profile: OfficeProfile, version: int, text: ProfileText, by: Actor, at: datetime) -> OfficeProfile:
    """Save a profile's new values and signers.

    Raises:
        Stale: somebody saved first; both texts are kept.
    """
    before = [str(signer) for signer in profile.signers.all()]
    kept = save_checked(profile, _values(text), version=version, act="edit_office_profile", by=by, at=at)
    kept.signers.all().delete()
    _sign(kept, text.signers)
    after = [str(signer) for signer in kept.signers.all()]
    if before != after:
        OfficeProfile.objects.filter(pk=kept.pk, version=version).update(version=version + 1)
        audit.record(
            "change_signers", kept, by=by, at=at, unit_id=kept.unit_id, before={"signers": before}, after={"now": after}
        )
    return kept


@dataclass(frozen=True)
class Printed:
    """A document in both formats."""

    document: Document
    docx: bytes
    pdf: bytes


def print_document(document: Document, *, at: datetime, after_each: Callable[[], None] | None = None) -> Printed:
    """Print a document, which takes a third of a second: before the transaction that keeps it, not within.

    ``after_each`` is called when a format is done, for who waits for a long one.
    """
    formats = []
    for render in (render_docx, render_pdf):
        formats.append(render(document, at=at))
        if after_each is not None:
            after_each()
    return Printed(document, *formats)


@transaction.atomic
def issue(
    *, unit: Unit, kind: str, title: str, printed: Printed, dated_on: date, by: Actor, at: datetime
) -> IssuedDocument:
    """Keep a printed document, and enter it in the unit's list of documents made."""
    stem = fold(title).replace(" ", "-")[:80] or str(kind)
    docx = store_file(content=printed.docx, name=f"{stem}.docx", media_type=DOCX, by=by, at=at)
    pdf = store_file(content=printed.pdf, name=f"{stem}.pdf", media_type=PDF, by=by, at=at)
    issued = IssuedDocument.objects.create(
        unit=unit,
        kind=kind,
        title=title[:400],
        dated_on=dated_on,
        is_draft=printed.document.draft,
        docx=docx,
        pdf=pdf,
        created_at=at,
    )
    after = {"title": title, "is_draft": printed.document.draft, "docx": docx.sha256, "pdf": pdf.sha256}
    audit.record("issue_document", issued, by=by, at=at, unit_id=unit.pk, after=after)
    return issued


def _values(text: ProfileText) -> dict[str, str]:
    return {name: getattr(text, name).strip() for name in _FIELDS}


def _plain(text: ProfileText) -> dict[str, object]:
    return {**_values(text), "signers": [asdict(signer) for signer in text.signers]}


def _sign(profile: OfficeProfile, signers: Sequence[SignerText]) -> None:
    rows = [signer for signer in signers if signer.office.strip() or signer.name.strip()]
    Signer.objects.bulk_create(
        Signer(profile=profile, order=order, **asdict(signer)) for order, signer in enumerate(rows, start=1)
    )
