"""Titles registered early in a year: written, taken back, written again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import restore_row, withdraw_rows
from thidua.core.errors import Refused
from thidua.honours.commands.locking import lock_current, lock_ledger
from thidua.honours.models import Holder
from thidua.honours.rules.lines import line
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.law.entries import AwardForm, Category
from thidua.law.standards.recipients import recipient_fits
from thidua.law.verdicts import Outcome
from thidua.local_rules.queries import law_for
from thidua.nominations.commands.held import refuse_other_unit
from thidua.nominations.models import Registration
from thidua.organisations.models import Unit

_FIRST_YEAR = 1945
_NOT_A_TITLE = _("Chỉ đăng ký danh hiệu thi đua có trong danh mục ngày %(day)s. Chọn trong danh sách.")
_TAKEN = _("%(name)s đã đăng ký danh hiệu này cho năm %(year)s. Không cần ghi lại.")


@dataclass(frozen=True, slots=True)
class StatedRegistration:
    """Who registers which title, and when."""

    holder: Holder
    award_code: str
    registered_on: date


@transaction.atomic
def register_title(*, unit: Unit, year: int, stated: StatedRegistration, by: Actor, at: datetime) -> Registration:
    """Write that somebody strives for a title in a year; the same again is the same registration.

    Raises:
        Refused: the actor works for another unit, the award is no title of that day or not for such a recipient, a day
            or year cannot be, or the record was merged or erased since.
    """
    refuse_other_unit(by, unit)
    today = clock.legal_day(at)
    refuse_year(year, stated.registered_on, today)
    form = title_of(unit.pk, stated.award_code, stated.registered_on, today=today)
    lock_ledger(unit.pk)  # a double click waits, and finds the first one's
    holder = lock_current(stated.holder)
    fits = recipient_fits(form, holder.kind, stated.registered_on)
    if fits.outcome is Outcome.NOT_MET:
        raise Refused(_("%(reason)s (%(provision)s)"), field="award_code", reason=fits.reason, provision=fits.provision)
    standing = Registration.objects.in_force().filter(unit=unit, year=year, holder=holder, award_code=form.code).first()
    if standing is not None:
        return standing
    made = Registration.objects.create(
        unit=unit,
        holder=holder,
        year=year,
        award_code=form.code,
        award_name=line(form.name, 300),
        registered_on=stated.registered_on,
        registered_by=by.label,
        created_at=at,
    )
    after = {"name": holder.name, "award": form.code, "year": year}
    audit.record("register_title", made, by=by, at=at, unit_id=unit.pk, after=after)
    return made


@transaction.atomic
def withdraw_registration(*, registration: Registration, reason: str = "", by: Actor, at: datetime) -> None:
    """Take a registration back.

    Raises:
        Refused: the actor works for another unit.
    """
    kept = _held(registration, by)
    withdraw_rows([kept], act="withdraw_registration", reason=reason, by=by, at=at)


@transaction.atomic
def restore_registration(*, registration: Registration, by: Actor, at: datetime) -> Registration:
    """Let a registration stand again (undo).

    Raises:
        Refused: the same was written anew meanwhile, or the actor works for another unit.
    """
    kept = _held(registration, by)
    if kept.withdrawn_at is None:
        return kept
    told = {"unit": kept.unit_id, "year": kept.year, "holder": kept.holder_id, "award_code": kept.award_code}
    if Registration.objects.in_force().filter(**told).exists():
        raise Refused(_TAKEN, name=kept.holder.name, year=kept.year)
    restore_row(kept, act="restore_registration", by=by, at=at)
    return kept


def title_of(unit_id: int, code: str, on: date, *, today: date) -> AwardForm:
    """Return a title of the catalogue as it was on a day, with the rules that a unit follows.

    Raises:
        Refused: the law of that day has no such title.
    """
    try:
        form = law_for(unit_id, on, on=today).award(code)
    except (UnknownCodeError, NotInForceError):
        form = None
    if form is None or form.category is not Category.TITLE:
        raise Refused(_NOT_A_TITLE, field="award_code", day=f"{on:%d/%m/%Y}")
    return form


def refuse_year(year: int, registered_on: date, today: date) -> None:
    """Refuse a year or a day of registration that cannot be.

    Raises:
        Refused: the day has not come, or the year is neither past nor the next.
    """
    if registered_on > today:
        raise Refused(_("Ngày đăng ký chưa tới. Kiểm tra lại ngày."), field="registered_on")
    if not _FIRST_YEAR <= year <= today.year + 1:
        raise Refused(_("Năm đăng ký không đúng. Ghi bốn chữ số, như 2026."), field="year")


def _held(registration: Registration, by: Actor) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",)).select_related("unit", "holder")
    kept = rows.get(pk=registration.pk)
    lock_ledger(kept.unit_id)
    refuse_other_unit(by, kept.unit)
    return kept
