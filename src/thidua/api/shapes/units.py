"""Units on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from thidua.api.shapes.common import Paging, Plain, Shape
from thidua.organisations.choices import Tree
from thidua.organisations.queries import Change, UnitOnDay


class UnitOut(Shape):
    """A unit as it was on a day. One that did not exist then is as it was last or first called."""

    uid: UUID
    name: str = Field(description="Without its kind: «Vũ Thư».")
    full_name: str
    kind: str
    level: int = Field(description="0 country, 1 province, 2 district, 3 commune, 4 village.")
    code: str = Field(description="The official code of that day, empty where it has none.")
    exists: bool
    since: date | None = Field(description="Its first day, null where unknown.")
    until: date | None = Field(description="The first day on which it is no more, null where it goes on.")
    above: list[str] = Field(description="Names of the units above it that day, the nearest first.")


class SuccessionOut(Shape):
    """What a unit came from or became."""

    uid: UUID
    full_name: str = Field(description="As it was called at the time.")
    on: date
    kind: str
    share_permille: int | None = Field(description="Which part of it, in thousandths; null where not determined.")
    legal_basis: str


class UnitDetail(UnitOut):
    """A unit with its history."""

    legal_basis: str
    came_from: list[SuccessionOut]
    became: list[SuccessionOut]


class OnDay(Shape):
    """As of which day."""

    on: date | None = Field(None, description="Today where it is left out.")


class UnitsAsked(Paging, OnDay):
    """Which units are looked for."""

    q: Annotated[Plain, Field(max_length=200)] = Field(
        "", description="Part of the name, marks may be left out; or the code."
    )


class ChildrenAsked(Paging, OnDay):
    """Under which tree, when."""

    tree: Tree = Tree.TERRITORY


def unit_out(found: UnitOnDay) -> UnitOut:
    """Return a unit of a list."""
    return UnitOut(**_plain(found))


def unit_detail(found: UnitOnDay) -> UnitDetail:
    """Return one unit."""
    return UnitDetail(
        **_plain(found),
        legal_basis=found.legal_basis,
        came_from=[_succession(each) for each in found.came_from],
        became=[_succession(each) for each in found.became],
    )


def _plain(found: UnitOnDay) -> dict[str, Any]:
    names = ("name", "full_name", "level", "code", "exists", "since", "until")
    return {"uid": found.unit.uid, "kind": str(found.kind), "above": list(found.chain)} | {
        name: getattr(found, name) for name in names
    }


def _succession(change: Change) -> SuccessionOut:
    return SuccessionOut(
        uid=change.unit.uid,
        full_name=change.full_name,
        on=change.on,
        kind=str(change.kind),
        share_permille=change.share_permille,
        legal_basis=change.legal_basis,
    )
