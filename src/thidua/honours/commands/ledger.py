"""Writing into the ledger by hand: a holder, a post, an honour; taking an honour back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import restore_row, withdraw_rows
from thidua.core.errors import Refused
from thidua.honours.choices import CommendationKind, Gender, HolderKind
from thidua.honours.commands.bodies import ensure_bodies
from thidua.honours.commands.keys import write_keys
from thidua.honours.commands.locking import lock_current
from thidua.honours.models import Holder, Honour, Post
from thidua.law.catalogue import UnknownCodeError, award_form
from thidua.organisations.models import Unit
from thidua.sources.models import Citation
from thidua.vietnamese.fold import fold, sort_key

_LONGEST_NAME = 200
_FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class StatedHolder:
    """A person, collective or household as somebody states it."""

    kind: str
    name: str
    birth_year: int | None = None
    gender: str = ""
    body_unit: Unit | None = None


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
def add_holder(*, keeper: Unit, stated: StatedHolder, by: Actor, at: datetime) -> Holder:
    """Add a record to the ledger of a unit.

    Raises:
        Refused: there is no name, or the year of birth cannot be.
    """
    name = _line(stated.name, _LONGEST_NAME)
    if not name:
        raise Refused(_("Chưa có tên. Ghi họ tên, hoặc tên tập thể, hộ gia đình."), field="name")
    refuse_birth_year(stated.birth_year, at)
    holder = Holder.objects.create(
        keeper=keeper,
        kind=HolderKind(stated.kind),
        name=name,
        folded=fold(name)[:_LONGEST_NAME],
        sort_key=sort_key(name)[:_LONGEST_NAME],
        birth_year=stated.birth_year,
        gender=Gender(stated.gender) if stated.gender else "",
        body_unit=stated.body_unit,
        created_at=at,
    )
    write_keys([holder])
    after = {"kind": holder.kind, "name": name, "birth_year": holder.birth_year}
    audit.record("add_holder", holder, by=by, at=at, unit_id=keeper.pk, after=after)
    return holder


@transaction.atomic
def add_post(
    *, holder: Holder, title: str, body: str, since: date | None, until: date | None, by: Actor, at: datetime
) -> Post:
    """Add a post that a person held.

    Raises:
        Refused: no body is named, it ends before it begins, or the record was merged or erased since.
    """
    holder = lock_current(holder)
    if not _line(body, 300):
        raise Refused(_("Ghi cơ quan, đơn vị của chức vụ."), field="body")
    if since and until and until <= since:
        raise Refused(_("Ngày thôi giữ chức vụ phải sau ngày bắt đầu."), field="until")
    keys = ensure_bodies([body], on=since or clock.legal_day(at))
    post = Post.objects.create(holder=holder, title=_line(title, 200), body_id=keys[body], since=since, until=until)
    write_keys([holder])
    after = {"title": post.title, "body": post.body.name, "since": since.isoformat() if since else None}
    audit.record("add_post", holder, by=by, at=at, unit_id=holder.keeper_id, after=after)
    return post


@transaction.atomic
def record_honour(
    *, holder: Holder, stated: StatedHonour, citation: Citation | None = None, by: Actor, at: datetime
) -> Honour:
    """Write an award that the holder received, of any date.

    Raises:
        Refused: no form, no year, no source (the number of the decision or a citation), a code that is not in the
            law's catalogue, or the record was merged or erased since.
    """
    holder = lock_current(holder)
    _refuse_faulty(stated, citation, at)
    _refuse_ended(holder, stated)
    on = stated.day or date(stated.year, 1, 1)
    named = ensure_bodies([name for name in (stated.authority, stated.body) if name.strip()], on=on)
    honour = Honour.objects.create(
        holder=holder,
        keeper=holder.keeper,
        form_code=stated.form_code,
        form_name=_line(stated.form_name, 300),
        type=CommendationKind(stated.type) if stated.type else "",
        year=stated.year,
        decision_number=_line(stated.decision_number, 100),
        decided_on=stated.decided_on,
        authority_id=named.get(stated.authority),
        body_id=named.get(stated.body),
        reason=_line(stated.reason, 600),
        citation=citation,
        created_at=at,
    )
    after = {"form": honour.form_name, "year": honour.year, "decision": honour.decision_number}
    audit.record("record_honour", honour, by=by, at=at, unit_id=holder.keeper_id, after=after)
    return honour


def withdraw_honour(*, honour: Honour, reason: str, by: Actor, at: datetime) -> None:
    """Take an honour back: it was not received, or the decision was annulled."""
    withdraw_rows([honour], act="withdraw_honour", reason=reason, by=by, at=at)


def withdraw_honours(*, citation: Citation, reason: str, by: Actor, at: datetime) -> int:
    """Take back every honour that was written from a place in a text; return how many."""
    rows = Honour.objects.in_force().filter(citation=citation)
    return withdraw_rows(rows, act="withdraw_honour", reason=reason, by=by, at=at)


def restore_honour(*, honour: Honour, by: Actor, at: datetime) -> None:
    """Undo ``withdraw_honour``."""
    restore_row(honour, act="restore_honour", by=by, at=at)


def refuse_birth_year(year: int | None, at: datetime) -> None:
    """Refuse a year of birth that cannot be.

    Raises:
        Refused: it lies before 1900 or after this year.
    """
    if year is not None and not _FIRST_YEAR <= year <= clock.legal_day(at).year:
        raise Refused(_("Năm sinh phải từ 1900 đến năm nay."), field="birth_year")


def _refuse_faulty(stated: StatedHonour, citation: Citation | None, at: datetime) -> None:
    if not stated.form_name.strip():
        raise Refused(_("Chưa ghi danh hiệu, hình thức."), field="form_name")
    if not _FIRST_YEAR <= stated.year <= clock.legal_day(at).year + 1:
        raise Refused(_("Năm khen thưởng phải từ 1900 đến nay."), field="year")
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


def _line(text: str, most: int) -> str:
    return " ".join(text.replace("\0", "").split())[:most]
