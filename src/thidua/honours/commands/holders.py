"""Adding records to the ledger by hand: a person, collective or household; a post that a person held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.choices import Gender, HolderKind
from thidua.honours.commands.bodies import ensure_bodies
from thidua.honours.commands.keys import write_keys
from thidua.honours.commands.locking import lock_current, lock_ledger
from thidua.honours.models import Holder, Post
from thidua.honours.queries.collectives import unit_meant
from thidua.honours.rules.importing.cells import FIRST_YEAR, is_written_alike
from thidua.honours.rules.lines import LONGEST_NAME, line
from thidua.organisations.models import Unit
from thidua.vietnamese.fold import fold, sort_key


@dataclass(frozen=True, slots=True)
class StatedHolder:
    """A person, collective or household as somebody states it."""

    kind: str
    name: str
    birth_year: int | None = None
    gender: str = ""
    body_unit: Unit | None = None


class AlikeError(Refused):
    """Records of that name stand in the ledger already; ``alike`` are they."""

    def __init__(self, alike: Sequence[Holder]) -> None:
        super().__init__(_("Sổ đã có hồ sơ cùng tên. Mở hồ sơ đó; nếu là người khác, tập thể khác thì thêm mới."))
        self.alike = tuple(alike)


@transaction.atomic
def add_holder(
    *,
    keeper: Unit,
    stated: StatedHolder,
    is_another: bool = False,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Holder:
    """Add a record to the ledger of a unit.

    A collective without a unit gets the one that its name means on the day ``on`` of what is told of it (else today),
    where that is plain. ``is_another`` says that whoever adds it has seen the records of that name.

    Raises:
        AlikeError: the ledger has a record of that name and kind, and no other year of birth speaks against it.
        Refused: there is no name, the year of birth cannot be, or somebody who is no collective is given a unit.
    """
    name = line(stated.name, LONGEST_NAME)
    refuse_no_name(name)
    refuse_birth_year(stated.birth_year, at)
    refuse_unit(stated)
    lock_ledger(keeper.pk)  # a double click waits, and finds the first one's
    if not is_another and (alike := _alike(keeper, stated, name)):
        raise AlikeError(alike)
    unit, today = stated.body_unit, clock.legal_day(at)
    if unit is None and stated.kind == HolderKind.COLLECTIVE:
        unit = unit_meant(keeper.pk, name, on=on or today, today=today)
    holder = Holder.objects.create(
        keeper=keeper,
        kind=HolderKind(stated.kind),
        name=name,
        folded=fold(name)[:LONGEST_NAME],
        sort_key=sort_key(name)[:LONGEST_NAME],
        birth_year=stated.birth_year,
        gender=Gender(stated.gender) if stated.gender else "",
        body_unit=unit,
        created_at=at,
    )
    write_keys([holder])
    after = {"kind": holder.kind, "name": name, "birth_year": holder.birth_year}
    after |= {"unit": str(holder.body_unit)} if holder.body_unit else {}
    audit.record("add_holder", holder, by=by, at=at, unit_id=keeper.pk, after=after)
    return holder


@transaction.atomic
def add_post(
    *, holder: Holder, title: str, body: str, since: date | None, until: date | None, by: Actor, at: datetime
) -> Post:
    """Add a post that a person held.

    Raises:
        Refused: no body is named, it ends before it begins, it is written already, or the record was merged or
            erased since.
    """
    holder = lock_current(holder)
    if not line(body, 300):
        raise Refused(_("Ghi cơ quan, đơn vị của chức vụ."), field="body")
    if since and until and until <= since:
        raise Refused(_("Ngày thôi giữ chức vụ phải sau ngày bắt đầu."), field="until")
    keys = ensure_bodies([body], on=since or clock.legal_day(at))
    told = {"title": line(title, 200), "body_id": keys[body], "since": since, "until": until}
    if Post.objects.filter(holder=holder, **told).exists():
        raise Refused(_("Chức vụ này đã ghi rồi, với cùng ngày."), field="body")
    post = Post.objects.create(holder=holder, **told)
    write_keys([holder])
    after = {"title": post.title, "body": post.body.name, "since": since.isoformat() if since else None}
    audit.record("add_post", holder, by=by, at=at, unit_id=holder.keeper_id, after=after)
    return post


def refuse_no_name(name: str) -> None:
    """Refuse a name without a letter.

    Raises:
        Refused: it has none.
    """
    if not any(each.isalpha() for each in name):
        raise Refused(_("Chưa có tên. Ghi họ tên, hoặc tên tập thể, hộ gia đình."), field="name")


def refuse_birth_year(year: int | None, at: datetime) -> None:
    """Refuse a year of birth that cannot be.

    Raises:
        Refused: it lies before 1900 or after this year.
    """
    if year is not None and not FIRST_YEAR <= year <= clock.legal_day(at).year:
        raise Refused(_("Năm sinh phải từ 1900 đến năm nay."), field="birth_year")


def refuse_unit(stated: StatedHolder) -> None:
    """Refuse a unit of the trees for a person or a household.

    Raises:
        Refused: there is one.
    """
    if stated.body_unit is not None and stated.kind != HolderKind.COLLECTIVE:
        raise Refused(_("Chỉ tập thể mới gắn với một đơn vị. Với cá nhân, ghi đơn vị ở chức vụ."), field="body_unit")


def _alike(keeper: Unit, stated: StatedHolder, name: str) -> list[Holder]:
    """Return the records of that name and kind in the ledger whose year of birth is the same or not known to both."""
    rows = Holder.objects.filter(keeper=keeper, kind=stated.kind, folded=fold(name)[:LONGEST_NAME], merged_into=None)
    found = [row for row in rows.filter(erased_at=None).order_by("pk") if is_written_alike(row.name, name)]
    years = {None, stated.birth_year}
    return [row for row in found if stated.birth_year is None or row.birth_year in years]
