"""A unit begins, is called otherwise, ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.audit import record
from thidua.core.errors import Refused
from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.organisations.commands.lineage import insert_rows, lock_forest
from thidua.organisations.commands.refusals import refuse
from thidua.organisations.models import Lineage, Placement, Unit, UnitDescription
from thidua.organisations.rules import Fault, Span
from thidua.vietnamese.fold import fold, sort_key


@transaction.atomic
def create_unit(  # noqa: PLR0913 - one for each thing that a unit is from its first day
    *,
    name: str,
    kind: UnitKind,
    level: Level,
    since: date | None,
    by: Actor,
    at: datetime,
    full_name: str = "",
    code: str = "",
    until: date | None = None,
    legal_basis: str = "",
) -> Unit:
    """Create a unit that stands nowhere yet; ``since`` ``None`` is an unknown beginning. Without a full name: the name.

    Raises:
        Refused: no name, the end is not after the beginning, or another unit has the code at that time.
    """
    lock_forest()
    plain, full = _plain(name), _plain(full_name) or _plain(name)
    if not plain:
        raise Refused(_("Chưa có tên đơn vị."), field="name")
    if Span(since, until).is_reversed:
        raise refuse(Fault.SPAN_REVERSED, unit=full, since=since, until=until, field="until")
    _refuse_used_code(code, Span(since, until))
    unit = Unit.objects.create(
        name=plain, full_name=full, kind=kind, level=level, code=code, folded=fold(full), sort_key=sort_key(plain),
        since=since, until=until, created_at=at,
    )  # fmt: skip
    UnitDescription.objects.create(
        unit=unit, name=plain, full_name=full, kind=kind, code=code, folded=unit.folded, since=since, until=until,
        legal_basis=legal_basis,
    )  # fmt: skip
    insert_rows([(unit.pk, unit.pk, Tree.TERRITORY.value, 0, since, until)])
    record("create_unit", unit, by=by, at=at, unit_id=unit.pk, after=_told(unit))
    return unit


@transaction.atomic
def rename_unit(
    *,
    unit: Unit,
    since: date,
    by: Actor,
    at: datetime,
    name: str = "",
    full_name: str = "",
    kind: UnitKind | None = None,
    code: str | None = None,
    legal_basis: str = "",
) -> UnitDescription:
    """Give a unit another name, kind or code from a day on; what is not given stays. It remains the same unit.

    Raises:
        Refused: the unit does not exist that day, is already described anew from then or later, or the code is taken.
    """
    kept = Unit.objects.select_for_update().get(pk=unit.pk)
    last = kept.descriptions.order_by(F("since").asc(nulls_first=True)).last()
    if last is None or not Span(kept.since, kept.until).holds(since):
        raise Refused(
            _("%(unit)s không hoạt động vào ngày %(day)s nên không đổi tên được từ ngày đó. Chọn ngày khác."),
            field="since", unit=kept, day=f"{since:%d/%m/%Y}",
        )  # fmt: skip
    if last.since is not None and last.since >= since:
        raise Refused(
            _("%(unit)s đã có tên gọi mới từ ngày %(day)s. Chọn ngày muộn hơn."),
            field="since", unit=last, day=f"{last.since:%d/%m/%Y}",
        )  # fmt: skip
    new_code = last.code if code is None else code
    _refuse_used_code(new_code, Span(since, kept.until), other_than=kept)
    before = _told(kept)
    plain = _plain(name) or last.name
    full = _plain(full_name) or (last.full_name if plain == last.name else plain)
    UnitDescription.objects.filter(pk=last.pk).update(until=since)
    made = UnitDescription.objects.create(
        unit=kept, name=plain, full_name=full, kind=kind or last.kind, code=new_code, folded=fold(full), since=since,
        until=kept.until, legal_basis=legal_basis,
    )  # fmt: skip
    kept.name, kept.full_name, kept.kind, kept.code = plain, full, made.kind, new_code
    kept.folded, kept.sort_key, kept.version = fold(full), sort_key(plain), kept.version + 1
    kept.save()
    told = {**_told(kept), "since": since.isoformat(), "legal_basis": legal_basis}
    record("rename_unit", kept, by=by, at=at, unit_id=kept.pk, before=before, after=told)
    return made


@transaction.atomic
def end_unit(*, unit: Unit, on: date, by: Actor, at: datetime) -> Unit:
    """Let a unit end: ``on`` is the first day on which it is no more.

    Raises:
        Refused: it has ended already or begins later, has units under it from then on, or a change planned for later.
    """
    lock_forest()
    kept = Unit.objects.select_for_update().get(pk=unit.pk)
    if kept.until is not None:
        raise Refused(_("%(unit)s đã kết thúc từ ngày %(day)s."), unit=kept, day=f"{kept.until:%d/%m/%Y}")
    if Span(kept.since, on).is_reversed:
        raise refuse(Fault.SPAN_REVERSED, unit=kept, since=kept.since, until=on, field="on")
    _refuse_what_goes_on(kept, on)
    Unit.objects.filter(pk=kept.pk).update(until=on, version=F("version") + 1)
    for rows in (kept.descriptions.all(), kept.placements.all(), Lineage.objects.filter(descendant=kept)):
        rows.filter(until__isnull=True).update(until=on)
        rows.filter(until__gt=on).update(until=on)
    record("end_unit", kept, by=by, at=at, unit_id=kept.pk, after={"until": on.isoformat()})
    kept.refresh_from_db()
    return kept


def _refuse_what_goes_on(unit: Unit, on: date) -> None:
    below = Placement.objects.filter(Q(until__isnull=True) | Q(until__gt=on), parent=unit).select_related("unit")
    if below:
        raise Refused(
            _(
                "Còn %(count)s đơn vị thuộc %(unit)s sau ngày %(day)s, như %(child)s."
                " Hãy chuyển hoặc kết thúc các đơn vị đó trước."
            ),
            count=len(below), unit=unit, day=f"{on:%d/%m/%Y}", child=below[0].unit,
        )  # fmt: skip
    if unit.descriptions.filter(since__gte=on).exists() or unit.placements.filter(since__gte=on).exists():
        raise Refused(
            _("%(unit)s có thay đổi ghi từ ngày %(day)s trở đi nên chưa kết thúc được. Chọn ngày muộn hơn."),
            field="on", unit=unit, day=f"{on:%d/%m/%Y}",
        )  # fmt: skip


def _refuse_used_code(code: str, span: Span, *, other_than: Unit | None = None) -> None:
    """A code is unique on each day, not for ever: it may be given again after its unit has ended."""
    if not code:
        return
    others = UnitDescription.objects.filter(code=code).exclude(unit=other_than).select_related("unit")
    for other in others:
        if Span(other.since, other.until).meets(span) is not None:
            raise Refused(
                _("Mã %(code)s đang là của %(unit)s. Kiểm tra lại mã, hoặc kết thúc đơn vị cũ trước."),
                field="code", code=code, unit=other,
            )  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(text.split())


def _told(unit: Unit) -> dict[str, Any]:
    return {"full_name": unit.full_name, "kind": str(unit.kind), "code": unit.code}
