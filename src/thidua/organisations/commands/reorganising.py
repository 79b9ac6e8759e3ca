"""A reorganisation: drafted, applied in one transaction, reversed as long as nothing was built on it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model, ProtectedError, Q
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.audit import record
from thidua.core.errors import Refused, Stale
from thidua.organisations.choices import ReorganisationState, Tree
from thidua.organisations.commands.lineage import lock_forest, rebuild_below
from thidua.organisations.commands.steps import Stage, take
from thidua.organisations.models import Lineage, Placement, Reorganisation, Succession, Unit, UnitDescription
from thidua.organisations.plans import Step, StepFault, from_json, to_json
from thidua.organisations.queries import in_force
from thidua.organisations.signals import unit_going

_SENTENCES = {
    StepFault.NO_UNIT: _("Bước %(n)s chưa chọn đơn vị nào."),
    StepFault.UNIT_TWICE: _("Bước %(n)s có một đơn vị được chọn hai lần. Bỏ bớt một."),
    StepFault.NOTHING_TO_MERGE: _(
        "Bước %(n)s chỉ có một đơn vị nên không có gì để nhập. Chọn thêm, hoặc dùng đổi tên."
    ),
    StepFault.NO_HEIR: _("Bước %(n)s chưa rõ nhập vào đâu. Chọn một đơn vị đã có, hoặc ghi tên một đơn vị mới."),
    StepFault.ONE_PART: _("Bước %(n)s phải chia một đơn vị thành ít nhất hai đơn vị mới."),
    StepFault.SHARES: _("Bước %(n)s: tỷ lệ các phần phải cộng lại đúng 100%%, hoặc để trống phần chưa biết."),
    StepFault.NO_PARENT: _("Bước %(n)s chưa chọn đơn vị cấp trên mới."),
    StepFault.NO_NAME: _("Bước %(n)s chưa ghi tên mới."),
}
_KEPT: tuple[type[Model], ...] = (Unit, UnitDescription, Placement, Succession)


@transaction.atomic
def draft_reorganisation(
    *, unit: Unit, title: str, on: date, steps: Sequence[Step], by: Actor, at: datetime, legal_basis: str = ""
) -> Reorganisation:
    """Write down what is planned for the units under one. Nothing changes yet.

    Raises:
        Refused: no title, or a step that cannot be.
    """
    _refuse_wrong(title, steps)
    made = Reorganisation.objects.create(
        unit=unit, title=title.strip(), legal_basis=legal_basis.strip(), on=on, steps=to_json(steps),
        drafted_by=by.label, created_at=at,
    )  # fmt: skip
    record("draft_reorganisation", made, by=by, at=at, unit_id=unit.pk, after=_told(made))
    return made


@transaction.atomic
def revise_reorganisation(
    *,
    reorganisation: Reorganisation,
    title: str,
    on: date,
    steps: Sequence[Step],
    by: Actor,
    at: datetime,
    legal_basis: str = "",
) -> Reorganisation:
    """Change a draft.

    Raises:
        Refused: it is no draft any more, no title, or a step that cannot be.
        Stale: somebody saved it meanwhile.
    """
    kept = _locked(reorganisation, ReorganisationState.DRAFT)
    ours = {"title": title, "on": on.isoformat(), "legal_basis": legal_basis, "steps": to_json(steps)}
    _refuse_stale(kept, reorganisation.version, ours)
    _refuse_wrong(title, steps)
    before = _told(kept)
    kept.title, kept.legal_basis, kept.on = title.strip(), legal_basis.strip(), on
    kept.steps, kept.version = to_json(steps), kept.version + 1
    kept.save()
    record("revise_reorganisation", kept, by=by, at=at, unit_id=kept.unit_id, before=before, after=_told(kept))
    return kept


@transaction.atomic
def apply_reorganisation(*, reorganisation: Reorganisation, by: Actor, at: datetime) -> Reorganisation:
    """Do all steps in their order, or none.

    Raises:
        Refused: it is no draft any more, has no step, a unit stands elsewhere, or a step cannot be done.
        Stale: somebody changed the draft since it was looked at.
    """
    lock_forest()
    kept = _locked(reorganisation, ReorganisationState.DRAFT)
    _refuse_stale(kept, reorganisation.version, {})
    steps = from_json(kept.steps)
    if not steps:
        raise Refused(_("Dự thảo chưa có bước nào. Thêm ít nhất một bước rồi áp dụng."))
    stage = Stage(kept.on, kept.legal_basis or kept.title, by, at)
    touched = _touched(kept, steps)
    before = _rows(touched)
    for step in steps:
        take(step, stage)
    touched |= {unit.pk for unit in stage.made}
    kept.journal = {"units": sorted(touched), "before": before, "after": _rows(touched)}
    kept.state, kept.applied_at, kept.applied_by = ReorganisationState.APPLIED, at, by.label
    kept.version += 1
    kept.save()
    record("apply_reorganisation", kept, by=by, at=at, unit_id=kept.unit_id, after=_told(kept))
    return kept


@transaction.atomic
def reverse_reorganisation(*, reorganisation: Reorganisation, reason: str, by: Actor, at: datetime) -> Reorganisation:
    """Put everything back as it was before.

    Raises:
        Refused: it is not in force, no reason is given, the units were changed since, or something stands at a unit
            that it made.
    """
    lock_forest()
    kept = _locked(reorganisation, ReorganisationState.APPLIED)
    if not reason.strip():
        raise Refused(_("Ghi lý do hoàn tác trong một dòng."), field="reason")
    units, before, after = (kept.journal[each] for each in ("units", "before", "after"))
    if _rows(set(units)) != after:
        raise Refused(_("Các đơn vị này đã có thay đổi khác sau lần sắp xếp. Hoàn tác thay đổi sau trước."))
    _restore(before, after, at)
    for unit in Unit.objects.filter(pk__in=units):
        for tree in {Tree.TERRITORY, *(Tree(each.tree) for each in unit.placements.all())}:
            rebuild_below(unit.pk, tree)
    kept.state, kept.reversed_at, kept.reversed_by = ReorganisationState.REVERSED, at, by.label
    kept.reason, kept.version = reason.strip(), kept.version + 1
    kept.save()
    record("reverse_reorganisation", kept, by=by, at=at, unit_id=kept.unit_id, after={"reason": kept.reason})
    return kept


def _refuse_stale(kept: Reorganisation, version: int, ours: dict[str, Any]) -> None:
    if kept.version != version:
        raise Stale(
            _("Người khác vừa sửa dự thảo này. Xem bản đã lưu rồi làm tiếp."),
            theirs=_told(kept), ours=ours, version=kept.version,
        )  # fmt: skip


def _refuse_wrong(title: str, steps: Sequence[Step]) -> None:
    if not title.strip():
        raise Refused(_("Ghi tên đợt sắp xếp."), field="title")
    for number, step in enumerate(steps, start=1):
        if step.fault:
            raise Refused(_SENTENCES[step.fault], field="steps", n=number)


def _locked(reorganisation: Reorganisation, state: ReorganisationState) -> Reorganisation:
    kept = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if kept.state != state:
        raise Refused(
            _("Đợt sắp xếp “%(title)s” %(state)s, không làm bước này được nữa."),
            title=kept.title, state=kept.get_state_display(),
        )  # fmt: skip
    return kept


def _touched(kept: Reorganisation, steps: Sequence[Step]) -> set[int]:
    """Return the units that exist now and that the steps change: those named, and those under them.

    Raises:
        Refused: one of them does not stand at or under the unit of the reorganisation.
    """
    uids = {uid for step in steps for uid in (*step.units, step.into, *(made.under for made in step.made)) if uid}
    named = {str(unit.uid): unit for unit in Unit.objects.filter(uid__in=uids)}
    below = Lineage.objects.filter(in_force(kept.on), ancestor=kept.unit_id, descendant__in=named.values())
    known = set(below.values_list("descendant", flat=True))
    foreign = next((unit for unit in named.values() if unit.pk not in known), None)
    if foreign is not None or len(named) < len(uids):
        raise Refused(
            _("%(unit)s không thuộc %(here)s vào ngày %(day)s. Chọn đơn vị khác."),
            unit=foreign or _("Đơn vị đã chọn"), here=kept.unit.name_in_sentence, day=f"{kept.on:%d/%m/%Y}",
        )  # fmt: skip
    pks = {unit.pk for unit in named.values()}
    children = Placement.objects.filter(in_force(kept.on), parent__in=pks).values_list("unit", flat=True)
    return pks | set(children)


def _rows(units: set[int]) -> list[dict[str, Any]]:
    """Return everything that says where units stand, as plain values."""
    rows: list[Model] = list(Unit.objects.filter(pk__in=units).order_by("pk"))
    for model in (UnitDescription, Placement):
        rows += model.objects.filter(unit__in=units).order_by("pk")
    rows += Succession.objects.filter(Q(predecessor__in=units) | Q(successor__in=units)).order_by("pk")
    told: list[dict[str, Any]] = json.loads(json.dumps(serializers.serialize("python", rows), cls=DjangoJSONEncoder))
    return told


def _restore(before: list[dict[str, Any]], after: list[dict[str, Any]], at: datetime) -> None:
    known = {(row["model"], row["pk"]) for row in before}
    made = [row for row in after if (row["model"], row["pk"]) not in known]
    for model in reversed(_KEPT):
        pks = [row["pk"] for row in made if row["model"] == model._meta.label_lower]
        if model is not Unit:
            model._default_manager.filter(pk__in=pks).delete()
    for row in serializers.deserialize("python", before):
        row.save()
    for unit in Unit.objects.filter(pk__in=[row["pk"] for row in made if row["model"] == "organisations.unit"]):
        _delete(unit, at)


def _delete(unit: Unit, at: datetime) -> None:
    unit_going.send(sender=Unit, unit=unit, at=at)
    try:
        unit.delete()
    except ProtectedError as error:
        raise Refused(
            _("%(unit)s đã có dữ liệu riêng (báo cáo, người dùng, hồ sơ) nên không hoàn tác được."), unit=unit
        ) from error


def _told(kept: Reorganisation) -> dict[str, Any]:
    return {
        "title": kept.title,
        "on": kept.on.isoformat(),
        "legal_basis": kept.legal_basis,
        "steps": kept.steps,
        "state": str(kept.state),
    }
