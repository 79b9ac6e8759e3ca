"""Writing an award received into the ledger by hand, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import restore_row, withdraw_rows
from thidua.core.errors import Refused
from thidua.honours.choices import CommendationKind
from thidua.honours.commands.bodies import ensure_bodies
from thidua.honours.commands.erasing import finish_erasures
from thidua.honours.commands.locking import lock_current, lock_whose
from thidua.honours.models import Holder, Honour
from thidua.honours.rules.importing.cells import FIRST_YEAR
from thidua.honours.rules.importing.stating import stated as identity
from thidua.honours.rules.lines import line
from thidua.law.catalogue import UnknownCodeError, award_form
from thidua.sources.models import Citation


@dataclass(frozen=True, slots=True)
class StatedHonour:
    """An award received as a decision or a list states it; ``authority`` and ``body`` as they are written.

    ``given_on`` is the day on which it was handed over, where a source tells that day and not the decision's.
    """

    form_name: str
    year: int
    form_code: str = ""
    type: str = ""
    decision_number: str = ""
    decided_on: date | None = None
    authority: str = ""
    body: str = ""
    reason: str = ""
    given_on: date | None = None

    @property
    def day(self) -> date | None:
        """The day that is known of it."""
        return self.decided_on or self.given_on


@transaction.atomic
def record_honour(
    *, holder: Holder, stated: StatedHonour, citation: Citation | None = None, by: Actor, at: datetime
) -> Honour:
    """Write an award that the holder received, of any date.

    Raises:
        Refused: no form, no year, no source (the number of the decision or a citation), a day that cannot be, a code
            that is not in the law's catalogue, an award that stands already, or a record merged or erased since.
    """
    holder = lock_current(holder)
    _refuse_faulty(stated, citation)
    _refuse_impossible_days(stated, clock.legal_day(at))
    _refuse_ended(holder, stated)
    _refuse_twice(holder, identity(stated.form_code, stated.form_name, stated.year, stated.decision_number))
    on = stated.day or date(stated.year, 1, 1)
    named = ensure_bodies([name for name in (stated.authority, stated.body) if name.strip()], on=on)
    honour = Honour.objects.create(
        holder=holder,
        keeper=holder.keeper,
        form_code=stated.form_code,
        form_name=line(stated.form_name, 300),
        type=CommendationKind(stated.type) if stated.type else "",
        year=stated.year,
        decision_number=line(stated.decision_number, 100),
        decided_on=stated.decided_on,
        authority_id=named.get(stated.authority),
        body_id=named.get(stated.body),
        reason=line(stated.reason, 600),
        citation=citation,
        created_at=at,
    )
    after = {"form": honour.form_name, "year": honour.year, "decision": honour.decision_number}
    audit.record("record_honour", honour, by=by, at=at, unit_id=holder.keeper_id, after=after)
    return honour


@transaction.atomic
def withdraw_honour(*, honour: Honour, reason: str, by: Actor, at: datetime) -> None:
    """Take an honour back: it was not received, or the decision was annulled.

    Of somebody erased the name goes with the last one that stood.
    """
    held = lock_whose([honour.pk])
    withdraw_rows([honour], act="withdraw_honour", reason=reason, by=by, at=at)
    finish_erasures(holders=held, by=by, at=at)


@transaction.atomic
def withdraw_honours(*, citation: Citation, reason: str, by: Actor, at: datetime) -> int:
    """Take back every honour that was written from a place in a text; return how many."""
    rows = Honour.objects.in_force().filter(citation=citation)
    held = lock_whose(list(rows.values_list("pk", flat=True)))
    count = withdraw_rows(rows, act="withdraw_honour", reason=reason, by=by, at=at)
    finish_erasures(holders=held, by=by, at=at)
    return count


@transaction.atomic
def restore_honour(*, honour: Honour, by: Actor, at: datetime) -> None:
    """Undo ``withdraw_honour``.

    Raises:
        Refused: the same award was written anew since, or the record was merged or erased.
    """
    holder = lock_current(honour.holder)
    _refuse_twice(holder, identity(honour.form_code, honour.form_name, honour.year, honour.decision_number))
    restore_row(honour, act="restore_honour", by=by, at=at)


def _refuse_twice(holder: Holder, award: tuple[str, int, str]) -> None:
    """Refuse an award that stands: of this form, year and number of the decision. Without a number none is the same."""
    rows = Honour.objects.in_force().filter(holder=holder, year=award[1]) if award[2] else Honour.objects.none()
    told = rows.values_list("form_code", "form_name", "year", "decision_number")
    if any(identity(*each) == award for each in told):
        raise Refused(
            _("Khen thưởng này đã có trong hồ sơ: cùng hình thức, năm và số quyết định. Không ghi thêm lần nữa."),
            field="decision_number",
        )


def _refuse_impossible_days(stated: StatedHonour, today: date) -> None:
    if not FIRST_YEAR <= stated.year <= today.year:
        raise Refused(_("Năm khen thưởng phải từ 1900 đến năm nay."), field="year")
    if stated.decided_on and stated.decided_on > today:
        raise Refused(_("Ngày quyết định chưa tới. Kiểm tra lại ngày."), field="decided_on")
    if stated.decided_on and stated.decided_on.year < stated.year:
        raise Refused(_("Quyết định ký trước năm được khen. Kiểm tra lại năm và ngày."), field="decided_on")


def _refuse_faulty(stated: StatedHonour, citation: Citation | None) -> None:
    if not stated.form_name.strip():
        raise Refused(_("Chưa ghi danh hiệu, hình thức."), field="form_name")
    if citation is None and not stated.decision_number.strip():
        raise Refused(_("Ghi số quyết định, để biết khen thưởng lấy từ đâu."), field="decision_number")
    if stated.form_code:
        try:
            award_form(stated.form_code)
        except UnknownCodeError:
            raise Refused(_("Danh mục không có hình thức này. Chọn trong danh sách."), field="form_code") from None


def _refuse_ended(holder: Holder, stated: StatedHonour) -> None:
    """Refuse what a collective would receive after its unit ended (Circular 15/2025/TT-BNV); what came before stays."""
    unit = holder.body_unit
    ended = unit.until if unit else None
    if ended and (stated.day >= ended if stated.day else stated.year > ended.year):
        raise Refused(
            _("Đơn vị đã kết thúc hoạt động từ %(day)s, không khen thưởng mới. Kiểm tra ngày quyết định."),
            field="decided_on",
            day=f"{ended:%d/%m/%Y}",
        )
