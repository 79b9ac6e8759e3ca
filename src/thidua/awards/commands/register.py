"""Writing the register of awards, and publishing from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.awards.choices import AwardStatus, RecipientKind
from thidua.awards.models import Award, Recipient
from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import withdraw_rows
from thidua.core.errors import Refused
from thidua.law.catalogue import UnknownCodeError, award_form
from thidua.movements.models import Movement
from thidua.organisations.models import Unit
from thidua.people.models import PublicPerson
from thidua.reports.models import Period
from thidua.sources.models import Citation
from thidua.vietnamese.fold import fold


@dataclass(frozen=True)
class NamedRecipient:
    """A holder as the source names it."""

    kind: str
    name: str
    unit: Unit | None = None
    person: PublicPerson | None = None
    reason: str = ""


@dataclass(frozen=True)
class StatedAward:
    """One form given by one authority on one occasion, as the source has it; counts it does not give are ``None``."""

    form_name: str
    form_code: str = ""
    authority: str = ""
    collectives: int | None = None
    individuals: int | None = None
    total: int | None = None
    recipient_noun: str = ""
    recipients: Sequence[NamedRecipient] = ()
    reason: str = ""
    awarded_on: date | None = None
    status: str = AwardStatus.AWARDED


@transaction.atomic
def record_award(
    *,
    unit: Unit,
    stated: StatedAward,
    movement: Movement | None = None,
    period: Period | None = None,
    citation: Citation,
    by: Actor,
    at: datetime,
) -> Award:
    """Record an award with its source.

    Raises:
        Refused: no form is named, or ``form_code`` is not in the law's catalogue.
    """
    if not stated.form_name.strip():
        raise Refused(_("Chưa có hình thức khen. Ghi như trong bài, ví dụ «Bằng khen»."), field="form")
    _check_code(stated.form_code)
    award = Award.objects.create(
        unit=unit,
        movement=movement,
        period=period,
        form_code=stated.form_code,
        form_name=stated.form_name.strip()[:300],
        authority=stated.authority.strip()[:400],
        collectives=stated.collectives,
        individuals=stated.individuals,
        total=stated.total,
        recipient_noun=stated.recipient_noun.strip()[:300],
        reason=stated.reason.strip()[:600],
        awarded_on=stated.awarded_on,
        status=AwardStatus(stated.status),
        citation=citation,
        created_at=at,
    )
    for order, recipient in enumerate(stated.recipients, start=1):
        _name_recipient(award, recipient, order)
    counts = {"collectives": stated.collectives, "individuals": stated.individuals, "total": stated.total}
    after = {"form": award.form_name, "authority": award.authority, **counts}
    audit.record("record_award", award, by=by, at=at, unit_id=unit.pk, after=after)
    return award


def withdraw_awards(*, citation: Citation, reason: str, by: Actor, at: datetime) -> int:
    """Withdraw every award that carries ``citation`` (and with it its publication); return how many."""
    rows = Award.objects.in_force().filter(citation=citation)
    return withdraw_rows(rows, act="withdraw_award", reason=reason, by=by, at=at)


@transaction.atomic
def publish_awards(*, awards: Iterable[Award], by: Actor, at: datetime) -> int:
    """Show the awards to the public, with the names in them; return how many were not public yet.

    Only awards that were made and still stand are published.
    """
    waiting = Award.objects.in_force().select_for_update().filter(pk__in=[award.pk for award in awards])
    count = 0
    for award in waiting.filter(published_at__isnull=True, status=AwardStatus.AWARDED):
        award.published_at = at
        award.save(update_fields=["published_at"])
        audit.record("publish_award", award, by=by, at=at, unit_id=award.unit_id)
        count += 1
    return count


@transaction.atomic
def unpublish_award(*, award: Award, by: Actor, at: datetime) -> None:
    """Take an award off the public pages."""
    before = {"published_at": award.published_at.isoformat() if award.published_at else None}
    award.published_at = None
    award.save(update_fields=["published_at"])
    audit.record("unpublish_award", award, by=by, at=at, unit_id=award.unit_id, before=before)


def _check_code(code: str) -> None:
    if not code:
        return
    try:
        award_form(code)
    except UnknownCodeError:
        raise Refused(
            _("Danh mục khen thưởng không có mã %(code)s. Chọn hình thức trong danh mục hoặc để trống."),
            field="form_code",
            code=code,
        ) from None


def _name_recipient(award: Award, recipient: NamedRecipient, order: int) -> None:
    name = " ".join(recipient.name.split())[:200]
    if not name:
        raise Refused(_("Có người hoặc tập thể được khen chưa có tên. Ghi tên hoặc bỏ dòng đó."), field="recipients")
    Recipient.objects.create(
        award=award,
        kind=RecipientKind(recipient.kind),
        name=name,
        folded=fold(name),
        unit=recipient.unit,
        person=recipient.person,
        reason=recipient.reason[:400],
        order=order,
    )
