"""Writing movements: what is run, in which phases, by which documents, towards what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import restore_row, save_checked, withdraw_rows
from thidua.core.errors import Refused
from thidua.indicators.models import Indicator
from thidua.movements import rules
from thidua.movements.choices import AimKind, MovementCategory, Organisation, Scope
from thidua.movements.models import Aim, GoverningDocument, Movement, Phase
from thidua.organisations.models import Unit
from thidua.sources.models import Citation
from thidua.vietnamese.fold import fold


@transaction.atomic
def ensure_movement(*, unit: Unit, category: str, name: str, by: Actor, at: datetime) -> Movement:
    """Return the unit's movement of that name (quotes, case and marks aside); make it when it is new.

    Raises:
        Refused: there is no name.
    """
    plain = rules.plain_name(name)[:300]
    if not plain:
        raise Refused(_("Phong trào chưa có tên. Ghi tên như trong văn bản phát động."), field="name")
    movement, is_new = Movement.objects.get_or_create(
        unit=unit,
        folded=fold(plain),
        defaults={"name": plain, "category": MovementCategory(category), "created_at": at},
    )
    if is_new:
        audit.record("start_movement", movement, by=by, at=at, unit_id=unit.pk, after={"name": plain})
    return movement


@transaction.atomic
def start_movement(
    *,
    unit: Unit,
    category: str,
    name: str,
    organisation: str = Organisation.THEMATIC,
    scope: str = "",
    aim: str = "",
    by: Actor,
    at: datetime,
) -> Movement:
    """Start a movement from the page.

    Raises:
        Refused: the unit has one of that name already.
    """
    if Movement.objects.filter(unit=unit, folded=fold(rules.plain_name(name))).exists():
        raise Refused(_("Đã có phong trào «%(name)s». Mở phong trào đó để thêm giai đoạn."), field="name", name=name)
    movement = ensure_movement(unit=unit, category=category, name=name, by=by, at=at)
    movement.organisation, movement.aim = Organisation(organisation), aim.strip()
    movement.scope = Scope(scope) if scope else ""
    movement.save(update_fields=["organisation", "scope", "aim"])
    return movement


@transaction.atomic
def edit_movement(*, movement: Movement, version: int, changes: Mapping[str, Any], by: Actor, at: datetime) -> Movement:
    """Save new values of ``name``, ``aim``, ``organisation``, ``scope`` or ``category``.

    Raises:
        Stale: somebody saved first.
        Refused: another movement of the unit has the new name.
    """
    values = dict(changes)
    if "name" in values:
        values["name"] = rules.plain_name(values["name"])
        values["folded"] = fold(values["name"])
        if Movement.objects.filter(unit=movement.unit_id, folded=values["folded"]).exclude(pk=movement.pk).exists():
            raise Refused(_("Đã có phong trào «%(name)s». Chọn tên khác."), field="name", name=values["name"])
    return save_checked(movement, values, version=version, act="edit_movement", by=by, at=at)


@transaction.atomic
def ensure_phase(
    *, movement: Movement, first_year: int, last_year: int | None = None, by: Actor, at: datetime
) -> Phase:
    """Return the movement's phase of these years; make it when it is new.

    Raises:
        Refused: it ends before it begins.
    """
    if last_year is not None and last_year < first_year:
        raise Refused(
            _("Giai đoạn %(first)s–%(last)s kết thúc trước khi bắt đầu. Sửa lại năm."),
            field="last_year",
            first=first_year,
            last=last_year,
        )
    Movement.objects.select_for_update().get(pk=movement.pk)
    phase, is_new = Phase.objects.get_or_create(
        movement=movement, first_year=first_year, last_year=last_year, defaults={"created_at": at}
    )
    if is_new:
        audit.record("start_phase", phase, by=by, at=at, unit_id=movement.unit_id, after={"years": str(phase)})
    return phase


@transaction.atomic
def add_governing_document(
    *,
    movement: Movement,
    title: str,
    number: str = "",
    issuer: str = "",
    issued_on: date | None = None,
    citation: Citation | None = None,
    by: Actor,
    at: datetime,
) -> GoverningDocument:
    """Add a document by which the movement is run; one of the same title is there already and is returned."""
    plain = " ".join(title.split())[:400]
    if not plain:
        raise Refused(_("Văn bản chưa có tên. Ghi tên hoặc số, ký hiệu."), field="title")
    for known in GoverningDocument.objects.in_force().filter(movement=movement):
        if fold(known.title) == fold(plain):
            return known
    document = GoverningDocument.objects.create(
        movement=movement,
        title=plain,
        number=number.strip()[:60],
        issuer=issuer.strip()[:200],
        issued_on=issued_on,
        citation=citation,
        created_at=at,
    )
    audit.record(
        "add_governing_document", document, by=by, at=at, unit_id=movement.unit_id, after={"title": document.title}
    )
    return document


@transaction.atomic
def add_aim(  # noqa: PLR0913 - keyword-only, one for each field of the form
    *,
    phase: Phase,
    kind: str,
    text: str,
    indicator: Indicator | None = None,
    value: int | None = None,
    owner: str = "",
    due_on: date | None = None,
    citation: Citation | None = None,
    by: Actor,
    at: datetime,
) -> Aim:
    """Add a focus point, target or task; ``value`` is scaled by the indicator's decimals.

    Raises:
        Refused: it says nothing, or has a value without an indicator.
    """
    plain = " ".join(text.split())[:500]
    if not plain:
        raise Refused(_("Chưa có nội dung. Viết trọng tâm, chỉ tiêu hoặc nhiệm vụ trong một câu."), field="text")
    if value is not None and indicator is None:
        raise Refused(_("Mức phải đạt cần một chỉ tiêu thống kê. Chọn chỉ tiêu rồi lưu lại."), field="indicator")
    Phase.objects.select_for_update().get(pk=phase.pk)
    aim = Aim.objects.create(
        phase=phase,
        kind=AimKind(kind),
        text=plain,
        indicator=indicator,
        value=value,
        owner=owner.strip()[:200],
        due_on=due_on,
        citation=citation,
        order=Aim.objects.filter(phase=phase, kind=kind).count() + 1,
        created_at=at,
    )
    audit.record("add_aim", aim, by=by, at=at, unit_id=phase.movement.unit_id, after={"text": aim.text})
    return aim


def edit_aim(*, aim: Aim, version: int, changes: Mapping[str, Any], by: Actor, at: datetime) -> Aim:
    """Save new values of an aim.

    Raises:
        Stale: somebody saved first; both texts are kept.
    """
    return save_checked(aim, changes, version=version, act="edit_aim", by=by, at=at)


def mark_aim(*, aim: Aim, is_done: bool, by: Actor, at: datetime) -> Aim:
    """Say that a task is done, or that it is not."""
    act = "finish_aim" if is_done else "reopen_aim"
    return save_checked(aim, {"done_at": at if is_done else None}, version=aim.version, act=act, by=by, at=at)


def withdraw_aim(*, aim: Aim, by: Actor, at: datetime) -> None:
    """Take an aim back; `restore_aim` undoes it."""
    withdraw_rows([aim], act="withdraw_aim", reason="bỏ trên trang phong trào", by=by, at=at)


def restore_aim(*, aim: Aim, by: Actor, at: datetime) -> None:
    """Undo `withdraw_aim`."""
    restore_row(aim, act="restore_aim", by=by, at=at)


def withdraw_governing_document(*, document: GoverningDocument, by: Actor, at: datetime) -> None:
    """Take a governing document back; `restore_governing_document` undoes it."""
    withdraw_rows([document], act="withdraw_governing_document", reason="bỏ trên trang phong trào", by=by, at=at)


def restore_governing_document(*, document: GoverningDocument, by: Actor, at: datetime) -> None:
    """Undo `withdraw_governing_document`."""
    restore_row(document, act="restore_governing_document", by=by, at=at)


def withdraw_movement_parts(*, citation: Citation, reason: str, by: Actor, at: datetime) -> int:
    """Withdraw every governing document and aim that carries ``citation``; return how many."""
    documents = GoverningDocument.objects.in_force().filter(citation=citation)
    aims = Aim.objects.in_force().filter(citation=citation)
    return withdraw_rows([*documents, *aims], act="withdraw_movement_part", reason=reason, by=by, at=at)
