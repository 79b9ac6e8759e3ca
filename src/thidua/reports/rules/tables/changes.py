"""What a table changes in a report, as short rows that wait for a person's yes, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from thidua.reports.rules.tables.reading import Found
from thidua.reports.rules.tables.values import Kept


class CellChange(NamedTuple):
    """One cell, as flat as a row keeps it in JSON: a hundred thousand of them are read back from there.

    ``value``, ``of``, ``qualifier`` are to be kept, ``was_…`` stood there; a value of ``None``: nothing. ``row`` and
    ``column``: where the table says it.
    """

    line: int
    value: int | None
    of: int | None
    qualifier: str
    was_value: int | None
    was_of: int | None
    was_qualifier: str
    row: int = 0
    column: int = 0
    is_computed: bool = False

    @property
    def now(self) -> Kept | None:
        """What is to be kept; ``None``: nothing."""
        return None if self.value is None else (self.value, self.of, self.qualifier)

    @property
    def was(self) -> Kept | None:
        """What stood there; ``None``: nothing."""
        return None if self.was_value is None else (self.was_value, self.was_of, self.was_qualifier)

    @property
    def undone(self) -> CellChange:
        """The change back."""
        return CellChange(self.line, *self[4:7], *self[1:4], *self[7:])


@dataclass(frozen=True)
class Counts:
    """How many cells of a report are empty, have another number, have this one; of the first two, how many computed."""

    fresh: int = 0
    changed: int = 0
    same: int = 0
    computed: int = 0


def changes_of(found: Mapping[int, Found], now: Mapping[int, Kept]) -> list[CellChange]:
    """Return the numbers of a table as changes of what stands now, both by line; also those that are the same."""
    nothing = (None, None, "")
    make = CellChange._make
    return [make((line, *said[:3], *(now.get(line) or nothing), *said[3:])) for line, said in found.items()]


def count(changes: Iterable[CellChange]) -> Counts:
    """Return what the changes come to."""
    fresh = changed = same = computed = 0
    for each in changes:
        if each[4] is None:
            fresh += 1
        elif each[1:4] == each[4:7]:
            same += 1
            continue
        else:
            changed += 1
        computed += each.is_computed
    return Counts(fresh, changed, same, computed)


def to_write(changes: Iterable[CellChange], *, with_computed: bool, with_changed: bool) -> list[CellChange]:
    """Return the changes that are written: results of formulas and other numbers only where a person said so."""
    return [
        each
        for each in changes
        if (with_computed or not each.is_computed)
        and (each.was_value is None or (with_changed and each[1:4] != each[4:7]))
    ]
