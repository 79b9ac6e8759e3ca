"""Where a unit hangs in a tree."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.audit import record
from thidua.core.errors import Refused
from thidua.organisations.choices import Tree
from thidua.organisations.commands.lineage import lock_forest, rebuild_below
from thidua.organisations.commands.refusals import refuse
from thidua.organisations.models import Lineage, Placement, Unit
from thidua.organisations.queries import in_force
from thidua.organisations.rules import Fault, Span, placement_fault


@transaction.atomic
def place_unit(
    *,
    unit: Unit,
    under: Unit,
    since: date | None,
    by: Actor,
    at: datetime,
    tree: Tree = Tree.TERRITORY,
    until: date | None = None,
    legal_basis: str = "",
) -> Placement:
    """Put ``unit`` under a parent in a tree from a day on (``None``: as long as is known).

    Raises:
        Refused: it has a parent there at that time, would come to stand under itself, or one of the two does not exist
            for all of the span.
    """
    lock_forest()
    unit, under = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=under.pk)
    span = Span(since, until or _first_end(unit, under))
    _refuse_wrong_place(unit, under, span, tree)
    made = Placement.objects.create(
        unit=unit, parent=under, tree=tree, since=span.since, until=span.until, legal_basis=legal_basis
    )
    _placed(made, unit, by=by, at=at, act="place_unit", before={})
    return made


@transaction.atomic
def move_unit(
    *,
    unit: Unit,
    under: Unit,
    on: date,
    by: Actor,
    at: datetime,
    tree: Tree = Tree.TERRITORY,
    legal_basis: str = "",
) -> Placement:
    """Let ``unit`` leave its parent in a tree and stand under another from the day ``on``.

    Raises:
        Refused: it stands nowhere in the tree that day, was put there that very day, or cannot stand at the new place.
    """
    lock_forest()
    present = Placement.objects.filter(in_force(on), unit=unit, tree=tree).select_related("parent", "unit").first()
    if present is None:
        raise Refused(
            _("%(unit)s chưa thuộc đơn vị nào trong cây “%(tree)s” vào ngày %(day)s. Hãy xếp đơn vị thay vì chuyển."),
            unit=unit, tree=tree.label, day=f"{on:%d/%m/%Y}",
        )  # fmt: skip
    if present.since == on:
        raise Refused(
            _("%(unit)s vừa thuộc %(parent)s từ chính ngày %(day)s. Chọn ngày chuyển muộn hơn."),
            field="on", unit=unit, parent=present.parent, day=f"{on:%d/%m/%Y}",
        )  # fmt: skip
    ended, present.until = present.until, on
    present.save(update_fields=["until"])
    rebuild_below(unit.pk, tree)
    span = Span(on, ended)
    _refuse_wrong_place(present.unit, under, span, tree)
    made = Placement.objects.create(
        unit=unit, parent=under, tree=tree, since=on, until=span.until, legal_basis=legal_basis
    )
    _placed(made, present.unit, by=by, at=at, act="move_unit", before={"under": str(present.parent)})
    return made


def _placed(made: Placement, unit: Unit, *, by: Actor, at: datetime, act: str, before: dict[str, Any]) -> None:
    rebuild_below(unit.pk, Tree(made.tree))
    Unit.objects.filter(pk=unit.pk).update(version=F("version") + 1)
    after = {"under": str(made.parent), "tree": str(made.tree), "since": made.since.isoformat() if made.since else None}
    record(act, unit, by=by, at=at, unit_id=unit.pk, before=before, after=after)


def _first_end(unit: Unit, under: Unit) -> date | None:
    """A placement lasts as long as both; an end that is not given is the earlier of theirs."""
    return min((day for day in (unit.until, under.until) if day is not None), default=None)


def _refuse_wrong_place(unit: Unit, under: Unit, span: Span, tree: Tree) -> None:
    lives = Span(unit.since, unit.until), Span(under.since, under.until)
    fault = Fault.UNDER_ITSELF if unit == under else placement_fault(*lives, span)
    present = next(
        (p for p in unit.placements.filter(tree=tree) if Span(p.since, p.until).meets(span) is not None), None
    )
    if fault is None and present is not None:
        fault = Fault.TWO_PARENTS
    above = Lineage.objects.filter(ancestor=unit, descendant=under, tree=tree)
    if fault is None and any(Span(row.since, row.until).meets(span) is not None for row in above):
        fault = Fault.UNDER_ITSELF
    if fault is not None:
        raise refuse(
            fault, field="under", unit=unit, parent=under, tree=tree.label,
            present=present.parent if present else "", since=span.since or _("chưa rõ"), until=span.until,
            unit_since=unit.since, unit_until=unit.until, parent_since=under.since, parent_until=under.until,
        )  # fmt: skip
