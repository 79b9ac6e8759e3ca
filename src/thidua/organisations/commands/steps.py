"""The steps of a reorganisation, done by the ordinary commands, each with its own line in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.organisations.choices import Level, SuccessionKind, Tree, UnitKind
from thidua.organisations.commands.placing import move_unit, place_unit
from thidua.organisations.commands.successions import Heir, record_succession
from thidua.organisations.commands.units import create_unit, end_unit, rename_unit
from thidua.organisations.models import Placement, Unit
from thidua.organisations.plans import NewUnit, Step, StepAct
from thidua.organisations.queries import in_force


@dataclass
class Stage:
    """On which day, on what basis and by whom the steps are done, and the units that they made."""

    on: date
    basis: str
    by: Actor
    at: datetime
    made: list[Unit] = field(default_factory=list)


def take(step: Step, stage: Stage) -> None:
    """Do one step.

    Raises:
        Refused: a unit does not stand where it should that day, or a child has no heir to go to.
    """
    units = [_unit(uid) for uid in step.units]
    if step.act is StepAct.MERGE:
        heir = _unit(step.into) if step.into else _make(step.made[0], units[0], stage)
        for unit in units:
            _hand_over(unit, {}, heir, stage)
            _end(unit, [Heir(heir)], stage)
    elif step.act is StepAct.SPLIT:
        _split(units[0], step.made, stage)
    elif step.act is StepAct.MOVE:
        under = _unit(step.into)
        for unit in units:
            move_unit(unit=unit, under=under, on=stage.on, by=stage.by, at=stage.at, legal_basis=stage.basis)
    else:
        _rename(units[0], step.made[0], stage)


def _split(unit: Unit, parts: Sequence[NewUnit], stage: Stage) -> None:
    heirs = [_make(part, unit, stage) for part in parts]
    home = {uid: heir for part, heir in zip(parts, heirs, strict=True) for uid in part.children}
    _hand_over(unit, home, None, stage)
    shares = [Heir(heir, SuccessionKind.PART, part.permille) for part, heir in zip(parts, heirs, strict=True)]
    _end(unit, shares, stage)


def _make(new: NewUnit, like: Unit, stage: Stage) -> Unit:
    """Create a unit of the level of an old one, wherever that one stands."""
    made = create_unit(
        name=new.name, full_name=new.full_name, kind=UnitKind(new.kind), level=Level(like.level), code=new.code,
        since=stage.on, by=stage.by, at=stage.at, legal_basis=stage.basis,
    )  # fmt: skip
    stage.made.append(made)
    for place in Placement.objects.filter(in_force(stage.on), unit=like).select_related("parent"):
        under = _unit(new.under) if new.under and place.tree == Tree.TERRITORY else place.parent
        place_unit(
            unit=made, under=under, since=stage.on, tree=Tree(place.tree), by=stage.by, at=stage.at,
            legal_basis=stage.basis,
        )  # fmt: skip
    return made


def _hand_over(unit: Unit, home: Mapping[str, Unit], heir: Unit | None, stage: Stage) -> None:
    """Move what stands under a unit to its heirs, in every tree."""
    for place in Placement.objects.filter(in_force(stage.on), parent=unit).select_related("unit"):
        under = home.get(str(place.unit.uid), heir)
        if under is None:
            raise Refused(
                _("Chưa chọn nơi nhận cho %(child)s khi chia %(unit)s. Chọn một trong các đơn vị mới."),
                child=place.unit.name_in_sentence, unit=unit.name_in_sentence,
            )  # fmt: skip
        move_unit(
            unit=place.unit, under=under, on=stage.on, tree=Tree(place.tree), by=stage.by, at=stage.at,
            legal_basis=stage.basis,
        )  # fmt: skip


def _end(unit: Unit, heirs: Sequence[Heir], stage: Stage) -> None:
    end_unit(unit=unit, on=stage.on, by=stage.by, at=stage.at)
    record_succession(predecessor=unit, heirs=heirs, on=stage.on, by=stage.by, at=stage.at, legal_basis=stage.basis)


def _rename(unit: Unit, new: NewUnit, stage: Stage) -> None:
    kind = UnitKind(new.kind) if new.kind else None
    rename_unit(
        unit=unit, since=stage.on, name=new.name, full_name=new.full_name, kind=kind, code=new.code or None,
        by=stage.by, at=stage.at, legal_basis=stage.basis,
    )  # fmt: skip


def _unit(uid: str) -> Unit:
    return Unit.objects.get(uid=uid)
