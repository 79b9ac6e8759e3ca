"""A reorganisation before it happens: its steps as plain values, kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from thidua.organisations.rules import WHOLE_PERMILLE


class StepAct(StrEnum):
    """What a step does to units."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    RENAME = "rename"


class StepFault(StrEnum):
    """What is wrong with a step; ``commands.reorganising`` has the sentence for each."""

    NO_UNIT = "no_unit"
    UNIT_TWICE = "unit_twice"
    NOTHING_TO_MERGE = "nothing_to_merge"
    NO_HEIR = "no_heir"
    ONE_PART = "one_part"
    SHARES = "shares"
    NO_PARENT = "no_parent"
    NO_NAME = "no_name"


@dataclass(frozen=True)
class NewUnit:
    """A unit that a step makes, or what a renamed one is called from then on.

    Attributes:
        under: uid of the unit above it; blank: where the (first) old unit stood.
        permille: the share of the old unit that goes to it, ``None`` where nobody knows.
        children: uids of the units under the old one that come to it; of a merger all do.
    """

    name: str
    kind: str
    full_name: str = ""
    code: str = ""
    under: str = ""
    permille: int | None = None
    children: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One act of a reorganisation.

    Attributes:
        units: uids of the units that go (merger, split), move or are renamed.
        into: uid of the unit that takes the others in, or under which they move.
        made: the new unit of a merger, those of a split, the new name.
    """

    act: StepAct
    units: tuple[str, ...]
    into: str = ""
    made: tuple[NewUnit, ...] = ()

    @property
    def fault(self) -> StepFault | None:
        """What is wrong with it by itself."""
        if not self.units:
            return StepFault.NO_UNIT
        if len(set(self.units)) < len(self.units) or self.into in self.units:
            return StepFault.UNIT_TWICE
        if self.act is StepAct.MERGE:
            return self._merge_fault()
        if self.act is StepAct.SPLIT:
            return self._split_fault()
        if self.act is StepAct.MOVE:
            return None if self.into else StepFault.NO_PARENT
        return None if len(self.made) == 1 and not _is_nameless(self.made) else StepFault.NO_NAME

    def _merge_fault(self) -> StepFault | None:
        if bool(self.into) == bool(self.made) or len(self.made) > 1:
            return StepFault.NO_HEIR
        if self.made and len(self.units) == 1:
            return StepFault.NOTHING_TO_MERGE
        return StepFault.NO_NAME if _is_nameless(self.made) else None

    def _split_fault(self) -> StepFault | None:
        if len(self.units) > 1 or len(self.made) == 1 or not self.made:
            return StepFault.ONE_PART
        known = [each.permille for each in self.made if each.permille is not None]
        is_whole = len(known) < len(self.made) or sum(known) == WHOLE_PERMILLE
        if sum(known) > WHOLE_PERMILLE or any(each < 0 for each in known) or not is_whole:
            return StepFault.SHARES
        return StepFault.NO_NAME if _is_nameless(self.made) else None


def _is_nameless(made: Iterable[NewUnit]) -> bool:
    return any(not each.name.strip() for each in made)


def to_json(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return steps as they are kept."""
    return [asdict(step) for step in steps]


def from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Read kept steps back.

    >>> steps = (Step(StepAct.MOVE, ("a",), into="b"),)
    >>> from_json(to_json(steps)) == steps
    True
    """
    return tuple(
        Step(
            StepAct(each["act"]),
            tuple(each["units"]),
            each["into"],
            tuple(NewUnit(**{**made, "children": tuple(made["children"])}) for made in each["made"]),
        )
        for each in kept
    )
